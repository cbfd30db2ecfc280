"""The penalty procedure 立案查处: one record beside its case, from filing to the end of enforcement (§1.1.3)."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from property_rectification.models.penalty_parts import (
    ANNULLED,
    FIRM,
    OPEN,
    OUTCOMES,
    PARTIES,
    PERSON,
    PUNISHED,
    SPARED,
    UNIT,
)
from property_rectification.penalty.lifecycle import PENALTY


class Penalty(lifecycle(PENALTY), Record):  # type: ignore[misc]
    """One procedure against one party. The party's name and day of birth stand encrypted and reach no list (L-36).

    `outcome`, `served_at`, `corrected_at` and `revoked_at` say where the last decision stands, for the case beside it.
    """

    kind_name = PENALTY.name

    source = models.ForeignKey(
        "property_rectification.RectificationCase", models.PROTECT, related_name="penalties", verbose_name=_("来源案件")
    )
    party_kind = models.CharField(_("当事人"), max_length=6, choices=PARTIES)
    party_name = EncryptedField(kind="name", verbose_name=_("当事人名称"))
    born_on = EncryptedField(kind="prose", verbose_name=_("出生日期"), blank=True)
    guardian = EncryptedField(kind="name", verbose_name=_("监护人"), blank=True)
    officers = models.JSONField(
        _("执法人员"), default=list, help_text="rows of user, certificate, valid_to, since and until"
    )
    acted_until = models.DateField(_("违法行为终了日"))
    found_on = models.DateField(_("发现日"))
    long_limit = models.BooleanField(_("涉及生命健康安全、金融安全且有危害后果"), default=False)
    outcome = models.CharField(_("处理结果"), max_length=8, choices=OUTCOMES, blank=True)
    spared_for = models.CharField(
        _("不予处罚的情形"), max_length=2, blank=True, help_text="code of the list no_penalty_cause"
    )
    served_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("改正时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销、变更时间"), null=True, blank=True)
    revoked_for = models.CharField(
        _("撤销原因"), max_length=2, blank=True, help_text="code of the list annulment_ground"
    )
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    published_where = models.CharField(_("公开网址"), max_length=200, blank=True)
    explanation = EncryptedField(kind="prose", verbose_name=_("撤回说明"), blank=True)

    class Meta:
        verbose_name = _("立案查处")
        verbose_name_plural = _("立案查处")
        constraints = [
            models.CheckConstraint(name="penalty_party_known", condition=Q(party_kind__in=[FIRM, UNIT, PERSON])),
            models.CheckConstraint(
                name="penalty_outcome_known", condition=Q(outcome__in=[OPEN, PUNISHED, SPARED, ANNULLED])
            ),
        ]

    @property
    def birthday(self) -> dt.date | None:
        """The day of birth of a natural person; None where none was given."""
        said = self.born_on.reveal() if self.born_on else ""
        return dt.date.fromisoformat(said) if said else None

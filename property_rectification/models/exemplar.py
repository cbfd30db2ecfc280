"""The exemplary case 典型案例: one text for the public about one finished case (§1.5)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from property_rectification.exemplar.lifecycle import EXEMPLAR

NEG, POS, LAW = "NEG", "POS", "LAW"


class PublicText(models.TextField):  # type: ignore[type-arg]
    """What stands on line, for the search of the public page; derived from the text, so the ledger leaves it out."""

    derived = True


class Exemplar(lifecycle(EXEMPLAR), Record):  # type: ignore[misc]
    """One exemplary case. `text` is the version that is worked on, `online` the one the public sees (none: off line).

    A firm is named only on a ground: the decision is lawfully public (its reference and the day from which it is), or
    the firm's written consent.
    """

    kind_name = EXEMPLAR.name

    source = models.ForeignKey(
        "property_rectification.RectificationCase", models.PROTECT, related_name="exemplars", verbose_name=_("来源案件")
    )
    genre = models.CharField(_("类型"), max_length=3, help_text="code of the list exemplar_kind")
    text = models.ForeignKey(
        "property_rectification.ExemplarText", models.PROTECT, null=True, blank=True, related_name="+"
    )
    online = models.ForeignKey(
        "property_rectification.ExemplarText", models.PROTECT, null=True, blank=True, related_name="+"
    )
    public_text = PublicText(blank=True)
    firm_named = models.BooleanField(_("写企业名称"), default=False)
    naming_ground = models.CharField(_("写名称的依据"), max_length=10, blank=True)
    naming_reference = models.CharField(_("决定文号或公开网址"), max_length=200, blank=True)
    naming_from = models.DateField(_("复议、诉讼期满日"), null=True, blank=True)
    consent = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("更正时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawal_cause = models.CharField(_("撤回原因"), max_length=10, blank=True)
    explanation = EncryptedField(kind="prose", verbose_name=_("撤回说明"), blank=True)
    explained_at = models.DateTimeField(_("说明时间"), null=True, blank=True)
    source_changed_at = models.DateTimeField(_("来源决定变更"), null=True, blank=True)
    source_change = models.CharField(_("变更情况"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("典型案例")
        verbose_name_plural = _("典型案例")
        constraints = [
            models.CheckConstraint(name="exemplar_genre_known", condition=Q(genre__in=[NEG, POS, LAW])),
            models.CheckConstraint(
                name="exemplar_off_line_without_text", condition=Q(online__isnull=False) | Q(public_text="")
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at"], name="exemplar_published"),
            GinIndex(OpClass("public_text", name="gin_trgm_ops"), name="exemplar_public_text_trgm"),
        ]

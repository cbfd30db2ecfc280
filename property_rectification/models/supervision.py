"""挂牌督办: the periods in which a case was supervised, at which level, and the reports made meanwhile (§1.1.2 #43)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class Supervision(CaseChild):
    """One period at one level; another level ends it and begins the next. The flag SUPERVISED says that one runs."""

    PLACED, CHECKS, RELAPSE = "placed", "checks", "relapse"
    ORIGINS = [(CHECKS, _("两次验收不过")), (RELAPSE, _("认定反弹")), (PLACED, _("领导挂牌"))]

    level = models.CharField(_("级别"), max_length=8, help_text="code of the list supervision_level")
    origin = models.CharField(_("来由"), max_length=8, choices=ORIGINS)
    document = models.CharField(_("文书"), max_length=60, blank=True)
    reason = EncryptedField(kind="prose", verbose_name=_("理由"), blank=True)
    requirement = EncryptedField(kind="prose", verbose_name=_("要求"), blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    end_note = EncryptedField(kind="prose", verbose_name=_("摘牌意见"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("挂牌督办")
        verbose_name_plural = _("挂牌督办")
        constraints = [
            models.UniqueConstraint(name="supervision_one_open", fields=["case"], condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="supervision_placed_is_complete",
                condition=~Q(origin="placed") | (~Q(document="") & Q(due_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.level}"


class SupervisionReport(CaseChild):
    """The weekly report of the unit on a supervised case (F-19)."""

    progress = EncryptedField(kind="prose", verbose_name=_("进展"))
    obstacles = EncryptedField(kind="prose", verbose_name=_("困难"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("督办周报")
        verbose_name_plural = _("督办周报")

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at:%Y-%m-%d}"

"""Ending relief against somebody's will: why, what the person said to it, what was decided, how it was served."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import ServedNotice


class Termination(ServedNotice):
    """Proposed by one, heard by two, decided by the director. Illness lets it lapse; the person leaves whenever they
    want to, whatever stands here (R-39, R-50)."""

    DECIDED, DISMISSED, LAPSED = "terminated", "dismissed", "lapsed"

    reasons = ArrayField(
        models.CharField(max_length=2), verbose_name=_("终止理由"), help_text="code of the list termination_reason"
    )
    facts = EncryptedField(kind="prose", verbose_name=_("事实"))
    opinion = EncryptedField(kind="prose", verbose_name=_("本人意见"), blank=True)
    heard_at = models.DateTimeField(_("听取意见时间"), null=True, blank=True)
    heard_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("听取人")
    )
    heard_second = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二听取人")
    )
    lesser = EncryptedField(kind="prose", verbose_name=_("较轻的措施为何不足"), blank=True)
    told = EncryptedField(kind="prose", verbose_name=_("写给本人的理由"), blank=True)
    result = models.CharField(_("结果"), max_length=12, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("决定人")
    )

    class Meta(ServedNotice.Meta):
        verbose_name = _("终止救助")
        verbose_name_plural = _("终止救助")
        constraints = [
            models.CheckConstraint(
                name="relief_opinion_heard_by_two",
                condition=models.Q(heard_at__isnull=True)
                | models.Q(heard_by__isnull=False, heard_second__isnull=False)
                & ~models.Q(heard_by=models.F("heard_second")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.result}"

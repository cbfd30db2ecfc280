"""The ladder of escalation as people decided on it: each step once for each run of a clock (§1.1.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class Escalation(CaseChild):
    """A person's answer to a step the machine proposed: taken, or not, with reasons."""

    TAKEN, WAIVED = "taken", "waived"
    DECISIONS = [(TAKEN, _("采取")), (WAIVED, _("不采取"))]

    timer = models.ForeignKey("casework.Timer", models.PROTECT, related_name="+", verbose_name=_("期限"))
    step = models.CharField(_("措施"), max_length=16, help_text="code of the list escalation_step")
    decision = models.CharField(_("决定"), max_length=6, choices=DECISIONS)
    reasons = EncryptedField(kind="prose", verbose_name=_("理由"), blank=True)
    feedback_by = models.DateField(_("反馈期限"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("督办处置")
        verbose_name_plural = _("督办处置")
        constraints = [models.UniqueConstraint(name="escalation_once_a_run", fields=["timer", "step"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"

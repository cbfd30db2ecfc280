"""What a stay brings with it: staying longer than the period (E18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class Extension(CaseChild):
    """Somebody stays longer than ten days: asked for by one, decided by the director, filed with the bureau (R-37).

    A filing, not a permission: care goes on before it, without it and after it.
    """

    reason = models.CharField(_("特殊原因"), max_length=24, help_text="code of the list extension_reason")
    days = models.PositiveSmallIntegerField(_("延长天数"))
    evidence = EncryptedField(kind="prose", verbose_name=_("情况和依据"), blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("决定人")
    )
    agreed = models.BooleanField(_("同意并报备"), default=False)
    return_note = EncryptedField(kind="prose", verbose_name=_("退回理由"), blank=True)
    late = models.BooleanField(_("逾期报备"), default=False)
    acknowledged_at = models.DateTimeField(_("确认备案时间"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("确认人")
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("延期备案")
        verbose_name_plural = _("延期备案")
        constraints = [
            models.CheckConstraint(
                name="relief_filed_before_acknowledged",
                condition=models.Q(acknowledged_at__isnull=True) | models.Q(agreed=True, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason} {self.days}"

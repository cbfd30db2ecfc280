"""What was seen and decided about somebody's health, act by act (E12). Sensitive: read by those who care for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class HealthNote(CaseChild):
    """One act of the region of health. Examination and admission are a hospital's, with its ground (R-29, HB-20)."""

    act = models.CharField(_("事项"), max_length=32)
    note = EncryptedField(kind="prose", verbose_name=_("情况"), blank=True)
    hospital = models.CharField(_("医院"), max_length=80, blank=True)
    happened_at = models.DateTimeField(_("时间"), null=True, blank=True)
    paper = EncryptedField(kind="text", verbose_name=_("医院的书面依据"), blank=True)
    told = EncryptedField(kind="text", verbose_name=_("已告知"), blank=True)
    asked_by = EncryptedField(kind="text", verbose_name=_("谁提出"), blank=True)
    voluntary = models.BooleanField(_("本人同意"), null=True, blank=True)
    danger = models.BooleanField(_("有伤害自身或他人的危险"), null=True, blank=True)
    police = EncryptedField(kind="text", verbose_name=_("公安处置"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("健康情况")
        verbose_name_plural = _("健康情况")
        constraints = [
            # whoever does not want to is referred for a danger alone, and then by the police
            models.CheckConstraint(
                name="relief_no_referral_without_will_or_danger",
                condition=models.Q(voluntary__isnull=True) | models.Q(voluntary=True) | models.Q(danger=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"

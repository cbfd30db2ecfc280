"""What was doubted, found and decided for the protection of a minor or of an adult who may not decide alone (E28)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class ProtectionNote(CaseChild):
    """One act of the region of protection. The guardian is one of those who would collect the person (E05, E28)."""

    act = models.CharField(_("事项"), max_length=32)
    age_doubt = models.BooleanField(_("年龄有疑问"), default=False)
    capacity_doubt = models.BooleanField(_("行为能力有疑问"), default=False)
    note = EncryptedField(kind="prose", verbose_name=_("情况"), blank=True)
    no_harm = EncryptedField(kind="prose", verbose_name=_("无受侵害迹象的说明"), blank=True)
    ground = models.CharField(_("法定情形"), max_length=24, blank=True)
    placement = models.CharField(_("安置方式"), max_length=24, blank=True)
    place = EncryptedField(kind="text", verbose_name=_("安置处所"), blank=True)
    unit = models.CharField(_("评估、接收单位或法院"), max_length=80, blank=True)
    paper_no = models.CharField(_("文书编号"), max_length=60, blank=True)
    notice_on = models.DateField(_("弃婴公告日期"), null=True, blank=True)
    guardian = models.ForeignKey(
        "relief.Collector", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("监护人")
    )
    second = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二评估人")
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("未成年人和行为能力保护")
        verbose_name_plural = _("未成年人和行为能力保护")
        constraints = [
            models.CheckConstraint(
                name="relief_guardianship_has_ground",
                condition=~models.Q(act__in=["take_temporary_guardianship", "take_long_term_guardianship"])
                | ~models.Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"

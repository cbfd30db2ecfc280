"""Word sent ahead of somebody who goes home: to relatives, and to the organisation at the destination (R-43)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class WordAhead(CaseChild):
    """Told, or not and why. What counts is the last row of an addressee; the ones before stay on record (R-54)."""

    RELATIVES, DESTINATION = "relatives", "destination"
    ADDRESSEES = ((RELATIVES, _("亲属")), (DESTINATION, _("去向单位")))
    TOLD, OBJECTED, UNSAFE, NOBODY = "told", "objected", "unsafe", "nobody"
    RESULTS = (
        (TOLD, _("已通知")), (OBJECTED, _("本人不同意，不通知")), (UNSAFE, _("有危险，不通知")),
        (NOBODY, _("没有可通知的人")),
    )  # fmt: skip

    addressee = models.CharField(_("通知谁"), max_length=12, choices=ADDRESSEES)
    result = models.CharField(_("结果"), max_length=10, choices=RESULTS)
    told = EncryptedField(kind="text", verbose_name=_("通知的人或单位"), blank=True)
    told_at = models.DateTimeField(_("通知时间"), null=True, blank=True)
    channel = models.CharField(_("通知方式"), max_length=12, blank=True)
    reason = EncryptedField(kind="prose", verbose_name=_("不通知的理由"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("离站通知")
        verbose_name_plural = _("离站通知")
        constraints = [
            models.CheckConstraint(
                name="relief_word_told_when_and_how",
                condition=~models.Q(result="told") | (models.Q(told_at__isnull=False) & ~models.Q(channel="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.addressee} {self.result}"

"""What the police were asked about somebody, and what they answered (E15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class PoliceInquiry(CaseChild):
    """One letter: to whom, what for, when it was sent, who signed for it, what came back. It verifies nothing."""

    case = models.ForeignKey("relief.ReliefCase", models.PROTECT, related_name="inquiries")
    kind = models.CharField(_("协查种类"), max_length=20, help_text="code of the list inquiry_type")
    addressed_to = models.CharField(_("发往"), max_length=80)
    purpose = EncryptedField(kind="prose", verbose_name=_("查询目的"))
    asks_age = models.BooleanField(_("请公安核实年龄"), default=False)
    sent_at = models.DateTimeField(_("发出时间"))
    received_ack = models.CharField(_("签收回执"), max_length=80, blank=True)
    reply = EncryptedField(kind="prose", verbose_name=_("复函内容"), blank=True)
    reply_at = models.DateTimeField(_("复函时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("身份协查")
        verbose_name_plural = _("身份协查")
        constraints = [
            models.CheckConstraint(
                name="relief_inquiry_answered_after_sending",
                condition=models.Q(reply_at__isnull=True) | models.Q(reply_at__gte=models.F("sent_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

"""What happened in a case that should not have (E30)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class Incident(CaseChild):
    """One incident: what happened, whom it was told to, what was found. A further one while one is open has its own."""

    category = models.CharField(_("类别"), max_length=20, help_text="code of the list incident_category")
    serious = models.BooleanField(_("重大事项"), default=False)
    happened_at = models.DateTimeField(_("发生时间"))
    course = EncryptedField(kind="prose", verbose_name=_("经过"))
    told = EncryptedField(kind="text", verbose_name=_("向何人报告"), blank=True)
    told_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    channel = models.CharField(_("报告方式"), max_length=12, blank=True)
    findings = EncryptedField(kind="prose", verbose_name=_("查明的事实"), blank=True)
    measures = EncryptedField(kind="prose", verbose_name=_("改进措施"), blank=True)
    closed_at = models.DateTimeField(_("结案时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("安全事件")
        verbose_name_plural = _("安全事件")

    def __str__(self) -> str:
        return f"{self.case_id} {self.category}"

"""A lead: somebody was seen somewhere, and somebody told the station. Who it is comes with the arrival."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class Lead(CaseChild):
    """Where to look, how soon, whom to ask back; and how it ended where nobody came (R-06, R-65)."""

    place = EncryptedField(kind="address", verbose_name=_("发现地点"), blank=True)
    spot = models.CharField(_("地点类型"), max_length=2, blank=True, help_text="code of the list patrol_point_type")
    zone = models.CharField(_("城乡"), max_length=8, help_text="code of the list lead_zone")
    emergency = models.BooleanField(_("紧急"), default=False)
    seen = EncryptedField(kind="prose", verbose_name=_("看到的情况"), blank=True)
    source = models.CharField(_("报告人类别"), max_length=12, blank=True, help_text="code of the list lead_source")
    reporter = EncryptedField(kind="name", verbose_name=_("报告人"), blank=True)
    contact = EncryptedField(kind="phone", verbose_name=_("报告人联系方式"), blank=True)
    called_at = models.DateTimeField(_("来电时间（补录）"), null=True, blank=True)
    ended = models.CharField(_("线索结果"), max_length=20, blank=True, help_text="code of the list lead_end_reason")
    ended_note = EncryptedField(kind="prose", verbose_name=_("经过"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("线索")
        verbose_name_plural = _("线索")

    def __str__(self) -> str:
        return f"{self.case_id} {self.zone}"

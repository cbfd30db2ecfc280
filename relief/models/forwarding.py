"""What the bureau asks a station on account of a complaint, without the complaint (E44)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from relief.forwarding.lifecycle import FORWARDING


class Forwarding(lifecycle(FORWARDING), Record):  # type: ignore[misc]
    """The question in the bureau's own words, and how the station says it is. Who complained stands nowhere."""

    kind_name = FORWARDING.name

    origin = models.ForeignKey("relief.Complaint", models.PROTECT, related_name="forwardings", verbose_name=_("投诉"))
    station = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("救助管理站"))
    question = EncryptedField(kind="prose", verbose_name=_("请救助站说明什么"))
    reply_by = models.DateField(_("最晚答复日期"))
    reply = EncryptedField(kind="prose", verbose_name=_("情况说明"), blank=True)
    measures = EncryptedField(kind="prose", verbose_name=_("已做的改进"), blank=True)
    replied_at = models.DateTimeField(_("说明时间"), null=True, blank=True)
    missing = EncryptedField(kind="prose", verbose_name=_("还要说明什么"), blank=True)
    why = EncryptedField(kind="prose", verbose_name=_("撤回原因"), blank=True)

    class Meta:
        verbose_name = _("转办")
        verbose_name_plural = _("转办")

"""A complaint about relief 投诉 (E44): who said what, what was found, what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from relief.complaints.lifecycle import COMPLAINT


class Complaint(lifecycle(COMPLAINT), Record):  # type: ignore[misc]
    """One complaint, with a ledger of its own: the case it is about says nothing of it, and its unit is the bureau."""

    kind_name = COMPLAINT.name

    case = models.ForeignKey(
        "relief.ReliefCase", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("救助案件")
    )
    received_by = models.ForeignKey(
        "casework.Agency", models.PROTECT, null=True, related_name="+", verbose_name=_("登记单位")
    )
    matter = models.CharField(_("关于"), max_length=12, help_text="code of the list complaint_matter")
    way = models.CharField(_("怎样提出的"), max_length=8, help_text="code of the list complaint_way")
    complainant = models.CharField(_("谁投诉"), max_length=12, help_text="code of the list complainant")
    name = EncryptedField(kind="name", verbose_name=_("姓名"), blank=True)
    contact = EncryptedField(kind="text", verbose_name=_("联系方式"), blank=True)
    content = EncryptedField(kind="prose", verbose_name=_("投诉什么"))

    acknowledged_at = models.DateTimeField(_("受理告知时间"), null=True, blank=True)
    acknowledged_how = models.CharField(
        _("怎样告知"), max_length=12, blank=True, help_text="code of the list complaint_reply_way"
    )
    findings = EncryptedField(kind="prose", verbose_name=_("调查情况"), blank=True)
    conclusion = models.CharField(
        _("结论"), max_length=14, blank=True, help_text="code of the list complaint_conclusion"
    )
    answer = EncryptedField(kind="prose", verbose_name=_("答复内容"), blank=True)
    measures = EncryptedField(kind="prose", verbose_name=_("处理措施"), blank=True)
    relief_ordered = models.BooleanField(_("已责令救助站立即给予救助"), default=False)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_how = models.CharField(
        _("怎样答复"), max_length=12, blank=True, help_text="code of the list complaint_reply_way"
    )

    class Meta:
        verbose_name = _("投诉")
        verbose_name_plural = _("投诉")

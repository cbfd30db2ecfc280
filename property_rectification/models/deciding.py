"""What units decide: returns, refusals, orders, their legal review, and the money that must come back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class ReturnRequest(CaseChild):
    """A unit says that the case is not its duty (L-76). Asked once by each unit."""

    OPEN, ACCEPTED, REJECTED, DISPUTED, ENDED = "", "accepted", "rejected", "disputed", "ended"
    OUTCOMES = [
        (OPEN, _("待决定")), (ACCEPTED, _("同意")), (REJECTED, _("驳回")), (DISPUTED, _("转为职责争议")),
        (ENDED, _("案件已终止")),
    ]  # fmt: skip

    agency = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("申请单位"))
    reason = models.CharField(_("理由"), max_length=2, help_text="code of the list return_reason")
    article = models.CharField(_("条文"), max_length=200)
    suggested = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("建议单位"))
    note = EncryptedField(kind="prose", verbose_name=_("说明"), blank=True)
    outcome = models.CharField(_("结果"), max_length=8, choices=OUTCOMES, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("退办申请")
        verbose_name_plural = _("退办申请")

    def __str__(self) -> str:
        return f"{self.case_id} {self.agency_id}"


class Conclusion(CaseChild):
    """What is told to the person concerned in writing: refusal, unfounded, sent back, answer, referral (§5.13)."""

    REFUSED, UNFOUNDED, SENT_BACK = "refused", "unfounded", "sent_back"
    ANSWERED, REFERRED, WITHDRAWN, TERMINATED = "answered", "referred", "withdrawn", "terminated"
    OWN_REPLY = "own_reply"
    KINDS = [
        (REFUSED, _("不予受理")), (UNFOUNDED, _("查否")), (SENT_BACK, _("退回核查")), (ANSWERED, _("答复咨询")),
        (REFERRED, _("引导办结")), (WITHDRAWN, _("撤回诉求")), (TERMINATED, _("终止办理")),
        (OWN_REPLY, _("单独答复")),
    ]  # fmt: skip
    #: With one of these a case ends without an order.
    ENDS = (UNFOUNDED, ANSWERED, REFERRED)

    kind = models.CharField(_("结论"), max_length=10, choices=KINDS)
    reason_code = models.CharField(_("理由代码"), max_length=2, blank=True)
    reasons = EncryptedField(kind="prose", verbose_name=_("理由"))
    remedies = EncryptedField(kind="prose", verbose_name=_("救济途径"), blank=True)
    told_how = models.CharField(_("告知方式"), max_length=8, blank=True, help_text="code of the list told_how")
    reviewer = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("结论")
        verbose_name_plural = _("结论")

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Recheck(CaseChild):
    """The second look at an unfounded case: drawn by lot (one in ten), then recorded. Empty result: not done."""

    drawn = models.BooleanField(_("抽中"))
    result = models.CharField(_("结果"), max_length=8, blank=True, help_text="code of the list recheck_result")
    note = EncryptedField(kind="prose", verbose_name=_("复查情况"), blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    done_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("查否复查")
        verbose_name_plural = _("查否复查")

    def __str__(self) -> str:
        return f"{self.case_id} {self.drawn}"


class LegalReview(CaseChild):
    """The legal reviewer looked at a draft order (L-33)."""

    agreed = models.BooleanField(_("通过"))
    opinion = EncryptedField(kind="prose", verbose_name=_("审核意见"))

    class Meta(CaseChild.Meta):
        verbose_name = _("法制审核")
        verbose_name_plural = _("法制审核")

    def __str__(self) -> str:
        return f"{self.case_id} {self.agreed}"


class OrderNotice(CaseChild):
    """An order to correct as it was served (F-04): what was found, what is wanted, on which basis, how served."""

    facts_found = EncryptedField(kind="prose", verbose_name=_("查明的事实"))
    requirement = EncryptedField(kind="prose", verbose_name=_("整改要求"))
    basis = models.JSONField(_("依据"), default=list, help_text="rows of code, title, version and article")
    acted_on = models.DateField(_("行为发生日"))
    variant = models.CharField(_("期限档"), max_length=6, blank=True)
    limit_days = models.PositiveSmallIntegerField(_("期限（日）"), null=True, blank=True)
    served_to = EncryptedField(kind="name", verbose_name=_("受送达人"))
    service_mode = models.CharField(_("送达方式"), max_length=2, help_text="code of the list service_mode")
    served_at = models.DateTimeField(_("送达时间"))
    receipt = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    fine_possible = models.BooleanField(_("可能涉及罚款"), default=False)

    class Meta(CaseChild.Meta):
        verbose_name = _("责令整改通知书")
        verbose_name_plural = _("责令整改通知书")

    def __str__(self) -> str:
        return f"{self.case_id} {self.served_at:%Y-%m-%d}"


class Voucher(CaseChild):
    """Proof that money came back, in integer fen."""

    kind = models.CharField(_("款项"), max_length=2, help_text="code of the list voucher_kind")
    amount = models.BigIntegerField(_("金额"), help_text="fen")
    paid_on = models.DateField(_("日期"))
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, related_name="+", verbose_name=_("凭证"))

    class Meta(CaseChild.Meta):
        verbose_name = _("凭证")
        verbose_name_plural = _("凭证")
        constraints = [
            models.CheckConstraint(name="voucher_amount_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(name="voucher_file_once", fields=["case", "file"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"

"""What the file of a penalty procedure holds: held evidence, proposals, defence, hearing, decision, money."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7

FIRM, UNIT, PERSON = "firm", "unit", "person"
PARTIES = [(FIRM, _("物业企业")), (UNIT, _("其他单位")), (PERSON, _("个人"))]
OPEN, PUNISHED, SPARED, ANNULLED = "", "penalty", "none", "annulled"
OUTCOMES = [(OPEN, _("还没有决定")), (PUNISHED, _("予以处罚")), (SPARED, _("不予处罚")), (ANNULLED, _("已撤销"))]
PENALTIES, CITED = "rows of kind and amount in fen", "rows of code, title, version and article"


class PenaltyChild(models.Model):
    """A row that belongs to one penalty procedure. Written by effects only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    penalty = models.ForeignKey("property_rectification.Penalty", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["recorded_at", "id"]


class Served(models.Model):
    """How a paper was served, and what proves it; by electronic means only with signed consent (L-34)."""

    served_to = EncryptedField(kind="name", verbose_name=_("受送达人"), blank=True)
    service_mode = models.CharField(_("送达方式"), max_length=2, blank=True, help_text="code of the list service_mode")
    served_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    receipt = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("送达回证")
    )
    consent = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("电子送达确认书")
    )

    class Meta:
        abstract = True


class EvidenceHold(PenaltyChild):
    """Evidence that was registered and held, to be disposed of within seven working days (L-35)."""

    items = EncryptedField(kind="prose", verbose_name=_("登记保存清单"))
    approver = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("批准人"))
    disposition = models.CharField(_("处理"), max_length=2, blank=True, help_text="code of the list hold_disposition")
    note = EncryptedField(kind="prose", verbose_name=_("处理情况"), blank=True)
    disposed_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    class Meta(PenaltyChild.Meta):
        verbose_name = _("先行登记保存")
        verbose_name_plural = _("先行登记保存")

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.recorded_at:%Y-%m-%d}"


class PenaltyProposal(PenaltyChild, Served):
    """The notice of the intended penalty as it was served (L-31); a change of facts or grounds asks for a new one."""

    facts = EncryptedField(kind="prose", verbose_name=_("事实"))
    reasons = EncryptedField(kind="prose", verbose_name=_("理由"))
    basis = models.JSONField(_("依据"), default=list, help_text=CITED)
    content = models.JSONField(_("拟处罚"), default=list, help_text=PENALTIES)
    wording = EncryptedField(kind="prose", verbose_name=_("拟处罚内容"))
    rights = EncryptedField(kind="prose", verbose_name=_("当事人的权利"))
    hearing = models.BooleanField(_("告知听证权利"), default=False)
    complicated = models.BooleanField(_("情节复杂"), default=False)
    grave = models.BooleanField(_("重大违法、处罚较重"), default=False)
    public_interest = models.BooleanField(_("涉及重大公共利益"), default=False)

    class Meta(PenaltyChild.Meta):
        verbose_name = _("处罚告知")
        verbose_name_plural = _("处罚告知")

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.recorded_at:%Y-%m-%d}"


class PenaltyStatement(PenaltyChild):
    """What the party said about the proposal, or that it gave up the right in writing. Each point gets an answer."""

    RECORD, WAIVER, HEARING = "record", "waiver", "hearing"
    KINDS = [(RECORD, _("陈述申辩")), (WAIVER, _("书面放弃")), (HEARING, _("听证意见"))]

    proposal = models.ForeignKey(PenaltyProposal, models.PROTECT, null=True, blank=True, related_name="statements")
    kind = models.CharField(_("形式"), max_length=8, choices=KINDS)
    at = models.DateTimeField(_("时间"))
    content = EncryptedField(kind="prose", verbose_name=_("意见"), blank=True)
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    answers = EncryptedField(kind="prose", verbose_name=_("逐条复核"), blank=True)
    adopted = models.CharField(_("采纳情况"), max_length=2, blank=True, help_text="code of the list adoption")
    answered_at = models.DateTimeField(_("复核时间"), null=True, blank=True)

    class Meta(PenaltyChild.Meta):
        verbose_name = _("陈述申辩")
        verbose_name_plural = _("陈述申辩")
        constraints = [
            models.CheckConstraint(
                name="penalty_waiver_is_written", condition=~Q(kind="waiver") | Q(file__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.kind}"


class PenaltyHearing(PenaltyChild):
    """A hearing the party asked for: held with a signed transcript, or given up (L-32)."""

    proposal = models.ForeignKey(PenaltyProposal, models.PROTECT, related_name="hearings")
    asked_at = models.DateTimeField(_("申请时间"))
    oral = models.BooleanField(_("口头申请"), default=False)
    noticed_at = models.DateTimeField(_("听证通知送达"), null=True, blank=True)
    held_at = models.DateTimeField(_("举行时间"), null=True, blank=True)
    chair = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主持人")
    )
    transcript = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    signing = models.CharField(_("签字"), max_length=2, blank=True, help_text="code of the list transcript_signing")
    given_up = models.CharField(_("终止原因"), max_length=2, blank=True, help_text="code of the list hearing_given_up")

    class Meta(PenaltyChild.Meta):
        verbose_name = _("听证")
        verbose_name_plural = _("听证")

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.asked_at:%Y-%m-%d}"


class PenaltyOpinion(PenaltyChild):
    """The legal reviewer's opinion, or the minutes of the collective discussion, on one proposal (L-33)."""

    LEGAL, COLLECTIVE = "legal", "group"
    KINDS = [(LEGAL, _("法制审核")), (COLLECTIVE, _("集体讨论"))]

    proposal = models.ForeignKey(PenaltyProposal, models.PROTECT, related_name="opinions")
    kind = models.CharField(_("环节"), max_length=6, choices=KINDS)
    agreed = models.BooleanField(_("同意"))
    opinion = EncryptedField(kind="prose", verbose_name=_("意见"))

    class Meta(PenaltyChild.Meta):
        verbose_name = _("审核、讨论意见")
        verbose_name_plural = _("审核、讨论意见")

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.kind}"


class PenaltyDecision(PenaltyChild, Served):
    """A decision, to punish or not to. `urged_…` and `court…` follow one that is not obeyed (L-40)."""

    proposal = models.ForeignKey(PenaltyProposal, models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.CharField(_("文号"), max_length=60)
    content = models.JSONField(_("处罚"), default=list, blank=True, help_text=PENALTIES)
    wording = EncryptedField(kind="prose", verbose_name=_("决定内容"))
    correction = EncryptedField(kind="prose", verbose_name=_("责令改正"), blank=True)
    correct_by = models.DateField(_("改正期限"), null=True, blank=True)
    review_organ = models.CharField(_("复议机关"), max_length=60, blank=True)
    court = models.CharField(_("管辖法院"), max_length=60, blank=True)
    surcharge_waived = models.BooleanField(_("减免加处罚款"), default=False)
    urged_at = models.DateTimeField(_("催告送达"), null=True, blank=True)
    urged_receipt = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    court_number = models.CharField(_("执行案号"), max_length=60, blank=True)
    court_result = models.CharField(_("执行结果"), max_length=2, blank=True, help_text="code of the list court_result")
    revocation = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    revoked_by = models.CharField(_("撤销、变更文号"), max_length=60, blank=True)

    class Meta(PenaltyChild.Meta):
        verbose_name = _("处罚决定")
        verbose_name_plural = _("处罚决定")

    def __str__(self) -> str:
        return self.number


class PenaltyPayment(PenaltyChild):
    """Money that came in or went back, in integer fen."""

    FINE, CONFISCATED, SURCHARGE, REFUND = "fine", "taken", "added", "refund"
    KINDS = [(FINE, _("罚款")), (CONFISCATED, _("没收违法所得")), (SURCHARGE, _("加处罚款")), (REFUND, _("退款"))]

    kind = models.CharField(_("款项"), max_length=6, choices=KINDS)
    amount = models.BigIntegerField(_("金额"), help_text="fen")
    paid_on = models.DateField(_("日期"))
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, related_name="+", verbose_name=_("凭证"))

    class Meta(PenaltyChild.Meta):
        verbose_name = _("罚没款项")
        verbose_name_plural = _("罚没款项")
        constraints = [
            models.CheckConstraint(name="penalty_payment_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(name="penalty_payment_file_once", fields=["penalty", "file"]),
        ]

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.amount}"


class PenaltyRemedy(PenaltyChild):
    """A review or a suit against the decision, from its application to its end (L-41)."""

    REVIEW, SUIT = "REVIEW", "SUIT"
    KINDS = [(REVIEW, _("行政复议")), (SUIT, _("行政诉讼"))]

    kind = models.CharField(_("途径"), max_length=6, choices=KINDS)
    organ = models.CharField(_("受理机关"), max_length=60)
    reference = models.CharField(_("文号"), max_length=60)
    applied_on = models.DateField(_("申请日"))
    result = models.CharField(_("结果"), max_length=2, blank=True, help_text="code of the list remedy_result")
    result_reference = models.CharField(_("结果文号"), max_length=60, blank=True)
    ended_on = models.DateField(_("结束日"), null=True, blank=True)

    class Meta(PenaltyChild.Meta):
        verbose_name = _("复议、诉讼")
        verbose_name_plural = _("复议、诉讼")

    def __str__(self) -> str:
        return f"{self.penalty_id} {self.kind}"

"""Facts, the evidence for and against them, and what both sides said (§5.1, §5.12)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild

STATEMENT_SIDES = [("owner", _("业主一方")), ("firm", _("物业一方")), ("other", _("其他当事人"))]


class Fact(CaseChild):
    """One element of what is said to have happened. Numbered within the case, so that a refusal can name it."""

    CLAIMED, FOUND, REFUTED, DOUBTFUL = "claimed", "found", "refuted", "doubtful"
    STATUSES = [(CLAIMED, _("主张")), (FOUND, _("查实")), (REFUTED, _("查否")), (DOUBTFUL, _("存疑"))]

    number = models.PositiveSmallIntegerField(_("序号"))
    statement = EncryptedField(kind="prose", verbose_name=_("事实"))
    element = models.CharField(_("要素"), max_length=12, blank=True, help_text="code of the list fact_element")
    status = models.CharField(_("状态"), max_length=10, choices=STATUSES, default=CLAIMED)

    class Meta(CaseChild.Meta):
        verbose_name = _("事实")
        verbose_name_plural = _("事实")
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(name="fact_number_once", fields=["case", "number"])]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.number}"


class Evidence(CaseChild):
    """One piece of evidence, of one of the eight statutory types (处罚法 46). `lawful` empty: not judged yet."""

    type = models.CharField(_("种类"), max_length=2, help_text="code of the list evidence_type")
    title = models.CharField(_("名称"), max_length=120)
    obtained_at = models.DateTimeField(_("取得时间"))
    obtained_by = models.CharField(_("取得人"), max_length=60)
    source_note = EncryptedField(kind="prose", verbose_name=_("来源和取得方式"))
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    lawful = models.BooleanField(_("合法取得"), null=True, blank=True)
    monitored = models.BooleanField(_("电子监控取得"), default=False)
    monitor_note = EncryptedField(kind="prose", verbose_name=_("监控设备合法性说明"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("证据")
        verbose_name_plural = _("证据")

    def __str__(self) -> str:
        return self.title


class FactEvidence(models.Model):
    """A piece of evidence supports a fact, or speaks against it."""

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links")
    contrary = models.BooleanField(_("相反证据"), default=False)

    class Meta:
        verbose_name = _("证据与事实")
        verbose_name_plural = _("证据与事实")
        constraints = [models.UniqueConstraint(name="fact_evidence_once", fields=["fact", "evidence"])]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.evidence_id}"


class Statement(CaseChild):
    """What one side said, was asked to say in vain, or waived in writing (§5.1)."""

    RECORD, NOTICE, WAIVER = "record", "notice", "waiver"
    KINDS = [(RECORD, _("陈述笔录")), (NOTICE, _("书面通知")), (WAIVER, _("书面放弃"))]

    side = models.CharField(_("哪一方"), max_length=6, choices=STATEMENT_SIDES)
    kind = models.CharField(_("形式"), max_length=6, choices=KINDS)
    at = models.DateTimeField(_("时间"))
    mode = models.CharField(_("方式"), max_length=8, blank=True, help_text="code of the list statement_mode")
    speaker = EncryptedField(kind="name", verbose_name=_("陈述人"), blank=True)
    content = EncryptedField(kind="prose", verbose_name=_("内容"), blank=True)
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("双方意见")
        verbose_name_plural = _("双方意见")
        ordering = ["case", "at"]
        constraints = [
            models.CheckConstraint(
                name="statement_waiver_is_written", condition=~Q(kind="waiver") | Q(file__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.side} {self.kind}"


class ConductRecord(CaseChild):
    """What makes conduct more than a complaint: the gate of §5.3 before a category is stored as suspected.

    `lawful_ways` holds the codes of lawful conduct that the test answered with yes; any one of them blocks. `source` is
    who says so besides the firm, a code of the list conduct_source; `owners_claim` whether owners ask for something.
    """

    happened_at = models.DateTimeField(_("时间"))
    place = EncryptedField(kind="address", verbose_name=_("地点"))
    conduct = EncryptedField(kind="prose", verbose_name=_("行为"))
    effect = EncryptedField(kind="prose", verbose_name=_("对经营的影响"))
    calmed_by = models.CharField(_("谁先劝解过"), max_length=60)
    source = models.CharField(_("谁看到"), max_length=2, blank=True, help_text="code of the list conduct_source")
    owners_claim = models.BooleanField(_("业主一方同时有诉求"), default=False)
    lawful_ways = models.JSONField(_("属于合法行为的"), default=list, blank=True)
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("行为事实")
        verbose_name_plural = _("行为事实")

    def __str__(self) -> str:
        return f"{self.case_id} {self.happened_at:%Y-%m-%d}"

"""The rectification case: one complaint or finding on its way from 线索 to 销号 (§1.1, §2.1)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from property_rectification.lifecycle import CASE
from property_rectification.models.competence import SIDES
from property_rectification.models.derived import DerivedNumbers

CONSULTATION, ORDINARY, PETITION = "consultation", "ordinary", "petition"
MATTERS = [(CONSULTATION, _("咨询")), (ORDINARY, _("一般")), (PETITION, _("信访"))]
URGENCIES = [("normal", _("一般")), ("urgent", _("紧急")), ("critical", _("特急"))]
RISKS = [("low", _("低")), ("medium", _("中")), ("high", _("高"))]


class RectificationCase(lifecycle(CASE), Record):  # type: ignore[misc]
    """One case. Amounts are integer fen. The reporter stands in a row of its own, out of every firm's reach (§5.4)."""

    kind_name = CASE.name

    channel = models.CharField(_("来源"), max_length=2)
    external_no = models.CharField(_("来源编号"), max_length=60, blank=True, help_text="of the hotline or sender")
    oral = models.BooleanField(_("口头反映"), default=False)
    households = models.PositiveSmallIntegerField(_("户数"), null=True, blank=True)
    reported_at = models.DateTimeField(_("反映时间"))
    happened_at = models.DateTimeField(_("发生时间"), null=True, blank=True)
    compound = models.ForeignKey(
        "geo.Compound", models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("小区")
    )
    place = models.CharField(_("具体位置"), max_length=120, blank=True)
    firm = models.ForeignKey(
        "property_rectification.Firm", models.PROTECT, null=True, blank=True, related_name="cases",
        verbose_name=_("物业企业"),
    )  # fmt: skip
    narrative = EncryptedField(kind="prose", verbose_name=_("反映的情况"), blank=True)
    #: Keyed numbers by which nearly the same text is found without a word of it in the clear, see `suggest.nearby`.
    sketch = DerivedNumbers(models.BigIntegerField(), default=list, blank=True)
    claim = EncryptedField(kind="prose", verbose_name=_("要求"), blank=True)
    side = models.CharField(_("责任方"), max_length=6, choices=SIDES, blank=True)
    category = models.CharField(_("类别"), max_length=8, blank=True)
    categories_more = ArrayField(models.CharField(max_length=8), verbose_name=_("其他类别"), default=list, blank=True)
    suspected = models.BooleanField(_("涉嫌"), default=False)
    effective_decision_ref = models.CharField(_("生效决定文号"), max_length=80, blank=True)
    matter = models.CharField(_("事项类型"), max_length=12, choices=MATTERS, default="ordinary")
    urgency = models.CharField(_("紧急程度"), max_length=8, choices=URGENCIES, default="normal")
    risk = models.CharField(_("风险"), max_length=8, choices=RISKS, blank=True)
    complex = models.BooleanField(_("情况复杂"), default=False)
    registered_at = models.DateTimeField(_("登记时间"), null=True, blank=True)
    handler = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办人")
    )
    leader = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("包案领导")
    )
    supervision_level = models.CharField(
        _("督办级别"), max_length=8, blank=True, help_text="of the last supervision; stays when it is lifted"
    )
    designated = models.BooleanField(_("已指定承办"), default=False)
    recusal_requests = models.PositiveSmallIntegerField(_("待决定的回避申请"), default=0)
    #: Whom a decision keeps from acting on it, so that no act has to look it up.
    recused = DerivedNumbers(models.BigIntegerField(), default=list, blank=True)
    check_plan = EncryptedField(kind="prose", verbose_name=_("核查方案"), blank=True)
    withdrawal_free = models.BooleanField(_("撤回出于自愿"), null=True, blank=True)
    satisfaction = models.CharField(_("评价"), max_length=2, blank=True, help_text="code of the list satisfaction")
    callback_due = models.BooleanField(_("待回访"), default=False)
    relapse_count = models.PositiveSmallIntegerField(_("反弹次数"), default=0)
    renewed_at = models.DateTimeField(_("重新责令送达时间"), null=True, blank=True)
    penalty_number = models.CharField(_("立案查处编号"), max_length=40, blank=True)
    result = models.CharField(_("办理结果"), max_length=2, blank=True)
    amount_claimed = models.BigIntegerField(_("主张金额"), null=True, blank=True, help_text="fen")
    amount_confirmed = models.BigIntegerField(_("认定金额"), null=True, blank=True, help_text="fen")
    amount_refunded = models.BigIntegerField(_("已退金额"), null=True, blank=True, help_text="fen")

    class Meta:
        verbose_name = _("整治案件")
        verbose_name_plural = _("整治案件")
        constraints = [
            models.CheckConstraint(
                name="case_amounts_not_negative",
                condition=(Q(amount_claimed__isnull=True) | Q(amount_claimed__gte=0))
                & (Q(amount_confirmed__isnull=True) | Q(amount_confirmed__gte=0))
                & (Q(amount_refunded__isnull=True) | Q(amount_refunded__gte=0)),
            ),
            models.CheckConstraint(name="case_matter_known", condition=Q(matter__in=[m for m, _label in MATTERS])),
        ]
        indexes = [
            models.Index(fields=["compound", "category"], include=["record_ptr"], name="case_compound_category"),
            models.Index(fields=["handler"], name="case_handler"),
            models.Index(fields=["record_ptr"], name="case_callback_due", condition=Q(callback_due=True)),
            GinIndex(fields=["sketch"], name="case_sketch"),
            models.Index(fields=["external_no"], name="case_external_no", condition=~Q(external_no="")),
        ]

    @property
    def topic_now(self) -> str:
        return self.category

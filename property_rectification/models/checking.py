"""Checking the result, calling the reporter back, and looking again after closing (§2.4, §1.1.2 #29–#38)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class SelfReport(CaseChild):
    """What the unit or the firm says it has done, with evidence of before and after (F-16)."""

    report = EncryptedField(kind="prose", verbose_name=_("整改情况"))
    files = models.JSONField(_("材料"), default=list, help_text="keys of files of the case")

    class Meta(CaseChild.Meta):
        verbose_name = _("整改自查")
        verbose_name_plural = _("整改自查")

    def __str__(self) -> str:
        return f"{self.case_id}"


class Check(CaseChild):
    """One round of the check. Its members are relations of the case; the owners' side takes part or declined."""

    OPEN, PASSED, FAILED = "", "passed", "failed"
    RESULTS = [(OPEN, _("验收中")), (PASSED, _("通过")), (FAILED, _("不过"))]

    round = models.PositiveSmallIntegerField(_("轮次"))
    owner_side = models.CharField(_("业主一方"), max_length=8, help_text="code of the list owner_side")
    owner_name = EncryptedField(kind="name", verbose_name=_("业主代表"), blank=True)
    declined = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField(_("结论"), max_length=6, choices=RESULTS, blank=True)
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("验收")
        verbose_name_plural = _("验收")
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(name="check_round_once", fields=["case", "round"]),
            models.UniqueConstraint(name="check_one_open", fields=["case"], condition=Q(result="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round}"


class CheckItem(models.Model):
    """One item of the check list; what does not pass says what is wanted."""

    check_round = models.ForeignKey(Check, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("序号"))
    item = models.CharField(_("项目"), max_length=120)
    passed = models.BooleanField(_("合格"))
    wanted = models.CharField(_("整改要求"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("验收项目")
        verbose_name_plural = _("验收项目")
        ordering = ["check_round", "position"]
        constraints = [models.UniqueConstraint(name="check_item_once", fields=["check_round", "position"])]

    def __str__(self) -> str:
        return self.item


class CallBack(CaseChild):
    """One attempt to ask the reporter whether it is solved; by somebody who did not handle the case (L-76a)."""

    at = models.DateTimeField(_("时间"))
    reached = models.BooleanField(_("联系上"))
    solved = models.CharField(_("解决情况"), max_length=2, blank=True, help_text="code of the list solved")
    satisfaction = models.CharField(_("评价"), max_length=2, blank=True, help_text="code of the list satisfaction")
    reason = EncryptedField(kind="prose", verbose_name=_("原因"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("回访")
        verbose_name_plural = _("回访")
        ordering = ["case", "at"]
        constraints = [
            models.CheckConstraint(
                name="callback_reached_has_answer", condition=Q(reached=False) | (~Q(solved="") & ~Q(satisfaction=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class Relapse(CaseChild):
    """The same problem is back within 180 days of a closing (§1.1.2 #39); what K-09 counts."""

    number = models.PositiveSmallIntegerField(_("第几次"))
    closed_at = models.DateTimeField(_("上次销号"))
    seen_on = models.DateField(_("发现日期"))
    what = EncryptedField(kind="prose", verbose_name=_("怎样重现"))
    files = models.JSONField(_("材料"), default=list, help_text="keys of files of the case")

    class Meta(CaseChild.Meta):
        verbose_name = _("反弹")
        verbose_name_plural = _("反弹")
        constraints = [models.UniqueConstraint(name="relapse_once", fields=["case", "number"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class LookBack(CaseChild):
    """A visit after closing, due 30 or 90 days on; made where the case was drawn or must be visited (§1.1.2 #37)."""

    FIRST, SECOND = "first", "second"
    STAGES = [(FIRST, _("第一次")), (SECOND, _("第二次"))]

    stage = models.CharField(_("次数"), max_length=6, choices=STAGES)
    relapse = models.PositiveSmallIntegerField(_("第几次反弹之后"), default=0)
    drawn = models.BooleanField(_("抽中"))
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    visited_on = models.DateField(_("回看日期"), null=True, blank=True)
    method = models.CharField(_("方式"), max_length=2, blank=True, help_text="code of the list visit_method")
    result = models.CharField(_("结果"), max_length=8, blank=True, help_text="code of the list visit_result")
    note = EncryptedField(kind="prose", verbose_name=_("回看情况"), blank=True)
    visited_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("回头看")
        verbose_name_plural = _("回头看")
        constraints = [models.UniqueConstraint(name="lookback_once", fields=["case", "stage", "relapse"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage}"

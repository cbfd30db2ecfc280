"""Where a matter is dealt with instead: by a statutory route, in a master case, or in a linked case of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild

_CASE = "property_rectification.RectificationCase"


class StatutoryRoute(CaseChild):
    """A court, arbitrator, review organ or petition office deals with the matter (L-77). Followed, never done again.

    Of how it ended only the class and the reference number are kept.
    """

    route = models.CharField(_("途径"), max_length=2, help_text="code of the list statutory_route")
    number = models.CharField(_("案号、件号"), max_length=60, blank=True)
    organ = models.CharField(_("办理机关"), max_length=120)
    explanation = EncryptedField(kind="prose", verbose_name=_("为什么专属"), blank=True)
    told_how = models.CharField(_("告知方式"), max_length=8, help_text="code of the list told_how")
    told_at = models.DateTimeField(_("告知时间"))
    result = models.CharField(_("办理结果"), max_length=2, blank=True, help_text="code of the list route_result")
    result_no = models.CharField(_("文号"), max_length=60, blank=True)
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    left_at = models.DateTimeField(_("不再跟踪"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("法定途径")
        verbose_name_plural = _("法定途径")
        constraints = [
            models.UniqueConstraint(name="route_followed_once", fields=["case"], condition=Q(left_at__isnull=True)),
            models.CheckConstraint(name="route_result_numbered", condition=Q(result="") | ~Q(result_no="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.route}"


class Merging(CaseChild):
    """The case is dealt with in a master case; its reporter keeps an answer of their own (§1.1.2 #07)."""

    master = models.ForeignKey(_CASE, models.PROTECT, related_name="merged_in", verbose_name=_("主案"))
    core_fact = EncryptedField(kind="prose", verbose_name=_("相同的核心事实"))
    told_how = models.CharField(_("告知方式"), max_length=8, help_text="code of the list told_how")
    told_at = models.DateTimeField(_("告知时间"))
    difference = EncryptedField(kind="prose", verbose_name=_("不同在哪里"), blank=True)
    split_at = models.DateTimeField(_("分案时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("并案")
        verbose_name_plural = _("并案")
        constraints = [
            models.UniqueConstraint(name="merged_once", fields=["case"], condition=Q(split_at__isnull=True)),
            models.CheckConstraint(name="merged_into_another", condition=~Q(case=models.F("master"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.master_id}"


class LinkedCase(CaseChild):
    """The case was begun because of another one that goes its own way: neither waits for the other."""

    NEW_FACT = "new_fact"
    KINDS = [(NEW_FACT, _("有新的事实"))]

    other = models.ForeignKey(_CASE, models.PROTECT, related_name="linked_from", verbose_name=_("关联案件"))
    kind = models.CharField(_("关系"), max_length=10, choices=KINDS)

    class Meta(CaseChild.Meta):
        verbose_name = _("关联案件")
        verbose_name_plural = _("关联案件")
        constraints = [models.UniqueConstraint(name="linked_once", fields=["case", "other"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"

"""When a case stands still or is given more time: extensions, suspensions, shelvings (§1.1.2 #24–#28)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class Extension(CaseChild):
    """More time for the rectification. The old deadline and who approved stand with the clock (`TimerChange`)."""

    amount = models.PositiveSmallIntegerField(_("延长"), help_text="in the unit of the clock")
    counted_from = models.DateTimeField(_("期限起算"), help_text="start of the clock that was lengthened")
    reason = EncryptedField(kind="prose", verbose_name=_("理由"))
    told_how = models.CharField(_("怎样告知反映人"), max_length=2, help_text="code of the list told_how")

    class Meta(CaseChild.Meta):
        verbose_name = _("延长期限")
        verbose_name_plural = _("延长期限")

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"


class Standstill(CaseChild):
    """What a suspension and a shelving have in common: why, with what proof, and who keeps people safe meanwhile."""

    cause = models.CharField(_("原因"), max_length=2)
    reason = EncryptedField(kind="prose", verbose_name=_("说明"))
    files = models.JSONField(_("证明材料"), default=list, help_text="keys of files of the case")
    measures = EncryptedField(kind="prose", verbose_name=_("临时安全措施"))
    measures_by = EncryptedField(kind="name", verbose_name=_("措施责任人"))
    check_every = models.CharField(_("检查频次"), max_length=60)
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    end_note = EncryptedField(kind="prose", verbose_name=_("结束的情况"), blank=True)
    end_files = models.JSONField(_("结束的证明"), default=list, help_text="keys of files of the case")

    class Meta(CaseChild.Meta):
        abstract = True


class Suspension(Standstill):
    """The clock of rectification waits for a cause on the list to end, at the latest until a day (L-76)."""

    until = models.DateField(_("最晚到"), null=True, blank=True)

    class Meta(Standstill.Meta):
        verbose_name = _("中止")
        verbose_name_plural = _("中止")
        constraints = [
            models.UniqueConstraint(name="suspension_one_open", fields=["case"], condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.cause}"


class Shelving(Standstill):
    """A case that cannot be solved now: who answers for it, and when it is looked at again. It counts as unsolved."""

    review_on = models.DateField(_("复核日期"))
    condition = EncryptedField(kind="prose", verbose_name=_("什么条件下恢复"))
    condition_met_at = models.DateTimeField(_("条件成就"), null=True, blank=True)
    leader = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("责任领导"))

    class Meta(Standstill.Meta):
        verbose_name = _("挂账")
        verbose_name_plural = _("挂账")
        constraints = [
            models.UniqueConstraint(name="shelving_one_open", fields=["case"], condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.review_on}"

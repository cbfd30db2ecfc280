"""Units that each deny the duty: what they argue about, the meeting, and who is designated (§1.1.2 #12, #13)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class Dispute(CaseChild):
    """One dispute about whose duty a case is. Open until a unit is designated or the case ends otherwise."""

    OPEN, DESIGNATED, ENDED = "", "designated", "ended"
    OUTCOMES = [(OPEN, _("待指定")), (DESIGNATED, _("已指定")), (ENDED, _("案件已结束，不再指定"))]

    issue = EncryptedField(kind="prose", verbose_name=_("争议的问题"))
    enforcement = models.BooleanField(_("行政执法职责争议"), default=False)
    outcome = models.CharField(_("结果"), max_length=10, choices=OUTCOMES, blank=True)
    unit = models.ForeignKey(
        "casework.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办单位")
    )
    authority = models.CharField(_("决定机关"), max_length=2, blank=True, help_text="code of the list designated_by")
    decision_no = models.CharField(_("文号"), max_length=60, blank=True)
    decision = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    decided_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("职责争议")
        verbose_name_plural = _("职责争议")
        constraints = [
            models.UniqueConstraint(name="dispute_open_once", fields=["case"], condition=Q(outcome="")),
            models.CheckConstraint(
                name="dispute_designation_proved",
                condition=~Q(outcome="designated") | Q(unit__isnull=False, decision__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class DisputeMeeting(CaseChild):
    """The minutes of the meeting about a dispute (F-24): who was there, what was judged, who does what by when."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="meetings")
    held_at = models.DateTimeField(_("时间"))
    attendees = EncryptedField(kind="prose", verbose_name=_("参加单位和人员"))
    judgement = EncryptedField(kind="prose", verbose_name=_("研判意见"))
    tasks = models.JSONField(_("任务"), default=list, blank=True, help_text="rows of task, owner and day")

    class Meta(CaseChild.Meta):
        verbose_name = _("研判会")
        verbose_name_plural = _("研判会")

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_at:%Y-%m-%d}"

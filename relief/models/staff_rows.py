"""What is on record of somebody who works in the station: record checks and training (E53)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7


class StaffRow(models.Model):
    """A row of somebody's record."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey("relief.StaffMember", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class StaffCheck(StaffRow):
    """Asked of the police: nothing on record, or something. What it is stands nowhere."""

    CLEAR, FOUND = "clear", "found"

    checked_on = models.DateField(_("查询日期"))
    result = models.CharField(_("查询结果"), max_length=8, help_text="code of the list check_result")
    organ = models.CharField(_("查询机关"), max_length=80)
    reference = models.CharField(_("答复编号"), max_length=60, blank=True)

    class Meta(StaffRow.Meta):
        verbose_name = _("从业查询")
        verbose_name_plural = _("从业查询")
        ordering = ["-checked_on", "-recorded_at"]
        indexes = [models.Index(fields=["member", "-checked_on", "-recorded_at"])]

    def __str__(self) -> str:
        return f"{self.checked_on} {self.result}"


class StaffTraining(StaffRow):
    """What somebody learned on a day."""

    trained_on = models.DateField(_("培训日期"))
    topic = models.CharField(_("培训内容"), max_length=80)
    hours = models.PositiveSmallIntegerField(_("学时"))

    class Meta(StaffRow.Meta):
        verbose_name = _("培训")
        verbose_name_plural = _("培训")
        ordering = ["-trained_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.trained_on} {self.topic}"

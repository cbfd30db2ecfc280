"""What was counted for a monthly report, kept as it was counted (E50)."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7
from casework.triggers import stays


class Count(models.Model):
    """The figures as they were counted once, and on which lines each case stood then. Nothing of it changes."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.ForeignKey("relief.StatReport", models.PROTECT, related_name="counts")
    version = models.PositiveSmallIntegerField(_("版次"))
    made_at = models.DateTimeField(_("编制时间"))
    made_by = models.ForeignKey("casework.Post", models.PROTECT, related_name="+", verbose_name=_("编制人"))
    figures = models.JSONField(_("数字"))
    cases = models.JSONField(_("案件所在的行"))

    class Meta:
        verbose_name = _("月报版次")
        verbose_name_plural = _("月报版次")
        ordering = ["report", "version"]
        constraints = [models.UniqueConstraint(name="relief_count_once_a_version", fields=["report", "version"])]
        triggers = [*stays("relief_counts_stay", pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.report_id} {self.version}"

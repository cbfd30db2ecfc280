"""A monthly report of a station (E50)."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.models import Record
from relief.report.lifecycle import REPORT
from relief.statistics.month import Month


class StatReport(lifecycle(REPORT), Record):  # type: ignore[misc]
    """One station, one month. Once locked, which count stands is decided for good (HB-15)."""

    kind_name = REPORT.name

    period = models.DateField(_("月份"))
    collected = models.CharField(_("亲属接领报在"), max_length=5, help_text="code of the list departure_mode")
    locked_version = models.PositiveSmallIntegerField(_("锁定的版次"), null=True, blank=True)
    locked_at = models.DateTimeField(_("锁定时间"), null=True, blank=True)
    station = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("救助管理站"))

    class Meta:
        verbose_name = _("统计月报")
        verbose_name_plural = _("统计月报")
        constraints = [
            models.UniqueConstraint(name="relief_report_once_a_month", fields=["station", "period"]),
            models.CheckConstraint(name="relief_report_month_begins", condition=Q(period__day=1)),
            models.CheckConstraint(
                name="relief_report_locked_whole",
                condition=Q(locked_at__isnull=True, locked_version__isnull=True)
                | Q(locked_at__isnull=False, locked_version__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="relief_locked_report_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.locked_at IS NOT NULL AND ROW(NEW.period, NEW.collected, NEW.locked_version, NEW.locked_at)"
                    " IS DISTINCT FROM ROW(OLD.period, OLD.collected, OLD.locked_version, OLD.locked_at)"
                ),
            ),
        ]

    @property
    def month(self) -> Month:
        """The month as one thing."""
        return Month(self.period.year, self.period.month)

"""The Chinese work calendar: which years are loaded, and on which days work and rest differ from the plain week."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorkCalendarYear(models.Model):
    """A year whose official notice has been loaded (CG-5). A year without a row is unknown, never Monday to Friday."""

    year = models.PositiveSmallIntegerField(_("年份"), primary_key=True)
    source = models.CharField(_("来源"), max_length=120)
    loaded_at = models.DateTimeField(_("导入时间"))
    loaded_by = models.ForeignKey("casework.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("工作日历")
        verbose_name_plural = _("工作日历")
        constraints = [
            models.CheckConstraint(name="calendar_year_plausible", condition=Q(year__gte=1950, year__lte=2200)),
        ]

    def __str__(self) -> str:
        return str(self.year)


class WorkCalendarDay(models.Model):
    """A day the notice names: a holiday (休) or a make-up workday (班). All other days of the year are plain ones."""

    date = models.DateField(_("日期"), primary_key=True)
    year = models.ForeignKey(WorkCalendarYear, models.CASCADE, related_name="days")
    is_workday = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("日历中的日子")
        verbose_name_plural = _("日历中的日子")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(name="calendar_day_in_its_year", condition=Q(date__year=models.F("year"))),
        ]

    def __str__(self) -> str:
        return f"{self.date} {'班' if self.is_workday else '休'}"


class WorkCalendarVersion(models.Model):
    """One row with a token that every load renews: each process sees cheaply whether its copy is the present one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="calendar_version_single", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.token)

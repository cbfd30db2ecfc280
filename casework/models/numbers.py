"""The counters behind case numbers."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.triggers import stays


class NumberSeries(models.Model):
    """The last number given for a prefix, district and year of China's calendar.

    It only rises, so that a number is never given twice.
    """

    prefix = models.CharField(_("字头"), max_length=4)
    region = models.CharField(_("地区代码"), max_length=6)
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最近号"), default=0)

    class Meta:
        verbose_name = _("编号序列")
        verbose_name_plural = _("编号序列")
        constraints = [
            models.UniqueConstraint(name="number_series_once", fields=["prefix", "region", "year"]),
            models.CheckConstraint(name="number_series_region", condition=Q(region__regex=r"^[0-9]{6}$")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="numbers_only_rise",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.last <= OLD.last OR (NEW.prefix, NEW.region, NEW.year) <> (OLD.prefix, OLD.region, OLD.year)"
                ),
            ),
            *stays("series_stay", pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.region}-{self.year} {self.last}"

"""A year of outreach of a station."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.models import Record
from relief.outreach.lifecycle import OUTREACH


class OutreachYear(lifecycle(OUTREACH), Record):  # type: ignore[misc]
    """One station, one year: the plan of its open day, and what was held and given out."""

    kind_name = OUTREACH.name

    station = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("救助管理站"))
    year = models.PositiveSmallIntegerField(_("年度"))
    planned_on = models.DateField(_("计划日期"), null=True, blank=True)
    theme = models.CharField(_("主题"), max_length=80, blank=True)
    place = models.CharField(_("地点"), max_length=8, blank=True, help_text="code of the list open_day_place")
    place_name = models.CharField(_("托养机构名称"), max_length=80, blank=True)
    agencies = models.CharField(_("参加单位"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("宣传和开放日")
        verbose_name_plural = _("宣传和开放日")
        constraints = [models.UniqueConstraint(name="relief_outreach_once_a_year", fields=["station", "year"])]

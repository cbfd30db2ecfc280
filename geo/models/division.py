"""The tree of administrative divisions, and apart from it the boundaries.

Boundaries stand in a table of their own: a division is joined into every list of cases, its polygon into none.
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from geo import codes


class Level(models.IntegerChoices):
    """A level is the length of its trimmed code."""

    PROVINCE = 2, _("省级")
    PREFECTURE = 4, _("地级")
    COUNTY = 6, _("县级")
    TOWNSHIP = 9, _("乡级")
    VILLAGE = 12, _("村级")


class DivisionQuerySet(models.QuerySet["Division"]):
    def subtree(self, code: str) -> DivisionQuerySet:
        """The division `code` and everything below it."""
        return self.filter(code__startswith=code)

    def ancestors_of(self, code: str) -> DivisionQuerySet:
        """What lies above `code`, outermost first."""
        return self.filter(code__in=codes.ancestors(code)).order_by("code")


class Division(models.Model):
    """A province, prefecture, county, township or village.

    `parent` is the nearest division above that exists: a district of a municipality hangs directly under it, as the
    code table's fillers (市辖区, 省直辖县级行政区划) are no places.
    """

    Level = Level

    code = models.CharField(_("代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    full_name = models.CharField(_("全称"), max_length=200, blank=True)
    level = models.GeneratedField(
        verbose_name=_("层级"),
        expression=Length("code"),
        output_field=models.PositiveSmallIntegerField(choices=Level.choices),
        db_persist=True,
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("上级"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    source = models.CharField(_("来源"), max_length=120, blank=True)

    objects: Any = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"),
                name="geo_division_code_format",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | (Q(code__startswith=F("parent")) & ~Q(code=F("parent"))),
                name="geo_division_below_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level_name(self) -> str:
        return str(Level(len(self.code)).label)

    def subtree(self) -> DivisionQuerySet:
        """This division and everything below it."""
        return Division.objects.subtree(self.code)

    def ancestors(self) -> DivisionQuerySet:
        """What lies above, outermost first."""
        return Division.objects.ancestors_of(self.code)

    def is_within(self, scope: str) -> bool:
        """Whether this division lies in the subtree of the code `scope`."""
        return codes.is_within(self.code, scope)


class DivisionBoundary(models.Model):
    """Where a division ends, in EPSG:4326.

    `source_crs` is the reference system the source declares, `digest` the SHA-256 of the geometry as it came (a second
    load changes nothing), `confidence` what may be relied on.
    """

    division = models.OneToOneField(
        Division, verbose_name=_("行政区划"), primary_key=True, on_delete=models.CASCADE, related_name="outline"
    )
    geometry = models.MultiPolygonField(_("边界"), srid=4326)
    source = models.CharField(_("来源"), max_length=120)
    source_crs = models.CharField(_("源坐标系"), max_length=20)
    confidence = models.CharField(_("可信程度"), max_length=120, blank=True)
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("行政区划边界")
        verbose_name_plural = _("行政区划边界")
        constraints = [
            models.CheckConstraint(condition=Q(geometry__isvalid=True), name="geo_divisionboundary_valid"),
        ]

    def __str__(self) -> str:
        return f"{self.division_id} {self.source}"

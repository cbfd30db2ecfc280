"""Residential compounds 小区."""

from typing import Any

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from geo import names
from geo.models.division import Division
from geo.models.placed import Placed


class NameSearchField(SearchVectorField):  # type: ignore[type-arg]
    """What a compound is found by, derived from name and aliases at each save as auto_now derives a time."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        endings = names.search_endings([model_instance.name, *model_instance.aliases])
        vector = " ".join(f"'{ending}'" for ending in endings)
        setattr(model_instance, self.attname, vector)
        return vector


class CompoundKind(models.TextChoices):
    """Property types of the data dictionary."""

    COMMODITY = "commodity", _("商品房")
    OLD = "old", _("老旧小区")
    AFFORDABLE = "affordable", _("保障房")
    UNMANAGED = "unmanaged", _("单管楼/弃管")
    MIXED = "mixed", _("混合")


class Compound(Placed):
    """A residential compound: known by its name within a county, placed by a boundary, a point or neither."""

    Kind = CompoundKind

    name = models.CharField(_("小区名称"), max_length=60)
    aliases = ArrayField(models.CharField(max_length=60), verbose_name=_("别名"), default=list, blank=True)
    name_search = NameSearchField(_("检索词"), editable=False)
    division = models.ForeignKey(
        Division, verbose_name=_("所在区划"), on_delete=models.PROTECT, related_name="compounds"
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    kind = models.CharField(_("类型"), max_length=12, choices=CompoundKind.choices, blank=True)
    unit_count = models.PositiveIntegerField(_("户数"), null=True, blank=True)
    elevator_count = models.PositiveIntegerField(_("电梯台数"), null=True, blank=True)
    boundary = models.MultiPolygonField(_("边界"), srid=4326, null=True, blank=True)

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("小区")
        verbose_name_plural = _("小区")
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["name_search"], name="geo_compound_name_search")]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(Left(F("division"), 6), F("name"), name="geo_compound_name_once_a_county"),
            models.CheckConstraint(condition=~Q(name=""), name="geo_compound_named"),
            models.CheckConstraint(
                condition=Q(boundary__isnull=True) | Q(boundary__isvalid=True), name="geo_compound_boundary_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.name

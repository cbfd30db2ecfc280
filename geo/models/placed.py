"""A place on the map that remembers what it was given as."""

from typing import Any, ClassVar

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Placed(models.Model):
    """Mixin: a WGS-84 point (distances in metres on the ellipsoid), with the pair and datum it came from kept.

    `source_datum` is a `geo.datums.Datum` value or the EPSG code of a CGCS2000 plane, `source_x` longitude or easting,
    `source_y` latitude or northing, as given. Fill all five from `geo.places.parse_position(...).as_fields()`.
    A child with its own Meta inherits `Placed.Meta` to get the constraint.
    """

    location = models.PointField(_("位置"), geography=True, srid=4326, null=True, blank=True)
    source_datum = models.CharField(_("源坐标系"), max_length=12, blank=True)
    source_x = models.FloatField(_("源横坐标"), null=True, blank=True)
    source_y = models.FloatField(_("源纵坐标"), null=True, blank=True)
    outside_served = models.BooleanField(_("在辖区外"), default=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(location__isnull=True, source_datum="", source_x__isnull=True, source_y__isnull=True)
                | (Q(location__isnull=False, source_x__isnull=False, source_y__isnull=False) & ~Q(source_datum="")),
                name="%(app_label)s_%(class)s_place_whole",
            ),
        ]

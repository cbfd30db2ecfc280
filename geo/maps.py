"""What a drawn map is made of, cut to its view by the database: outlines of divisions and compounds, places in words.

Each function takes a fixed number of queries, whatever the view shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.gis.db.models import Extent, GeometryField
from django.contrib.gis.geos import GEOSGeometry, Point, Polygon
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.compounds import compound_at
from geo.datums import LonLat
from geo.drawing import Box, Sheet, bearing
from geo.lookup import division_at
from geo.models import Compound, DivisionBoundary
from geo.places import near

WINDS = {
    "north": gettext_lazy("北"), "northeast": gettext_lazy("东北"), "east": gettext_lazy("东"),
    "southeast": gettext_lazy("东南"), "south": gettext_lazy("南"), "southwest": gettext_lazy("西南"),
    "west": gettext_lazy("西"), "northwest": gettext_lazy("西北"),
}  # fmt: skip
#: Metres: up to here a point lies “beside” a compound, and this far a compound is worth naming.
_BESIDE, _NAMED = 25, 3000
#: Compounds a map draws at most, and the width in metres from which villages' outlines are left out.
_MOST, _VILLAGES = 400, 8000
_TOWNSHIP, _VILLAGE = 9, 12
#: Metres around a compound that has no outline.
AROUND = 700.0


@dataclass(frozen=True)
class Outline:
    """An area of the ground of a map, by the code of its division or, as “c12”, its compound.

    `polygons` are rings of degrees, `at` is where its name belongs.
    """

    key: str
    name: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    at: LonLat | None
    level: int = 0


@dataclass(frozen=True)
class Ground:
    """The ground of a map: divisions from the widest in, then compounds."""

    divisions: tuple[Outline, ...]
    compounds: tuple[Outline, ...]


def ground(sheet: Sheet) -> Ground:
    """What lies on the sheet. Two queries."""
    return Ground(tuple(_divisions(sheet)), tuple(_compounds(sheet)))


def _divisions(sheet: Sheet) -> Iterator[Outline]:
    deepest = _VILLAGE if sheet.box.across < _VILLAGES else _TOWNSHIP
    seen = _polygon(sheet.box)
    rows = DivisionBoundary.objects.filter(
        division__level__gte=6, division__level__lte=deepest, geometry__intersects=seen
    ).annotate(
        shape=_drawn("geometry", sheet),
        label=_inner(Func(F("geometry"), _envelope(sheet.box), function="ST_Intersection")),
    )
    ordered = rows.order_by("division__level", "division").values_list(
        "division", "division__name", "division__level", "shape", "label"
    )
    for code, name, level, shape, label in ordered:
        yield Outline(code, name, _rings(shape), LonLat(*label.coords) if label else None, level)


def _compounds(sheet: Sheet) -> Iterator[Outline]:
    seen = _polygon(sheet.box)
    rows = Compound.objects.filter(
        Q(boundary__intersects=seen) | Q(boundary__isnull=True, location__coveredby=seen)
    ).annotate(shape=_drawn("boundary", sheet), label=place_of("boundary", "location"))
    for pk, name, shape, label in rows.order_by("pk").values_list("pk", "name", "shape", "label")[:_MOST]:
        yield Outline(f"c{pk}", name, _rings(shape), LonLat(*label.coords) if label else None)


def place_of(boundary: str, location: str) -> Coalesce:
    """SQL: the point at which a compound is shown, inside its outline or where it was placed."""
    point = Func(F(location), template="(%(expressions)s)::geometry", output_field=GeometryField(srid=4326))
    return Coalesce(_inner(F(boundary)), point, output_field=GeometryField(srid=4326))


def _inner(area: Any) -> Func:
    return Func(area, function="ST_PointOnSurface", output_field=GeometryField(srid=4326))


def _drawn(field: str, sheet: Sheet) -> Func:
    """SQL: the area as the sheet shows it, without corners nobody could see, cut a little outside its edge."""
    fine = (sheet.box.north - sheet.box.south) / sheet.height / 2
    simple = Func(F(field), Value(fine), function="ST_SimplifyPreserveTopology", output_field=GeometryField(srid=4326))
    wider = Func(_envelope(sheet.box.zoomed(1.1)), template="(%(expressions)s)::box2d")
    return Func(simple, wider, function="ST_ClipByBox2D", output_field=GeometryField(srid=4326))


def _envelope(box: Box) -> Func:
    return Func(*map(Value, box), Value(4326), function="ST_MakeEnvelope", output_field=GeometryField(srid=4326))


def _polygon(box: Box) -> Polygon:
    area = Polygon.from_bbox(box)
    area.srid = 4326
    return area


def _rings(shape: GEOSGeometry | None) -> tuple[Any, ...]:
    if shape is None or shape.empty:
        return ()
    parts = shape if shape.num_geom > 1 or shape.geom_type.startswith(("Multi", "Geometry")) else [shape]
    return tuple(part.coords for part in parts if part.geom_type == "Polygon")  # type: ignore[union-attr]


# -- where a map begins ---------------------------------------------------------------------------------------------


def district_view() -> Box:
    """Where the people of the served division live: its compounds, else all of it. At most two queries."""
    inside = Compound.objects.filter(division__code__startswith=settings.SERVED_DIVISION)
    edges = inside.aggregate(edges=Extent(place_of("boundary", "location")))["edges"]
    if edges is None:
        own = DivisionBoundary.objects.filter(division=settings.SERVED_DIVISION)
        edges = own.aggregate(edges=Extent("geometry"))["edges"]
    west, south, east, north = edges or (73.0, 18.0, 135.0, 54.0)
    held = Box.holding([(west, south), (east, north)], AROUND)
    assert held is not None
    return held


def compound_view(compound: Compound | None) -> Box | None:
    """The surroundings of a compound; None where it has no place. No query for a compound that was loaded whole."""
    if compound is not None and compound.boundary:
        west, south, east, north = compound.boundary.extent
        return Box.holding([(west, south), (east, north)], AROUND)
    if compound is not None and compound.location:
        return Box.about(compound.location.x, compound.location.y, AROUND)
    return None


# -- in words -------------------------------------------------------------------------------------------------------


def place_words(lon: float, lat: float) -> str:
    """Where a point lies, in words: 锦绣花园内, 锦绣花园东北约120米, or the division. At most three queries."""
    point = Point(lon, lat, srid=4326)
    inside = compound_at(point)
    if inside is not None:
        return _("%(compound)s内") % {"compound": inside.name}
    beside = near(Compound.objects.all(), point, _NAMED).first()
    if beside is not None:
        wind, metres = bearing(LonLat(beside.location.x, beside.location.y), LonLat(lon, lat))
        if metres < _BESIDE:
            return _("%(compound)s附近") % {"compound": beside.name}
        values = {"compound": beside.name, "wind": WINDS[wind], "far": far_words(metres)}
        return _("%(compound)s%(wind)s约%(far)s") % values
    division = division_at(point)
    return division.name if division else ""


def far_words(metres: float) -> str:
    """A distance as one says it: 120米, 1.4公里."""
    if metres < 995:
        return _("%(n)d米") % {"n": max(10, round(metres, -1))}
    return _("%(n)s公里") % {"n": f"{metres / 1000:.1f}"}

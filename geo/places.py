"""Positions as people give them: checked, turned into WGS-84 once, and remembered as given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import MultiPolygon, Point
from django.contrib.gis.measure import D
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from geo import datums
from geo.datums import Datum, LonLat
from geo.models import DivisionBoundary

_NULL_ISLAND = 0.001  # degrees; what empty fields and failed lookups become
_CHINA_LON, _CHINA_LAT = (73.0, 136.0), (3.0, 54.0)


class ImpossiblePosition(ValueError):
    """No such place.

    `code` is not_a_number, out_of_range, null_island, swapped or unknown_datum; `message` says it in Chinese.
    """

    def __init__(self, code: str, message: str | None = None) -> None:
        self.code = code
        self.message = message or _("不可能的坐标：请在图上点一下")
        super().__init__(self.message)


@dataclass(frozen=True)
class Position:
    """A place in WGS-84 degrees with the pair it came from; `outside_served` when it lies outside the served area."""

    lon: float
    lat: float
    source_datum: str
    source_x: float
    source_y: float
    outside_served: bool = False
    served_name: str = ""

    @property
    def point(self) -> Point:
        return Point(self.lon, self.lat, srid=4326)

    @property
    def notice(self) -> str:
        """What to tell the person who gave it; empty when there is nothing to say."""
        if not self.outside_served:
            return ""
        return _("不在%(area)s：已记下并标出，请核对") % {"area": self.served_name}

    def __str__(self) -> str:
        """As `read_position` reads it; six decimals are a tenth of a metre."""
        return f"{self.lon:.6f},{self.lat:.6f}"

    def as_fields(self) -> dict[str, Any]:
        """The five fields of `Placed`."""
        return {
            "location": self.point,
            "source_datum": self.source_datum,
            "source_x": self.source_x,
            "source_y": self.source_y,
            "outside_served": self.outside_served,
        }


class ServedArea:
    """The boundary of the served division, prepared once for many points."""

    def __init__(self, name: str, boundary: MultiPolygon | None) -> None:
        self.name = name
        self._prepared = boundary.prepared if boundary is not None else None

    @classmethod
    def load(cls) -> ServedArea:
        """The area of settings.SERVED_DIVISION; without a loaded boundary nothing counts as outside."""
        row = DivisionBoundary.objects.select_related("division").filter(division=settings.SERVED_DIVISION).first()
        return cls(row.division.name, row.geometry) if row else cls("", None)

    def leaves_out(self, place: LonLat) -> bool:
        """Whether the place is known to lie outside; its edge is inside."""
        return self._prepared is not None and not self._prepared.covers(Point(place.lon, place.lat, srid=4326))


def parse_position(x: object, y: object, datum: str = Datum.WGS84, *, area: ServedArea | None = None) -> Position:
    """The position meant by a pair of numbers or texts.

    `x` is the longitude (on a plane the easting), `y` the latitude (the northing); `datum` a `Datum` value or, for a
    CGCS2000 plane, "EPSG:4491" to "EPSG:4554". Pass `area` when reading many. Raises ImpossiblePosition.
    """
    given = LonLat(_number(x), _number(y))
    name = str(datum).strip().lower()
    if name.startswith("epsg:"):
        place = _from_plane(given, name)
        name = name.upper()
    else:
        place = _from_degrees(given, name)
    _refuse_impossible(place)
    served = area or ServedArea.load()
    return Position(place.lon, place.lat, name, given.lon, given.lat, served.leaves_out(place), served.name)


def read_position(text: str) -> Position:
    """The position a line means: “经度,纬度”, and a datum after it where it is not WGS-84: “124.3371,43.1492 gcj02”.

    Raises ImpossiblePosition.
    """
    parts = text.replace("，", ",").replace(",", " ").split()
    if len(parts) not in (2, 3):
        raise ImpossiblePosition("not_a_number")
    return parse_position(*parts)


def near(rows: QuerySet[Any], point: Point, metres: float) -> QuerySet[Any]:
    """Those of `rows` (a `Placed` model) within `metres` of `point`, nearest first, annotated with their `distance`.

    Measured on the ellipsoid, through the index.
    """
    measured: QuerySet[Any] = rows.annotate(distance=Distance("location", point))
    return measured.filter(location__dwithin=(point, D(m=metres))).order_by("distance", "pk")


def _number(value: object) -> float:
    if isinstance(value, bool) or value is None:
        raise ImpossiblePosition("not_a_number")
    try:
        number = float(str(value).strip())
    except ValueError as error:
        raise ImpossiblePosition("not_a_number") from error
    if not math.isfinite(number):
        raise ImpossiblePosition("not_a_number")
    return number


def _from_degrees(given: LonLat, name: str) -> LonLat:
    try:
        datum = Datum(name)
    except ValueError as error:
        raise ImpossiblePosition("unknown_datum", _("不认识这个坐标系：%(datum)s") % {"datum": name[:20]}) from error
    _refuse_impossible(given)
    return datums.to_wgs84(given.lon, given.lat, datum)


def _from_plane(given: LonLat, name: str) -> LonLat:
    code = name.removeprefix("epsg:")
    if not (code.isascii() and code.isdigit() and len(code) == 4 and int(code) in datums.PLANES):
        raise ImpossiblePosition("unknown_datum", _("不认识这个坐标系：%(datum)s") % {"datum": name.upper()[:20]})
    place = datums.plane_to_wgs84(given.lon, given.lat, int(code))
    if _in_china(place):
        return place
    # surveyors call the northing X: the commonest way to lose a place
    if _in_china(datums.plane_to_wgs84(given.lat, given.lon, int(code))):
        raise ImpossiblePosition("swapped", _("不可能的坐标：横坐标和纵坐标像是写反了，请对调，或在图上点一下"))
    raise ImpossiblePosition("out_of_range")


def _refuse_impossible(place: LonLat) -> None:
    if abs(place.lon) < _NULL_ISLAND and abs(place.lat) < _NULL_ISLAND:
        raise ImpossiblePosition("null_island")
    # a Chinese pair written latitude first: east of 90° no latitude, west of it a point in the Arctic Ocean
    if _in_china(LonLat(place.lat, place.lon)):
        raise ImpossiblePosition("swapped", _("不可能的坐标：经度和纬度像是写反了，请对调，或在图上点一下"))
    if abs(place.lon) > 180 or abs(place.lat) > 90:
        raise ImpossiblePosition("out_of_range")


def _in_china(place: LonLat) -> bool:
    return _CHINA_LON[0] <= place.lon <= _CHINA_LON[1] and _CHINA_LAT[0] <= place.lat <= _CHINA_LAT[1]

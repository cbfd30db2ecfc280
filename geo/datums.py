"""The coordinate systems met in China, converted to WGS-84 and back. Pure: no Django.

WGS-84   what satellites and browsers give.
GCJ-02   what Chinese web maps draw on: WGS-84 moved by up to some 700 m. Defined inside a rectangle around China only;
         outside it the two are the same.
BD-09    Baidu's map: GCJ-02 moved once more. It has no such rectangle.
CGCS2000 the national reference system (GB 22021). Its ellipsoid differs from WGS-84's in the flattening's ninth digit
         and the frames agree within decimetres, so its degrees are used as WGS-84 degrees (PROJ does the same).
         Offices write it as metres on a Gauss-Krüger plane, EPSG:4491 to EPSG:4554.

The official transforms are not published. The formulas are those of eviltransform (googollee, BSD licence), but for one
constant: its BD-09 waves run with π where the usual 3000π/180 comes within a metre of Baidu's own converter; with π
they miss it by up to some 40 m.
Longitude always comes first. Degrees everywhere but on the planes.
"""

import math
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pyproj import Transformer


class Datum(StrEnum):
    """Datums a pair of degrees may be given in; the value is what is stored beside the original pair."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"
    CGCS2000 = "cgcs2000"


class LonLat(NamedTuple):
    """A pair of degrees."""

    lon: float
    lat: float


PLANES = range(4491, 4555)

_SEMI_MAJOR = 6378245.0  # Krasovsky 1940, metres
_ECCENTRICITY2 = 0.00669342162296594323
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_BAIDU_TURN = math.pi * 3000 / 180
_BAIDU_SHIFT = LonLat(0.0065, 0.006)
_ROUNDS = 8  # each round gains some three digits, so 8 reach the limit of a float


def in_gcj02_area(lon: float, lat: float) -> bool:
    """Whether GCJ-02 moves this point: inside its rectangle, which also covers parts of China's neighbours."""
    return _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH


def _waves(argument: float, amplitude: float) -> float:
    return amplitude * math.sin(argument * math.pi)


def _gcj02_offset(lon: float, lat: float) -> LonLat:
    """How far GCJ-02 moves the WGS-84 point, in degrees."""
    x, y = lon - 105.0, lat - 35.0
    common = 0.1 * x * y + (_waves(6.0 * x, 20.0) + _waves(2.0 * x, 20.0)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.2 * math.sqrt(abs(x)) + common
    north += (_waves(y, 20.0) + _waves(y / 3.0, 40.0) + _waves(y / 12.0, 160.0) + _waves(y / 30.0, 320.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * math.sqrt(abs(x)) + common
    east += (_waves(x, 20.0) + _waves(x / 3.0, 40.0) + _waves(x / 12.0, 150.0) + _waves(x / 30.0, 300.0)) * 2.0 / 3.0
    latitude = math.radians(lat)
    curvature = 1 - _ECCENTRICITY2 * math.sin(latitude) ** 2
    meridian = _SEMI_MAJOR * (1 - _ECCENTRICITY2) / curvature**1.5
    parallel = _SEMI_MAJOR / math.sqrt(curvature) * math.cos(latitude)
    return LonLat(math.degrees(east / parallel), math.degrees(north / meridian))


def wgs84_to_gcj02(lon: float, lat: float) -> LonLat:
    """Forward; the same point outside the GCJ-02 rectangle."""
    if not in_gcj02_area(lon, lat):
        return LonLat(lon, lat)
    offset = _gcj02_offset(lon, lat)
    return LonLat(lon + offset.lon, lat + offset.lat)


def gcj02_to_wgs84_quick(lon: float, lat: float) -> LonLat:
    """Inverse in one step, within 5 m."""
    if not in_gcj02_area(lon, lat):
        return LonLat(lon, lat)
    offset = _gcj02_offset(lon, lat)
    return LonLat(lon - offset.lon, lat - offset.lat)


def gcj02_to_wgs84(lon: float, lat: float) -> LonLat:
    """Exact inverse, far within 0.5 m."""
    if not in_gcj02_area(lon, lat):
        return LonLat(lon, lat)
    found = LonLat(lon, lat)
    for _ in range(_ROUNDS):
        offset = _gcj02_offset(*found)
        found = LonLat(lon - offset.lon, lat - offset.lat)
    return found


def gcj02_to_bd09(lon: float, lat: float) -> LonLat:
    """Forward."""
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BAIDU_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BAIDU_TURN)
    return LonLat(radius * math.cos(angle) + _BAIDU_SHIFT.lon, radius * math.sin(angle) + _BAIDU_SHIFT.lat)


def bd09_to_gcj02_quick(lon: float, lat: float) -> LonLat:
    """Inverse in one step, within 5 m."""
    x, y = lon - _BAIDU_SHIFT.lon, lat - _BAIDU_SHIFT.lat
    radius = math.hypot(x, y) - 0.00002 * math.sin(y * _BAIDU_TURN)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * _BAIDU_TURN)
    return LonLat(radius * math.cos(angle), radius * math.sin(angle))


def bd09_to_gcj02(lon: float, lat: float) -> LonLat:
    """Exact inverse, far within 0.5 m."""
    found = bd09_to_gcj02_quick(lon, lat)
    for _ in range(_ROUNDS):
        reached = gcj02_to_bd09(*found)
        found = LonLat(found.lon + lon - reached.lon, found.lat + lat - reached.lat)
    return found


def wgs84_to_bd09(lon: float, lat: float) -> LonLat:
    """Forward, over GCJ-02."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84_quick(lon: float, lat: float) -> LonLat:
    """Inverse in two steps, within 5 m."""
    return gcj02_to_wgs84_quick(*bd09_to_gcj02_quick(lon, lat))


def bd09_to_wgs84(lon: float, lat: float) -> LonLat:
    """Exact inverse, far within 0.5 m."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


_TO_WGS84: dict[Datum, Callable[[float, float], LonLat]] = {
    Datum.WGS84: LonLat,
    Datum.GCJ02: gcj02_to_wgs84,
    Datum.BD09: bd09_to_wgs84,
    Datum.CGCS2000: LonLat,
}
_FROM_WGS84: dict[Datum, Callable[[float, float], LonLat]] = {
    Datum.WGS84: LonLat,
    Datum.GCJ02: wgs84_to_gcj02,
    Datum.BD09: wgs84_to_bd09,
    Datum.CGCS2000: LonLat,
}


def to_wgs84(lon: float, lat: float, datum: Datum) -> LonLat:
    """A pair given in `datum` as WGS-84 degrees, by the exact inverse."""
    return _TO_WGS84[datum](lon, lat)


def from_wgs84(lon: float, lat: float, datum: Datum) -> LonLat:
    """A WGS-84 pair as `datum` draws it."""
    return _FROM_WGS84[datum](lon, lat)


@lru_cache(maxsize=8)
def _plane_transformer(epsg: int) -> Transformer:
    if epsg not in PLANES:
        raise ValueError(f"EPSG:{epsg} is no CGCS2000 Gauss-Krüger plane (EPSG:4491 to EPSG:4554)")
    return Transformer.from_crs(epsg, 4490, always_xy=True)


def plane_to_wgs84(easting: float, northing: float, epsg: int) -> LonLat:
    """A point on a CGCS2000 plane, in metres, as degrees.

    Surveyors write the northing as X and the easting as Y: swap them before the call. Raises ValueError for another
    EPSG code. A point far off the plane comes back as infinities.
    """
    lon, lat = _plane_transformer(epsg).transform(easting, northing)
    return LonLat(lon, lat)


def wgs84_to_plane(lon: float, lat: float, epsg: int) -> tuple[float, float]:
    """Degrees as (easting, northing) in metres on a CGCS2000 plane; raises ValueError for another EPSG code."""
    easting, northing = _plane_transformer(epsg).transform(lon, lat, direction="INVERSE")
    return easting, northing

"""Maps as drawings: degrees onto a sheet and back, outlines as paths, words that do not cover each other. No Django.

A sheet is north-up and at one scale, on a plane that touches the middle of what it shows. Within a county the plane's
error stays far below the width of a line; it is for looking and pointing, never for measuring.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from geo.datums import LonLat

#: Metres across the narrowest and the widest view: a flight of steps, a prefecture.
NARROWEST, WIDEST = 120.0, 400_000.0
_MARGIN = 0.06
_BAR = 0.25  # at most this part of the width is the scale bar


class Spot(NamedTuple):
    """A point of a sheet in its own units, from the upper left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """What a view shows, in WGS-84 degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def read(cls, text: str) -> Box:
        """The box an address names, "west,south,east,north". Raises ValueError for anything else."""
        try:
            box = cls(*(float(part) for part in text.split(",")))
        except (ValueError, TypeError):
            raise ValueError(f"not a box: {text[:60]!r}") from None
        if not (-180 <= box.west < box.east <= 180 and -85 <= box.south < box.north <= 85):
            raise ValueError(f"not a box: {text[:60]!r}")
        return box

    @classmethod
    def about(cls, lon: float, lat: float, across: float) -> Box:
        """A square view with the place in its middle, `across` metres wide."""
        a_lon, a_lat = metres_per_degree(lat)
        return cls(
            lon - across / 2 / a_lon, lat - across / 2 / a_lat, lon + across / 2 / a_lon, lat + across / 2 / a_lat
        )

    @classmethod
    def holding(cls, places: Iterable[tuple[float, float]], least: float = 600.0) -> Box | None:
        """The view that holds all of the places with a margin, at least `least` metres wide; None without a place."""
        known = list(places)
        if not known:
            return None
        lons, lats = [p[0] for p in known], [p[1] for p in known]
        west, east, south, north = min(lons), max(lons), min(lats), max(lats)
        a_lon, a_lat = metres_per_degree((south + north) / 2)
        wide = max((east - west) * (1 + 2 * _MARGIN), least / a_lon)
        tall = max((north - south) * (1 + 2 * _MARGIN), least / a_lat)
        lon, lat = (west + east) / 2, (south + north) / 2
        return cls(lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)

    @property
    def middle(self) -> LonLat:
        return LonLat((self.west + self.east) / 2, (self.south + self.north) / 2)

    @property
    def across(self) -> float:
        """Metres from the western to the eastern edge, on the middle parallel."""
        return (self.east - self.west) * metres_per_degree(self.middle.lat)[0]

    def zoomed(self, by: float) -> Box:
        """The same middle, `by` times as wide; within the narrowest and the widest view."""
        by = min(max(by * self.across, NARROWEST), WIDEST) / self.across
        lon, lat = self.middle
        wide, tall = (self.east - self.west) * by / 2, (self.north - self.south) * by / 2
        return Box(lon - wide, max(lat - tall, -85.0), lon + wide, min(lat + tall, 85.0))

    def moved(self, east: float, north: float) -> Box:
        """The same size, moved by parts of its width and height."""
        by_lon, by_lat = (self.east - self.west) * east, (self.north - self.south) * north
        return Box(self.west + by_lon, self.south + by_lat, self.east + by_lon, self.north + by_lat)

    def holds(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def __str__(self) -> str:
        """As it stands in an address; a metre more or less does not show."""
        return ",".join(f"{degrees:.5f}" for degrees in self)


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Length of a degree of longitude and of latitude on the WGS-84 ellipsoid at this latitude."""
    phi = math.radians(lat)
    along = 111412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi) + 0.118 * math.cos(5 * phi)
    up = 111132.954 - 559.822 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    return along, up


class Bar(NamedTuple):
    """A scale bar: so many metres are so many units of the sheet."""

    metres: int
    units: float


@dataclass(frozen=True)
class Sheet:
    """A view on paper: `box` fills `width` × `height` units exactly."""

    box: Box
    width: float
    height: float

    @classmethod
    def showing(cls, box: Box, width: float, height: float) -> Sheet:
        """A sheet that shows the whole box at one scale, and what the shape of the paper adds around it."""
        a_lon, a_lat = metres_per_degree(box.middle.lat)
        wide, tall = (box.east - box.west) * a_lon, (box.north - box.south) * a_lat
        scale = max(wide / width, tall / height, NARROWEST / width)
        lon, lat = box.middle
        half_lon, half_lat = scale * width / 2 / a_lon, scale * height / 2 / a_lat
        return cls(Box(lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat), width, height)

    @property
    def metres_per_unit(self) -> float:
        return self.box.across / self.width

    def place(self, lon: float, lat: float) -> Spot:
        """Where on the sheet a place lies; off the sheet it lies outside 0…width, 0…height."""
        box = self.box
        return Spot(
            (lon - box.west) / (box.east - box.west) * self.width,
            (box.north - lat) / (box.north - box.south) * self.height,
        )

    def position(self, x: float, y: float) -> LonLat:
        """The place under a point of the sheet."""
        box = self.box
        return LonLat(
            box.west + x / self.width * (box.east - box.west), box.north - y / self.height * (box.north - box.south)
        )

    def path(self, polygons: Iterable[Iterable[Sequence[tuple[float, float]]]]) -> str:
        """The `d` of an SVG path for areas of rings of degrees; points closer than half a unit are left out."""
        return "".join(self._ring(ring) for rings in polygons for ring in rings)

    def _ring(self, ring: Sequence[tuple[float, float]]) -> str:
        drawn: list[Spot] = []
        for lon, lat in ring:
            spot = self.place(lon, lat)
            if not drawn or abs(spot.x - drawn[-1].x) + abs(spot.y - drawn[-1].y) >= 0.5:
                drawn.append(spot)
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn) + "Z" if len(drawn) > 2 else ""

    def bar(self) -> Bar:
        """The longest round length that takes at most a quarter of the width."""
        room = self.metres_per_unit * self.width * _BAR
        power = 10 ** math.floor(math.log10(room))
        metres = max((step * power for step in (1, 2, 5) if step * power <= room), default=power)
        return Bar(int(metres), metres / self.metres_per_unit)


# -- marks and words ------------------------------------------------------------------------------------------------


#: What a mark may stand out by, the graver first; its words say the same.
TONES = ("safety", "late")


@dataclass(frozen=True)
class Mark:
    """Something to be seen at a place: its words, how many stand behind it, and the keys of what it stands for."""

    lon: float
    lat: float
    words: str
    count: int = 1
    keys: tuple[str, ...] = ()
    tone: str = ""
    #: Further counts that add up when marks are joined, by their word: {"逾期": 2}.
    told: Mapping[str, int] = field(default_factory=dict)


class Area(NamedTuple):
    """A rectangle that words take on a sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def joined(
    sheet: Sheet,
    marks: Iterable[Mark],
    room: Callable[[Mark], Area],
    together: Callable[[int, dict[str, int], int], str],
) -> list[Mark]:
    """Marks of which none covers another: those that would become one at the place of the largest, with their sums.

    `room(mark)` is what a mark takes, `together(count, told, places)` says several. Marks off the sheet are left out.
    """
    left = [mark for mark in marks if sheet.box.holds(mark.lon, mark.lat)]
    shown: list[Mark] = []
    for mark in sorted(left, key=lambda mark: (-mark.count, mark.keys)):
        while (other := next((o for o in shown if room(o).meets(room(mark))), None)) is not None:
            shown.remove(other)
            mark = _one_of(other, mark, together)  # noqa: PLW2901  (a joined mark is wider and may meet a further one)
        shown.append(mark)
    return shown


def _one_of(one: Mark, other: Mark, together: Callable[[int, dict[str, int], int], str]) -> Mark:
    told = dict(one.told)
    for word, number in other.told.items():
        told[word] = told.get(word, 0) + number
    count, keys = one.count + other.count, (*one.keys, *other.keys)
    tone = next((tone for tone in TONES if tone in (one.tone, other.tone)), "")
    return replace(one, words=together(count, told, len(keys)), count=count, keys=keys, told=told, tone=tone)


def words_wide(text: str, size: float) -> float:
    """About how wide a line is: a hanzi is as wide as high, a letter or digit little more than half of that."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.58 for sign in text)


def fitting(
    wanted: Iterable[tuple[Area, Any]], taken: Iterable[Area] = (), within: Area | None = None
) -> Iterator[Any]:
    """Those of the things whose area meets none before it and none of `taken`, in the order given: the first win."""
    held = list(taken)
    for area, thing in wanted:
        inside = within is None or (
            area.left >= within.left and area.right <= within.right
            and area.top >= within.top and area.bottom <= within.bottom
        )  # fmt: skip
        if inside and not any(area.meets(other) for other in held):
            held.append(area)
            yield thing


# -- in words -------------------------------------------------------------------------------------------------------

_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def bearing(start: LonLat, end: LonLat) -> tuple[str, float]:
    """In which of the eight directions `end` lies from `start`, and how many metres away; for short ways."""
    a_lon, a_lat = metres_per_degree((start.lat + end.lat) / 2)
    east, north = (end.lon - start.lon) * a_lon, (end.lat - start.lat) * a_lat
    turn = math.degrees(math.atan2(east, north)) % 360
    return _WINDS[round(turn / 45) % 8], math.hypot(east, north)

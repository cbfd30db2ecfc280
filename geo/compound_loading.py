"""Compounds from an office's list: good rows are kept, bad ones reported by line, a second run changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon, Polygon
from django.db import transaction
from django.utils.translation import gettext as _

from geo import codes, sources
from geo.datums import Datum
from geo.loading import Tally
from geo.lookup import division_at
from geo.models import Compound, Division
from geo.places import ImpossiblePosition, Position, ServedArea, parse_position
from geo.sources import Line

_HEADINGS = {
    "小区名称": "name", "小区": "name", "别名": "aliases", "区划代码": "division", "地址": "address", "经度": "lon",
    "纬度": "lat", "坐标系": "datum", "户数": "unit_count", "电梯台数": "elevator_count", "类型": "type",
    "边界": "boundary",
}  # fmt: skip
_DATUMS = {"wgs-84": Datum.WGS84, "gcj-02": Datum.GCJ02, "bd-09": Datum.BD09, "": Datum.WGS84}
_SEPARATORS = re.compile(r"[、;；|]")
_MOST_UNITS = 200_000


class BadRow(ValueError):
    """A row that cannot become a compound; its text says why, in Chinese."""


@dataclass
class LoadedCompounds:
    """What a load did. `problems` are rows passed over, `notices` rows kept but worth a look; both (line, sentence)."""

    tally: Tally = field(default_factory=Tally)
    problems: list[tuple[int, str]] = field(default_factory=list)
    notices: list[tuple[int, str]] = field(default_factory=list)


def load_compounds(path: Path) -> LoadedCompounds:
    """Load a CSV of compounds in one commit.

    Columns, by their English or Chinese heading: name (required); aliases (separated by 、); division (code; where
    empty the division at the position); address; lon, lat, datum; unit_count; elevator_count; type; boundary (an area
    as WKT, in the row's datum). Other columns are passed over, an empty cell leaves what is known.
    Raises sources.SourceError for a file that cannot be read.
    """
    lines = [_translated(line) for line in sources.read_csv(path, ())]
    if lines and "name" not in lines[0].cells:
        raise sources.SourceError("no_columns", file=path.name, columns="name")
    loader = _Loader({line.cells.get("division", "") for line in lines})
    with transaction.atomic():
        for line in lines:
            loader.take(line)
        loader.write()
    return loader.loaded


def _translated(line: Line) -> Line:
    return Line(line.number, {_HEADINGS.get(heading, heading): cell for heading, cell in line.cells.items()})


class _Loader:
    def __init__(self, wanted: set[str]) -> None:
        self.loaded = LoadedCompounds()
        self._area = ServedArea.load()
        self._divisions = {division.code: division for division in Division.objects.filter(code__in=wanted)}
        self._known: dict[tuple[str, str], Compound] = {}
        self._lines: dict[tuple[str, str], int] = {}
        self._new: list[Compound] = []
        for compound in Compound.objects.all():
            self._known[codes.county_of(compound.division_id), compound.name] = compound

    def take(self, line: Line) -> None:
        """Check one row; keep it for writing or report it."""
        try:
            values, position = self._values(line.cells)
            key = (codes.county_of(values["division_id"]), values["name"])
            if key in self._lines:
                raise BadRow(_("与第%(line)s行的小区重名") % {"line": self._lines[key]})
        except (BadRow, ImpossiblePosition) as error:
            self.loaded.problems.append((line.number, str(error)))
            return
        self._lines[key] = line.number
        if position and position.notice:
            self.loaded.notices.append((line.number, position.notice))
        self._merge(self._known.get(key), values)

    def _merge(self, known: Compound | None, values: dict[str, Any]) -> None:
        if known is None:
            self._new.append(Compound(**values))
            return
        different = {name: value for name, value in values.items() if getattr(known, name) != value}
        if not different:
            self.loaded.tally.same += 1
            return
        for name, value in different.items():
            setattr(known, name, value)
        # one by one, as only save() derives the search column; corrections are few
        known.save(update_fields=[*(name.removesuffix("_id") for name in different), "name_search"])
        self.loaded.tally.changed += 1

    def write(self) -> None:
        """Insert what is new."""
        Compound.objects.bulk_create(self._new, batch_size=500)
        self.loaded.tally.added = len(self._new)

    def _values(self, cells: dict[str, str]) -> tuple[dict[str, Any], Position | None]:
        name = cells.get("name", "")
        if not name:
            raise BadRow(_("没有小区名称"))
        position = self._position(cells)
        values: dict[str, Any] = {
            "name": _short(name, _("小区名称"), 60),
            "aliases": [_short(alias.strip(), _("别名"), 60) for alias in _aliases(cells.get("aliases", ""))],
            "division_id": self._division(cells.get("division", ""), position),
            "address": _short(cells.get("address", ""), _("地址"), 200),
            "kind": _kind(cells.get("type", "")),
            "unit_count": _count(cells.get("unit_count", ""), _("户数")),
            "elevator_count": _count(cells.get("elevator_count", ""), _("电梯台数")),
            "boundary": self._boundary(cells),
        }
        stated = {name: value for name, value in values.items() if value not in ("", None, [])}
        return stated | (position.as_fields() if position else {}), position

    def _position(self, cells: dict[str, str]) -> Position | None:
        lon, lat, datum = (cells.get(name, "") for name in ("lon", "lat", "datum"))
        if not lon and not lat:
            return None
        if not lon or not lat:
            raise BadRow(_("经度和纬度要么都填，要么都不填"))
        return parse_position(lon, lat, _DATUMS.get(datum.lower(), datum), area=self._area)

    def _boundary(self, cells: dict[str, str]) -> MultiPolygon | None:
        text, datum = cells.get("boundary", ""), cells.get("datum", "")
        if not text:
            return None
        try:
            given = GEOSGeometry(text)
            parts: list[Any] = list(given) if isinstance(given, MultiPolygon) else [given]
            moved = [Polygon(*(self._ring(ring, datum) for ring in part.coords)) for part in parts]
            if not moved or given.empty:
                raise ValueError(text[:40])
        except ImpossiblePosition:
            raise
        except (ValueError, TypeError, GEOSException, GDALException) as error:
            raise BadRow(_("边界读不出来：应为WKT的POLYGON或MULTIPOLYGON")) from error
        boundary = MultiPolygon(moved, srid=4326)
        if not boundary.valid:
            raise BadRow(_("边界自己相交，请重新画"))
        return boundary

    def _ring(self, ring: Any, datum: str) -> list[tuple[float, float]]:
        places = [parse_position(x, y, _DATUMS.get(datum.lower(), datum), area=self._area) for x, y in ring]
        return [(place.lon, place.lat) for place in places]

    def _division(self, code: str, position: Position | None) -> str:
        if not code:
            division = division_at(position.point) if position else None
            if division is None:
                raise BadRow(_("没有区划代码，坐标也不在已装入的区划内"))
            return str(division.code)
        if code not in self._divisions:
            raise BadRow(_("没有代码为%(code)s的区划，请先用 load_divisions 装入") % {"code": code[:20]})
        if len(code) < 6:
            raise BadRow(_("区划代码要到县级，现在是%(code)s") % {"code": code})
        return code


def _aliases(cell: str) -> list[str]:
    return [alias for alias in _SEPARATORS.split(cell) if alias.strip()]


def _short(text: str, label: str, most: int) -> str:
    if len(text) > most:
        raise BadRow(
            _("%(label)s最多%(most)s字，多了%(over)s字") % {"label": label, "most": most, "over": len(text) - most}
        )
    return text


def _kind(cell: str) -> str:
    known = {str(label): value for value, label in Compound.Kind.choices}
    if cell in ("", *known.values()):
        return cell
    if cell not in known:
        raise BadRow(_("没有这个类型：%(kind)s。可填%(kinds)s") % {"kind": cell[:20], "kinds": "、".join(known)})
    return known[cell]


def _count(cell: str, label: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()) or len(cell) > 6 or int(cell) > _MOST_UNITS:
        raise BadRow(
            _("%(label)s应为不超过%(most)s的整数，现在是%(cell)s")
            % {"label": label, "most": _MOST_UNITS, "cell": cell[:20]}
        )
    return int(cell)

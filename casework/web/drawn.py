"""The ground of a map made ready for a template: paths, names that fit, scale bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo import maps
from geo.drawing import Area, Box, Mark, Sheet, fitting, joined, words_wide
from geo.maps import Outline

#: Room that marks hold, in CSS pixels: on a wide map, on a phone.
Taken = tuple[Sequence[Area], Sequence[Area]]
#: Size of names in CSS pixels and the width from which all of them are shown; a phone shows those that fit there.
_SIZE, _HALF_LINE = 12.0, 9.0
PHONE = 330.0
_BELOW = 22  # from the middle of a mark to the name under it
_PILL_SIZE, _PILL_ROOM, _PILL_HALF = 13.0, 18.0, 12.0
_PIN_WIDE, _PIN_TALL = 22.0, 44.0
_COUNTY = 6
#: Kinds of area by the length of a division's code.
_LEVELS = {6: "county", 9: "township", 12: "village"}
#: The ways to move a view: name, icon, words. How much nearer or farther, and by which part of the view.
MOVES = (
    ("in", "plus", gettext_lazy("放大")), ("out", "minus", gettext_lazy("缩小")),
    ("north", "arrow-up", gettext_lazy("往北")), ("south", "arrow-down", gettext_lazy("往南")),
    ("west", "arrow-left", gettext_lazy("往西")), ("east", "arrow-right", gettext_lazy("往东")),
)  # fmt: skip
ZOOMS = {"in": 0.5, "out": 2.0}
STEPS = {"north": (0, 0.35), "south": (0, -0.35), "west": (-0.35, 0), "east": (0.35, 0)}


def moved(box: Box, name: str) -> Box:
    """The view after one of `MOVES`."""
    return box.zoomed(ZOOMS[name]) if name in ZOOMS else box.moved(*STEPS[name])


def ground(
    sheet: Sheet, *, wide: float, taken: Taken = ((), ()), below: frozenset[str] = frozenset(), own: str = ""
) -> dict[str, Any]:
    """Divisions and compounds of a sheet that is shown `wide` CSS pixels wide; `taken` by marks, there and on a phone.

    Two queries. Names of the compounds in `below` stand under their mark; the area `own` stands out. Names say where
    they stand in units (x, y) and in percent (left, top), how far below that (down), and whether a phone has room.
    """
    found = maps.ground(sheet)
    areas = [
        {"kind": _LEVELS.get(each.level, "compound"), "path": sheet.path(each.polygons), "own": each.key == own}
        for each in (*found.divisions, *found.compounds)
    ]
    named = [*found.compounds, *(each for each in found.divisions if each.level > _COUNTY)]
    bar = sheet.bar()
    return {
        "areas": [area for area in areas if area["path"]],
        "names": _names(sheet, named, wide, taken, below),
        "bar": {
            "words": maps.far_words(bar.metres), "units": f"{bar.units:.1f}",
            "percent": f"{100 * bar.units / sheet.width:.2f}",
        },
        "view_box": f"0 0 {sheet.width:g} {sheet.height:g}",
    }  # fmt: skip


def _names(
    sheet: Sheet, outlines: list[Outline], wide: float, taken: Taken, below: frozenset[str]
) -> list[dict[str, Any]]:
    shown = list(fitting(_wanted(sheet, outlines, wide, below), taken[0], _paper(sheet, wide)))
    phone = {each.key for each in fitting(_wanted(sheet, shown, PHONE, below), taken[1], _paper(sheet, PHONE))}
    return [_name(sheet, each, each.key in phone, _BELOW if each.key in below else 0) for each in shown]


def _wanted(sheet: Sheet, outlines: list[Outline], wide: float, below: frozenset[str]) -> Any:
    scale = wide / sheet.width
    for each in outlines:
        if each.at is None:
            continue
        spot, half = sheet.place(*each.at), words_wide(each.name, _SIZE) / 2
        x, y = spot.x * scale, spot.y * scale + (_BELOW if each.key in below else 0)
        yield Area(x - half, y - _HALF_LINE, x + half, y + _HALF_LINE), each


def _paper(sheet: Sheet, wide: float) -> Area:
    return Area(0, 0, wide, sheet.height * wide / sheet.width)


def _name(sheet: Sheet, outline: Outline, phone: bool, down: int) -> dict[str, Any]:
    assert outline.at is not None
    spot = sheet.place(*outline.at)
    return {
        "text": outline.name, "kind": _LEVELS.get(outline.level, "compound"), "phone": phone,
        "down": down, "x": f"{spot.x:.1f}", "y": f"{spot.y:.1f}",
        "left": percent(spot.x, sheet.width), "top": percent(spot.y, sheet.height),
    }  # fmt: skip


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}"


def marks(sheet: Sheet, wanted: Iterable[Mark], wide: float) -> list[dict[str, Any]]:
    """Marks of a sheet shown `wide` CSS pixels wide; those that would cover each other are one with their sum."""
    scale = wide / sheet.width

    def room(mark: Mark) -> Area:
        spot, half = sheet.place(mark.lon, mark.lat), _half_pill(mark.words)
        x, y = spot.x * scale, spot.y * scale
        return Area(x - half, y - _PILL_HALF, x + half, y + _PILL_HALF)

    return [_shown(sheet, mark, room(mark)) for mark in joined(sheet, wanted, room, _together)]


def _together(count: int, told: dict[str, int], places: int) -> str:
    words = _("%(places)s处%(n)s件") % {"places": places, "n": f"{count:,}"}
    return " ".join([words, *(f"{word}{n}" for word, n in told.items())])


def _half_pill(words: str) -> float:
    return (words_wide(words, _PILL_SIZE) + _PILL_ROOM) / 2


def _shown(sheet: Sheet, mark: Mark, room: Area) -> dict[str, Any]:
    spot, half = sheet.place(mark.lon, mark.lat), _half_pill(mark.words)
    return {
        "words": mark.words, "tone": mark.tone, "keys": " ".join(mark.keys), "room": room,
        "left": percent(spot.x, sheet.width), "top": percent(spot.y, sheet.height),
        "from": f"{-half:.1f}", "wide": f"{2 * half:.1f}",
    }  # fmt: skip


def pin(sheet: Sheet, lon: float, lat: float, words: str) -> dict[str, Any]:
    """A pin with its words above it."""
    spot = sheet.place(lon, lat)
    return {"left": percent(spot.x, sheet.width), "top": percent(spot.y, sheet.height), "words": words, "spot": spot}


def taken(sheet: Sheet, shown: Iterable[dict[str, Any]], pinned: dict[str, Any] | None, wide: float) -> list[Area]:
    """The room that marks and the pin take on a sheet shown `wide` CSS pixels wide."""
    rooms = [mark["room"] for mark in shown]
    if pinned:
        x, y = (part * wide / sheet.width for part in pinned["spot"])
        half = max(words_wide(pinned["words"], _SIZE), _PIN_WIDE) / 2
        rooms.append(Area(x - half, y - _PIN_TALL, x + half, y))
    return rooms

"""A place pointed at on a drawn map: part of any form, with and without script.

Without script the map is an image button: the browser sends where it was pressed, the server answers with the same form
and everything typed. The script does the same in place. Coordinates travel in form bodies, never in an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views import View

from casework.web import drawn, limits, public
from geo import maps, places
from geo.drawing import Box, Sheet
from geo.models import Compound

#: Width and height in CSS pixels: an image button reports pixels, so the picture is never scaled without script.
SIZES = {"small": (280, 240), "large": (480, 320)}
#: Scope, rate, and whether everybody counts together: drawing a map is work, and the address is open to everybody.
LOOKS = (("pin", "120/minute", False), ("pins", "1200/minute", True))
#: What the script is told of the picker.
_ANSWER = ("text", "words", "view", "start", "image", "notice", "problem")
#: Digits of a key, all of which the database can hold.
_LONGEST_KEY = 18
#: Metres across once a device has told where it is.
_HERE = 500.0


@dataclass(frozen=True)
class Pin:
    """What the picker shows: the view, the point that was set if any, and why one could not be."""

    view: Box
    size: str
    start: str
    position: places.Position | None = None
    problem: str = ""

    @property
    def text(self) -> str:
        """The value of the form field `position`; empty without a point."""
        return str(self.position or "")

    @property
    def words(self) -> str:
        """Where it is, as one says it; three queries."""
        return maps.place_words(self.position.lon, self.position.lat) if self.position else ""

    @property
    def sheet(self) -> Sheet:
        return Sheet.showing(self.view, *SIZES[self.size])

    def image(self) -> str:
        """The map with the point on it as a data URI; two queries."""
        sheet = self.sheet
        at = sheet.place(self.position.lon, self.position.lat) if self.position else None
        context = {"map": drawn.ground(sheet, wide=sheet.width), "at": at, "sheet": sheet}
        svg = render_to_string("casework/components/pin.svg", context)
        return "data:image/svg+xml," + quote(" ".join(svg.split()), safe=" =:/'(),.-")

    def context(self) -> dict[str, Any]:
        """For components/pin.html, as `pin`."""
        width, height = SIZES[self.size]
        return {
            "text": self.text, "words": self.words, "view": str(self.sheet.box), "size": self.size,
            "start": self.start, "image": self.image(), "width": width, "height": height, "buttons": drawn.MOVES,
            "notice": self.position.notice if self.position else "", "problem": self.problem,
        }  # fmt: skip


def pressed(data: Mapping[str, Any]) -> bool:
    """Whether the form came because of the picker alone: show it again, keep everything, save nothing."""
    return any(name in data for name in ("pin", "pin.x", "pin.y"))


def read(data: Mapping[str, Any], *, compound: Compound | None = None, size: str = "small") -> Pin:
    """The picker as the form left it, with what was pressed in it carried out.

    Begins at the compound, else where the district lives; follows another compound while no point is set.
    """
    size = data.get("pin_size", size) if data.get("pin_size") in SIZES else size
    position, problem = _given(str(data.get("position", "")))
    start = str(compound.pk) if compound else ""
    view = _view(data) if position or data.get("pin_start", "") == start else None
    view = view or (_around(position) if position else maps.compound_view(compound)) or maps.district_view()
    pin = Pin(Sheet.showing(view, *SIZES[size]).box, size, start, position, problem)
    return _carried_out(pin, data)


def _given(text: str) -> tuple[places.Position | None, str]:
    if not text:
        return None, ""
    try:
        return places.read_position(text[:80]), ""
    except places.ImpossiblePosition as error:
        return None, error.message


def _view(data: Mapping[str, Any]) -> Box | None:
    try:
        return Box.read(str(data.get("pin_view", "")))
    except ValueError:
        return None


def _around(position: places.Position) -> Box:
    return Box.about(position.lon, position.lat, _HERE)


def _carried_out(pin: Pin, data: Mapping[str, Any]) -> Pin:
    what = str(data.get("pin", ""))
    if what in drawn.ZOOMS or what in drawn.STEPS:
        return replace(pin, view=drawn.moved(_onto(pin) if what in drawn.ZOOMS else pin.view, what))
    if what == "here":
        return replace(pin, view=_around(pin.position)) if pin.position else pin
    if what == "clear":
        return replace(pin, position=None, problem="")
    if what == "middle":
        return _set(pin, *pin.view.middle)
    x, y = _number(data.get("pin.x")), _number(data.get("pin.y"))
    # the keyboard presses the picture at 0, 0: that is no place anybody pointed at
    return _set(pin, *pin.sheet.position(x, y)) if x or y else pin


def _onto(pin: Pin) -> Box:
    """The view with the point in its middle, where there is one to be seen."""
    at, view = pin.position, pin.view
    if at is None or not view.holds(at.lon, at.lat):
        return view
    lon, lat = view.middle
    return Box(view.west + at.lon - lon, view.south + at.lat - lat, view.east + at.lon - lon, view.north + at.lat - lat)


def _set(pin: Pin, lon: float, lat: float) -> Pin:
    position, problem = _given(f"{lon:.6f},{lat:.6f}")
    return replace(pin, position=position, problem=problem)


def _number(value: Any) -> int:
    """Pixels across a picture of ours; 0 for anything else."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


class PinInPlace(View):
    """POST of the picker's own fields: its new picture and words as JSON, for the script. Open to everybody."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if limits.wait(request, LOOKS):
            return public.sealed(JsonResponse(dict.fromkeys(_ANSWER, ""), status=429))
        shown = read(request.POST, compound=_compound(request.POST.get("compound", ""))).context()
        return public.sealed(JsonResponse({name: shown[name] for name in _ANSWER}))


def _compound(key: str) -> Compound | None:
    whole = key.isascii() and key.isdecimal() and len(key) <= _LONGEST_KEY
    return Compound.objects.filter(pk=int(key)).first() if whole else None

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
from django.utils.translation import gettext_lazy
from django.views import View

from casework.web import drawn
from geo import maps, places
from geo.drawing import Box, Sheet
from geo.models import Compound

#: Width and height in CSS pixels: an image button reports pixels, so the picture is never scaled without script.
SIZES = {"small": (280, 240), "large": (480, 320)}
_STEPS = {"north": (0, 0.4), "south": (0, -0.4), "west": (-0.4, 0), "east": (0.4, 0)}
_ZOOMS = {"in": 0.5, "out": 2.0}
BUTTONS = (
    ("in", "plus", gettext_lazy("放大")), ("out", "minus", gettext_lazy("缩小")),
    ("north", "arrow-up", gettext_lazy("往北")), ("south", "arrow-down", gettext_lazy("往南")),
    ("west", "arrow-left", gettext_lazy("往西")), ("east", "arrow-right", gettext_lazy("往东")),
)  # fmt: skip
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
            "start": self.start, "image": self.image(), "width": width, "height": height, "buttons": BUTTONS,
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
    if what in _ZOOMS or what in _STEPS or what == "here":
        return replace(pin, view=_moved(pin, what))
    if what == "clear":
        return replace(pin, position=None, problem="")
    if what == "middle":
        return _set(pin, *pin.view.middle)
    x, y = _number(data.get("pin.x")), _number(data.get("pin.y"))
    # the keyboard presses the picture at 0, 0: that is no place anybody pointed at
    return _set(pin, *pin.sheet.position(x, y)) if x or y else pin


def _moved(pin: Pin, what: str) -> Box:
    if what in _ZOOMS:
        return _onto(pin).zoomed(_ZOOMS[what])
    if what in _STEPS:
        return pin.view.moved(*_STEPS[what])
    return _around(pin.position) if pin.position else pin.view


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
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


class PinInPlace(View):
    """POST of the picker's own fields: its new picture and words as JSON, for the script. Open to everybody."""

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("compound", "")
        compound = Compound.objects.filter(pk=int(wanted)).first() if _number(wanted) else None
        shown = read(request.POST, compound=compound).context()
        names = ("text", "words", "view", "start", "image", "notice", "problem")
        answer = JsonResponse({name: shown[name] for name in names})
        answer["Cache-Control"] = "no-store"
        return answer

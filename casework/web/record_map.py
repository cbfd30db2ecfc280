"""The map of one record: its compound, its point, and what is open near it, as a part of its page or a page itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework import accesslog
from casework.models import Record
from casework.spots import Spot
from casework.web import frames, maps
from casework.web.records import RecordPage
from geo.drawing import Box, Sheet
from geo.maps import compound_view, far_words

#: Records near it that are listed, metres the map shows at least, and how near a record lies “at the same place”.
MOST, ACROSS, SAME = 20, 900.0, 30.0


class RecordMap(RecordPage):
    """GET: the map with the list of what is near; ?map= moves the view."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        record = self.record()
        visible = Record.objects.visible_to(self.actor)
        near = list(self.kind.near(record, visible)[:MOST]) if self._point(record) else []
        accesslog.record_access(self.actor, "view", record=record, subject=f"{record.kind}:map", request=request)
        number, place = record.number or _("未编号"), self.kind.place(record)
        context = {
            "case": {"number": number, "url": frames.url(record), "place": place},
            "near": [_line(other) for other in near],
        }
        return render(request, "casework/record_map.html", context | self._drawn(record, near))

    def _point(self, record: Any) -> Any:
        """Where it lies exactly, for who may read that; the others see the compound."""
        return record.location if self.kind.may_read("location", self.actor, record) else None

    def _drawn(self, record: Any, near: list[Any]) -> dict[str, Any]:
        compound = self.kind.compound(record)
        point = self._point(record)
        box = maps.box_of(self.request.GET) or _around(point, compound_view(compound))
        if box is None:
            return {"map": None}
        sheet = Sheet.showing(box, maps.WIDE, maps.TALL)
        own = f"c{compound.pk}" if compound else ""
        place, at = self.kind.place(record), None
        if point:
            at = point.x, point.y, _("本案")
        shown = maps.drawing(
            sheet, _spots(near), ident="place-map", name=_("位置图"), own=own, at=at,
            told=_("本案在%(place)s。") % {"place": place} if place else "",
        )  # fmt: skip
        address = frames.url(record, "map")
        return {"map": shown, "tools": maps.tools(sheet, lambda to: f"{address}?map={to}")}


def _around(point: Any, compound: Box | None) -> Box | None:
    """The compound and the point, and enough around them to see what is near."""
    places = [(compound.west, compound.south), (compound.east, compound.north)] if compound else []
    if point:
        places.append((point.x, point.y))
    return Box.holding(places, ACROSS)


def _line(other: Any) -> dict[str, Any]:
    metres = other.distance.m
    far = _("同一位置") if metres < SAME else far_words(metres)
    return {
        "url": frames.url(other), "number": other.number or _("未编号"), "title": other.title, "far": far,
        "spot": _key(other) if metres >= SAME else "",
    }  # fmt: skip


def _key(other: Any) -> str:
    return f"{other.location.x:.4f}_{other.location.y:.4f}"


def _spots(near: list[Any]) -> list[Spot]:
    """What is near, one spot a place; what lies where the record itself lies stands in the list alone."""
    places: dict[str, list[Any]] = {}
    for other in near:
        if other.distance.m >= SAME:
            places.setdefault(_key(other), []).append(other)
    return [
        Spot(key, others[0].title, others[0].location.x, others[0].location.y, len(others))
        for key, others in places.items()
    ]

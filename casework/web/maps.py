"""Lists as maps: the records of a list counted by place and drawn by the server, and the same places as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from casework.api import filters
from casework.refusals import BadRequest
from casework.spots import Spot
from casework.web import drawn
from geo import maps
from geo.drawing import Box, Mark, Sheet

if TYPE_CHECKING:
    from casework.web.lists import Listing

#: Units of a sheet, and how wide it is shown beside a list, in CSS pixels.
WIDE, TALL, SHOWN = 1000.0, 700.0, 680.0
#: So much wider than the places themselves is the view of all of them, for their words to have room.
_ROOM = 1.3


def box_of(params: Mapping[str, str]) -> Box | None:
    """What the address says the map shows; None for all of it. Raises BadRequest."""
    text = params.get("map", "1")
    if text == "1":
        return None
    try:
        return Box.read(text)
    except ValueError:
        raise BadRequest(_("地图范围应为west,south,east,north，十进制度。"), field="map") from None


def sheet_of(box: Box | None, spots: Sequence[Spot]) -> Sheet:
    """The sheet of a view: as asked for, else all spots, else where the district lives."""
    held = Box.holding((spot.lon, spot.lat) for spot in spots)
    return Sheet.showing(box or (held.zoomed(_ROOM) if held else maps.district_view()), WIDE, TALL)


def drawing(
    sheet: Sheet, spots: Sequence[Spot], *, ident: str, name: str, told: str = "", own: str = "", at: Any = None
) -> dict[str, Any]:
    """For components/map.html, as `map`: ground, marks and the summary in words, which may be `told`. Two queries.

    `own` is the area that stands out, `at` a pin as longitude, latitude and words.
    """
    marks = [_mark(spot) for spot in spots]
    wide, phone = drawn.marks(sheet, marks, SHOWN), drawn.marks(sheet, marks, drawn.PHONE)
    pin = drawn.pin(sheet, *at) if at else None
    taken = drawn.taken(sheet, wide, pin, SHOWN), drawn.taken(sheet, phone, pin, drawn.PHONE)
    below = frozenset({own, *(spot.key for spot in spots)})
    inside = [spot for spot in spots if sheet.box.holds(spot.lon, spot.lat)]
    return drawn.ground(sheet, wide=SHOWN, taken=taken, below=below, own=own) | {
        "id": ident, "name": name, "summary": told or summary(inside, len(spots)), "pin": pin,
        "marks": [*(m | {"only": "wide"} for m in wide), *(m | {"only": "phone"} for m in phone)],
    }  # fmt: skip


def _mark(spot: Spot) -> Mark:
    told = {word: n for word, n in ((_("逾期"), spot.late), (_("安全"), spot.safety)) if n}
    tone = "safety" if spot.safety else "late" if spot.late else ""
    return Mark(spot.lon, spot.lat, count_words(spot.count, told), spot.count, (spot.key,), tone, told)


def count_words(count: int, told: Mapping[str, int]) -> str:
    """What a mark says: 5件 逾期2."""
    return " ".join([_("%(n)s件") % {"n": f"{count:,}"}, *(f"{word}{n}" for word, n in told.items())])


def summary(inside: Sequence[Spot], of: int) -> str:
    """The map in words, for who does not see it."""
    if not inside:
        return _("图上没有案件。")
    most = max(inside, key=lambda spot: spot.count)
    told = _("图上%(n)s件，在%(places)s处；最多的是%(name)s%(most)s件。") % {
        "n": f"{sum(spot.count for spot in inside):,}", "places": len(inside), "name": most.name, "most": most.count,
    }  # fmt: skip
    return told + (_("另有%(n)s处在图外。") % {"n": of - len(inside)} if of > len(inside) else "")


def tools(sheet: Sheet, address: Any) -> list[dict[str, Any]]:
    """Links that move the view; `address(box)` gives the page that shows it."""
    links = [
        {"name": name, "icon": mark, "label": words, "url": address(str(drawn.moved(sheet.box, name)))}
        for name, mark, words in drawn.MOVES
    ]
    return [*links, {"name": "all", "icon": "map", "label": _("全部"), "url": address("1")}]


def may_see(listing: Listing) -> bool:
    """Whether this list has a map for this actor: where things lie exactly is not for everybody (`Kind.may_read`)."""
    return listing.kind.has_map and listing.kind.may_read("location", listing.actor)


def switch_url(listing: Listing) -> str:
    """Where the map is put beside the list or away; empty where this actor has none."""
    return listing.address(map="" if "map" in listing.params else "1", bbox="") if may_see(listing) else ""


def split(listing: Listing) -> dict[str, Any] | None:
    """For components/map_split.html: the records of a list on a map; None where none is shown. Five queries.

    The map shows what the filters leave wherever it lies; `bbox` narrows the list alone, so that one sees what is near.
    """
    if "map" not in listing.params or not may_see(listing):
        return None
    found = listing.kind.spots(filters.narrowed(listing.kind, listing.params, listing.actor, but=("bbox",)))
    sheet, within = sheet_of(box_of(listing.params), found), "bbox" in listing.params
    here = str(sheet.box)

    def shown_at(box: str) -> str:
        return listing.address(map=box, bbox=box if within and box != "1" else "")

    return {
        "map": drawing(sheet, found, ident="map", name=_("%(kind)s地图") % {"kind": listing.kind.label}),
        "tools": tools(sheet, shown_at), "within": within, "places": _places(listing, found),
        "within_url": listing.address(map=here, bbox="" if within else here),
        "unplaced": 0 if within else listing.counts["total"] - sum(spot.count for spot in found),
    }  # fmt: skip


def _places(listing: Listing, found: Sequence[Spot]) -> list[dict[str, Any]]:
    return [
        {"spot": spot, "url": spot.url or listing.address(**{name: str(v) for name, v in spot.query.items()})}
        for spot in found
    ]

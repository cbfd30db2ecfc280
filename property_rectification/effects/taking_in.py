"""What is written down with a complaint besides its words: the pin on the map, the households, what may be the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from geo.datums import Datum
from geo.places import ImpossiblePosition, parse_position

if TYPE_CHECKING:
    from property_rectification.models import RectificationCase

#: Households from which a complaint counts as that of a group.
GROUP_FROM = 5


def households(ctx: Context) -> int | None:
    """How many households complain together. Raises InvalidData for a group of fewer than five."""
    number: int | None = ctx.data.get("households")
    if number is not None and ctx.data.get("group") and number < GROUP_FROM:
        raise InvalidData({"households": [_("勾了5户以上，户数应不少于5，现在%(n)d") % {"n": number}]})
    return number


def place_at_pin(ctx: Context) -> None:
    """The point somebody set goes before the middle of the compound; kept with the datum it was given in.

    Raises InvalidData for a pair that cannot be a place, or half a pair.
    """
    x, y = ctx.data.get("longitude") or "", ctx.data.get("latitude") or ""
    if not x and not y:
        return
    try:
        position = parse_position(x, y, ctx.data.get("datum") or Datum.WGS84)
    except ImpossiblePosition as impossible:
        raise InvalidData({"longitude": [impossible.message]}) from None
    for name, value in position.as_fields().items():
        setattr(ctx.record, name, value)


def proposed_as_same(ctx: Context) -> "Iterator[RectificationCase]":
    """The cases that may be the same matter, in the scope of who says so. Raises InvalidData for another number."""
    for number in dict.fromkeys(row["number"] for row in ctx.data.get("same_as") or []):
        yield _visible(ctx, number)


def _visible(ctx: Context, number: str) -> Any:
    from property_rectification.models import RectificationCase

    found = RectificationCase.objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({"same_as": [_("没有找到案件%(number)s，或不在您的范围内") % {"number": number}]})
    return found

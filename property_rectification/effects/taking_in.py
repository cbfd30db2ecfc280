"""What is written down with a complaint besides its words: how many households, and what may be the same matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData

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


def proposed_as_same(ctx: Context) -> "Iterator[RectificationCase]":
    """The cases that may be the same matter, in the scope of who says so. Raises InvalidData for another number."""
    for number in dict.fromkeys(row["number"] for row in ctx.data.get("same_as") or []):
        yield _visible(ctx, "same_as", number)


def linked(ctx: Context) -> "RectificationCase | None":
    """The case because of which this one is begun, in the scope of who says so. Raises InvalidData for another."""
    number = ctx.data.get("linked_to")
    return _visible(ctx, "linked_to", number) if number else None


def _visible(ctx: Context, field: str, number: str) -> Any:
    from property_rectification.models import RectificationCase

    found = RectificationCase.objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({field: [_("没有找到案件%(number)s，或不在您的范围内") % {"number": number}]})
    return found

"""Placing a case under supervision, lifting it, and handing it to somebody else (§1.1.2 #43, #44)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from property_rectification import codes
from property_rectification.effects.common import child, set_flag, set_handler
from property_rectification.models.supervision import Supervision, SupervisionReport

FLAG = "SUPERVISED"
#: The level of a supervision that nobody placed (§1.1.2 #32).
DISTRICT = "district"


def begin(ctx: Context, level: str, origin: str, **values: Any) -> None:
    """Begin a period at this level; one that runs ends with it. The level stays on the case after the period."""
    if FLAG in ctx.record.flags:
        _end(ctx)
    child(ctx, Supervision, level=level, origin=origin, **values)
    set_flag(ctx, FLAG, on=True)
    ctx.record.supervision_level = level


def level_up(level: str) -> str:
    """One level above the last one (§1.1.2 #39); the district's where there was none."""
    levels = list(codes.lists()["supervision_level"])
    return levels[min(levels.index(level) + 1, len(levels) - 1)] if level in levels else DISTRICT


def _end(ctx: Context, note: str = "") -> None:
    for period in ctx.record.supervisions.filter(ended_at=None):
        ctx.update(period, ended_at=ctx.now, end_note=note)


def place_supervision(ctx: Context) -> None:
    """Keep the document, why and until when; the leader named, or whoever places it, takes the case (包案)."""
    data = ctx.data
    begin(
        ctx, data["level"], Supervision.PLACED, document=data["document"], reason=data["reason"],
        requirement=data.get("requirement") or "", due_on=data["due_on"],
    )  # fmt: skip
    ctx.record.leader = data.get("leader") or ctx.actor.user


def lift_supervision(ctx: Context) -> None:
    """End the period; the history keeps it, and the case is always looked at again."""
    _end(ctx, ctx.data.get("note") or "")
    set_flag(ctx, FLAG, on=False)


def report_supervision(ctx: Context) -> None:
    """Keep the report of the week."""
    child(ctx, SupervisionReport, progress=ctx.data["progress"], obstacles=ctx.data.get("obstacles") or "")


def reassign_case(ctx: Context) -> None:
    """Another person handles the case or answers for it; every clock runs on."""
    handler, leader = ctx.data.get("handler"), ctx.data.get("leader")
    if handler is None and leader is None:
        raise InvalidData({"handler": [_("请选新的承办人或包案领导")]})
    if handler is not None:
        set_handler(ctx, handler)
    if leader is not None:
        ctx.record.leader = leader

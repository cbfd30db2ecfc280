"""More time, suspension and shelving (§1.1.2 #24–#28)."""

from typing import Any

from casework.context import Context
from casework.timers import Length, Unit
from property_rectification.effects.common import child
from property_rectification.guards.standing import RECTIFY, rectification_clock
from property_rectification.models.standing import Extension, Shelving, Suspension

SHELVED = "08"
_MEASURES = ("measures", "measures_by", "check_every")


def extend_deadline(ctx: Context) -> None:
    """Lengthen the clock in its own unit; the clock keeps the old moment, the cause and who approved."""
    clock = rectification_clock(ctx)
    child(
        ctx, Extension, amount=ctx.data["amount"], counted_from=clock.started_at, reason=ctx.data["reason"],
        told_how=ctx.data["told_how"],
    )  # fmt: skip
    ctx.extend_timer(RECTIFY, Length(ctx.data["amount"], Unit(clock.unit)), cause="extend_deadline")


def suspend_case(ctx: Context) -> None:
    """Keep why and until when, and let the clock wait with what is left of it."""
    child(ctx, Suspension, until=ctx.data.get("until"), **_why(ctx))
    ctx.pause_timer(RECTIFY, cause="suspend_case")


def resume_case(ctx: Context) -> None:
    """The clock goes on with what was left."""
    _end(ctx, ctx.record.suspensions.get(ended_at=None))
    ctx.resume_timer(RECTIFY, cause="resume_case")


def shelve_case(ctx: Context) -> None:
    """Keep why, who answers for it and until when; the case counts as unsolved."""
    data = ctx.data
    child(
        ctx, Shelving, review_on=data["review_on"], condition=data["condition"], leader=data["leader"], **_why(ctx)
    )  # fmt: skip
    ctx.record.result, ctx.record.leader = SHELVED, data["leader"]


def record_condition(ctx: Context) -> None:
    """What the shelving waited for has come: the system takes the case up again."""
    one = ctx.record.shelvings.get(ended_at=None)
    ctx.update(
        one, condition_met_at=ctx.now, end_note=ctx.data["end_note"], end_files=_keys(ctx.data.get("files"))
    )  # fmt: skip


def unshelve_case(ctx: Context) -> None:
    """The case is open again with a whole new term."""
    ctx.update(ctx.record.shelvings.get(ended_at=None), ended_at=ctx.now)
    ctx.record.result = ""


def _why(ctx: Context) -> dict[str, Any]:
    kept = {name: ctx.data[name] for name in ("cause", "reason", *_MEASURES)}
    return kept | {"files": _keys(ctx.data["files"])}


def _end(ctx: Context, one: Any) -> None:
    ctx.update(
        one, ended_at=ctx.now, end_note=ctx.data.get("end_note") or "", end_files=_keys(ctx.data.get("files"))
    )  # fmt: skip


def _keys(files: Any) -> list[str]:
    return [str(one.pk) for one in files or []]

"""Filing a longer stay. It moves nobody out and stops no care; only the clock of the filing stops with it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import vocabulary as v
from casework.context import Context
from casework.refusals import InvalidData
from relief import period, rows
from relief.effects.common import child
from relief.effects.departure import cancel_departure
from relief.effects.hospital import discharge
from relief.models.stay import Extension


def extend_stay(ctx: Context) -> None:
    """Asked for by one, agreed to by the director: filed at once."""
    asked = ctx.proposal
    ctx.add(
        Extension(
            case=ctx.record, recorded_at=asked.proposed_at, recorded_by=asked.proposer, **_asked(ctx),
            agreed=True, decided_at=ctx.now, decided_by=ctx.actor.post, late=_late(ctx),
        )
    )  # fmt: skip


def ask_extension(ctx: Context) -> None:
    """Where the state does not change with it: in hospital, on the way out, after a first extension."""
    child(ctx, Extension, **_asked(ctx))


def decide_extension(ctx: Context) -> None:
    """The director files it, or returns it with reasons; the person stays either way."""
    agreed, note = ctx.data["decision"] == "agree", ctx.data.get("note") or ""
    if not agreed and not note.strip():
        raise InvalidData({"note": [_("退回的，写明理由")]})
    found = rows.asked_extension(ctx.record)
    ctx.update(
        found, agreed=agreed, return_note=note, decided_at=ctx.now, decided_by=ctx.actor.post,
        late=agreed and _late(ctx),
    )  # fmt: skip
    if agreed:
        ctx.stop_timer(period.CLOCK)


def acknowledge(ctx: Context) -> None:
    """The bureau has seen it."""
    for one in rows.unacknowledged(ctx.record):
        ctx.update(one, acknowledged_at=ctx.now, acknowledged_by=ctx.actor.post)


def discharge_to_extended_stay(ctx: Context) -> None:
    """Back to the station, where the longer stay is filed already."""
    discharge(ctx)
    cancel_departure(ctx)


def _asked(ctx: Context) -> dict[str, Any]:
    return {"reason": ctx.data["reason"], "days": ctx.data["days"], "evidence": ctx.data.get("evidence") or ""}


def _late(ctx: Context) -> bool:
    """Whether the period was over before it was filed: it stands in the list of late filings for good."""
    due: list[datetime] = [clock.due_at for clock in v.running_clocks(ctx) if clock.key == period.CLOCK]
    return any(moment <= ctx.now for moment in due)

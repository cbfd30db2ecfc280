"""Not there: a check, gone without a word, missing, found again."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import rows
from relief.effects import departure, leaving, reports
from relief.effects.common import child, past
from relief.models.absence import Absence, PresenceCheck

#: Left without a word, in the list departure_mode.
WITHOUT_NOTICE = "5.5"
ABSENT = "absent"


def record_check(ctx: Context) -> None:
    """There or not there; who was seen in between is looked for anew."""
    absent = ctx.data["found"] == ABSENT
    if absent and not ctx.data.get("searched"):
        raise InvalidData({"searched": [_("不在的，写找过哪里、问过谁")]})
    child(ctx, PresenceCheck, present=not absent, searched=ctx.data.get("searched") or "")
    ctx.record.absent_checks = ctx.record.absent_checks + 1 if absent else 0


def record_gone(ctx: Context) -> None:
    """A capable adult went without saying so: relief counts as given up, and may be asked for again any time."""
    data = ctx.data
    past(ctx, "last_seen_at")
    child(ctx, Absence, missing=False, account=data["account"], last_seen_at=data.get("last_seen_at"),
          evidence=data.get("evidence"))  # fmt: skip
    ctx.record.departure_mode = WITHOUT_NOTICE
    leaving.end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def report_missing(ctx: Context) -> None:
    """Searched for from now on; what the police were told already is written down with it."""
    case, data = ctx.record, ctx.data
    past(ctx, "last_seen_at")
    search = child(
        ctx, Absence, missing=True, worry=data.get("worry") or "", account=data.get("account") or "",
        last_seen_at=data.get("last_seen_at"), video_kept=bool(data.get("video_kept")),
        state_before=case.previous_state,
    )  # fmt: skip
    case.serious_at = ctx.now
    if any(data.get(name) for name in ("reported_at", "channel", "officer", "receipt")):
        reports.to_police(ctx, search)


def record_found(ctx: Context) -> None:
    """Back where they were; what that state itself would go back to is as it was before the search."""
    found = _found(ctx)
    ctx.returning_to = found.state_before
    child(ctx, PresenceCheck, present=True)


def found_with_family(ctx: Context) -> None:
    """Seen with relatives, who keep the person."""
    _found(ctx)
    departure.hand_over(ctx)


def close_search(ctx: Context) -> None:
    """Whoever is dead is searched for no more."""
    if search := rows.open_search(ctx.record):
        ctx.update(search, ended_at=ctx.now)


def end_search(ctx: Context) -> None:
    """Nobody found the person; the police go on, and so does the tracing."""
    close_search(ctx)
    ctx.record.departure_mode = WITHOUT_NOTICE
    leaving.end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def _found(ctx: Context) -> Any:
    data = ctx.data
    past(ctx, "seen_at")
    ctx.record.absent_checks = 0
    return ctx.update(
        rows.open_search(ctx.record), seen_by=data["seen_by"], seen_at=data["seen_at"], seen_where=data["seen_where"],
        ended_at=ctx.now,
    )  # fmt: skip

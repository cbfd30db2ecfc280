"""An incident: written down, told, inquired into, closed. What is open is carried on together."""

from typing import Any

from casework.context import Context
from relief import rows
from relief.effects.common import child, past
from relief.effects.reports import ORAL_CLOCK, WRITTEN_CLOCK
from relief.incidents import is_serious
from relief.models.incident import Incident
from relief.models.reports import UpwardReport


def record_incident(ctx: Context) -> Any:
    """What happened; what is serious is told upward at once."""
    data, serious = ctx.data, is_serious(ctx.data)
    past(ctx, "happened_at")
    if serious:
        ctx.record.serious_at = ctx.now
    return child(
        ctx, Incident, category=data["category"], happened_at=data.get("happened_at") or ctx.now,
        course=data["course"], serious=serious,
    )  # fmt: skip


def add_incident(ctx: Context) -> None:
    """One more while another is open (E30)."""
    if record_incident(ctx).serious:
        ctx.start_timer(ORAL_CLOCK)
        ctx.start_timer(WRITTEN_CLOCK)


def report_incident(ctx: Context) -> None:
    """Told to police, director or bureau, as the category asks."""
    past(ctx, "told_at")
    data = ctx.data
    for one in rows.open_incidents(ctx.record):
        ctx.update(one, told=data["told"], told_at=data["told_at"], channel=data["channel"])


def start_inquiry(ctx: Context) -> None:
    """The written report is there; somebody looks into it."""
    _file(ctx)


def close_incident(ctx: Context) -> None:
    """What was found, and what is done that it does not happen again."""
    _file(ctx)
    for one in rows.open_incidents(ctx.record):
        ctx.update(one, findings=ctx.data["findings"], measures=ctx.data["measures"], closed_at=ctx.now)


def _file(ctx: Context) -> None:
    if told := ctx.data.get("written"):
        child(ctx, UpwardReport, form=UpwardReport.WRITTEN, reported_at=ctx.now, told=told)

"""Writing a hand-over, freezing what the system knew at its signature, taking it over."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.numbers import next_number
from relief import codes
from relief.shift import figures

PREFIX = "JB"


def begin(ctx: Context) -> None:
    """A hand-over of the acting leader's station."""
    record = ctx.record
    record.owner_agency, record.division_id = ctx.actor.agency, ctx.actor.division_code
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)
    fill(ctx)


def fill(ctx: Context) -> None:
    """What people add to what the system knows."""
    record, data = ctx.record, ctx.data
    record.shift, record.keys, record.cash = data["shift"], data.get("keys") or "", data.get("cash")
    record.notes = data.get("notes") or ""
    record.title = _("%(shift)s交接") % {"shift": codes.label("shift", record.shift)}


def sign(ctx: Context) -> None:
    """Who goes stands for it; the figures stay as they are now."""
    record = ctx.record
    record.signed_by_id, record.signed_at = ctx.actor.user_id, ctx.now
    record.figures = figures.of(record.owner_agency_id, ctx.now).as_json()


def take(ctx: Context) -> None:
    """Who comes has read it."""
    ctx.record.taken_by_id, ctx.record.taken_at = ctx.actor.user_id, ctx.now


def reopen(ctx: Context) -> None:
    """Something is missing: it goes back to who wrote it, and the figures run again."""
    ctx.record.signed_by, ctx.record.signed_at, ctx.record.figures = None, None, {}

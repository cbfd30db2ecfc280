"""Calling the police before admission, taking somebody back from them, handing somebody over to them."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import rows
from relief.effects.common import child, latest
from relief.effects.leaving import end
from relief.models.parts import Screening
from relief.models.police import PoliceCall
from relief.states import MISSING

#: Other ways out, and the police, in the lists departure_mode and destination.
OTHER, WITH_POLICE = "5.10", "09"


def call_at_check(ctx: Context) -> None:
    """What was found, and who else saw it."""
    _called(ctx, found=ctx.data["found"], seen_by=ctx.data["second"])


def call_at_screening(ctx: Context) -> None:
    """What it is about; what was seen of body and mind already is not looked at twice."""
    if ctx.data.get("findings"):
        child(ctx, Screening, findings=ctx.data["findings"])
    _called(ctx, matter=ctx.data["matter"])


def _called(ctx: Context, **why: object) -> None:
    data, ctx.record.police_at = ctx.data, ctx.now
    child(
        ctx, PoliceCall, called_at=data.get("called_at") or ctx.now, unit=data.get("unit") or "",
        receipt_no=data.get("receipt_no") or "", **why,
    )  # fmt: skip


def come_back(ctx: Context) -> None:
    """The police hand the person back: who, when, and what they did."""
    data, call = ctx.data, latest(ctx.record.policecalls)
    at = data.get("back_at") or ctx.now
    if not call.recorded_at <= at <= ctx.now:
        raise InvalidData({"back_at": [_("应在报警之后、现在之前")]})
    ctx.update(call, back_at=at, officer=data["officer"], handling=data["handling"])


def hand_over(ctx: Context) -> None:
    """The police keep the person; by their paper, or in an emergency with the paper to follow."""
    data, ctx.record.police_at = ctx.data, ctx.now
    child(
        ctx, PoliceCall, kept_at=ctx.now, unit=data.get("unit") or "", officer=data.get("officer") or "",
        paper=data.get("paper") or "", paper_no=data.get("paper_no") or "",
    )  # fmt: skip
    if ctx.record.state == MISSING:
        ctx.update(rows.open_search(ctx.record), ended_at=ctx.now)
    ctx.record.departure_mode, ctx.record.destination = OTHER, WITH_POLICE
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def record_paper(ctx: Context) -> None:
    """The paper that was to follow."""
    ctx.update(latest(ctx.record.policecalls), paper=ctx.data["paper"], paper_no=ctx.data["paper_no"])

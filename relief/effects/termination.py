"""Ending relief against somebody's will: proposed, heard, decided or dropped, served."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import terminations
from relief.effects.common import child
from relief.effects.intake import go_to_hospital
from relief.effects.leaving import end
from relief.effects.refusal import deliver
from relief.models.termination import Termination

#: Relief was ended, in the list departure_mode.
ENDED = "5.4"


def open_hearing(ctx: Context) -> None:
    """Why; care goes on as before."""
    child(ctx, Termination, reasons=ctx.data["reasons"], facts=ctx.data["facts"])


def record_opinion(ctx: Context) -> None:
    """What the person says to it, heard by two; heard anew it takes the place of what stood there."""
    data, found = ctx.data, terminations.under_way(ctx.record)
    at = data.get("heard_at") or ctx.now
    if data["second"] == ctx.actor.user:
        raise InvalidData({"second": [_("须由两名工作人员听取，请选另一人")]})
    if found is None or not found.recorded_at <= at <= ctx.now:
        raise InvalidData({"heard_at": [_("应在提出终止之后、现在之前")]})
    ctx.update(found, opinion=data["opinion"], heard_at=at, heard_by=ctx.actor.user, heard_second=data["second"])


def terminate(ctx: Context) -> None:
    """Decided by the director, with the reasons the person gets in writing."""
    decider = ctx.proposal.proposer if ctx.proposal else ctx.actor.post
    ctx.update(
        terminations.under_way(ctx.record), lesser=ctx.data["lesser"], told=ctx.data["told"],
        result=Termination.DECIDED, decided_at=ctx.now, decided_by=decider,
    )  # fmt: skip
    ctx.record.departure_mode = ENDED
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def dismiss(ctx: Context) -> None:
    """Not upheld: as before."""
    _close(ctx, Termination.DISMISSED)


def send_to_hospital(ctx: Context) -> None:
    """Nobody is sent away from a sickbed: what was under way lapses."""
    if terminations.under_way(ctx.record):
        _close(ctx, Termination.LAPSED)
    go_to_hospital(ctx)


def serve(ctx: Context) -> None:
    """In the person's hands: from here the remedies run."""
    found: Any = terminations.decided(ctx.record)
    deliver(ctx, found, since=found.decided_at)


def _close(ctx: Context, result: str) -> None:
    ctx.update(terminations.under_way(ctx.record), result=result, decided_at=ctx.now, decided_by=ctx.actor.post)

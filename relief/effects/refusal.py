"""Refusing relief: the decision, its service, and what became of whoever was referred elsewhere."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import archive, rows
from relief.effects.common import child, latest
from relief.effects.leaving import end
from relief.models.refusal import RefusalDecision

#: From service on the person may ask for review and sue.
REMEDIES = ("TM-23a", "TM-23b")


def refer_check_refusal(ctx: Context) -> None:
    """What was explained and said; nothing is decided by it."""
    ctx.update(latest(ctx.record.securitychecks), ended_at=ctx.now, refused=ctx.data["words"])


def refuse(ctx: Context) -> None:
    """Decided by one, proposed by another. The person goes; nobody is kept for the sake of whoever sent them (R-09)."""
    data = ctx.data
    child(
        ctx, RefusalDecision, reasons=data["reasons"], facts=data["facts"], told=data["told"],
        alternatives=data["alternatives"], referred_to=data.get("referred_to") or "",
        sender_told=data.get("sender_told") or "", proposed_by=ctx.proposal.proposer,
    )  # fmt: skip
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def serve(ctx: Context) -> None:
    """In the person's hands: from here the remedies run."""
    decision = rows.refusal(ctx.record)
    deliver(ctx, decision, since=decision.recorded_at)


def deliver(ctx: Context, decision: Any, *, since: datetime) -> None:
    """A notice in the person's hands; who does not sign is vouched for by two of the staff."""
    data = ctx.data
    second, at = data.get("second"), data.get("served_at") or ctx.now
    if data["signature"] not in archive.SIGNED and (second is None or second == ctx.actor.user):
        raise InvalidData({"second": [_("没有签名的，须有另一名工作人员在场，请选")]})
    if not since <= at <= ctx.now:
        raise InvalidData({"served_at": [_("应在作出决定之后、现在之前")]})
    ctx.update(
        decision, served_at=at, served_how=data["served_how"], signature=data["signature"], served_by=ctx.actor.user,
        served_second=second,
    )  # fmt: skip
    for key in REMEDIES:
        ctx.start_timer(key, at=at)

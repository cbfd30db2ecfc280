"""Over to relief of another kind, and what became of it."""

from casework.context import Context
from relief import referrals
from relief.effects.common import child
from relief.effects.leaving import end
from relief.models.referral import Referral
from relief.models.refusal import RefusalDecision

#: In the list departure_mode; which relief it is stands in the referral.
OTHERWISE = "5.10"
#: Whoever was sent to the township is asked after within three days.
ASKED_AFTER = "TM-24"


def refer(ctx: Context) -> None:
    """Agreed by the bureau: the person goes to whoever accepted them."""
    case, data = ctx.record, ctx.data
    child(
        ctx, Referral, kind=data["kind"], agency=data["agency"], accepted_by=data["accepted_by"],
        accepted_at=data["accepted_at"], paper_no=data["paper_no"], copy=data.get("copy"),
        wish=data.get("wish") or "", proposed_by=ctx.proposal.proposer,
    )  # fmt: skip
    case.departure_mode = OTHERWISE
    case.destination = data.get("destination") or case.destination
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def record_result(ctx: Context) -> None:
    """What the other side did."""
    found = referrals.waiting(ctx.record)
    name = "referral_result" if isinstance(found, RefusalDecision) else "result"
    ctx.update(found, **{name: ctx.data["result"]})
    ctx.stop_timer(ASKED_AFTER)

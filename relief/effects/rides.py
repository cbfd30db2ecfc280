"""A ticket is given and comes back; a small fare is paid (R-43, R-44)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from relief import rides
from relief.effects.common import child
from relief.models.rides import SmallFare, TicketVoucher


def issue_ticket(ctx: Context) -> None:
    """The ride is there; leaving by it counts as leaving with a voucher."""
    case, data = ctx.record, ctx.data
    if data["travel_on"] < local_day(case.arrived_at):
        raise InvalidData({"travel_on": [_("乘车日期早于到站日期，请核对")]})
    if data.get("price") is not None and data["price"] < 0:
        raise InvalidData({"price": [_("票价不能小于0")]})
    names = ("number", "service", "transit", "transit_contact")
    child(
        ctx, TicketVoucher, kind=data["kind"], origin=data["origin"], goal=data["goal"], travel_on=data["travel_on"],
        price=data.get("price"), **{name: data.get(name) or "" for name in names},
    )  # fmt: skip
    case.voucher = True


def take_back_ticket(ctx: Context) -> None:
    """The ride did not come about."""
    case, out = ctx.record, rides.open_tickets(ctx.record)
    back = next((one for one in out if str(one.pk) == ctx.data.get("ticket")), out[-1])
    ctx.update(back, returned_at=ctx.now, refunded=bool(ctx.data.get("refunded")))
    case.voucher = len(out) > 1


def pay_small_fare(ctx: Context) -> None:
    """Agreed to by a second person, signed for by whoever got it."""
    data = ctx.data
    if data["amount"] <= 0:
        raise InvalidData({"amount": [_("金额要大于0")]})
    child(
        ctx, SmallFare, amount=data["amount"], route=data["route"], receipt=data["receipt"],
        payer=ctx.proposal.proposer.user, second=ctx.actor.user,
    )  # fmt: skip

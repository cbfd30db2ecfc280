"""What goes along: belongings given back, the voucher for the ride, and word to whoever waits at the other end."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from relief import codes, reading, rides, rows, word_ahead
from relief.effects.common import latest
from relief.effects.leaving import WITH_VOUCHER
from relief.models.referral import Referral
from relief.models.word_ahead import WordAhead
from relief.papers import about
from relief.papers.leaving import destination
from relief.papers.paper import paper
from relief.standing import NO_RISK


def copies() -> list[str]:
    """The two halves of a list of belongings."""
    return [_("第一联：救助站存"), _("第二联：本人存")]


def belongings(ctx: Context) -> dict[str, Any]:
    """What was found and listed, where it is kept, when it came back (R-14)."""
    case = ctx.record
    check = latest(case.securitychecks)
    back = [one.returned_at for one in case.belongings.all() if one.returned_at]
    return {
        "person": about.person(ctx), "copies": copies(), "things": [_thing(one) for one in case.belongings.all()],
        "items": about.lines(check.items) if check else [],
        "prohibited": about.lines(check.prohibited) if check else [],
        "returned_at": about.moment(max(back, default=None)), "handler": about.handler(ctx),
    }  # fmt: skip


def _thing(one: Any) -> dict[str, Any]:
    return {
        "item": about.plain(one.item), "quantity": one.quantity, "condition": one.condition, "locker": one.locker,
        "disposition": codes.label("belonging_disposition", one.disposition), "returned": about.moment(one.returned_at),
    }  # fmt: skip


def voucher(ctx: Context) -> dict[str, Any]:
    """The ride, and in the town up to twenty yuan against a signature (R-43, R-44). No price stands on it."""
    case = ctx.record
    tickets = rides.open_tickets(case) if ctx.act.code != "pay_small_fare" else []
    return {
        "person": about.person(ctx), "destination": destination(case), "food": case.food,
        "ticket": _ride(tickets[-1]) if tickets else None,
        "fare": _fare(case.smallfares.last()) if ctx.act.code == "pay_small_fare" else None,
        "why": about.typed(ctx.data.get("lift_reason")),
        "handler": ctx.proposal.proposer.user.display_name if ctx.proposal else about.handler(ctx),
    }  # fmt: skip


def _ride(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("number", "origin", "service", "transit", "transit_contact")}
    return plain | {
        "kind": codes.label("ticket_kind", one.kind), "goal": about.plain(one.goal), "day": about.day(one.travel_on),
    }  # fmt: skip


def _fare(one: Any) -> dict[str, Any]:
    return {
        "amount": display.money(one.amount), "route": one.route, "second": one.second.display_name,
        "receipt": codes.label("signature_kind", one.receipt),
    }  # fmt: skip


def notice(ctx: Context) -> dict[str, Any] | None:
    """To relatives or the organs at the other end, in neutral words; of nobody whom it might endanger: to a guardian
    who carries a risk no letter is written, and none where the person wants nobody to know."""
    case, to = ctx.record, rows.referral(ctx.record)
    if ctx.act.code == "contact_guardian" and case.protectionnotes.last().guardian.risk != NO_RISK:
        return None
    if to is None and all(word_ahead.objected(case, addressee) for addressee, _label in WordAhead.ADDRESSEES):
        return None
    mode = codes.label("referral_kind", to.kind) if to else about.coded("departure_mode", case.departure_mode)
    return {
        "person": about.person(ctx), "mode": mode, "to": to.agency if to else "",
        "soon": bool(to and to.kind == Referral.TEMPORARY),
        "accepted": f"{about.moment(to.accepted_at)}　{to.paper_no}" if to else "",
        "destination": destination(case), "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


BELONGINGS = paper("J-08", gettext_lazy("随身物品寄存/领取清单(两联)"), belongings, holds=(reading.CHECK,))
VOUCHER = paper(
    "J-17", gettext_lazy("乘车凭证/领取单、小额交通费签收单"), voucher, holds=(reading.DEPARTURE,),
    chosen={"prepare_departure": {"mode": (WITH_VOUCHER,)}, "leave_voluntarily": {"voucher": (True,)}},
)  # fmt: skip
NOTICE = paper("J-22", gettext_lazy("通知亲属/流出地函"), notice, holds=(reading.DEPARTURE,))

"""What the acts do once a decision stands: service, money, enforcement, review and suit, revocation (§1.1.3)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import TICK, Length, Unit, local_day
from property_rectification.effects.common import refuse_future, set_flag
from property_rectification.models.penalty_parts import ANNULLED, OPEN, PenaltyPayment, PenaltyRemedy
from property_rectification.penalty import standing
from property_rectification.penalty.effects import child, service

#: The result of a remedy that took the decision away.
REVOKED = "03"


def _decision(ctx: Context) -> Any:
    return ctx.record.penaltydecisions.last()


def serve(ctx: Context) -> None:
    """Keep the service of the decision; the party's periods run from it (L-34, L-37, L-41)."""
    ctx.update(_decision(ctx), **service(ctx))
    ctx.record.served_at = ctx.data["served_at"]


# --- money ------------------------------------------------------------------------------------------------------


def record_payment(ctx: Context) -> None:
    """Keep what came in, with its voucher."""
    _money(ctx, ctx.data["kind"])


def record_refund(ctx: Context) -> None:
    """Keep what went back. Raises InvalidData for more than came in."""
    if ctx.data["amount"] > standing.still_held(ctx.record):
        raise InvalidData({"amount": [_("退款不能多于已收的款项")]})
    _money(ctx, PenaltyPayment.REFUND)


def _money(ctx: Context, kind: str) -> None:
    data = ctx.data
    if not data["amount"]:
        raise InvalidData({"amount": [_("金额要大于0")]})
    if data["paid_on"] > local_day(ctx.now):
        raise InvalidData({"paid_on": [_("日期不能晚于今天")]})
    if ctx.record.penaltypayments.filter(file=data["file"]).exists():
        raise InvalidData({"file": [_("这份凭证已经登记过")]})
    child(ctx, PenaltyPayment, kind=kind, amount=data["amount"], paid_on=data["paid_on"], file=data["file"])


def grant_deferral(ctx: Context) -> None:
    """More time to pay, for who is in hardship (L-37)."""
    if not ctx.data["days"]:
        raise InvalidData({"days": [_("天数要大于0")]})
    ctx.extend_timer("T.PENALTY.PAY", Length(ctx.data["days"], Unit.CALENDAR_DAY), cause="grant_deferral")


def waive_surcharge(ctx: Context) -> None:
    """Nothing is added to the fine any more (行政强制法 42)."""
    ctx.update(_decision(ctx), surcharge_waived=True)


def record_performance(ctx: Context) -> None:
    """Paid and put right."""
    ctx.record.corrected_at = ctx.now


# --- enforcement ------------------------------------------------------------------------------------------------


def urge_performance(ctx: Context) -> None:
    """Keep the demand as it was served. Where the right to sue is over, the three months for the court show."""
    refuse_future(ctx, ctx.data["served_at"], "served_at", _("送达时间"))
    ctx.update(_decision(ctx), urged_at=ctx.data["served_at"], urged_receipt=ctx.data["receipt"])
    suit = ctx.record.timers.filter(
        key="T.PENALTY.SUIT", stopped_at=None, due_at__lte=ctx.now, provisional=False
    ).first()
    if suit is not None:
        ctx.start_timer("T.PENALTY.ENFORCE", at=suit.due_at - TICK)


def apply_enforcement(ctx: Context) -> None:
    """The court was asked."""
    ctx.update(_decision(ctx), court_number=ctx.data["court_number"])


def close_enforcement(ctx: Context) -> None:
    """Keep the class of the court's result, and no more of it."""
    ctx.update(_decision(ctx), court_result=ctx.data["court_result"], court_number=ctx.data["result_number"])


# --- review and suit --------------------------------------------------------------------------------------------


def record_review(ctx: Context) -> None:
    """The party went for review or to court; the overlay says so (L-41)."""
    data = ctx.data
    if data["applied_on"] > local_day(ctx.now):
        raise InvalidData({"applied_on": [_("申请日不能晚于今天")]})
    child(ctx, PenaltyRemedy, **{name: data[name] for name in ("kind", "organ", "reference", "applied_on")})
    set_flag(ctx, data["kind"], on=True)


def clear_review(ctx: Context) -> None:
    """It ended and the decision stands. Raises InvalidData for an end that lies ahead."""
    if ctx.data["ended_on"] > local_day(ctx.now):
        raise InvalidData({"ended_on": [_("结束日不能晚于今天")]})
    ended: Any = ctx.record.penaltyremedys.filter(ended_on=None).order_by("applied_on").first()
    ctx.update(
        ended, result=ctx.data["result"], result_reference=ctx.data["result_reference"], ended_on=ctx.data["ended_on"]
    )
    still = ctx.record.penaltyremedys.filter(ended_on=None).values_list("kind", flat=True)
    for kind, _label in PenaltyRemedy.KINDS:
        set_flag(ctx, kind, on=kind in set(still))


# --- revocation -------------------------------------------------------------------------------------------------


def _revoke(ctx: Context) -> None:
    data, record = ctx.data, ctx.record
    ctx.update(_decision(ctx), revocation=data["document"], revoked_by=data["revoked_by"])
    for remedy in record.penaltyremedys.filter(ended_on=None):
        ctx.update(remedy, result=REVOKED, result_reference=data["revoked_by"], ended_on=local_day(ctx.now))
    for kind, _label in PenaltyRemedy.KINDS:
        set_flag(ctx, kind, on=False)
    record.revoked_at, record.revoked_for = ctx.now, data["ground"]


def annul_decision(ctx: Context) -> None:
    """The decision is gone: what was published comes off, what was paid went back (L-39, L-41)."""
    _revoke(ctx)
    ctx.record.outcome = ANNULLED


def remit_decision(ctx: Context) -> None:
    """The decision is gone and another one is to be made, in the time the document gives."""
    _revoke(ctx)
    record = ctx.record
    record.outcome, record.spared_for, record.served_at, record.corrected_at = OPEN, "", None, None


def record_publication(ctx: Context) -> None:
    """Where the organ has made the decision public."""
    ctx.record.published_on, ctx.record.published_where = ctx.data["published_on"], ctx.data["published_where"]


def explain_withdrawal(ctx: Context) -> None:
    """The reason for the withdrawal is public: what was owed is done (L-39)."""
    ctx.record.explanation = ctx.data["explanation"]
    ctx.record.published_on, ctx.record.published_where = None, ""
    ctx.stop_timer("T.WITHDRAW.PUBLISH")

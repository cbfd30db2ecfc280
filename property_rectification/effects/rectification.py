"""Asking for the check, checking, passing and failing (§1.1.2 #29–#33)."""

from casework.context import Context
from casework.models import Relation
from property_rectification.effects.common import child, end_relations, set_flag
from property_rectification.guards.common import current_check
from property_rectification.guards.rectification import is_money, voucher_total
from property_rectification.models.checking import Check, SelfReport

DONE = "01"
#: So many failed checks put a case under supervision (§1.1.2 #32).
SUPERVISED_AFTER = 2


def request_check(ctx: Context) -> None:
    """Keep what was done and its evidence."""
    child(ctx, SelfReport, report=ctx.data["report"], files=[str(f.pk) for f in ctx.data["files"]])


def start_check(ctx: Context) -> None:
    """Open a round of the check with its panel."""
    rounds = ctx.record.checks.count()
    child(
        ctx, Check, round=rounds + 1, owner_side=ctx.data["owner_side"], owner_name=ctx.data.get("owner_name") or "",
        declined=ctx.data.get("declined"),
    )  # fmt: skip
    end_relations(ctx, Relation.PANEL)
    for member in ctx.data["members"]:
        ctx.add(Relation(record=ctx.record, kind=Relation.PANEL, user=member, since=ctx.now))


def fail_check(ctx: Context) -> None:
    """End the round: not passed."""
    ctx.update(current_check(ctx), result=Check.FAILED, ended_at=ctx.now)


def return_for_rectification(ctx: Context) -> None:
    """The second failure puts the case under supervision."""
    if ctx.record.checks.filter(result=Check.FAILED).count() >= SUPERVISED_AFTER:
        set_flag(ctx, "SUPERVISED", on=True)


def pass_check(ctx: Context) -> None:
    """End the round: passed. What came back is what the vouchers prove."""
    ctx.update(current_check(ctx), result=Check.PASSED, ended_at=ctx.now)
    ctx.record.result = DONE
    if is_money(ctx):
        ctx.record.amount_refunded = voucher_total(ctx.record)

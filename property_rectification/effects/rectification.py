"""Asking for the check, checking, passing and failing (§1.1.2 #29–#33)."""

from casework.context import Context
from casework.models import Relation
from property_rectification.effects.common import child, end_relations
from property_rectification.effects.supervision import DISTRICT, FLAG, begin
from property_rectification.guards.common import current_check
from property_rectification.guards.rectification import is_money, voucher_total
from property_rectification.models.checking import Check, SelfReport
from property_rectification.models.supervision import Supervision

DONE, AGREED = "01", "04"
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
    members = [Relation(record=ctx.record, kind=Relation.PANEL, user=one, since=ctx.now) for one in ctx.data["members"]]
    ctx.add_all(members)


def fail_check(ctx: Context) -> None:
    """End the round: not passed."""
    ctx.update(current_check(ctx), result=Check.FAILED, ended_at=ctx.now)


def return_for_rectification(ctx: Context) -> None:
    """The second failure puts the case under supervision, at the level it was supervised at before."""
    if FLAG in ctx.record.flags:
        return
    if ctx.record.checks.filter(result=Check.FAILED).count() >= SUPERVISED_AFTER:
        begin(ctx, ctx.record.supervision_level or DISTRICT, Supervision.CHECKS)


def pass_check(ctx: Context) -> None:
    """End the round: passed. What came back is what the vouchers prove."""
    ctx.update(current_check(ctx), result=Check.PASSED, ended_at=ctx.now)
    agreed = ctx.record.mediationagreements.exists() and not ctx.record.ordernotices.exists()
    ctx.record.result = AGREED if agreed else DONE
    if is_money(ctx):
        ctx.record.amount_refunded = voucher_total(ctx.record)

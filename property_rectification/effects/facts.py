"""Finding facts, ordering, concluding (§1.1.2 #14–#17, #55)."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import Length
from property_rectification import arrears, categories, lottery, paired
from property_rectification.effects import party_access
from property_rectification.effects.common import child, refuse_future
from property_rectification.guards.facts import basis_in_force
from property_rectification.models.deciding import Conclusion, OrderNotice, Recheck
from property_rectification.unnamed import refuse_reporter_in

UNFOUNDED = "03"


def start_fact_finding(ctx: Context) -> None:
    """Keep the plan; from now on the firm and the owners' body see the case, never its reporter (§5.4)."""
    ctx.record.check_plan = ctx.data["check_plan"]
    party_access.settle(ctx, party_access.bound_to(ctx.record))


def find_violation(ctx: Context) -> None:
    """Keep the order as it was served; its clock counts from the service."""
    serve_order(ctx)
    if ctx.data.get("amount_confirmed") is not None:
        ctx.record.amount_confirmed = ctx.data["amount_confirmed"]


def serve_order(ctx: Context) -> Length | None:
    """Keep an order as it was served, whichever act serves it; answers the time it gives."""
    data = ctx.data
    paired.refuse_while_claim_open(ctx)
    refuse_future(ctx, data["served_at"], "served_at", _("送达时间"))
    refuse_reporter_in(ctx, "facts_found", "requirement")
    arrears.refuse_printed(ctx, "facts_found", "requirement")
    limit = categories.limit_of(categories.of(ctx), "first")
    if limit is not None and data.get("limit_days"):
        raise InvalidData({"limit_days": [_("这一类别的期限由规定计算，不用填")]})
    variant = data.get("variant") or "first"
    child(
        ctx, OrderNotice, facts_found=data["facts_found"], requirement=data["requirement"], basis=_basis(ctx),
        acted_on=data["acted_on"], variant=variant, limit_days=data.get("limit_days"),
        served_to=data["served_to"], service_mode=data["service_mode"], served_at=data["served_at"],
        receipt=data.get("receipt"), fine_possible=bool(data.get("fine_possible")),
    )  # fmt: skip
    return categories.time_given(categories.of(ctx), variant, data.get("limit_days"))


def _basis(ctx: Context) -> list[dict[str, Any]]:
    """The cited rows with the title and version in force on the day of the act."""
    cited = zip(ctx.data["basis"], basis_in_force(ctx), strict=True)
    return [
        {"code": row["instrument"], "article": row["article"], "title": version.title, "version": version.version_note}
        for row, version in cited
        if version is not None
    ]


def conclude_unfounded(ctx: Context) -> None:
    """Keep the reasons and draw whether the conclusion is checked again (one in ten)."""
    child(
        ctx, Conclusion, kind=Conclusion.UNFOUNDED, reasons=ctx.data["reasons"], told_how=ctx.data["told_how"],
        reviewer=ctx.actor.post,
    )  # fmt: skip
    subject = f"{ctx.record.id}:{ctx.record.version}"
    drawn = lottery.drawn(settings.SECRET_KEY, "recheck", subject, lottery.RECHECK_SHARE)
    child(ctx, Recheck, drawn=drawn)
    ctx.record.result = UNFOUNDED


def return_unfounded(ctx: Context) -> None:
    """Send the case back to the facts with what is missing."""
    child(ctx, Conclusion, kind=Conclusion.SENT_BACK, reasons=ctx.data["reasons"])
    for recheck in ctx.record.rechecks.filter(drawn=True, result=""):
        ctx.update(recheck, result="gap", done_at=ctx.now, done_by=ctx.actor.post)
    ctx.record.result = ""

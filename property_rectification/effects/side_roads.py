"""Statutory routes, merging, and cases begun because of another one (§1.1.2 #06, #07, #48–#51)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from property_rectification.effects.common import child, refuse_future
from property_rectification.guards.side_roads import followed_route, master_of, merging
from property_rectification.models.deciding import Conclusion
from property_rectification.models.side_roads import Merging, StatutoryRoute
from property_rectification.models.voices import ReporterNote

#: Code of the list result.
LED_TO_ROUTE = "11"


def divert_case(ctx: Context) -> None:
    """Keep which door the reporter was shown, and that they were shown it."""
    data = ctx.data
    refuse_future(ctx, data["told_at"], "told_at", _("告知时间"))
    child(
        ctx, StatutoryRoute, route=data["route"], number=data.get("number") or "", organ=data["organ"],
        explanation=data.get("explanation") or "", told_how=data["told_how"], told_at=data["told_at"],
    )  # fmt: skip
    ctx.record.result = LED_TO_ROUTE


def record_route_result(ctx: Context) -> None:
    """Keep how the route ended: class and reference number, nothing of what was decided."""
    data = ctx.data
    if data["ended_on"] > ctx.now.astimezone().date():
        raise InvalidData({"ended_on": [_("结束日期不能晚于今天")]})
    ctx.update(followed_route(ctx), result=data["result"], result_no=data["result_no"], ended_on=data["ended_on"])


def resume_diverted(ctx: Context) -> None:
    """Back to triage with what is new, if anything is."""
    ctx.update(followed_route(ctx), left_at=ctx.now)
    if ctx.data.get("new_fact"):
        child(ctx, ReporterNote, text=ctx.data["new_fact"])
    ctx.record.result = ""


def archive_diverted(ctx: Context) -> None:
    """The route is over and known: nothing is followed any more."""
    ctx.update(followed_route(ctx), left_at=ctx.now)


# --- merging ----------------------------------------------------------------------------------------------------


def merge_case(ctx: Context) -> None:
    """Join the master case. A case that has others under it stays a master itself."""
    data, record = ctx.data, ctx.record
    refuse_future(ctx, data["told_at"], "told_at", _("告知时间"))
    if record.merged_in.filter(split_at=None).exists():
        raise InvalidData({"master": [_("有案件并在这件里，请把这件作为主案")]})
    child(
        ctx, Merging, master=master_of(ctx), core_fact=data["core_fact"], told_how=data["told_how"],
        told_at=data["told_at"],
    )  # fmt: skip


def split_case(ctx: Context) -> None:
    """Go one's own way again, with what differs."""
    ctx.update(merging(ctx), split_at=ctx.now, difference=ctx.data.get("difference") or "")


def answer_own_reporter(ctx: Context) -> None:
    """The answer of its own that a merged case owes its reporter, with the ways that stay open (§5.13)."""
    child(
        ctx, Conclusion, kind=Conclusion.OWN_REPLY, reasons=ctx.data["answer"], remedies=ctx.data["remedies"],
        told_how=ctx.data["told_how"],
    )  # fmt: skip


def merged_into(record: Any) -> Any:
    """The cases that are merged into this one now."""
    return type(record).objects.filter(mergings__master=record.pk, mergings__split_at=None, state="merged")

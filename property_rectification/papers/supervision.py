"""F-19 挂牌督办通知书、摘牌通知: at which level, why, what is wanted until when, who answers (§3, §1.1.2 #43)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification.papers import about

PLACING = "place_supervision"


def snapshot(ctx: Context) -> dict[str, Any]:
    """To the unit in charge; what is said about facts stays suspected, and the reporter stands nowhere on it."""
    case = about.case_of(ctx)
    placing = ctx.act.code == PLACING
    return {
        "heading": _("挂牌督办通知书") if placing else _("摘牌通知"),
        "to": case.owner_agency.name if case.owner_agency else "",
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "placing": placing,
        **(_placed(ctx) if placing else _lifted(ctx)),
        "contact": about.contact(ctx),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


def _placed(ctx: Context) -> dict[str, Any]:
    data, user = ctx.data, ctx.actor.user
    leader = data.get("leader") or user
    return {
        "document": data.get("document") or "",
        "level": about.coded("supervision_level", data.get("level")),
        "reason": about.paragraphs(data.get("reason")),
        "requirement": about.paragraphs(data.get("requirement")),
        "deadline": about.day(data.get("due_on")),
        "leader": leader.display_name if leader else "",
        "since": "",
        "result": "",
    }


def _lifted(ctx: Context) -> dict[str, Any]:
    """The period that ends with it: its number, level and first day."""
    period = ctx.record.supervisions.order_by("-recorded_at").first()
    leader = ctx.record.leader
    return {
        "document": period.document if period else "",
        "level": about.coded("supervision_level", ctx.record.supervision_level),
        "reason": about.paragraphs(ctx.data.get("note")),
        "requirement": [],
        "deadline": "",
        "leader": leader.display_name if leader else "",
        "since": about.day(display.local(period.recorded_at)) if period else "",
        "result": about.coded("result", ctx.record.result),
    }


SUPERVISED = Paper(
    "F-19", gettext_lazy("挂牌督办通知书、摘牌通知"), snapshot=snapshot, sample=Path(__file__).with_name("F-19.json"),
    object="deadlines", letters="CUA", drafted=True,
)  # fmt: skip

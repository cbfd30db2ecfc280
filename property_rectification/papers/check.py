"""F-16 验收单: what was put right, item by item, who looked, and what follows (§2.4, §3)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from casework.models import Relation
from casework.timers import Unit
from property_rectification.guards.common import callbacks, current_check
from property_rectification.models.checking import Check
from property_rectification.papers import about
from property_rectification.papers.receivers import to_firm

RECTIFY = "T.HANDLE.RECTIFY"
_CALLED = {
    "request_check": gettext_lazy("验收申请单"), "return_for_rectification": gettext_lazy("退回整改单"),
}  # fmt: skip
_ENDED = ("fail_check", "pass_check")


def snapshot(ctx: Context) -> dict[str, Any]:
    """The round of the check as far as it has come; the reporter's answer is a code, and never in their words."""
    code, data = ctx.act.code, ctx.data
    found = _round(ctx)
    case = about.case_of(ctx)
    return {
        "heading": str(_CALLED.get(code, _("验收单"))),
        # where the clockwork acts, the paper is the unit's
        **({} if ctx.actor.agency else {"organ": case.owner_agency.name if case.owner_agency else ""}),
        "matter": about.matter_for_other_side(ctx),
        "place": about.place_for_other_side(ctx),
        "unit": case.owner_agency.name if case.owner_agency else "",
        "firm": case.firm.name if case.firm else "",
        "report": about.paragraphs(data.get("report")),
        "files": len(data["files"]) if data.get("files") else 0,
        "round": found.round if found else 0,
        "panel": _panel(ctx),
        "owner_side": about.coded("owner_side", found.owner_side if found else data.get("owner_side")),
        "items": [
            {"item": one.item, "passed": one.passed, "wanted": one.wanted}
            for one in (found.items.all() if found else ())
        ],
        "amount": _amounts(case),
        "callback": _callback(ctx) if code in _ENDED else "",
        "conclusion": str(dict(Check.RESULTS)[found.result]) if found and found.result else "",
        "deadline": _deadline(ctx),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }  # fmt: skip


def _round(ctx: Context) -> Any:
    """The round that this act ends, or the one that was lost and is gone back from."""
    if ctx.act.code in _ENDED:
        return current_check(ctx)
    if ctx.act.code != "return_for_rectification":
        return None
    return ctx.record.checks.filter(result=Check.FAILED).prefetch_related("items").order_by("round").last()


def _panel(ctx: Context) -> list[str]:
    if ctx.act.code in ("start_check", "replace_panel"):
        return [member.display_name for member in ctx.data.get("members") or ()]
    if ctx.act.code not in _ENDED:
        return []
    on_it = ctx.record.relations.filter(kind=Relation.PANEL, until=None).select_related("user").order_by("user")
    return [relation.user.display_name for relation in on_it if relation.user]


def _amounts(case: Any) -> str:
    if case.amount_confirmed is None:
        return ""
    owed, back = display.money(case.amount_confirmed), display.money(case.amount_refunded or 0)
    return _("认定%(owed)s，凭证已退%(back)s") % {"owed": owed, "back": back}


def _callback(ctx: Context) -> str:
    """Whether the reporter says it is solved."""
    reached = [one for one in callbacks(ctx) if one.reached]
    return about.coded("solved", reached[-1].solved) if reached else _("没有联系上")


def _deadline(ctx: Context) -> str:
    if ctx.act.code != "return_for_rectification":
        return ""
    timer = next((one for one in about.running(ctx) if one.key == RECTIFY), None)
    return about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional) if timer else ""


def _unless_it_holds_the_callback(ctx: Context) -> Sequence[str]:
    """The firm gets what it asked for, when the check begins and what is still to be done; how the reporter answered
    on the telephone, which stands on the sheet of the end, is none of it (§5.4)."""
    return () if ctx.act.code in _ENDED else to_firm(ctx)


CHECKED = Paper(
    "F-16", gettext_lazy("验收单"), snapshot=snapshot, sample=Path(__file__).with_name("F-16.json"),
    object="facts_evidence", letters="Rr", addressed=_unless_it_holds_the_callback,
)  # fmt: skip

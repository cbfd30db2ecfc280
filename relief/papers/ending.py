"""Ending relief against somebody's will: what the person said to it, and the notice with reasons and remedies."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.timers import local_day
from relief import codes, reading, terminations
from relief.models.termination import Termination
from relief.papers import about, basis
from relief.papers.paper import paper
from relief.papers.refusing import remedies

_RESULTS = {
    Termination.DISMISSED: gettext_lazy("不予终止，继续救助。"), Termination.DECIDED: gettext_lazy("终止救助。"),
}  # fmt: skip


def notice(ctx: Context) -> dict[str, Any]:
    """Why, what the person said to it, from when on, and what may be done about it (R-50)."""
    case, one, day = ctx.record, terminations.decided(ctx.record), local_day(ctx.now)
    return _of(ctx, one) | {
        "admitted_at": about.moment(case.admitted_at), "told": about.lines(one.told) if one else [],
        "effective": about.moment(one.decided_at) if one else "", "basis": law(day),
        "remedies": remedies(case.owner_agency, day),
        "proposed_by": _name(one.recorded_by) if one else "", "decided_by": _name(one.decided_by) if one else "",
    }  # fmt: skip


def law(day: dt.date) -> str:
    """That the person is heard first, and told why in writing."""
    return basis.cite("SHJZF", _("第四十八条"), day)


def reason(code: str, *, chosen: bool) -> dict[str, Any]:
    """One reason of the list, ticked or to be ticked."""
    return {"code": code, "label": codes.label("termination_reason", code), "chosen": chosen}


def transcript(ctx: Context) -> dict[str, Any]:
    """What was put to the person and what they said; opened empty it is written by hand and signed."""
    one = next(iter(reversed(terminations.read(ctx.record))), None)
    return _of(ctx, one) | {
        "result": str(_RESULTS.get(one.result, "")) if one else "", "result_why": about.typed(ctx.data.get("reason")),
        "handler": about.handler(ctx),
    }  # fmt: skip


def _of(ctx: Context, one: Termination | None) -> dict[str, Any]:
    told: dict[str, Any] = {"person": about.person(ctx), "day": about.today(ctx)}
    return told | {
        "facts": about.lines(one.facts) if one else [],
        "reasons": [reason(code, chosen=True) for code in one.reasons] if one else [],
        "heard_at": about.moment(one.heard_at) if one else "",
        "heard_by": one.heard_by.display_name if one and one.heard_by else "",
        "heard_second": one.heard_second.display_name if one and one.heard_second else "",
        "opinion": about.lines(one.opinion) if one else [],
    }  # fmt: skip


def _name(post: Any) -> str:
    return str(post.user.display_name) if post else ""


NOTICE = paper("J-05", gettext_lazy("终止救助通知书"), notice, holds=(reading.TERMINATION,))
TRANSCRIPT = paper("J-31", gettext_lazy("听取意见笔录"), transcript, holds=(reading.TERMINATION,))

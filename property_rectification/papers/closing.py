"""F-17 销号审批表, F-18 回头看记录表: why a case may be closed, and what was seen afterwards (§3)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification.effects.closing import closing_of
from property_rectification.guards.closing import this_round
from property_rectification.guards.common import callbacks
from property_rectification.models.checking import LookBack
from property_rectification.models.voices import Objection
from property_rectification.papers import about

_HERE = Path(__file__)


def approval(ctx: Context) -> dict[str, Any]:
    """Summary, check, call-back, objection, and the opinions of office and leader."""
    case, came = about.case_of(ctx), closing_of(ctx)
    answered = [one for one in callbacks(ctx) if one.satisfaction]
    objection = dict(Objection.OUTCOMES).get(came["objection"]) if came["objection"] else None
    proposer = ctx.proposal.proposer.user.display_name if ctx.proposal else ""
    return {
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "unit": case.owner_agency.name if case.owner_agency else "",
        "registered": about.day(display.local(case.registered_at)) if case.registered_at else "",
        "result": about.coded("result", case.result),
        "requirement": about.paragraphs(came["requirement"].reveal() if came["requirement"] else ""),
        "check": _("第%(n)d次验收通过，%(day)s") % {"n": came["round"], "day": about.day(display.local(came["ended"]))}
        if came["round"] else "",
        "amount": _("认定%(owed)s，已退%(back)s") % {
            "owed": display.money(case.amount_confirmed), "back": display.money(case.amount_refunded or 0),
        } if case.amount_confirmed is not None else "",
        "callback": about.coded("satisfaction", answered[-1].satisfaction) if answered else "",
        "objection": str(objection) if objection else "",
        "opinion": about.paragraphs(ctx.data.get("note")),
        "proposer": proposer,
        "approver": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }  # fmt: skip


def visit(ctx: Context) -> dict[str, Any]:
    """A sheet to take along when a look-back begins; what was found when it is done."""
    data, case = ctx.data, about.case_of(ctx)
    seen = data.get("visited_on")
    visited = ctx.once("visited", lambda: None)
    rows = [visited] if visited else ctx.once("lookbacks", lambda: list(this_round(ctx.record)))
    begun = [row for row in rows if row.started_at is not None]
    return {
        **({} if ctx.actor.agency else {"organ": ""}),
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "unit": case.owner_agency.name if case.owner_agency else "",
        "closed": about.day(display.local(case.closed_at)) if case.closed_at else "",
        "stage": str(dict(LookBack.STAGES)[begun[-1].stage]) if begun else "",
        "visited_on": about.day(seen),
        "method": about.coded("visit_method", data.get("method")),
        "result": about.coded("visit_result", data.get("visit_result")),
        "note": about.paragraphs(data.get("note")),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


APPROVAL = Paper(
    "F-17", gettext_lazy("销号审批表"), snapshot=approval, sample=_HERE.with_name("F-17.json"),
    object="facts_evidence", letters="Rr",
)  # fmt: skip
VISIT = Paper(
    "F-18", gettext_lazy("回头看记录表"), snapshot=visit, sample=_HERE.with_name("F-18.json"),
    object="facts_evidence", letters="Rr",
)  # fmt: skip

"""F-20 约谈通知书 and 约谈记录: why, when, who, the problems, the other side's own explanation, what is promised (§3).

The notice comes with the decision to have a talk, the record with the talk. No finding is made in either, and the
reporter stands on neither: both reach the firm (§5.4).
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from casework.timers import Unit
from property_rectification import ladder
from property_rectification.case_clocks import LABELS
from property_rectification.guards.ladder import chosen, may_take, talk_due
from property_rectification.models.escalation import Escalation
from property_rectification.papers import about
from property_rectification.papers.receivers import to_the_firm_talked_to

RECORDING, DECIDING = "record_talk", "decide_escalation"
FIRM = "firm"


def snapshot(ctx: Context) -> dict[str, Any]:
    """The record as it was written down, or the notice where a talk is what was decided."""
    held = ctx.act.code == RECORDING
    given = _given(ctx.data, "talk_" if held else "esc_talk_")
    return {
        "heading": _("约谈记录") if held else _("约谈通知书"),
        "held": held,
        "to": _party(ctx, given["with"]),
        **_about(ctx, given["with"]),
        "reason": _reason(ctx, held=held),
        "at": display.on_paper(given["at"]) if given["at"] else "",
        "where": given["place"] or "",
        "persons": about.paragraphs(given["persons"]),
        "problems": about.paragraphs(given["problems"]),
        "explanation": about.paragraphs(given["explanation"]),
        "commitments": about.dated(given["commitments"] or [], "what"),
        "reply_by": about.day(ctx.data.get("esc_feedback_by")),
        "contact": about.contact(ctx),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


def _given(data: Any, prefix: str) -> dict[str, Any]:
    names = ("with", "at", "place", "persons", "problems", "explanation", "commitments")
    return {name: data.get(prefix + name) for name in names}


def _party(ctx: Context, party: str | None) -> str:
    """The unit in charge, unless the firm was chosen."""
    case = about.case_of(ctx)
    found = case.firm if party == FIRM else case.owner_agency
    return found.name if found else ""


def _about(ctx: Context, party: str | None) -> dict[str, str]:
    """What it is about. The firm is told the category and the compound: a title or a place may name a door (§5.4)."""
    if party != FIRM:
        return {"matter": about.matter(ctx), "place": about.place(ctx)}
    return {"matter": about.matter_for_other_side(ctx), "place": about.place_for_other_side(ctx)}


def _reason(ctx: Context, *, held: bool) -> str:
    """Which term is over, since when: what the ladder saw and nothing besides."""
    found = talk_due(ctx) if held else chosen(ctx)
    if found is None:
        return ""
    timer = found.timer
    words = {
        "term": LABELS.get(timer.key, timer.key),
        "until": about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional),
    }
    return _("“%(term)s”的期限到%(until)s，逾期已满5个工作日") % words


def _comes(ctx: Context) -> bool:
    return ctx.act.code == RECORDING or may_take(ctx, ladder.TALK)


TALK = Paper(
    "F-20", gettext_lazy("约谈通知书、约谈记录"), snapshot=snapshot, sample=Path(__file__).with_name("F-20.json"),
    object="deadlines", letters="CUA", addressed=to_the_firm_talked_to, drafted=True,
    chosen={DECIDING: {"esc_step": (ladder.TALK,), "esc_decision": (Escalation.TAKEN,)}}, comes=_comes,
)  # fmt: skip

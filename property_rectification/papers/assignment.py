"""F-05 交办单、督办单、提醒函: what a unit is asked to do until when; it finds no facts (§3, §5.9)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.documents import Paper
from casework.timers import Unit
from property_rectification import codes, ladder
from property_rectification.guards.ladder import may_take
from property_rectification.models.case import URGENCIES
from property_rectification.models.escalation import Escalation
from property_rectification.papers import about
from property_rectification.papers.receivers import to_who_consulted

SIGN, RETURN = ("T.SIGN",), ("T.RETURN", "T.RETURN.COMPLEX")
FINISH = ("T.HANDLE.CONSULT", "T.HANDLE.ORDINARY", "T.HANDLE.PETITION", "T.HANDLE.RECTIFY")
LETTER, LADDER = "send_letter", "decide_escalation"
#: Act → what the paper is called; an assignment where nothing else stands here.
_CALLED = {
    "reject_return": gettext_lazy("交办单（驳回退办）"), "designate_unit": gettext_lazy("指定承办通知单"),
    "extend_deadline": gettext_lazy("延长期限通知单"), "suspend_case": gettext_lazy("中止办理通知单"),
    "shelve_case": gettext_lazy("挂账通知单"), "answer_consultation": gettext_lazy("咨询答复单"),
}  # fmt: skip
_ASKED = ("note", "requirement", "answer", "reasons")


def snapshot(ctx: Context) -> dict[str, Any]:
    """To whom, about what, until when. The reporter and their words stand nowhere on it."""
    case, data = about.case_of(ctx), ctx.data
    lead = data.get("lead_unit") or case.owner_agency
    ends = _ends(ctx)
    return {
        "heading": _called(ctx),
        "to": _("反映人") if ctx.act.code == "answer_consultation" else (lead.name if lead else ""),
        "assist": [agency.name for agency in data.get("assist_units") or ()],
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "level": str(dict(URGENCIES)[case.urgency]) + (_("　挂牌督办") if "SUPERVISED" in case.flags else ""),
        "requirement": [line for name in _ASKED for line in about.paragraphs(data.get(name))],
        "sign_by": ends.get(SIGN, ""),
        "finish_by": about.day(asked) if (asked := _asked_by(ctx)) else ends.get(FINISH, ""),
        "return_by": ends.get(RETURN, ""),
        "feedback": ctx.act.code != "answer_consultation",
        "contact": about.contact(ctx),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }  # fmt: skip


def _asked_by(ctx: Context) -> Any:
    """The day the form of a letter names."""
    return ctx.data.get("reply_by") or ctx.data.get("esc_feedback_by")


def _called(ctx: Context) -> str:
    if ctx.act.code == LADDER:
        return codes.label("letter_kind", "01")
    if ctx.act.code == LETTER:
        return codes.label("letter_kind", ctx.data.get("letter") or "01")
    return str(_CALLED.get(ctx.act.code, _("交办单")))


def _ends(ctx: Context) -> dict[tuple[str, ...], str]:
    """The end of each of the three clocks that runs; a draft has none yet."""
    if ctx.preview:
        return {}
    found: dict[tuple[str, ...], str] = {}
    for timer in about.running(ctx):
        keys = next((keys for keys in (SIGN, RETURN, FINISH) if timer.key in keys), None)
        if keys and keys not in found:
            found[keys] = about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional)
    return found


def _comes(ctx: Context) -> bool:
    return ctx.act.code != LADDER or may_take(ctx, ladder.RED)


#: A decision on the ladder prints one where a letter is what was decided.
ASSIGNMENT = Paper(
    "F-05", gettext_lazy("交办单、督办单、提醒函"), snapshot=snapshot, sample=Path(__file__).with_name("F-05.json"),
    object="deadlines", letters="CUA", addressed=to_who_consulted, drafted=True,
    chosen={LADDER: {"esc_step": (ladder.RED,), "esc_decision": (Escalation.TAKEN,)}}, comes=_comes,
)  # fmt: skip

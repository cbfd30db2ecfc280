"""F-39 回避申请、回避决定: applicant, person, reason, decision (§3, §5.11). No reporter stands on it (§5.4)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification import codes
from property_rectification.effects.recusal import OFFICIAL
from property_rectification.guards.recusal import request_of
from property_rectification.papers import about
from property_rectification.papers.receivers import to_applicant


def snapshot(ctx: Context) -> dict[str, Any]:
    """The request as it was made, and the decision on it once there is one."""
    decided = ctx.act.code == "decide_recusal"
    one = request_of(ctx) if decided else ctx.once("made:RecusalRequest", lambda: None)
    case = about.case_of(ctx)
    return {
        # where the reporter asks with the key, the paper lies with the unit
        **({} if ctx.actor.agency else {"organ": case.owner_agency.name if case.owner_agency else ""}),
        "heading": _("回避决定书") if decided else _("回避申请书"),
        "matter": about.matter(ctx) if one.applicant == OFFICIAL else about.matter_for_other_side(ctx),
        "applicant": codes.label("recusal_applicant", one.applicant),
        "person": one.person.display_name,
        "asked": about.day(display.local(one.recorded_at)),
        "reason": about.paragraphs(one.reason.reveal()),
        "decision": codes.label("recusal_decision", one.decision) if decided else "",
        "decision_reasons": about.paragraphs(ctx.data["reasons"]) if decided else [],
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


RECUSAL = Paper(
    "F-39", gettext_lazy("回避申请、决定"), snapshot=snapshot, sample=Path(__file__).with_name("F-39.json"),
    object="case_basics", letters="U", addressed=to_applicant,
)  # fmt: skip

"""F-24 研判会纪要: when, who, what about, how far it has come, what was judged and who does what (§3, L-76).

No facts, evidence or opinions on the merits of a pending case are read for it: the question whose duty it is, or that
a decision is discussed jointly, is all that stands there.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from casework.timers import Unit
from property_rectification.guards.disputes import open_dispute
from property_rectification.papers import about

HELD, DISPUTED = "record_dispute_meeting", "dispute_competence"
MEET = "T.DISPUTE.MEET"


def snapshot(ctx: Context) -> dict[str, Any]:
    """The minutes as they were written down; before the meeting the same sheet with its agenda, to be filled in."""
    data = ctx.data
    held, joint = ctx.act.code == HELD, ctx.act.code not in (HELD, DISPUTED)
    return {
        "heading": _("集体讨论记录") if joint else _("研判会纪要"),
        "joint": joint,
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "held_at": display.on_paper(data["held_at"]) if data.get("held_at") else "",
        "meet_by": "" if held or joint else _meet_by(ctx),
        "attendees": about.paragraphs(data.get("attendees")),
        "agenda": [_("是否作出行政处罚决定")] if joint else _agenda(ctx),
        "statistics": "" if joint else _statistics(ctx),
        "judgement": about.paragraphs(data.get("judgement")),
        "tasks": about.dated(data.get("tasks") or [], "task"),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


def _meet_by(ctx: Context) -> str:
    """The end of the two working days within which the units meet; a draft has none yet."""
    timer = None if ctx.preview else next((one for one in about.running(ctx) if one.key == MEET), None)
    return about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional) if timer else ""


def _agenda(ctx: Context) -> list[str]:
    if ctx.act.code == DISPUTED:
        return about.paragraphs(ctx.data.get("issue"))
    found = open_dispute(ctx)
    return about.paragraphs(found.issue.reveal()) if found else []


def _statistics(ctx: Context) -> str:
    """How many units said that it is not theirs, for how long it has been open, and which meeting it is."""
    asked = list(ctx.record.returnrequests.values_list("recorded_at", flat=True).order_by("recorded_at"))
    if not asked:
        return ""
    words = _("已有%(n)d次退办申请，第一次在%(day)s") % {"n": len(asked), "day": about.day(display.local(asked[0]))}
    if ctx.act.code != HELD:
        return words
    meetings = ctx.record.disputemeetings.count() + (1 if ctx.preview else 0)
    return _("%(words)s；本次是第%(n)d次研判") % {"words": words, "n": meetings}


MINUTES = Paper(
    "F-24", gettext_lazy("研判会纪要"), snapshot=snapshot, sample=Path(__file__).with_name("F-24.json"),
    object="deadlines", letters="CUA", drafted=True,
)  # fmt: skip

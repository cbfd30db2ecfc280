"""F-15 核查笔录、陈述申辩笔录: what was seen or said, the rights told before, signed on every page (§3, L-30)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification.models.facts import STATEMENT_SIDES, Statement
from property_rectification.papers import about

SPOKEN = "record_statement"


def snapshot(ctx: Context) -> dict[str, Any]:
    """A statement as it was written down, to be read and signed; else an empty sheet for what is seen on the spot.

    The plan of the check is no part of it: who is checked reads it too.
    """
    data = ctx.data
    spoken = ctx.act.code == SPOKEN
    at = data.get("at")
    own = spoken and data.get("side") == "owner"  # every other one is read by the other side before it signs
    return {
        "heading": _called(ctx),
        "matter": about.matter(ctx) if own else about.matter_for_other_side(ctx),
        "place": about.place(ctx) if own else about.place_for_other_side(ctx),
        "at": display.on_paper(at) if at else "",
        "mode": about.coded("statement_mode", data.get("mode")),
        "side": str(dict(STATEMENT_SIDES).get(data.get("side") or "", "")),
        "speaker": data.get("speaker") or "",
        "content": about.paragraphs(data.get("content")),
        "spoken": spoken,
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
    }


def _called(ctx: Context) -> str:
    if ctx.act.code != SPOKEN:
        return _("现场核查笔录")
    return _("陈述笔录") if ctx.data.get("side") == "owner" else _("陈述申辩笔录")


#: A notice and a waiver are no transcript.
TRANSCRIPT = Paper(
    "F-15", gettext_lazy("核查、陈述申辩笔录"), snapshot=snapshot, sample=Path(__file__).with_name("F-15.json"),
    object="facts_evidence", letters="R", drafted=True,
    chosen={SPOKEN: {"kind": (Statement.RECORD,)}},
)  # fmt: skip

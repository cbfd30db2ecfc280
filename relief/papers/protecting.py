"""The decision on guardianship and its assessment on one sheet; whoever decides, assesses or takes over signs."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from relief import choices, codes, protection, reading
from relief.papers import about
from relief.papers.paper import paper

#: The days after which a temporary guardianship is reviewed.
_REVIEW = timedelta(days=30)
_ASSESSED = ("start_guardian_assessment", "find_guardian_fit", "find_guardian_unfit")


def decision(ctx: Context) -> dict[str, Any]:
    """What this act says beside the decision in force and the guardian that was contacted."""
    case = ctx.record
    notes = list(case.protectionnotes.select_related("guardian"))
    vars(case)["_protection_read"] = notes
    decided, guardian = protection.decision(case), protection.guardian(case)
    last = next((note for note in reversed(notes) if note.act in _ASSESSED), None)
    now = notes[-1] if notes else None
    return {
        "person": about.person(ctx), "act": str(ctx.act.label), "said": about.outward(now.note) if now else [],
        "doubts": _doubts(notes), "ground": _ground(decided), "decided_at": _on(decided),
        "placement": choices.words("guardianship_placement", decided.placement) if decided else "",
        "place": about.plain(decided.place) if decided else "", "review_on": _review(decided),
        "guardian": about.plain(guardian.name) if guardian else "",
        "relation": codes.label("relationship", guardian.relation) if guardian else "",
        "assessed_by": last.unit if last else "", "assessed": about.outward(last.note) if last else [],
        "result": str(_RESULTS.get(last.act, "")) if last else "",
        "receiver": now.unit if now and now.act == protection.TRANSFER else "",
        "acceptance": now.paper_no if now and now.act == protection.TRANSFER else "",
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


_RESULTS = {"find_guardian_fit": gettext_lazy("监护合格"), "find_guardian_unfit": gettext_lazy("监护不适")}


def _doubts(notes: list[Any]) -> list[str]:
    found = {
        str(gettext_lazy("年龄有疑问")): any(note.age_doubt for note in notes),
        str(gettext_lazy("行为能力有疑问")): any(note.capacity_doubt for note in notes),
    }
    return [words for words, holds in found.items() if holds]


def _ground(decided: Any) -> str:
    if decided is None:
        return ""
    long_term = decided.act == "take_long_term_guardianship"
    return choices.words("long_term_ground" if long_term else "guardianship_ground", decided.ground)


def _on(decided: Any) -> str:
    return about.moment(decided.recorded_at) if decided else ""


def _review(decided: Any) -> str:
    if decided is None or decided.act == "take_long_term_guardianship":
        return ""
    return about.day(display.local(decided.recorded_at) + _REVIEW)


GUARDIANSHIP = paper(
    "J-27", gettext_lazy("临时监护决定/移交单、监护评估表"), decision, holds=(reading.REGISTRATION, reading.PROTECTION)
)

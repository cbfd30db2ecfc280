"""The notice that relief is refused: reasons in words, other help, and the ways to have it looked at again."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clocks
from casework.clock_words import length_words
from casework.context import Context
from casework.timers import Length, Unit, local_day
from relief import codes, reading
from relief.papers import about, basis
from relief.papers.paper import paper

#: Application for review, and suit, from the service of the notice.
REVIEW_CLOCK, SUIT_CLOCK = "TM-23a", "TM-23b"


def refusal(ctx: Context) -> dict[str, Any]:
    """Why not, in the words written for the person, and what may be done about it (R-05)."""
    decision, day = ctx.record.refusaldecisions.last(), local_day(ctx.now)
    return {
        "person": about.person(ctx), "arrived_at": about.moment(ctx.record.arrived_at),
        "request": about.lines(ctx.record.request), "facts": about.lines(decision.facts),
        "reasons": [reason(code, chosen=True) for code in decision.reasons], "told": about.lines(decision.told),
        "alternatives": [codes.label("refusal_alternative", code) for code in decision.alternatives],
        "referred_to": decision.referred_to,
        "basis": law(day), "remedies": remedies(ctx.record.owner_agency, day),
        "proposed_by": decision.proposed_by.user.display_name, "handler": about.handler(ctx),
        "day": about.today(ctx),
    }  # fmt: skip


def reason(code: str, *, chosen: bool) -> dict[str, Any]:
    """One reason of the list, ticked or to be ticked."""
    return {"code": code, "label": codes.label("refusal_reason", code), "chosen": chosen}


def law(day: dt.date) -> str:
    """That reasons are given in writing."""
    return basis.cite("SHJZF", _("第四十五条"), day)


def remedies(station: Any, day: dt.date) -> dict[str, Any]:
    """Complaint, review and suit; how long is data that the station confirms (TM-23)."""
    return {
        "bureau": about.bureau(station), "review": _length(REVIEW_CLOCK, day), "suit": _length(SUIT_CLOCK, day),
        "basis": basis.cite("SHJZF", _("第七十六条"), day),
    }  # fmt: skip


def _length(key: str, day: dt.date) -> str:
    rule = clocks.rule_in_force(key, "relief.case", day)
    return length_words(Length(rule.amount or 0, Unit(rule.unit)))


REFUSAL = paper("J-02", gettext_lazy("不予救助通知书"), refusal, holds=(reading.REVIEW,))

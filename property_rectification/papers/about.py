"""What several papers say of a case: where, what about, to whom, by whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clocks, display
from casework.clock_words import deadline_words
from casework.context import Context
from casework.masking import mask_text
from casework.timers import Due, Unit, local_day
from property_rectification import categories, codes, minors
from property_rectification.models.competence import SIDES
from property_rectification.unnamed import case_of


def place(ctx: Context) -> str:
    """Compound and place, as far as a paper for others may say it; with a minor in the case the street (§5.5)."""
    case = case_of(ctx)
    if minors.involved(case):
        return minors.coarse_place(case)
    return "　".join(filter(None, [case.compound.name if case.compound else "", mask_text(case.place)]))


def place_for_other_side(ctx: Context) -> str:
    """The compound, for a paper that the firm reads: a door would tell who reported (§5.4); the street without one."""
    case = case_of(ctx)
    return str(case.compound.name) if case.compound else minors.coarse_place(case)


def matter(ctx: Context) -> str:
    """What the case is about; a suspicion is called one (§2.4)."""
    return _suspected(ctx, case_of(ctx).title)


def matter_for_other_side(ctx: Context) -> str:
    """The same by the name of its category: a title that somebody typed may name a door or a person (§5.4)."""
    return _suspected(ctx, categories.neutral_title(case_of(ctx), local_day(ctx.now)))


def _suspected(ctx: Context, title: str) -> str:
    return _("%(title)s（涉嫌）") % {"title": title} if case_of(ctx).suspected else title


def addressee(ctx: Context, other: str = "") -> str:
    """Whom an order is for: the firm where the matter is the firm's, else who is named; empty until somebody is."""
    case = case_of(ctx)
    return case.firm.name if case.side == SIDES[0][0] and case.firm else other


def paragraphs(text: Any) -> list[str]:
    """A free text as the paragraphs of a paper; numbers of people in it are masked."""
    return [mask_text(line.strip()) for line in str(text or "").splitlines() if line.strip()]


def day(value: Any) -> str:
    """2026年3月2日, in full: a paper is read in other years too."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def until(due: Due, unit: Unit) -> str:
    """2026年3月17日（周二）24:00, with its year."""
    return ends(due.moment, unit, provisional=due.provisional)


def running(ctx: Context) -> list[Any]:
    """The clocks that run once the act is done, the nearest first; those the act has just moved are not asked again."""
    after = ctx.once("clocks after", lambda: list(clocks.running(case_of(ctx))))
    return sorted((timer for timer in after if timer.paused_at is None), key=lambda timer: timer.due_at)


def ends(moment: datetime, unit: Unit, *, provisional: bool) -> str:
    """The same of a clock that runs."""
    return deadline_words(moment, in_hours=unit is Unit.HOUR, provisional=provisional, this_year=0)


def today(ctx: Context) -> str:
    """The day of the act, as it stands under a paper."""
    return day(display.local(ctx.now))


def contact(ctx: Context) -> dict[str, str]:
    """Whom to ask: the unit that made the paper, with its telephone where it has told one."""
    agency = ctx.actor.agency
    return {"unit": agency.name if agency else "", "phone": agency.public_phone if agency else ""}


def coded(name: str, code: Any) -> str:
    """The label of a code that may still be missing."""
    return codes.label(name, code) if code else ""


def dated(rows: Sequence[dict[str, Any]], what: str) -> list[dict[str, str]]:
    """What somebody is to do, who and until when, numbers of people masked."""
    return [
        {what: "".join(paragraphs(row.get(what))), "owner": row.get("owner") or "", "day": day(row.get("day"))}
        for row in rows
    ]

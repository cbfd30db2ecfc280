"""What anybody may learn of the cases of a compound before they report: kind of matter and stage, no person, no day.

Only matters that the other side has heard of already: a complaint is not given away before it is looked into (§5.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework import clock
from casework.timers import local_day
from property_rectification.states import (
    CHECK_FAILED,
    CHECK_REQ,
    CHECKING,
    FACT_FINDING,
    OBJECTION,
    PRE_CLOSE,
    RECTIFYING,
    RELAPSED,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

STATES_SHOWN = (FACT_FINDING, RECTIFYING, CHECK_REQ, CHECKING, CHECK_FAILED, PRE_CLOSE, OBJECTION, RELAPSED)
MOST = 5


@dataclass(frozen=True)
class Matter:
    """One matter under way: number, kind of problem, stage."""

    number: str
    what: str
    stage: str


def shown(compound: int) -> "QuerySet[Any]":
    """The cases of a compound that are shown: on the firm's side, no minor, no secrecy asked for, nobody suspected."""
    from property_rectification.models import RectificationCase

    cases = RectificationCase.objects.filter(compound=compound, state__in=STATES_SHOWN, side="firm", suspected=False)
    return cases.exclude(category="").exclude(flags__overlap=["MINOR", "CONFIDENTIAL_REPORTER"]).order_by("-opened_at")


def matters(compound: int) -> Iterator[Matter]:
    """The newest of them, in public words."""
    from property_rectification import categories
    from property_rectification.public import words

    names = dict(categories.choices(local_day(clock.now())))
    for case in shown(compound)[:MOST]:
        label = str(names.get(case.category, "")).removeprefix(case.category).strip()
        if label:
            yield Matter(str(case.number), label, str(words.OF_STATE[case.state].short))

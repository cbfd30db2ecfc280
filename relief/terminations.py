"""Terminations of relief: the one under way, the last one, and whether the same person was sent away a while ago."""

from datetime import datetime, timedelta
from typing import Any

from relief import pairs
from relief.models.person import Person
from relief.models.termination import Termination
from relief.states import HEARING, TERMINATED

#: Two terminations within this time make one look for illness first (SB-13).
RECENT = timedelta(days=30)


def read(case: Any) -> list[Termination]:
    """All of a case in their order, read once for one instance of the record."""
    kept = vars(case)
    if "_terminations_read" not in kept:
        people = ("recorded_by__user", "heard_by", "heard_second", "decided_by__user", "served_by", "served_second")
        kept["_terminations_read"] = list(case.terminations.select_related(*people))
    return kept["_terminations_read"]  # type: ignore[no-any-return]


def shown(case: Any) -> list[Termination]:
    """Those a page tells of: under way, lapsed by illness just now, or the end of relief. The rest is history."""
    told = HEARING in (case.state, case.previous_state) or case.outcome == TERMINATED
    return read(case) if told else []


def under_way(case: Any) -> Termination | None:
    """The one that is not decided; None where there is none."""
    return next((one for one in reversed(read(case)) if not one.result), None)


def decided(case: Any) -> Termination | None:
    """The one by which relief ended."""
    return next((one for one in reversed(read(case)) if one.result == Termination.DECIDED), None)


def ended_lately(case: Any, now: datetime) -> bool:
    """Whether this station ended the relief of the same person within the last thirty days.

    The same is who has one of the same numbers, and whose case two people have said to be of one person (R-54), with
    the numbers of that case. Terminations are few, so that they are simply read.
    """
    same = [pairs.partner(pair, case) for pair in pairs.confirmed(case)]
    cases, numbers = {one.pk for one in same}, _numbers(case.person).union(*(_numbers(one.person) for one in same))
    if not cases and not numbers:
        return False
    lately = Person.objects.filter(
        case__outcome=TERMINATED, case__owner_agency=case.owner_agency_id, case__left_at__gt=now - RECENT
    ).exclude(case=case.pk)  # fmt: skip
    return any(person.pk in cases or numbers & _numbers(person) for person in lately)


def _numbers(person: Any) -> set[str]:
    return {number.reveal() for number in (person.id_verified, person.id_declared) if number}

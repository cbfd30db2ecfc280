"""Where a person stands before the law: adult or not, able to decide or not, protected or not."""

from typing import Any

from casework.timers import local_day
from relief import age

CAPABLE, DOUBTFUL, COURT_FOUND = "clearly_capable", "suspected_limited", "court_found"
NO_RISK = "none"


def minor(person: Any, now: Any) -> bool:
    """Whether the person is a minor, or might be (R-55)."""
    return age.is_minor(person.known_age, local_day(now))


def is_minor(case: Any, now: Any) -> bool:
    """The same of the person of a case."""
    return minor(case.person, now)


def is_capable_adult(case: Any, now: Any) -> bool:
    """18 or older, without a sign of incapacity; nothing else is looked at (R-39, AP-03)."""
    return not is_minor(case, now) and case.person.capacity in ("", CAPABLE)


def is_doubtful_adult(case: Any, now: Any) -> bool:
    """An adult with signs of incapacity, but without a court's finding (R-41)."""
    return not is_minor(case, now) and case.person.capacity == DOUBTFUL


def is_protected(case: Any, now: Any) -> bool:
    """A minor, or an adult who may not decide alone: others have to be found who are fit to take the person along."""
    return not is_capable_adult(case, now)


def is_admissible_anyway(case: Any, now: Any) -> bool:
    """Unable to give data, a minor, a suspected victim: helped first, verified later (R-12). Whoever a court found
    without capacity counts among them; nobody of these may be refused."""
    return case.cannot_state or case.suspected_victim or case.person.capacity == COURT_FOUND or is_minor(case, now)

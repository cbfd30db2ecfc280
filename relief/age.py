"""How old somebody is, and whether to treat them as a minor. Pure.

Years are full from the day after a birthday: on the 18th birthday itself somebody is still protected. A doubt counts
for minority, until it is disproved by papers, police or bone age (R-55).
"""

import datetime as dt
from dataclasses import dataclass

ADULT, MAY_LEAVE_WITH_CONSENT = 18, 16


@dataclass(frozen=True)
class Known:
    """What is known of an age: the verified birth date, the one declared, and the estimate."""

    verified: dt.date | None = None
    declared: dt.date | None = None
    least: int | None = None
    most: int | None = None


def years(born: dt.date, day: dt.date) -> int:
    """Full years on a day."""
    reached = day.year - born.year
    return reached if (day.month, day.day) > (born.month, born.day) else reached - 1


def is_minor(known: Known, day: dt.date) -> bool:
    """Whether somebody is a minor, or might be: who looks or says to be under 18 is one until it is disproved."""
    if known.verified is not None:
        return years(known.verified, day) < ADULT
    says = known.declared is not None and years(known.declared, day) < ADULT
    looks = known.least is not None and known.least < ADULT
    return says or looks or (known.declared is None and known.least is None)


def may_be_released(known: Known, day: dt.date) -> bool:
    """Whether somebody is 16 or 17 by a verified age: younger there is no such way (R-41, R-59)."""
    return known.verified is not None and MAY_LEAVE_WITH_CONSENT <= years(known.verified, day) < ADULT


def band(known: Known, day: dt.date) -> tuple[int, int] | None:
    """The youngest and the oldest somebody may be, for words; None where nothing is known."""
    born = known.verified or known.declared
    if born is not None:
        return years(born, day), years(born, day)
    if known.least is None:
        return None
    return known.least, known.least if known.most is None else known.most

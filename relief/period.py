"""The period of relief: which day it is, and from when on a longer stay can be filed (R-37, R-67)."""

from datetime import datetime
from typing import Any

from casework.timers import local_day

CLOCK = "TM-03"
#: The day from which a longer stay may be filed.
NEAR = 8


def day(case: Any, now: datetime) -> int:
    """The day of the period; that of the admission is not counted."""
    return (local_day(now) - local_day(case.admitted_at)).days if case.admitted_at else 0

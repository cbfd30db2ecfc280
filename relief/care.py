"""What was done for whom today, and what is usually done at this hour."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from casework import clock
from casework.timers import local_day
from relief import codes
from relief.models.care import MEALS, MEDICATION, DailyService

#: Until which hour of the day each meal is the next one to write down.
_UNTIL = (("breakfast", 10), ("lunch", 15))


def kinds() -> list[tuple[str, Any]]:
    """What carers write down; medicine is given by the health staff alone (R-26, HB-18)."""
    return [entry for entry in codes.choices("service_kind") if entry[0] != MEDICATION]


def usual(now: datetime) -> str:
    """The meal of this hour."""
    hour = now.astimezone(clock.CHINA).hour
    return next((kind for kind, until in _UNTIL if hour < until), MEALS[-1])


def done_today(case: Any, now: datetime) -> set[str]:
    """The kinds somebody had today."""
    return set(case.dailyservices.filter(day=local_day(now)).values_list("kind", flat=True))


def served(keys: Iterable[Any], kind: str, now: datetime) -> set[Any]:
    """Those of these cases who had this today."""
    rows = DailyService.objects.filter(case__in=list(keys), day=local_day(now), kind=kind)
    return set(rows.values_list("case", flat=True))

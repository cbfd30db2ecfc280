"""What of the cases is in the national system and what is not yet: the list that is gone through every day.

Numbers and moments alone: who types a case reads it there, by the rights of their post.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from casework.timers import local_day
from relief.models.case import ReliefCase


@dataclass(frozen=True)
class Line:
    """One case that is not wholly in the national system, or was put in on the day."""

    number: str
    national: str
    admitted: dt.datetime
    entered: dt.datetime | None
    left: dt.datetime | None
    departure_entered: dt.datetime | None

    @property
    def owes_arrival(self) -> bool:
        """Whether the arrival is still to be typed."""
        return self.entered is None

    @property
    def owes_departure(self) -> bool:
        """Whether the departure is still to be typed."""
        return self.left is not None and self.departure_entered is None

    def waits_since(self) -> dt.datetime | None:
        """Since when something is to be typed; None where nothing is."""
        if self.owes_arrival:
            return self.admitted
        return self.left if self.owes_departure else None


@dataclass(frozen=True)
class Day:
    """What happened on a day, and how much of it is in the national system."""

    admitted: int
    arrivals_entered: int
    left: int
    departures_entered: int


_FIELDS = ("number", "national_number", "admitted_at", "entered", "left_at", "departure_entered")


def open_lines(station: Any) -> list[Line]:
    """Everybody of whom something is still to be typed, who waits longest first; one statement."""
    owed = Q(national__isnull=True) | Q(left_at__isnull=False, national__departure_entered_at__isnull=True)
    found = list(_lines(Q(owner_agency=station) & owed))
    return sorted(found, key=lambda line: (line.waits_since() or line.admitted, line.number))


def of_day(station: Any, day: dt.date) -> Day:
    """How much of a day is typed; one statement."""
    on = Q(admitted_at__date=day) | Q(left_at__date=day)
    lines = list(_lines(Q(owner_agency=station) & on))
    came = [line for line in lines if local_day(line.admitted) == day]
    gone = [line for line in lines if line.left and local_day(line.left) == day]
    return Day(
        len(came), sum(not line.owes_arrival for line in came), len(gone),
        sum(not line.owes_departure for line in gone),
    )  # fmt: skip


def _lines(which: Q) -> Iterator[Line]:
    rows = ReliefCase.objects.filter(which, admitted_at__isnull=False).annotate(
        national_number=F("national__number"), entered=F("national__entered_at"),
        departure_entered=F("national__departure_entered_at"),
    )  # fmt: skip
    for number, national, admitted, entered, left, departure in rows.values_list(*_FIELDS):
        yield Line(str(number), national or "", admitted, entered, left, departure)

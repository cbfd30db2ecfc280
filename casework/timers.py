"""When something is due: pure arithmetic over start, length, pauses, extensions and a work calendar. No Django here.

The reading, in one place (§A.5, L-75; 民法典 200–204):

* A day that starts a period is not counted: a period in days, working days or months begins on the day after the
  event. Hours count from the moment itself.
* A period ends with its last day, at 24:00. That moment is stored as 00:00 of the following day and is exclusive:
  an act at 23:59:59.999999 is in time, one at 24:00 is late. China has one time, UTC+8, without summer time.
* A period in months ends on the day of the month with the same number, else on the last day of that month.
* A length of 0 is the day of the event itself. A negative length counts back from it.
* Roll-over moves a last day that is no working day to the next working day.
* An extension is counted from the last day before roll-over, then rolls itself.
* A pause gives back what was left when it began: r days left after the day of the pause are r days after the day of
  resumption, so a pause from one date to another moves the end by the days between them. In working days both are
  counted in working days. A clock paused on its last day ends on the day of resumption, or the next working day for
  a clock in working days. Hours are given back exactly. A fixed date of the year does not move.
* Where counting or rolling reaches a year whose calendar is not loaded, every day of that year counts as a working
  day and nothing rolls: the earliest possible moment. The result is then provisional and names the missing years.
"""

import calendar as _calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "UTC+8")
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


class CalendarMissing(LookupError):
    """The work calendar of a year is not loaded (CG-5)."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the work calendar of {year} is not loaded")
        self.year = year


class Calendar(Protocol):
    """What the arithmetic needs to know about days."""

    def is_workday(self, day: date) -> bool:
        """Whether people work on that day. Raises CalendarMissing for a year that is not loaded."""

    def named(self, day: date) -> tuple[bool, str] | None:
        """(is_workday, name) of a day the official notice names, None for a plain day."""


class Unit(StrEnum):
    """What a length is counted in."""

    MINUTE = "minute"
    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    FIXED_DATE = "fixed_date"


#: Units that end at a moment and not with a day.
TO_THE_MOMENT = frozenset({Unit.MINUTE, Unit.HOUR})


class Roll(StrEnum):
    """What happens to a last day on which nobody works."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, slots=True)
class Length:
    """A length in its own unit. For a fixed date, `amount` says the how-many-th such date after the event day."""

    amount: int
    unit: Unit
    roll: Roll = Roll.NONE
    fixed: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if (self.unit is Unit.FIXED_DATE) != (self.fixed is not None):
            raise ValueError("a fixed date, and only a fixed date, names month and day")
        if self.unit is Unit.FIXED_DATE and self.amount < 1:
            raise ValueError("a fixed date is the first or a later one after the event")
        if self.in_hours and self.roll is not Roll.NONE:
            raise ValueError("hours do not roll over")

    @property
    def in_hours(self) -> bool:
        """Whether the clock counts moments and not days."""
        return self.unit in TO_THE_MOMENT

    @property
    def span(self) -> timedelta:
        """How long it is, of a clock that counts moments."""
        return timedelta(minutes=self.amount) if self.unit is Unit.MINUTE else timedelta(hours=self.amount)


@dataclass(frozen=True, slots=True)
class Due:
    """The answer: an exclusive moment, whether it is provisional, and the last day before roll-over (days only)."""

    moment: datetime
    provisional: bool
    missing_years: frozenset[int]
    unrolled: date | None

    @property
    def last_day(self) -> date:
        """The last day on which the act is in time."""
        return day_before(self.moment)


Pause = tuple[datetime, datetime]


def local_day(moment: datetime) -> date:
    """The Chinese calendar day of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("deadlines are computed from aware moments only")
    return moment.astimezone(CHINA).date()


def day_before(exclusive: datetime) -> date:
    """The last day that lies before an exclusive moment."""
    return local_day(exclusive - TICK)


def end_of(day: date) -> datetime:
    """24:00 of a day, as the exclusive 00:00 of the following one."""
    return datetime.combine(day + DAY, time.min, CHINA)


@dataclass(slots=True)
class Days:
    """A calendar that notes the years it could not answer for, and then takes the earliest possible reading."""

    calendar: Calendar
    missing: set[int] = field(default_factory=set)

    def works(self, day: date) -> bool:
        """Working day; every day of a year that is not loaded counts as one, and the year is noted."""
        try:
            return self.calendar.is_workday(day)
        except CalendarMissing as unknown:
            self.missing.add(unknown.year)
            return True

    def nth_working(self, day: date, amount: int) -> date:
        """The amount-th working day after `day`, before it for a negative amount, the day itself for 0."""
        step, left = (DAY, amount) if amount >= 0 else (-DAY, -amount)
        while left:
            day += step
            left -= self.works(day)
        return day

    def working_between(self, after: date, until: date) -> int:
        """Working days after one day up to and including another."""
        return sum(self.works(after + n * DAY) for n in range(1, (until - after).days + 1))

    def from_day(self, day: date) -> date:
        """The day itself if people work on it, else the next working day."""
        while not self.works(day):
            day += DAY
        return day

    def rolled(self, day: date, roll: Roll) -> date:
        """The day after roll-over."""
        return self.from_day(day) if roll is Roll.NEXT_WORKING_DAY else day


def due(
    start: datetime,
    length: Length,
    calendar: Calendar,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Sequence[Length] = (),
) -> Due:
    """The due moment of a clock started at `start`.

    `pauses` are (from, to) moments of ended suspensions in any order; overlapping ones count once.
    `extensions` are added in their order. Raises ValueError for naive moments and for a pause that ends before it
    begins. Source: §A.5 and its engine rules; the module's docstring gives the reading.
    """
    days = Days(calendar)
    waiting = merged(start, pauses)
    segments = [length, *extensions]
    moment, unrolled = start, None
    for place, segment in enumerate(segments):
        final = place == len(segments) - 1
        if segment.in_hours:
            moment, unrolled = _hours_on(moment, segment, waiting), None
        else:
            first = local_day(start) if place == 0 else day_before(moment)
            unrolled = _days_on(first, segment, waiting, days, final=final)
            moment = end_of(unrolled)
    if unrolled is not None:
        moment = end_of(days.rolled(unrolled, segments[-1].roll))
    return Due(moment, bool(days.missing), frozenset(days.missing), unrolled)


def shift(exclusive: datetime, length: Length, calendar: Calendar) -> Due:
    """A moment so much later than a due moment, or earlier for a negative length (reminders, §1.1.4).

    Counted from the last day before the due moment; a length of 0 is the due moment itself.
    """
    if length.amount == 0:
        return Due(exclusive, False, frozenset(), None)
    days = Days(calendar)
    if length.in_hours:
        moment = exclusive + length.span
    else:
        moment = end_of(days.rolled(_advance(day_before(exclusive), length, days), length.roll))
    return Due(moment, bool(days.missing), frozenset(days.missing), None)


def merged(start: datetime, pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, cut at the start of the clock, overlapping ones joined."""
    joined: list[Pause] = []
    for pause in sorted(pauses):
        if pause[1] < pause[0]:
            raise ValueError("a pause ends before it begins")
        begin, end = max(pause[0], start), max(pause[1], start)
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _hours_on(moment: datetime, length: Length, waiting: list[Pause]) -> datetime:
    """Add hours, giving back the pauses that begin before the end; used pauses leave `waiting`."""
    end = moment + length.span
    while waiting and waiting[0][0] < end:
        begin, resumed = waiting.pop(0)
        end += resumed - begin
    return end


def _days_on(first: date, length: Length, waiting: list[Pause], days: Days, *, final: bool) -> date:
    """The last day (not rolled) of a length counted from the day after `first`; used pauses leave `waiting`.

    A pause counts as long as it begins on or before the last day; for the final length, the rolled last day.
    """
    last = _advance(first, length, days)
    while waiting:
        begin, resumed = (local_day(moment) for moment in waiting[0])
        if begin > (days.rolled(last, length.roll) if final else last):
            break
        waiting.pop(0)
        if resumed > begin and length.unit is not Unit.FIXED_DATE:
            last = _resumed(last, begin, resumed, length.unit, days)
    return last


def _resumed(last: date, begin: date, resumed: date, unit: Unit, days: Days) -> date:
    """The last day after a pause: what was left after the day it began is counted on from the day of resumption."""
    if unit is Unit.WORKING_DAY:
        left = days.working_between(begin, last)
        return days.nth_working(resumed, left) if left else days.from_day(resumed)
    return resumed + max(last - begin, timedelta(0))


def _advance(day: date, length: Length, days: Days) -> date:
    """The last day of a length that begins the day after `day`."""
    if length.unit is Unit.WORKING_DAY:
        return days.nth_working(day, length.amount)
    if length.unit is Unit.CALENDAR_DAY:
        return day + length.amount * DAY
    if length.unit is Unit.MONTH:
        return _months_on(day, length.amount)
    if length.fixed is None:
        raise ValueError(f"{length.unit} is not counted in days")
    return _fixed_after(day, length.fixed, length.amount)


def _months_on(day: date, months: int) -> date:
    """The day with the same number so many months on, else the last day of that month."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _in_month(year, month0 + 1, day.day)


def _in_month(year: int, month: int, number: int) -> date:
    return date(year, month, min(number, _calendar.monthrange(year, month)[1]))


def _fixed_after(day: date, fixed: tuple[int, int], amount: int) -> date:
    """The amount-th date of that month and day strictly after `day`; 29 February falls on 28 in other years."""
    year = day.year if _in_month(day.year, *fixed) > day else day.year + 1
    return _in_month(year + amount - 1, *fixed)


# --- the ladder -------------------------------------------------------------------------------------------------

#: §1.1.4, in working days from the due moment of the main timer.
ESCALATION: tuple[tuple[str, int], ...] = (
    ("T.ESC.REMIND", -2),
    ("T.ESC.URGE", 0),
    ("T.ESC.YELLOW", 1),
    ("T.ESC.RED", 3),
    ("T.ESC.TALK", 5),
    ("T.ESC.SUPERVISE", 10),
)
#: A limit shorter than this many working days has no reminder.
_REMINDED_FROM = 3


def ladder(
    due_moment: datetime,
    calendar: Calendar,
    *,
    started: datetime | None = None,
    length: Length | None = None,
    steps: Sequence[tuple[str, int]] = ESCALATION,
) -> list[tuple[str, datetime]]:
    """The steps of escalation of a clock, in order, each with its moment. Derived, never stored.

    With `started` the reminder is left out where the whole limit is shorter than three working days; with an hour
    `length` the reminder comes when a quarter of it is left. Later steps end with their working day.
    """
    found = []
    for key, amount in steps:
        if amount < 0 and length is not None and length.in_hours:
            found.append((key, due_moment - length.span / 4))
        elif amount >= 0 or not _too_short(started, due_moment, calendar):
            found.append((key, shift(due_moment, Length(amount, Unit.WORKING_DAY), calendar).moment))
    return found


def _too_short(started: datetime | None, due_moment: datetime, calendar: Calendar) -> bool:
    if started is None:
        return False
    return Days(calendar).working_between(local_day(started), day_before(due_moment)) < _REMINDED_FROM

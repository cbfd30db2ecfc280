"""What is shown of a clock: its arithmetic day by day, and the time left. Pure data; `clock_words` finds the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from casework.timers import (
    DAY,
    Calendar,
    CalendarMissing,
    Days,
    Length,
    Pause,
    Unit,
    day_before,
    due,
    local_day,
    merged,
)


class Part(StrEnum):
    """What a day is to a clock."""

    EVENT = "event"
    COUNTED = "counted"
    PAUSED = "paused"
    OFF = "off"
    ROLLED = "rolled"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the arithmetic: its part, its number among the counted days, and what the calendar says of it.

    `mark` is 班 for a make-up workday, 休 for a day off the notice names, 末 for a plain weekend, ? for a day of a
    year that is not loaded, empty for a plain working day.
    """

    day: date
    part: Part
    number: int | None
    mark: str
    name: str
    is_last: bool


def explain(
    start: datetime,
    length: Length,
    calendar: Calendar,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Sequence[Length] = (),
) -> list[DayLine]:
    """The arithmetic of `due`, one line a day from the event to the last day; for hours, first and last day only."""
    spans = [*pauses]
    answer = due(start, length, calendar, pauses=spans, extensions=extensions)
    first, last = local_day(start), answer.last_day
    if answer.unrolled is None:
        lines = [_line(first, Part.EVENT, None, calendar, last)]
        return lines if first == last else [*lines, _line(last, Part.COUNTED, None, calendar, last)]
    dues = [due(start, length, calendar, pauses=spans, extensions=extensions[:n]) for n in range(len(extensions))]
    ends = [*(one.unrolled or one.last_day for one in dues), answer.unrolled]
    walk = _Walk([length, *extensions], ends, _paused_days(merged(start, spans)), Days(calendar))
    lines, number = [_line(first, Part.EVENT, None, calendar, last)], 0
    for day in (first + n * DAY for n in range(1, (last - first).days + 1)):
        part = walk.part(day)
        counts = part in (Part.COUNTED, Part.EXTENDED)
        number += counts
        lines.append(_line(day, part, number if counts else None, calendar, last))
    return lines


@dataclass(frozen=True, slots=True)
class _Walk:
    """The lengths of a clock with the last day of each, and the days pauses give back."""

    lengths: list[Length]
    ends: list[date]
    paused: set[date]
    days: Days

    def part(self, day: date) -> Part:
        """What a day after the event is to the clock."""
        place = next((n for n, end in enumerate(self.ends) if day <= end), None)
        if place is None:
            return Part.ROLLED
        if day in self.paused and day != self.ends[-1]:
            return Part.PAUSED
        if self.lengths[place].unit is Unit.WORKING_DAY and not self.days.works(day):
            return Part.OFF
        return Part.COUNTED if place == 0 else Part.EXTENDED


def _paused_days(pauses: list[Pause]) -> set[date]:
    """The days a pause gives back: after the day it began, up to the day of resumption."""
    return {
        local_day(begin) + n * DAY
        for begin, end in pauses
        for n in range(1, (local_day(end) - local_day(begin)).days + 1)
    }


def _line(day: date, part: Part, number: int | None, calendar: Calendar, last: date) -> DayLine:
    mark, name = mark_of(day, calendar)
    return DayLine(day, part, number, mark, name, day == last)


def mark_of(day: date, calendar: Calendar) -> tuple[str, str]:
    """(班 | 休 | 末 | ? | empty, name) of a day."""
    try:
        works = calendar.is_workday(day)
        named = calendar.named(day)
    except CalendarMissing:
        return "?", ""
    if named:
        return ("班" if named[0] else "休"), named[1]
    return ("" if works else "末"), ""


class Standing(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Remaining:
    """Time left or overdue, in the unit of the rule itself.

    `amount` is whole units: days left after today, or days begun since the last day; whole hours for an hour clock,
    with `minutes` beyond them. `soon` is an hour clock with a quarter of its length or an hour left;
    a day clock with two working days left, or on its last day where its length is under five days.
    """

    standing: Standing
    unit: Unit
    amount: int
    minutes: int
    soon: bool

    @property
    def late(self) -> bool:
        """Whether the moment has passed."""
        return self.standing is Standing.OVERDUE


def remaining(now: datetime, due_moment: datetime, length: Length, calendar: Calendar) -> Remaining:
    """How much is left of a running clock, or how far it is overdue. Months and fixed dates are told in days."""
    if length.in_hours:
        return _hours_left(now, due_moment, length)
    unit = Unit.WORKING_DAY if length.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
    days = Days(calendar)
    today, last = local_day(now), day_before(due_moment)
    if now >= due_moment:
        amount = days.working_between(last, today) if unit is Unit.WORKING_DAY else (today - last).days
        return Remaining(Standing.OVERDUE, unit, amount, 0, soon=False)
    if today == last:
        return Remaining(Standing.TODAY, unit, 0, 0, soon=True)
    working = days.working_between(today, last)
    amount = working if unit is Unit.WORKING_DAY else (last - today).days
    short = length.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY) and length.amount < 5
    return Remaining(Standing.RUNNING, unit, amount, 0, soon=not short and working <= 2)


def _hours_left(now: datetime, due_moment: datetime, length: Length) -> Remaining:
    left = due_moment - now
    late = left <= timedelta(0)
    hours, rest = divmod(abs(left), timedelta(hours=1))
    minutes = rest // timedelta(minutes=1)
    soon = not late and (left <= timedelta(hours=1) or left <= length.span / 4)
    return Remaining(Standing.OVERDUE if late else Standing.RUNNING, Unit.HOUR, hours, minutes, soon)

"""A suspended term gives back exactly what was left (L-76): property over starts, lengths, and days of pause."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.timers import CHINA, Days, Length, Unit, day_before, due, local_day


class Weekdays:
    """Monday to Friday; enough of a calendar to see days being given back."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5

    def named(self, day: date) -> None:
        return None


STARTS = st.datetimes(datetime(2026, 1, 5), datetime(2026, 6, 30)).map(lambda moment: moment.replace(tzinfo=CHINA))
LENGTHS = st.builds(Length, st.integers(1, 60), st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY]))


def left(after: datetime, end: datetime, unit: Unit) -> int:
    """Days that are left after the day of a moment."""
    last, today = day_before(end), local_day(after)
    return Days(Weekdays()).working_between(today, last) if unit is Unit.WORKING_DAY else (last - today).days


@given(start=STARTS, length=LENGTHS, share=st.floats(0, 0.99), paused=st.integers(0, 200), at=st.times())
def test_what_was_left_is_left(start: datetime, length: Length, share: float, paused: int, at: time) -> None:
    end = due(start, length, Weekdays()).moment
    began = start + (end - start) * share
    resumed = max(began, datetime.combine(local_day(began) + timedelta(days=paused), at, CHINA))
    resumed_end = due(start, length, Weekdays(), pauses=[(began, resumed)]).moment
    before = left(began, end, length.unit)
    # a term that waited on its very last day and goes on at a weekend ends with the next working day
    idle = length.unit is Unit.WORKING_DAY and before == 0 and not Weekdays().is_workday(local_day(resumed))
    assert left(resumed, resumed_end, length.unit) == (1 if idle else before)
    assert resumed_end >= end


@given(start=STARTS, hours=st.integers(1, 48), waited=st.integers(0, 10**6))
def test_hours_are_given_back_to_the_second(start: datetime, hours: int, waited: int) -> None:
    end = due(start, Length(hours, Unit.HOUR), Weekdays()).moment
    began = start + (end - start) / 2
    resumed = began + timedelta(seconds=waited)
    again = due(start, Length(hours, Unit.HOUR), Weekdays(), pauses=[(began, resumed)]).moment
    assert again - resumed == end - began

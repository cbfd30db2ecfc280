"""The arithmetic of due moments: the published vectors, the boundaries, and the shape of the rules."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clockface import Part, explain
from casework.timers import (
    CHINA,
    CalendarMissing,
    Days,
    Length,
    Roll,
    Unit,
    day_before,
    due,
    end_of,
    ladder,
    local_day,
    shift,
)
from casework.workcalendar import WorkCalendar, read_file

SEED = Path(__file__).resolve().parents[2] / "casework" / "seed" / "workcalendar"
HOLIDAYS_2026 = [
    ((1, 1), (1, 3)), ((2, 15), (2, 23)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((6, 19), (6, 21)), ((9, 25), (9, 27)),
    ((10, 1), (10, 7)),
]  # fmt: skip
MAKE_UP_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


def seeded(*years: int) -> WorkCalendar:
    days = {}
    for year in years:
        days.update(read_file(SEED / f"{year}.csv").days)
    return WorkCalendar(frozenset(years), days)


def published_2026() -> WorkCalendar:
    """The calendar printed beside the vectors."""
    days = {}
    for (m1, d1), (m2, d2) in HOLIDAYS_2026:
        day = date(2026, m1, d1)
        while day <= date(2026, m2, d2):
            days[day] = (False, "")
            day += timedelta(days=1)
    days.update({date(2026, m, d): (True, "") for m, d in MAKE_UP_2026})
    return WorkCalendar(frozenset({2026}), days)


CALENDAR = seeded(*range(2018, 2027))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def wd(amount: int, roll: Roll = Roll.NONE) -> Length:
    return Length(amount, Unit.WORKING_DAY, roll)


def cd(amount: int, roll: Roll = Roll.NONE) -> Length:
    return Length(amount, Unit.CALENDAR_DAY, roll)


def cd_roll(amount: int) -> Length:
    return cd(amount, Roll.NEXT_WORKING_DAY)


def hours(amount: int) -> Length:
    return Length(amount, Unit.HOUR)


def months(amount: int, roll: Roll = Roll.NONE) -> Length:
    return Length(amount, Unit.MONTH, roll)


VECTORS = [
    ("dispatch on Friday, Saturday is a make-up day", "2026-02-13", wd(1), "2026-02-14", "2026-02-14"),
    ("dispatch before Spring Festival", "2026-02-14", wd(1), "2026-02-24", "2026-02-24"),
    ("dispatch across Spring Festival", "2026-02-12", wd(5), "2026-02-26", "2026-02-26"),
    ("dispatch across Labour Day", "2026-04-30", wd(5), "2026-05-11", "2026-05-11"),
    ("petition", "2026-02-05", cd_roll(15), "2026-02-20", "2026-02-24"),
    ("petition accepted", "2026-03-02", cd_roll(60), "2026-05-01", "2026-05-06"),
    ("agreement effective", "2026-09-05", cd_roll(30), "2026-10-05", "2026-10-08"),
    ("court filing", "2026-09-25", cd_roll(7), "2026-10-02", "2026-10-08"),
    ("public-order case", "2026-01-15", cd(30), "2026-02-14", "2026-02-14"),
    ("penalty", "2026-03-10", cd(90), "2026-06-08", "2026-06-08"),
    ("right to a hearing, Sunday works", "2026-09-18", wd(5), "2026-09-24", "2026-09-24"),
    ("crime handoff does not roll", "2026-09-24", cd(3), "2026-09-27", "2026-09-27"),
]


@pytest.mark.parametrize("calendar", [CALENDAR, published_2026()], ids=["seeded", "published"])
@pytest.mark.parametrize(("start", "length", "unrolled", "last"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS])
def test_published_vectors(calendar: WorkCalendar, start: str, length: Length, unrolled: str, last: str) -> None:
    answer = due(at(f"{start} 10:30"), length, calendar)
    assert (str(answer.unrolled), str(answer.last_day)) == (unrolled, last)
    assert answer.moment == end_of(date.fromisoformat(last))
    assert not answer.provisional


@pytest.mark.parametrize("calendar", [CALENDAR, published_2026()], ids=["seeded", "published"])
def test_published_extension_counts_from_the_unrolled_end(calendar: WorkCalendar) -> None:
    answer = due(at("2026-03-02 09:00"), cd_roll(60), calendar, extensions=[cd_roll(30)])
    assert (str(answer.unrolled), str(answer.last_day)) == ("2026-05-31", "2026-06-01")


def test_published_repeated_extensions_without_roll() -> None:
    ends = [str(due(at("2026-01-15 09:00"), cd(30), CALENDAR, extensions=[cd(30)] * n).last_day) for n in range(3)]
    assert ends == ["2026-02-14", "2026-03-16", "2026-04-15"]


def test_published_hours_run_through_the_holiday() -> None:
    assert due(at("2026-09-25 16:00"), hours(24), CALENDAR).moment == at("2026-09-26 16:00")


def test_seeded_and_published_2026_agree() -> None:
    ours, theirs = seeded(2026), published_2026()
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in year if ours.is_workday(d) != theirs.is_workday(d)] == []


# --- boundaries -------------------------------------------------------------------------------------------------


def test_the_due_moment_is_midnight_exclusive_in_china() -> None:
    answer = due(at("2026-11-24 09:00"), wd(1), CALENDAR)
    assert answer.moment == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    assert answer.moment == at("2026-11-26 00:00")
    assert day_before(answer.moment) == date(2026, 11, 25)
    assert day_before(answer.moment + timedelta(microseconds=1)) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-11-24T00:00:00+08:00", "2026-11-25"),
        ("2026-11-24T23:59:59.999999+08:00", "2026-11-25"),
        ("2026-11-25T00:00:00+08:00", "2026-11-26"),
        ("2026-11-24T15:59:59+00:00", "2026-11-25"),
        ("2026-11-24T16:00:00+00:00", "2026-11-26"),
    ],
)
def test_the_event_day_is_the_chinese_day(start: str, last: str) -> None:
    assert str(due(datetime.fromisoformat(start), cd(1), CALENDAR).last_day) == last


def test_length_zero_is_the_day_itself_even_when_nobody_works() -> None:
    assert due(at("2026-10-01 00:00"), cd(0), CALENDAR).moment == at("2026-10-02 00:00")
    assert due(at("2026-10-01 23:59"), wd(0), CALENDAR).last_day == date(2026, 10, 1)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        due(datetime(2026, 1, 1), cd(1), CALENDAR)


@pytest.mark.parametrize(
    ("start", "amount", "last"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2026-03-31", 3, "2026-06-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2026-02-28", 1, "2026-03-28"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start: str, amount: int, last: str) -> None:
    assert str(due(at(f"{start} 12:00"), months(amount), CALENDAR).last_day) == last


def test_months_roll_over() -> None:
    answer = due(at("2026-04-01 12:00"), months(6, Roll.NEXT_WORKING_DAY), CALENDAR)
    assert (answer.unrolled, answer.last_day) == (date(2026, 10, 1), date(2026, 10, 8))


@pytest.mark.parametrize(
    ("start", "fixed", "amount", "last"),
    [
        ("2026-03-30", (3, 31), 1, "2026-03-31"),
        ("2025-03-31", (3, 31), 1, "2026-03-31"),
        ("2024-04-01", (3, 31), 2, "2026-03-31"),
        ("2025-01-10", (2, 29), 1, "2025-02-28"),
    ],
)
def test_fixed_date_of_the_year(start: str, fixed: tuple[int, int], amount: int, last: str) -> None:
    length = Length(amount, Unit.FIXED_DATE, fixed=fixed)
    assert str(due(at(f"{start} 08:00"), length, CALENDAR).last_day) == last


def test_a_negative_length_counts_back() -> None:
    assert due(at("2026-10-12 09:00"), wd(-2), CALENDAR).last_day == date(2026, 10, 9)
    assert due(at("2026-10-12 09:00"), cd(-2), CALENDAR).last_day == date(2026, 10, 10)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Length(1, Unit.FIXED_DATE),
        lambda: Length(0, Unit.FIXED_DATE, fixed=(1, 1)),
        lambda: Length(1, Unit.MONTH, fixed=(1, 1)),
        lambda: Length(1, Unit.HOUR, Roll.NEXT_WORKING_DAY),
    ],
)
def test_lengths_that_contradict_themselves_are_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"fixed date|hours"):
        make()  # type: ignore[operator]


# --- pauses and extensions --------------------------------------------------------------------------------------


def test_hours_are_given_back_exactly() -> None:
    paused = [(at("2026-11-24 10:00"), at("2026-11-24 10:45"))]
    assert due(at("2026-11-24 09:00"), hours(2), CALENDAR, pauses=paused).moment == at("2026-11-24 11:45")


def test_a_pause_after_the_end_gives_nothing() -> None:
    paused = [(at("2026-11-24 11:00"), at("2026-11-24 12:00"))]
    assert due(at("2026-11-24 09:00"), hours(2), CALENDAR, pauses=paused).moment == at("2026-11-24 11:00")
    late = [(at("2026-12-10 09:00"), at("2026-12-20 09:00"))]
    assert due(at("2026-11-24 09:00"), cd(15), CALENDAR, pauses=late).last_day == date(2026, 12, 9)


def test_working_days_paused_are_counted_in_working_days() -> None:
    # Friday to Monday gives back one working day, not three
    paused = [(at("2026-11-27 09:00"), at("2026-11-30 09:00"))]
    assert due(at("2026-11-24 09:00"), wd(5), CALENDAR).last_day == date(2026, 12, 1)
    assert due(at("2026-11-24 09:00"), wd(5), CALENDAR, pauses=paused).last_day == date(2026, 12, 2)


def test_paused_on_the_last_day_ends_on_the_day_of_resumption() -> None:
    paused = [(at("2026-11-25 15:00"), at("2026-11-27 08:00"))]
    assert due(at("2026-11-24 09:00"), wd(1), CALENDAR, pauses=paused).last_day == date(2026, 11, 27)
    resumed_on_saturday = [(at("2026-11-25 15:00"), at("2026-11-28 08:00"))]
    assert due(at("2026-11-24 09:00"), wd(1), CALENDAR, pauses=resumed_on_saturday).last_day == date(2026, 11, 30)


def test_paused_while_rolled_over_is_still_in_time() -> None:
    # last day 1 October rolls to the 8th; a pause on the 3rd is therefore within the period
    paused = [(at("2026-10-03 09:00"), at("2026-10-20 09:00"))]
    answer = due(at("2026-09-16 09:00"), cd_roll(15), CALENDAR, pauses=paused)
    assert answer.last_day == date(2026, 10, 20)


def test_a_pause_after_the_first_end_moves_the_extension_only() -> None:
    # 1 May would have rolled to the 6th; the extension counts from the 1st, the pause of 7 days lies within it
    paused = [(at("2026-05-03 09:00"), at("2026-05-10 09:00"))]
    answer = due(at("2026-03-02 09:00"), cd_roll(60), CALENDAR, pauses=paused, extensions=[cd(30)])
    assert answer.last_day == date(2026, 6, 7)


def test_a_fixed_date_does_not_move_for_a_pause() -> None:
    length = Length(1, Unit.FIXED_DATE, fixed=(3, 31))
    paused = [(at("2026-02-02 09:00"), at("2026-02-12 09:00"))]
    assert due(at("2026-01-05 09:00"), length, CALENDAR, pauses=paused).last_day == date(2026, 3, 31)


def test_a_pause_counts_from_the_start_of_the_clock_only() -> None:
    before = (at("2026-11-10 09:00"), at("2026-11-20 09:00"))
    across = (at("2026-11-20 09:00"), at("2026-11-26 09:00"))
    assert due(at("2026-11-24 09:00"), cd(3), CALENDAR, pauses=[before]).last_day == date(2026, 11, 27)
    assert due(at("2026-11-24 09:00"), cd(3), CALENDAR, pauses=[across]).last_day == date(2026, 11, 29)
    assert due(at("2026-11-24 09:00"), hours(2), CALENDAR, pauses=[across]).moment == at("2026-11-26 11:00")


def test_a_pause_within_one_day_gives_no_day_back() -> None:
    paused = [(at("2026-11-25 09:00"), at("2026-11-25 17:00"))]
    assert due(at("2026-11-24 09:00"), cd(3), CALENDAR, pauses=paused).last_day == date(2026, 11, 27)


def test_overlapping_pauses_count_once() -> None:
    paused = [
        (at("2026-11-27 09:00"), at("2026-12-02 09:00")),
        (at("2026-11-26 09:00"), at("2026-11-30 09:00")),
    ]
    assert due(at("2026-11-24 09:00"), cd(10), CALENDAR, pauses=paused).last_day == date(2026, 12, 10)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="pause"):
        due(at("2026-11-24 09:00"), cd(3), CALENDAR, pauses=[(at("2026-11-26 09:00"), at("2026-11-25 09:00"))])


def test_an_extension_may_have_another_unit() -> None:
    by_days = due(at("2026-11-24 09:00"), hours(24), CALENDAR, extensions=[cd(15)])
    assert by_days.last_day == date(2026, 12, 10)
    by_hours = due(at("2026-11-24 09:00"), cd(1), CALENDAR, extensions=[hours(6)])
    assert by_hours.moment == at("2026-11-26 06:00")


# --- a year that is not loaded ----------------------------------------------------------------------------------


def test_a_year_that_is_not_loaded_is_an_error() -> None:
    with pytest.raises(CalendarMissing) as unknown:
        CALENDAR.is_workday(date(2027, 1, 4))
    assert unknown.value.year == 2027
    with pytest.raises(CalendarMissing):
        CALENDAR.named(date(2017, 12, 29))


def test_petition_reaching_into_an_unknown_year_is_provisional_and_earliest() -> None:
    answer = due(at("2026-11-23 09:00"), cd_roll(60), CALENDAR)
    assert (answer.unrolled, answer.last_day) == (date(2027, 1, 22), date(2027, 1, 22))
    assert answer.provisional
    assert answer.missing_years == {2027}


@pytest.mark.parametrize(
    ("days_2027", "last"),
    [
        ({}, "2027-01-22"),
        ({date(2027, 1, 22): (False, "试"), date(2027, 1, 25): (False, "试")}, "2027-01-26"),
        ({date(2027, 1, 22): (False, "试"), date(2027, 1, 23): (True, "试")}, "2027-01-23"),
    ],
    ids=["plain Friday", "holiday over the weekend and Monday", "make-up Saturday"],
)
def test_petition_after_a_made_up_2027_is_loaded(days_2027: dict[date, tuple[bool, str]], last: str) -> None:
    later = WorkCalendar(CALENDAR.years | {2027}, {**CALENDAR.days, **days_2027})
    answer = due(at("2026-11-23 09:00"), cd_roll(60), later)
    assert (str(answer.last_day), answer.provisional, answer.missing_years) == (last, False, frozenset())


def test_working_days_into_an_unknown_year_count_every_day() -> None:
    answer = due(at("2026-12-30 09:00"), wd(4), CALENDAR)
    # 31 December, then 1, 2 and 3 January, whatever they turn out to be
    assert (answer.last_day, answer.missing_years) == (date(2027, 1, 3), {2027})


def test_what_does_not_ask_the_calendar_is_never_provisional() -> None:
    assert not due(at("2026-12-30 09:00"), cd(30), CALENDAR).provisional
    assert not due(at("2026-12-30 09:00"), months(6), CALENDAR).provisional
    assert not due(at("2026-12-31 23:00"), hours(24), CALENDAR).provisional


# --- the shape of the rules -------------------------------------------------------------------------------------

_FIRST, _LAST = date(2018, 1, 1), date(2025, 6, 30)
moments = st.datetimes(
    datetime(2018, 1, 1), datetime(2025, 6, 30, 23, 59), timezones=st.just(CHINA), allow_imaginary=False
)
day_lengths = st.one_of(
    st.builds(Length, st.integers(0, 90), st.just(Unit.CALENDAR_DAY), st.sampled_from(Roll)),
    st.builds(Length, st.integers(1, 60), st.just(Unit.WORKING_DAY), st.sampled_from(Roll)),
    st.builds(Length, st.integers(1, 12), st.just(Unit.MONTH), st.sampled_from(Roll)),
)
lengths = st.one_of(day_lengths, st.builds(Length, st.integers(0, 400), st.just(Unit.HOUR)))


@given(moments, moments, lengths)
def test_due_is_monotone_in_the_start(one: datetime, other: datetime, length: Length) -> None:
    first, second = sorted((one, other))
    assert due(first, length, CALENDAR).moment <= due(second, length, CALENDAR).moment


@given(moments, st.integers(1, 120))
def test_working_days_between_start_and_due_are_the_length(start: datetime, amount: int) -> None:
    answer = due(start, wd(amount), CALENDAR)
    day, worked = local_day(start), 0
    while day < answer.last_day:
        day += timedelta(days=1)
        worked += CALENDAR.is_workday(day)
    assert worked == amount
    assert CALENDAR.is_workday(answer.last_day)


@given(moments, day_lengths)
def test_roll_never_lands_on_a_day_off_and_passes_none_that_works(start: datetime, length: Length) -> None:
    answer = due(start, length, CALENDAR)
    assert answer.unrolled is not None
    if length.roll is Roll.NONE:
        assert answer.last_day == answer.unrolled
        return
    assert CALENDAR.is_workday(answer.last_day)
    passed = [answer.unrolled + timedelta(days=n) for n in range((answer.last_day - answer.unrolled).days)]
    assert not any(CALENDAR.is_workday(day) for day in passed)


@given(moments, st.integers(1, 90), st.data())
def test_a_pause_moves_a_calendar_day_clock_by_its_days(start: datetime, amount: int, data: st.DataObject) -> None:
    plain = due(start, cd(amount), CALENDAR).last_day
    begin = start + timedelta(days=data.draw(st.integers(0, amount)))
    paused_for = data.draw(st.integers(0, 200))
    answer = due(start, cd(amount), CALENDAR, pauses=[(begin, begin + timedelta(days=paused_for))])
    assert answer.last_day == plain + timedelta(days=paused_for)


@given(moments, st.integers(1, 200), st.data())
def test_a_pause_moves_an_hour_clock_by_its_length(start: datetime, amount: int, data: st.DataObject) -> None:
    begin = start + timedelta(minutes=data.draw(st.integers(0, amount * 60 - 1)))
    paused_for = timedelta(minutes=data.draw(st.integers(0, 5000)))
    plain = due(start, hours(amount), CALENDAR).moment
    assert due(start, hours(amount), CALENDAR, pauses=[(begin, begin + paused_for)]).moment == plain + paused_for


@given(moments, st.integers(1, 40), st.data())
def test_a_pause_keeps_the_working_days_that_were_left(start: datetime, amount: int, data: st.DataObject) -> None:
    plain = due(start, wd(amount), CALENDAR).last_day
    begin = start + timedelta(days=data.draw(st.integers(0, (plain - local_day(start)).days - 1)))
    resumed = begin + timedelta(days=data.draw(st.integers(1, 100)))
    answer = due(start, wd(amount), CALENDAR, pauses=[(begin, resumed)])
    left = Days(CALENDAR).working_between(local_day(begin), plain)
    assert Days(CALENDAR).working_between(local_day(resumed), answer.last_day) == left


@st.composite
def made_up_calendars(draw: st.DrawFn) -> WorkCalendar:
    """2026 as it is, and any 2027 and 2028 at all."""
    days = dict(seeded(2026).days)
    for year in (2027, 2028):
        picked = draw(st.lists(st.integers(0, 364), max_size=60))
        for number in picked:
            day = date(year, 1, 1) + timedelta(days=number)
            days[day] = (draw(st.booleans()), "")
    return WorkCalendar(frozenset({2026, 2027, 2028}), days)


@given(made_up_calendars(), st.integers(0, 120), day_lengths, st.data())
def test_provisional_is_never_later_than_final(
    later: WorkCalendar, before: int, length: Length, data: st.DataObject
) -> None:
    if length.unit is Unit.MONTH and length.amount > 9:
        length = months(9, length.roll)
    start = at("2026-12-31 12:00") - timedelta(days=before)
    begin = start + timedelta(days=data.draw(st.integers(0, 100)))
    pauses = [(begin, begin + timedelta(days=data.draw(st.integers(0, 60))))] if data.draw(st.booleans()) else []
    early = due(start, length, seeded(2026), pauses=pauses)
    final = due(start, length, later, pauses=pauses)
    assert early.moment <= final.moment
    assert early.provisional == bool(early.missing_years)
    assert not final.provisional


# --- reminders and the ladder -----------------------------------------------------------------------------------


def test_the_ladder_counts_working_days_from_the_due_moment() -> None:
    due_moment = end_of(date(2026, 9, 29))
    steps = dict(ladder(due_moment, CALENDAR))
    assert {key: str(day_before(moment)) for key, moment in steps.items()} == {
        "T.ESC.REMIND": "2026-09-24",
        "T.ESC.URGE": "2026-09-29",
        "T.ESC.YELLOW": "2026-09-30",
        "T.ESC.RED": "2026-10-09",
        "T.ESC.TALK": "2026-10-12",
        "T.ESC.SUPERVISE": "2026-10-19",
    }


def test_no_reminder_where_the_limit_is_shorter_than_three_working_days() -> None:
    start = at("2026-11-23 09:00")
    short, long = (due(start, wd(n), CALENDAR).moment for n in (2, 3))
    assert "T.ESC.REMIND" not in dict(ladder(short, CALENDAR, started=start))
    assert dict(ladder(long, CALENDAR, started=start))["T.ESC.REMIND"] == end_of(date(2026, 11, 24))


def test_an_hour_clock_is_reminded_with_a_quarter_left() -> None:
    steps = dict(ladder(at("2026-11-24 16:00"), CALENDAR, started=at("2026-11-24 08:00"), length=hours(8)))
    assert steps["T.ESC.REMIND"] == at("2026-11-24 14:00")
    assert steps["T.ESC.URGE"] == at("2026-11-24 16:00")
    assert steps["T.ESC.YELLOW"] == end_of(date(2026, 11, 25))


def test_shift_by_hours_and_days() -> None:
    moment = end_of(date(2026, 11, 25))
    assert shift(moment, hours(-3), CALENDAR).moment == at("2026-11-25 21:00")
    assert shift(moment, cd(20), CALENDAR).moment == end_of(date(2026, 12, 15))


# --- day by day -------------------------------------------------------------------------------------------------


def test_the_arithmetic_is_told_day_by_day() -> None:
    lines = explain(at("2026-02-12 10:00"), wd(5), CALENDAR)
    told = [(f"{line.day:%m-%d}", line.part.value, line.number, line.mark) for line in lines]
    assert told == [
        ("02-12", "event", None, ""),
        ("02-13", "counted", 1, ""),
        ("02-14", "counted", 2, "班"),
        *[(f"02-{n}", "off", None, "休") for n in range(15, 24)],
        ("02-24", "counted", 3, ""),
        ("02-25", "counted", 4, ""),
        ("02-26", "counted", 5, ""),
    ]
    assert [line.is_last for line in lines] == [False] * (len(lines) - 1) + [True]


def test_pause_extension_roll_and_unknown_year_are_told() -> None:
    paused = [(at("2026-11-27 09:00"), at("2026-11-30 09:00"))]
    lines = explain(at("2026-11-24 09:00"), wd(5), CALENDAR, pauses=paused, extensions=[cd(2)])
    assert [(line.day.day, line.part) for line in lines if line.part in (Part.PAUSED, Part.EXTENDED)] == [
        (28, Part.PAUSED), (29, Part.PAUSED), (30, Part.PAUSED), (3, Part.EXTENDED), (4, Part.EXTENDED),
    ]  # fmt: skip
    rolled = explain(at("2026-09-25 09:00"), cd_roll(7), CALENDAR)
    assert [line.day.day for line in rolled if line.part is Part.ROLLED] == [3, 4, 5, 6, 7, 8]
    assert rolled[-1].is_last
    assert [line.mark for line in explain(at("2026-12-31 09:00"), wd(1), CALENDAR)] == ["", "?"]


def test_the_day_of_resumption_is_told_as_the_last_where_nothing_else_was_left() -> None:
    paused = [(at("2026-11-25 15:00"), at("2026-11-27 08:00"))]
    lines = explain(at("2026-11-24 09:00"), wd(1), CALENDAR, pauses=paused)
    assert [(line.day.day, line.part) for line in lines[-2:]] == [(26, Part.PAUSED), (27, Part.COUNTED)]


def test_an_hour_clock_is_told_by_its_ends() -> None:
    assert [line.day.day for line in explain(at("2026-11-24 09:00"), hours(24), CALENDAR)] == [24, 25]
    assert [line.day.day for line in explain(at("2026-11-24 09:00"), hours(2), CALENDAR)] == [24]


@given(moments, day_lengths)
def test_the_told_arithmetic_ends_where_the_clock_ends(start: datetime, length: Length) -> None:
    lines = explain(start, length, CALENDAR)
    answer = due(start, length, CALENDAR)
    assert lines[-1].day == answer.last_day
    counted = [line.number for line in lines if line.number is not None]
    assert counted == list(range(1, len(counted) + 1))
    if length.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        assert len(counted) == length.amount

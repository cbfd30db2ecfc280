"""Every form in which a clock is told, and when it is soon."""

from datetime import date, datetime, timedelta

import pytest

from casework.clock_words import (
    deadline_words,
    length_words,
    met_words,
    paused_words,
    period_over_words,
    remaining_words,
    right_over_words,
)
from casework.clockface import remaining
from casework.timers import CHINA, Length, Unit, due, end_of
from tests.casework.test_timers import CALENDAR, at, cd, hours, months, wd


def left(now: str, due_moment: datetime, length: Length) -> tuple[str, bool, bool]:
    answer = remaining(at(now), due_moment, length, CALENDAR)
    return remaining_words(answer), answer.soon, answer.late


LAST = end_of(date(2026, 11, 25))
AT_FOUR = at("2026-11-24 16:00")


@pytest.mark.parametrize(
    ("now", "words", "soon"),
    [
        ("2026-11-16 09:00", "剩余7个工作日", False),
        ("2026-11-20 14:05", "剩余3个工作日", False),
        ("2026-11-21 14:05", "剩余3个工作日", False),
        ("2026-11-23 14:05", "剩余2个工作日", True),
        ("2026-11-24 23:59", "剩余1个工作日", True),
        ("2026-11-25 00:00", "今天24:00到期", True),
        ("2026-11-25 23:59:59.999999", "今天24:00到期", True),
    ],
)
def test_working_days_left(now: str, words: str, soon: bool) -> None:
    assert left(now, LAST, wd(10)) == (words, soon, False)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-26 00:00", "逾期1个工作日"),
        ("2026-11-27 09:00", "逾期2个工作日"),
        ("2026-11-29 09:00", "逾期2个工作日"),
        ("2026-11-30 09:00", "逾期3个工作日"),
    ],
)
def test_working_days_overdue(now: str, words: str) -> None:
    assert left(now, LAST, wd(10)) == (words, False, True)


def test_overdue_over_a_weekend_is_less_than_a_working_day() -> None:
    assert left("2026-11-28 09:00", end_of(date(2026, 11, 27)), wd(5))[0] == "逾期不足1个工作日"


@pytest.mark.parametrize(
    ("now", "words", "soon", "late"),
    [
        ("2026-11-20 09:00", "剩余5天", False, False),
        ("2026-11-22 09:00", "剩余3天", False, False),
        ("2026-11-23 09:00", "剩余2天", True, False),
        ("2026-11-25 09:00", "今天24:00到期", True, False),
        ("2026-11-26 00:00", "逾期1天", False, True),
        ("2026-11-28 09:00", "逾期3天", False, True),
    ],
)
def test_calendar_days(now: str, words: str, soon: bool, late: bool) -> None:
    assert left(now, LAST, cd(15)) == (words, soon, late)


def test_days_off_do_not_count_toward_soon() -> None:
    # from 30 September to 9 October lie two working days only
    assert left("2026-09-30 09:00", end_of(date(2026, 10, 9)), cd(30)) == ("剩余9天", True, False)


@pytest.mark.parametrize("length", [wd(4), cd(4), wd(1)])
def test_a_clock_under_five_days_is_soon_on_its_last_day_only(length: Length) -> None:
    assert not remaining(at("2026-11-24 09:00"), LAST, length, CALENDAR).soon
    assert remaining(at("2026-11-25 09:00"), LAST, length, CALENDAR).soon


def test_a_clock_of_five_days_is_soon_with_two_left() -> None:
    assert remaining(at("2026-11-23 09:00"), LAST, wd(5), CALENDAR).soon


def test_months_are_told_in_days() -> None:
    answer = due(at("2026-05-25 09:00"), months(6), CALENDAR)
    assert left("2026-11-20 09:00", answer.moment, months(6)) == ("剩余5天", False, False)
    assert left("2026-11-24 09:00", answer.moment, months(1)) == ("剩余1天", True, False)


@pytest.mark.parametrize(
    ("now", "words", "soon", "late"),
    [
        ("2026-11-23 17:30", "剩余22小时", False, False),
        ("2026-11-24 10:00", "剩余6小时", True, False),
        ("2026-11-24 10:01", "剩余5小时59分", True, False),
        ("2026-11-24 11:00", "剩余5小时", True, False),
        ("2026-11-24 13:05", "剩余2小时55分", True, False),
        ("2026-11-24 15:00", "剩余1小时", True, False),
        ("2026-11-24 15:18", "剩余42分", True, False),
        ("2026-11-24 15:59:30", "剩余不足1分", True, False),
        ("2026-11-24 16:00", "逾期不足1小时", False, True),
        ("2026-11-24 16:59", "逾期不足1小时", False, True),
        ("2026-11-24 19:20", "逾期3小时", False, True),
    ],
)
def test_hours(now: str, words: str, soon: bool, late: bool) -> None:
    assert left(now, AT_FOUR, hours(24)) == (words, soon, late)


@pytest.mark.parametrize(
    ("amount", "before", "soon"),
    [(24, timedelta(hours=6), True), (24, timedelta(hours=6, minutes=1), False), (2, timedelta(hours=1), True),
     (2, timedelta(hours=1, minutes=1), False)],
)  # fmt: skip
def test_an_hour_clock_is_soon_with_a_quarter_or_an_hour_left(amount: int, before: timedelta, soon: bool) -> None:
    assert remaining(AT_FOUR - before, AT_FOUR, hours(amount), CALENDAR).soon is soon


@pytest.mark.parametrize(
    ("moment", "in_hours", "provisional", "words"),
    [
        (LAST, False, False, "11月25日（周三）24:00"),
        (AT_FOUR, True, False, "11月24日（周二）16:00"),
        (end_of(date(2027, 1, 8)), False, True, "2027年1月8日（周五）24:00（暂定）"),
        (end_of(date(2025, 12, 31)), False, False, "2025年12月31日（周三）24:00"),
        (at("2026-11-25 00:00"), True, False, "11月25日（周三）00:00"),
        (LAST.astimezone(CHINA), False, True, "11月25日（周三）24:00（暂定）"),
    ],
)
def test_deadlines(moment: datetime, in_hours: bool, provisional: bool, words: str) -> None:
    assert deadline_words(moment, in_hours=in_hours, provisional=provisional, this_year=2026) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (hours(24), "24小时"),
        (wd(5), "5个工作日"),
        (cd(15), "15天"),
        (months(6), "6个月"),
        (Length(1, Unit.FIXED_DATE, fixed=(3, 31)), "每年3月31日"),
    ],
)
def test_lengths(length: Length, words: str) -> None:
    assert length_words(length) == words


def test_paused_met_and_over() -> None:
    assert paused_words(timedelta(days=6, hours=5)) == "中止计时（已停6天）"
    assert met_words(remaining(at("2026-11-25 09:00"), LAST, cd(15), CALENDAR)) == "按期完成"
    assert met_words(remaining(at("2026-11-26 09:00"), LAST, cd(15), CALENDAR)) == "逾期1天完成"
    assert right_over_words() == "到期权利已过"
    assert period_over_words() == "期满"

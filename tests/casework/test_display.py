"""How moments, clocks, money and rates read."""

from datetime import date, datetime, timedelta

import pytest

from casework import display
from casework.clockface import Remaining, Standing
from casework.timers import CHINA, Unit

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=CHINA)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)


@pytest.mark.parametrize(("value", "words"), [
    (at(2026, 11, 23, 9, 3), "今天09:03"),
    (at(2026, 11, 23, 0, 0), "今天00:00"),
    (at(2026, 11, 22, 23, 59), "11月22日 23:59"),
    (at(2025, 12, 3, 14, 5), "2025年12月3日 14:05"),
])  # fmt: skip
def test_moment(value: datetime, words: str) -> None:
    assert display.moment(value, NOW) == words


def test_moment_is_told_in_chinas_time() -> None:
    utc_evening = at(2026, 11, 22, 23, 30).astimezone(tz=None)
    assert display.moment(utc_evening, NOW) == "11月22日 23:30"


@pytest.mark.parametrize(("value", "words"), [
    (date(2026, 10, 12), "10月12日"), (date(2025, 1, 2), "2025年1月2日"), (at(2026, 1, 1, 0, 30), "1月1日"),
])  # fmt: skip
def test_day(value: date, words: str) -> None:
    assert display.day(value, NOW) == words


def test_weekday() -> None:
    assert [display.weekday(date(2026, 11, 23) + timedelta(days=n)) for n in (0, 2, 6)] == ["周一", "周三", "周日"]


@pytest.mark.parametrize(("due", "unit", "provisional", "words"), [
    (at(2026, 11, 26), Unit.WORKING_DAY, False, "11月25日（周三）24:00"),
    (at(2026, 11, 24, 16), Unit.HOUR, False, "11月24日（周二）16:00"),
    (at(2027, 1, 9), Unit.WORKING_DAY, True, "2027年1月8日（周五）24:00（暂定）"),
])  # fmt: skip
def test_deadline_is_said_as_the_end_of_the_day_before(
    due: datetime, unit: Unit, provisional: bool, words: str
) -> None:
    assert display.deadline(due, NOW, unit=unit, provisional=provisional) == words


def left(standing: Standing, amount: int, *, soon: bool = False) -> Remaining:
    return Remaining(standing, Unit.WORKING_DAY, amount, 0, soon=soon)


@pytest.mark.parametrize(("remaining", "kind", "words"), [
    (left(Standing.RUNNING, 5), "plain", "剩余5个工作日"),
    (left(Standing.RUNNING, 2, soon=True), "soon", "剩余2个工作日"),
    (left(Standing.TODAY, 0, soon=True), "soon", "今天24:00到期"),
    (left(Standing.OVERDUE, 2), "late", "逾期2个工作日"),
])  # fmt: skip
def test_a_running_clock_is_coloured_by_the_rule_and_says_it_in_words(
    remaining: Remaining, kind: str, words: str
) -> None:
    chip = display.running_clock(remaining, name="整改期限", due="11月25日（周三）24:00")
    assert (chip.kind, chip.words, chip.name, chip.due) == (kind, words, "整改期限", "11月25日（周三）24:00")


def test_a_paused_clock_is_neither_late_nor_soon() -> None:
    chip = display.paused_clock(timedelta(days=6, hours=3), name="整改期限")
    assert (chip.kind, chip.words) == ("susp", "中止计时（已停6天）")


def test_a_met_clock_is_done_only_when_it_was_in_time() -> None:
    assert display.met_clock(left(Standing.RUNNING, 3)).kind == "done"
    late = display.met_clock(left(Standing.OVERDUE, 1))
    assert (late.kind, late.words) == ("plain", "逾期1个工作日完成")


def test_the_arithmetic_is_added_without_changing_the_chip() -> None:
    chip = display.paused_clock(timedelta(days=1))
    assert display.explained(chip, (("起算", "10月26日"),)).arithmetic == (("起算", "10月26日"),)
    assert chip.arithmetic == ()


@pytest.mark.parametrize(("fen", "words"), [
    (9_840_000, "98,400.00元"), (5, "0.05元"), (0, "0.00元"), (-40_000, "-400.00元"), (123_456_789, "1,234,567.89元"),
])  # fmt: skip
def test_money(fen: int, words: str) -> None:
    assert display.money(fen) == words


def test_rate_has_its_base_and_a_base_of_nothing_has_no_rate() -> None:
    assert display.rate(94, 109) == "86.2%（94 / 109）"
    assert display.rate(0, 0) == "—"

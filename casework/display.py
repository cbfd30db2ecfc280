"""How moments, clocks, money and rates read on a page.

Pure: every function gets its "now" and returns words. Moments are aware; what is shown is China's time.
The words of clocks come from `casework.clock_words`, masked values from `casework.masking`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from casework.clock_words import (
    deadline_words,
    met_words,
    paused_words,
    period_over_words,
    remaining_words,
    right_over_words,
)
from casework.clockface import Remaining
from casework.timers import CHINA, TO_THE_MOMENT, Unit

WEEKDAYS = "一二三四五六日"
NOTHING = "—"

ClockKind = Literal["late", "soon", "plain", "susp", "done"]


@dataclass(frozen=True)
class ClockChip:
    """What a page shows of one timer.

    kind        how it is coloured; the words and the icon say the same
    words       剩余2个工作日
    name        整改期限
    due         11月25日（周三）24:00, marked （暂定） where it is
    arithmetic  pairs of name and value: 起算, 长度, 日历 …
    """

    kind: ClockKind
    words: str
    name: str = ""
    due: str = ""
    arithmetic: tuple[tuple[str, str], ...] = ()


def running_clock(left: Remaining, *, name: str = "", due: str = "") -> ClockChip:
    """The chip of a clock that runs: late, soon or plain."""
    kind: ClockKind = "late" if left.late else "soon" if left.soon else "plain"
    return ClockChip(kind, remaining_words(left), name, due)


def paused_clock(paused_for: timedelta, *, name: str = "", due: str = "") -> ClockChip:
    """The chip of a clock that stands still for a lawful cause."""
    return ClockChip("susp", paused_words(paused_for), name, due)


def over_clock(*, right: bool, name: str = "", due: str = "") -> ClockChip:
    """The chip of a period that has passed; with `right` a right has ended with it."""
    return ClockChip("plain", right_over_words() if right else period_over_words(), name, due)


def met_clock(at_the_end: Remaining, *, name: str = "", due: str = "") -> ClockChip:
    """The chip of a clock whose duty was done, in time or late."""
    return ClockChip("plain" if at_the_end.late else "done", met_words(at_the_end), name, due)


def explained(chip: ClockChip, arithmetic: tuple[tuple[str, str], ...]) -> ClockChip:
    """The same chip with the table that opens under it."""
    return replace(chip, arithmetic=arithmetic)


def local(value: datetime) -> datetime:
    """The same moment on the wall clock of the office."""
    return value.astimezone(CHINA)


def day(value: date | datetime, now: datetime) -> str:
    """11月23日, with the year where it is not this one."""
    when = local(value).date() if isinstance(value, datetime) else value
    words = f"{when.month}月{when.day}日"
    return words if when.year == local(now).year else f"{when.year}年{words}"


def moment(value: datetime, now: datetime) -> str:
    """今天14:05 · 11月23日 14:05 · 2025年12月3日 14:05."""
    when = local(value)
    if when.date() == local(now).date():
        return _("今天%(time)s") % {"time": f"{when:%H:%M}"}
    return f"{day(value, now)} {when:%H:%M}"


def weekday(value: date | datetime) -> str:
    """周一 … 周日."""
    when = local(value) if isinstance(value, datetime) else value
    return f"周{WEEKDAYS[when.weekday()]}"


def deadline(due: datetime, now: datetime, *, unit: Unit = Unit.CALENDAR_DAY, provisional: bool = False) -> str:
    """11月25日（周三）24:00 of an exclusive moment; the year where it is not this one."""
    hours = unit in TO_THE_MOMENT
    return deadline_words(due, in_hours=hours, provisional=provisional, this_year=local(now).year)


def money(fen: int) -> str:
    """Money kept in fen, written to the fen: 98,400.00元."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}元"


def rate(numerator: int, denominator: int) -> str:
    """A rate with its base: 86.2%（94 / 109）; a base of nothing has no rate."""
    if denominator == 0:
        return NOTHING
    return f"{numerator / denominator:.1%}（{numerator:,} / {denominator:,}）"


def on_paper(value: datetime) -> str:
    """2026年11月24日 14:05, in full: a paper is read in other years too."""
    when = local(value)
    return f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"

"""The running clocks of a record as chips, each with its arithmetic."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clock, clockface, clocks, display, kinds, workcalendar
from casework.clock_words import length_words
from casework.display import ClockChip
from casework.models import Record, Timer

#: Only what was read in a national text may be named as the basis; the rest is the office's own setting.
VERIFIED = "V"


def chips(record: Any, now: datetime) -> list[ClockChip]:
    """All running clocks: late first, then by due moment."""
    found = [(t, chip(t, record, now)) for t in clocks.running(record).select_related("rule")]
    return [c for _t, c in sorted(found, key=lambda pair: (pair[1].kind != "late", pair[0].due_at))]


def chip(timer: Timer, record: Any, now: datetime) -> ClockChip:
    """One clock with its name, its due moment and how it was computed."""
    name = kinds.kind_of(record).timer_label(timer.key)
    length = clocks.length_of(timer)
    due = display.deadline(timer.due_at, now, unit=length.unit, provisional=timer.provisional)
    if timer.paused_at:
        made = display.paused_clock(now - timer.paused_at, name=name, due=due)
    else:
        left = clockface.remaining(now, timer.due_at, length, workcalendar.current())
        made = display.running_clock(left, name=name, due=due)
    return display.explained(made, _arithmetic(timer, now, due))


def _arithmetic(timer: Timer, now: datetime, due: str) -> tuple[tuple[str, str], ...]:
    length = clocks.length_of(timer)
    lines = [(_("起算"), display.moment(timer.started_at, now)), (_("长度"), length_words(length))]
    skipped = _days_off(timer)
    if skipped:
        lines.append((_("日历"), skipped))
    lines.append((_("到期"), due))
    rule = timer.rule
    basis = rule.basis if rule and rule.confidence == VERIFIED else _("本地设定")
    lines.append((_("依据"), basis))
    return tuple((str(name), str(value)) for name, value in lines)


def _days_off(timer: Timer) -> str:
    """The holidays and make-up workdays the count met, in words."""
    pauses, extensions = clocks.history_of(timer)
    lines = clockface.explain(
        timer.started_at, clocks.length_of(timer), workcalendar.current(), pauses=pauses, extensions=extensions
    )
    met = [f"{line.day.month}月{line.day.day}日{line.mark}" for line in lines if line.mark in ("休", "班")]
    return "、".join(met[:12])


def worst(record: Record, now: datetime) -> ClockChip | None:
    """The clock of a list row, from the base table alone: late, or by when."""
    if record.due_at is None or record.closed_at is not None:
        return None
    due = display.deadline(record.due_at, now)
    if record.due_at <= now:
        days = (now - record.due_at).days
        words = (
            _("逾期%(n)d天") % {"n": days}
            if days
            else _("逾期%(n)d小时") % {"n": (now - record.due_at).seconds // 3600}
        )
        return ClockChip("late", words, due=due)
    today = display.local(record.due_at - clock.TICK).date() == display.local(now).date()
    return ClockChip("soon", _("今天到期"), due=due) if today else ClockChip("plain", due, due=due)

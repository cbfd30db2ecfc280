"""The running clocks of a record as chips, each with its arithmetic."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clockface, clocks, display, kinds, workcalendar
from casework.clock_words import length_words
from casework.display import ClockChip
from casework.models import Record, Timer

#: Only what was read in a national text may be named as the basis; the rest is the office's own setting.
VERIFIED = "V"
#: The expiry of a period within which somebody may do something.
RIGHT_ENDS = "right_ends"


def chips(
    record: Any, now: datetime, keys: Collection[str] | None = None, *, without: Collection[str] = ()
) -> list[ClockChip]:
    """All running clocks, or those of these keys: late first, then by due moment; periods that have passed last.
    `without` names those that are not told."""
    rows = clocks.running(record).select_related("rule").prefetch_related("history")
    rows = rows if keys is None else rows.filter(key__in=keys)
    rows = rows.exclude(key__in=without) if without else rows
    found = [
        (t, chip(t, record, now, workcalendar.of(t.calendar))) for t in rows.annotate(calendar=workcalendar.version())
    ]
    found.sort(key=lambda pair: (pair[1].kind != "late", is_over(pair[0], now), pair[0].due_at))
    return [c for _t, c in found]


def is_over(timer: Timer, now: datetime) -> bool:
    """Whether it is a period, no deadline, and has passed: nobody is late by it."""
    return not timer.is_deadline and not timer.provisional and timer.due_at <= now


def chip(timer: Timer, record: Any, now: datetime, calendar: Any) -> ClockChip:
    """One clock with its name, its due moment and how it was computed."""
    name = kinds.kind_of(record).timer_label(timer.key)
    length = clocks.length_of(timer)
    due = display.deadline(timer.due_at, now, unit=length.unit, provisional=timer.provisional)
    if timer.paused_at:
        made = display.paused_clock(now - timer.paused_at, name=name, due=due)
    elif is_over(timer, now):
        made = display.over_clock(right=timer.on_expiry == RIGHT_ENDS, name=name, due=due)
    else:
        left = clockface.remaining(now, timer.due_at, length, calendar)
        made = display.running_clock(left, name=name, due=due)
    return display.explained(made, _arithmetic(timer, now, due, calendar))


def _arithmetic(timer: Timer, now: datetime, due: str, calendar: Any) -> tuple[tuple[str, str], ...]:
    length = clocks.length_of(timer)
    lines = [(_("起算"), display.moment(timer.started_at, now)), (_("长度"), length_words(length))]
    skipped = _days_off(timer, calendar)
    if skipped:
        lines.append((_("日历"), skipped))
    lines.append((_("到期"), due))
    rule = timer.rule
    basis = rule.basis if rule and rule.confidence == VERIFIED else _("本地设定")
    lines.append((_("依据"), basis))
    return tuple((str(name), str(value)) for name, value in lines)


def _days_off(timer: Timer, calendar: Any) -> str:
    """The holidays and make-up workdays the count met, in words."""
    pauses, extensions = clocks.history_of(timer)
    lines = clockface.explain(timer.started_at, clocks.length_of(timer), calendar, pauses=pauses, extensions=extensions)
    met = [f"{line.day.month}月{line.day.day}日{line.mark}" for line in lines if line.mark in ("休", "班")]
    return "、".join(met[:12])


def of_list(records: Sequence[Record], now: datetime) -> dict[Any, ClockChip]:
    """By record the clock that decides its place in a list: the nearest deadline that runs. One query for a page."""
    running = Timer.objects.filter(
        record__in=[r.pk for r in records], is_deadline=True, stopped_at__isnull=True, paused_at__isnull=True
    )
    running = running.annotate(calendar=workcalendar.version()).order_by("-due_at", "-id")
    nearest: dict[Any, Any] = {t.record_id: t for t in running}
    return {pk: short(timer, now, workcalendar.of(timer.calendar)) for pk, timer in nearest.items()}


def short(timer: Timer, now: datetime, calendar: Any) -> ClockChip:
    """A clock as a list shows it, without how it was computed."""
    length = clocks.length_of(timer)
    due = display.deadline(timer.due_at, now, unit=length.unit, provisional=timer.provisional)
    return display.running_clock(clockface.remaining(now, timer.due_at, length, calendar), due=due)

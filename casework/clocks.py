"""The clocks of a record. The engine calls these inside its transaction, with the record's row locked and its version
already counted up; they commit nothing themselves and return what they changed, for the record's event.

A change is a plain dictionary: `op` (start, stop, pause, resume, extend, recompute), `key`, `old_due` and `new_due` as
ISO moments in UTC (None where there is none), and where it applies `provisional` and `cause` (a code).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from casework import timers, workcalendar
from casework.context import Wish
from casework.models import Post, Record, Timer, TimerChange, TimerRule
from casework.reference import Kept
from casework.timers import Due, Length, Roll, Unit
from casework.workcalendar import WorkCalendar

Change = dict[str, Any]

#: Under which name a record carries its clocks from the act that wrote them to the answer.
KEPT = "_standing_clocks"

#: What may follow an expiry that is only provisional: telling people. Nothing is taken from anybody on a guess.
HARMLESS = ("remind", "urge", "alarm", "supervise", "escalate")


#: Every version of every rule of a clock.
all_rules: Kept[list[TimerRule]] = Kept(lambda: list(TimerRule.objects.all()))


class RuleMissing(LookupError):
    """No version of a timer's rule is in force on a day, or it leaves the length to a record that gave none."""


def rule_in_force(key: str, lifecycle: str, day: date) -> TimerRule:
    """The version of a rule that holds for a clock started on that day. Raises RuleMissing."""
    of_key = (rule for rule in all_rules() if (rule.key, rule.lifecycle) == (key, lifecycle))
    found = [rule for rule in of_key if rule.valid_from <= day and (rule.valid_to is None or day < rule.valid_to)]
    if not found:
        raise RuleMissing(f"{key} of {lifecycle} has no version in force on {day}")
    return found[0]


class Running:
    """The running clocks of one record during one act: read once, changed in memory, written by `write`.

    An act stops and starts several clocks; asking for each by itself would cost five statements a clock.
    The caller holds the calendar still (`engine.write`), or a load between reading and commit would be missed.
    """

    def __init__(self, record: Record, lifecycle: str) -> None:
        self.record, self.lifecycle = record, lifecycle
        fresh = record._state.adding  # not written yet: it has none
        rows: Any = [] if fresh else list(running(record).annotate(calendar=workcalendar.version()))
        self.timers: dict[str, Timer] = {timer.key: timer for timer in rows}
        self._version = rows[0].calendar if rows else None
        self._started: list[Timer] = []
        self._stopped: list[Timer] = []

    @cached_property
    def calendar(self) -> WorkCalendar:
        return workcalendar.of(self._version) if self._version else workcalendar.current()

    def start(self, key: str, *, at: datetime, length: Length | None = None) -> list[Change]:
        """Start a clock with the rule version in force on the day of `at`; a running one keeps its start.

        `length` comes from the record where the rule leaves it open, and stands instead of the rule's own where given.
        Raises RuleMissing.
        """
        if key in self.timers:
            return []
        rule = rule_in_force(key, self.lifecycle, timers.local_day(at))
        length = length or _length_of(rule)
        if length is None:
            raise RuleMissing(f"{key} of {self.lifecycle} takes its length from the record, which gave none")
        timer = Timer(
            record_id=self.record.pk, rule=rule, key=key, started_at=at, is_deadline=rule.is_deadline,
            on_expiry=rule.on_expiry,
        )  # fmt: skip
        _set_length(timer, length)
        _set_due(timer, timers.due(at, length, self.calendar))
        self.timers[key] = timer
        self._started.append(timer)
        return [_change("start", timer, None, timer.due_at, provisional=timer.provisional)]

    def stop(self, key: str, *, at: datetime, cause: str) -> list[Change]:
        """Stop a running clock; one that does not run is left alone."""
        timer = self.timers.pop(key, None)
        if timer is None:
            return []
        timer.stopped_at, timer.stop_cause = max(at, timer.started_at), cause  # a server clock may step back a little
        if timer.pk is not None:
            self._stopped.append(timer)
        return [_change("stop", timer, timer.due_at, None, cause=cause)]

    def write(self) -> None:
        """Store what was stopped and started, in this order: a clock may stop and start anew in one act."""
        setattr(self.record, KEPT, sorted(self.timers.values(), key=lambda timer: timer.due_at))
        if self._stopped:
            Timer.objects.bulk_update(self._stopped, ["stopped_at", "stop_cause"])
        if self._started:
            Timer.objects.bulk_create(self._started)
        self._stopped, self._started = [], []

    def carry_out(self, wish: Wish, *, at: datetime, act: str, approver: Post | None = None) -> list[Change]:
        """Do what an effect asked for with a clock: `wish.op` is start, stop, pause, resume, extend or recompute."""
        cause = wish.cause or act
        if wish.op == "start":
            return self.start(wish.key, at=wish.at or at, length=wish.length)
        if wish.op == "stop":
            return self.stop(wish.key, at=at, cause=cause)
        self.write()  # the rest changes clocks that stand in the database
        if wish.op == "recompute":
            return self.recompute(at=at, noted=wish.noted, cause=cause)
        timer = self.timers.get(wish.key)
        if timer is None:
            return []
        if wish.op == "extend":
            return self._extend(timer, _Deed(at, cause, approver, wish.length))
        return {"pause": self._pause, "resume": self._resume}[wish.op](timer, _Deed(at, cause, approver))

    def _pause(self, timer: Timer, deed: "_Deed") -> list[Change]:
        if timer.paused_at is not None:
            return []
        timer.paused_at = deed.at
        timer.save(update_fields=["paused_at"])
        _keep(self.record, timer, TimerChange.PAUSE, timer.due_at, deed)
        return [_change("pause", timer, timer.due_at, timer.due_at, cause=deed.cause)]

    def _resume(self, timer: Timer, deed: "_Deed") -> list[Change]:
        if timer.paused_at is None:
            return []
        pauses, extensions = history_of(timer)
        answer = _due(timer, [*pauses, (timer.paused_at, deed.at)], extensions, self.calendar)
        timer.paused_at = None
        return [_redate(self.record, timer, TimerChange.RESUME, answer, _Deed(deed.at, deed.cause))]

    def _extend(self, timer: Timer, deed: "_Deed") -> list[Change]:
        pauses, extensions = history_of(timer)
        added = [deed.length] if deed.length else []
        answer = _due(timer, pauses, [*extensions, *added], self.calendar)
        return [_redate(self.record, timer, TimerChange.EXTEND, answer, deed)]

    def recompute(self, *, at: datetime, noted: bool, cause: str) -> list[Change]:
        """Compute the clocks anew from the present calendar.

        An overdue clock is not made timely unless a supervisor's note goes with it (`noted`; §A.5).
        """
        found = [(timer, due_now(timer, self.calendar)) for timer in self.timers.values()]
        return [
            _redate(self.record, timer, TimerChange.RECOMPUTE, answer, _Deed(at, cause))
            for timer, answer in found
            if not _same(timer, answer) and _allowed(timer, answer, at, noted=noted)
        ]

    def earliest_deadline(self) -> datetime | None:
        """The nearest due moment that counts as a deadline; rights, look-backs and suspended clocks do not."""
        counting = (t.due_at for t in self.timers.values() if t.is_deadline and t.paused_at is None)
        return min(counting, default=None)


def foreseen(key: str, lifecycle: str, at: datetime, length: Length | None = None) -> tuple[Due, Length] | None:
    """When a clock started at `at` would be due, and its length; None where the length is not known before the act."""
    length = length or _length_of(rule_in_force(key, lifecycle, timers.local_day(at)))
    return None if length is None else (timers.due(at, length, workcalendar.current()), length)


# --- reading ----------------------------------------------------------------------------------------------------


def running(record: Record) -> QuerySet[Timer]:
    """The clocks of a record that have not been stopped, the nearest first; suspended ones among them."""
    return Timer.objects.filter(record_id=record.pk, stopped_at__isnull=True).order_by("due_at", "id")


def standing(record: Record) -> list[Timer]:
    """The same as a list: as the act that just wrote them left them, or as they stand in the database."""
    kept: list[Timer] | None = getattr(record, KEPT, None)
    return list(running(record)) if kept is None else kept


def window_open(record: Record, key: str, now: datetime) -> bool:
    """Whether a right bound to a clock may still be used. A provisional end closes nothing."""
    return running(record).filter(key=key).filter(Q(due_at__gt=now) | Q(provisional=True)).exists()


def due_timers(now: datetime) -> QuerySet[Timer]:
    """Expired clocks nobody has dealt with, the oldest first.

    A provisional one is only given out where its expiry merely tells people.
    """
    waiting = Timer.objects.filter(
        due_at__lte=now, stopped_at__isnull=True, fired_at__isnull=True, paused_at__isnull=True
    ).filter(Q(provisional=False) | Q(on_expiry__in=HARMLESS))
    return waiting.order_by("due_at", "id")


def due_timer(pk: int, now: datetime) -> Timer | None:
    """One expired clock with its record locked for this transaction; None when it is dealt with or in other hands.

    The record is locked before the clock is read, in the order the engine takes them.
    """
    holder = Record.objects.select_for_update(no_key=True, skip_locked=True, of=("self",)).filter(timers__pk=pk)
    if holder.values_list("pk", flat=True).first() is None:
        return None
    return due_timers(now).filter(pk=pk).first()


def mark_fired(timer: Timer, at: datetime) -> None:
    """Note that an expiry has been dealt with; the sweep does not come back to it."""
    timer.fired_at = at
    timer.save(update_fields=["fired_at"])


def length_of(timer: Timer) -> Length:
    """The length a clock was started with."""
    fixed = (timer.fixed_month, timer.fixed_day) if timer.fixed_month and timer.fixed_day else None
    return Length(timer.amount, Unit(timer.unit), Roll(timer.roll), fixed)


def history_of(timer: Timer) -> tuple[list[timers.Pause], list[Length]]:
    """The ended pauses and the extensions of a clock, in their order."""
    pauses: list[timers.Pause] = []
    extensions: list[Length] = []
    began: datetime | None = None
    for change in timer.history.all():
        if change.kind == TimerChange.PAUSE:
            began = change.at
        elif change.kind == TimerChange.RESUME and began is not None:
            pauses.append((began, change.at))
            began = None
        elif change.kind == TimerChange.EXTEND and change.amount is not None:
            extensions.append(Length(change.amount, Unit(change.unit), Roll(change.roll)))
    return pauses, extensions


def due_now(timer: Timer, calendar: WorkCalendar) -> Due:
    """The due moment as a calendar gives it; nothing is stored."""
    return _due(timer, *history_of(timer), calendar)


def ladder_of(timer: Timer, calendar: WorkCalendar | None = None) -> list[tuple[str, datetime]]:
    """The steps of escalation of a clock (§1.1.4), with the lengths of the rule versions in force at its start."""
    day = timers.local_day(timer.started_at)
    lifecycle = timer.rule.lifecycle if timer.rule else ""
    ladder = (rule for rule in all_rules() if rule.key.startswith("T.ESC.") and rule.lifecycle == lifecycle)
    rules = [rule for rule in ladder if rule.valid_from <= day and (rule.valid_to is None or day < rule.valid_to)]
    steps = sorted(((r.key, r.amount or 0) for r in rules), key=lambda step: step[1])
    found = timers.ladder(
        timer.due_at,
        calendar or workcalendar.current(),
        started=timer.started_at,
        length=length_of(timer),
        steps=steps or timers.ESCALATION,
    )
    if not at_once(timer):
        return found
    return sorted(((s, timer.due_at if s == ORDER else at) for s, at in found), key=lambda step: step[1])


#: The step of the ladder at which the unit is asked in writing.
ORDER = "T.ESC.RED"


def at_once(timer: Timer) -> bool:
    """Whether one breach is enough for a written order: the category gives the clock hours, for what cannot wait."""
    return timer.unit == Unit.HOUR and timer.rule is not None and timer.rule.amount is None


def late_by(amount: int, now: datetime, calendar: WorkCalendar) -> datetime:
    """The latest due moment that is so many working days over, as `timers.shift` counts them; 0 is over at all."""
    if amount == 0:
        return now
    days, last = timers.Days(calendar), timers.local_day(now)
    while timers.end_of(days.nth_working(last, amount)) > now:
        last -= timers.DAY
    return timers.end_of(last)


# --- a year is loaded -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """An open clock that a load moves; `refused` where it would turn overdue into timely without a note."""

    timer: Timer
    old: datetime
    new: datetime
    refused: bool


def moves(year: int, *, now: datetime, noted: bool) -> Iterable[Move]:
    """The open clocks that the calendar as now loaded would move, or make certain. Nothing is changed."""
    first, after = timers.end_of(date(year - 1, 12, 31)), timers.end_of(date(year, 12, 31))
    touched = Timer.objects.filter(stopped_at__isnull=True, started_at__lt=after, due_at__gt=first)
    calendar = workcalendar.current()
    for timer in touched.select_related("record").prefetch_related("history").order_by("due_at").iterator(500):
        answer = due_now(timer, calendar)
        if not _same(timer, answer):
            yield Move(timer, timer.due_at, answer.moment, not _allowed(timer, answer, now, noted=noted))


def _allowed(timer: Timer, answer: Due, now: datetime, *, noted: bool) -> bool:
    overdue = timer.paused_at is None and timer.due_at <= now
    return noted or not (overdue and now < answer.moment)


def _same(timer: Timer, answer: Due) -> bool:
    return (timer.due_at, timer.missing_years) == (answer.moment, sorted(answer.missing_years))


# --- parts ------------------------------------------------------------------------------------------------------


def _length_of(rule: TimerRule) -> Length | None:
    if rule.amount is None:
        return None
    fixed = (rule.fixed_month, rule.fixed_day) if rule.fixed_month and rule.fixed_day else None
    return Length(rule.amount, Unit(rule.unit), Roll(rule.roll), fixed)


def _set_length(timer: Timer, length: Length) -> None:
    timer.amount, timer.unit, timer.roll = length.amount, length.unit.value, length.roll.value
    timer.fixed_month, timer.fixed_day = length.fixed or (None, None)


def _set_due(timer: Timer, answer: Due) -> None:
    timer.due_at, timer.provisional = answer.moment, answer.provisional
    timer.missing_years = sorted(answer.missing_years)


@dataclass(frozen=True)
class _Deed:
    """When and by what act a clock is changed, who approved it, and the length an extension adds."""

    at: datetime
    cause: str
    approver: Post | None = None
    length: Length | None = None


def _due(timer: Timer, pauses: list[timers.Pause], extensions: list[Length], calendar: WorkCalendar) -> Due:
    return timers.due(timer.started_at, length_of(timer), calendar, pauses=pauses, extensions=extensions)


def _redate(record: Record, timer: Timer, kind: str, answer: Due, deed: _Deed) -> Change:
    """Store and note a clock's new moment; one that now lies ahead expires again."""
    old = timer.due_at
    _set_due(timer, answer)
    if timer.due_at > deed.at:
        timer.fired_at = None
    timer.save(update_fields=["due_at", "provisional", "missing_years", "paused_at", "fired_at"])
    _keep(record, timer, kind, old, deed)
    return _change(kind, timer, old, timer.due_at, provisional=timer.provisional, cause=deed.cause)


def _keep(record: Record, timer: Timer, kind: str, old: datetime, deed: _Deed) -> None:
    added = deed.length
    TimerChange.objects.create(
        timer=timer,
        kind=kind,
        at=deed.at,
        amount=added.amount if added else None,
        unit=added.unit.value if added else "",
        roll=added.roll.value if added else "",
        old_due=old,
        new_due=timer.due_at,
        cause=deed.cause,
        approver=deed.approver,
        seq=record.version,
    )


def _change(op: str, timer: Timer, old: datetime | None, new: datetime | None, **more: Any) -> Change:
    return {"op": op, "key": timer.key, "old_due": _iso(old), "new_due": _iso(new), **more}


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None

"""The clockwork: what a due moment brings about. Due moments are derived, so a missed sweep loses nothing.

An expiry may carry out a system transition, tell people, or simply end a right; the ladder of escalation (§1.1.4) is
computed from each running deadline and told once a step.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from casework import accesslog, boundary, clock, clocks, display, engine, kinds, notices
from casework.actor import Actor
from casework.alarms import Alarm
from casework.models import Notice, OutboxMessage, Record, Timer
from casework.refusals import Refusal
from casework.timers import local_day

BATCH = 200
#: The ladder runs from two working days before to ten after the due moment, and holidays can stretch that; an alarm may
#: warn seven weeks ahead.
LADDER_BEFORE, LADDER_AFTER = timedelta(days=51), timedelta(days=31)
TRANSITION = "transition:"

#: Step of the ladder → kind of notice and its text (`casework.notices`).
_STEPS = {
    "T.ESC.REMIND": (Notice.REMIND, "due_soon"),
    "T.ESC.URGE": (Notice.URGE, "overdue"),
    "T.ESC.YELLOW": (Notice.SUPERVISE, "overdue_unit"),
    "T.ESC.RED": (Notice.SUPERVISE, "overdue_unit"),
    "T.ESC.TALK": (Notice.SUPERVISE, "overdue_unit"),
    "T.ESC.SUPERVISE": (Notice.SUPERVISE, "overdue_unit"),
}
#: Whom a step is proposed to: the machine proposes, a person decides.
_PROPOSED = {"T.ESC.RED": ("R02", "R03"), "T.ESC.TALK": ("R01", "R02"), "T.ESC.SUPERVISE": ("R01",)}
_DAYS = {"T.ESC.YELLOW": 1, "T.ESC.RED": 3, "T.ESC.TALK": 5, "T.ESC.SUPERVISE": 10}


@dataclass
class Swept:
    """What one sweep did."""

    fired: int = 0
    moved: int = 0
    refused: int = 0
    told: int = 0


def run(now: datetime | None = None) -> Swept:
    """Deal with every clock that has run out, then with the ladder."""
    now, done = now or clock.now(), Swept()
    while _batch(now, done) == BATCH:
        pass
    _dated(now, done)
    climb(now, done)
    warn(now, done)
    return done


def _batch(now: datetime, done: Swept) -> int:
    keys = list(clocks.due_timers(now).values_list("pk", flat=True)[:BATCH])
    return sum(_one(pk, now, done) for pk in keys)


def _one(pk: int, now: datetime, done: Swept) -> bool:
    """Fire one clock: the mark and what follows from it in one commit; False when another worker has it."""
    with transaction.atomic():
        timer = clocks.due_timer(pk, now)
        if timer is None:
            return False
        clocks.mark_fired(timer, now)
        record = Record.objects.get(pk=timer.record_id)
        done.fired += 1
        if not timer.on_expiry.startswith(TRANSITION):
            return True
        try:
            with transaction.atomic():
                moved = engine.perform(record, timer.on_expiry.removeprefix(TRANSITION), actor=Actor.system())
                boundary.follow_up_elsewhere(moved.record)
            done.moved += 1
            return True
        except Refusal as refusal:
            refused = refusal
    done.refused += 1
    accesslog.record_refusal(
        Actor.system(), record_id=record.pk, kind=record.kind, transition=timer.on_expiry.removeprefix(TRANSITION),
        status=refused.status, codes=refused.codes,
    )  # fmt: skip
    return True


def _dated(now: datetime, done: Swept) -> None:
    """What a date of the record itself brings about. A record that another worker moved meanwhile is refused, which
    is no news."""
    for kind in kinds.all_kinds():
        for record, code in kind.come(now):
            with suppress(Refusal), transaction.atomic():
                moved = engine.perform(record, code, actor=Actor.system())
                boundary.follow_up_elsewhere(moved.record)
                done.moved += 1


# --- the ladder -------------------------------------------------------------------------------------------------


def climb(now: datetime, done: Swept) -> None:
    """Tell each step of the ladder once, from the reminder to supervision; people decide what follows."""
    nearby = Timer.objects.filter(
        is_deadline=True, stopped_at__isnull=True, paused_at__isnull=True,
        due_at__gt=now - LADDER_AFTER, due_at__lt=now + LADDER_BEFORE,
    ).select_related("rule", "record")  # fmt: skip
    for timer in nearby.order_by("due_at").iterator(BATCH):
        alarms = kinds.kind_of(timer.record).alarms
        if alarms is not None:
            done.told += _sound(timer, alarms[timer.key], now)
            continue
        for step in _reached(timer, now):
            done.told += _tell(timer, step)


def _sound(timer: Timer, alarm: Alarm, now: datetime) -> int:
    """Tell those the kind names for this clock, once before it is due and once when it is."""
    told = 0
    for moment, kind, code, roles in (
        (alarm.warns_at(timer.due_at), Notice.REMIND, "due_soon", alarm.warned),
        (timer.due_at, Notice.URGE, "overdue", alarm.told),
    ):
        if roles and moment <= now:
            told += _tell_roles(timer, kind, code, roles)
    return told


def _tell_roles(timer: Timer, kind: str, code: str, roles: tuple[str, ...]) -> bool:
    key = f"{timer.key}.{timer.pk}"
    with transaction.atomic():
        record = Record.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=timer.record_id).first()
        if record is None or OutboxMessage.objects.filter(record=record, topic=f"notice.{code}.{key}").exists():
            return False
        due = display.deadline(timer.due_at, clock.now(), unit=clocks.length_of(timer).unit)
        params = {"clock": kinds.kind_of(record).timer_label(timer.key), "due": due}
        users = kinds.kind_of(record).alarmed(record)
        notices.notify(record, kind, code, key=key, params=params, roles=roles, users=users)
    return True


def _reached(timer: Timer, now: datetime) -> Iterator[str]:
    for step, moment in clocks.ladder_of(timer):
        if moment <= now:
            yield step


def _tell(timer: Timer, step: str) -> bool:
    """Tell one step in a commit of its own; False when it was told before or another worker has the record."""
    kind, code = _STEPS[step]
    if step == clocks.ORDER and clocks.at_once(timer):
        code = "overdue_order"
    key = f"{step}.{timer.pk}"
    with transaction.atomic():
        record = Record.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=timer.record_id).first()
        if record is None or OutboxMessage.objects.filter(record=record, topic=f"notice.{code}.{key}").exists():
            return False
        params = {"clock": kinds.kind_of(timer.record).timer_label(timer.key)}
        if code in ("due_soon", "overdue", "overdue_order"):
            params["due"] = display.deadline(timer.due_at, clock.now(), unit=clocks.length_of(timer).unit)
        else:
            params["days"] = str(_DAYS[step])
        audience = {"agencies": [record.owner_agency]} if record.owner_agency else {"roles": ["R02", "R04"]}
        notices.notify(record, kind, code, key=key, params=params, **audience)
        if step in _PROPOSED:
            words = params | {"action": kinds.kind_of(timer.record).timer_label(step)}
            ask = f"ask.{step.removeprefix('T.')}.{timer.pk}"
            proposed = "order_proposed" if code == "overdue_order" else "step_proposed"
            notices.notify(record, Notice.TODO, proposed, key=ask, roles=_PROPOSED[step], params=words)
    return True


# --- rights that will end ---------------------------------------------------------------------------------------


def warn(now: datetime, done: Swept) -> None:
    """Tell who has a right bound to a clock that it will end, once on each day the kind names."""
    for kind in kinds.all_kinds():
        for key, days in kind.warns.items():
            rights = Timer.objects.filter(key=key, record__kind=kind.name, stopped_at__isnull=True, due_at__gt=now)
            for timer in rights.select_related("record").order_by("due_at").iterator(BATCH):
                gone = (local_day(now) - local_day(timer.started_at)).days
                done.told += sum(_tell_of_right(timer, day, now) for day in days if day <= gone)


def _tell_of_right(timer: Timer, day: int, now: datetime) -> bool:
    key = f"{timer.key}.{day}.{timer.pk}"
    with transaction.atomic():
        record = Record.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=timer.record_id).first()
        if record is None or OutboxMessage.objects.filter(record=record, topic=f"notice.right_ending.{key}").exists():
            return False
        kind = kinds.kind_of(record)
        params = {"clock": kind.timer_label(timer.key), "due": display.deadline(timer.due_at, now)}
        notices.notify(
            record, Notice.REMIND, "right_ending", key=key, params=params, users=kind.warned(kinds.full(record))
        )
    return True

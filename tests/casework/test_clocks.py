"""Clocks of a record: started, stopped, suspended, lengthened, swept, and kept with their history."""

import threading
import time
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from casework import clocks, engine, workcalendar
from casework.clocks import RuleMissing
from casework.context import Wish
from casework.models import Record, Timer, TimerChange, TimerRule
from casework.timers import CHINA, Length, Roll, Unit, end_of
from casework.workcalendar import CalendarFile
from tests.casework import one_clock, small_world

CASE = "property.case"
DAYS_2027 = {date(2027, 1, 1): (False, "元旦"), date(2027, 10, 1): (False, "国庆节")}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def begin(record: Record, key: str, moment: str, length: Length | None = None) -> Timer:
    one_clock.start(record, key, at=at(moment), lifecycle=CASE, length=length)
    return record.timers.get(key=key, stopped_at__isnull=True)


def load_2027(**named: bool) -> None:
    days = {**DAYS_2027, **{date.fromisoformat(f"2027-{k[1:3]}-{k[3:]}"): (v, "试") for k, v in named.items()}}
    workcalendar.load(CalendarFile(2027, "试验", days), at=at("2026-12-01 09:00"))


@pytest.fixture
def record(db: None) -> Record:
    return small_world.record()


def test_start_freezes_the_rule_and_says_what_it_did(record: Record) -> None:
    changes = one_clock.start(record, "T.HANDLE.ORDINARY", at=at("2026-11-24 09:00"), lifecycle=CASE)
    assert changes == [
        {
            "op": "start",
            "key": "T.HANDLE.ORDINARY",
            "old_due": None,
            "new_due": "2026-12-01T16:00:00+00:00",
            "provisional": False,
        }
    ]
    timer = record.timers.get()
    assert (timer.amount, timer.unit, timer.roll, timer.on_expiry, timer.is_deadline) == (
        5,
        "working_day",
        "none",
        "escalate",
        True,
    )
    assert timer.due_at == end_of(date(2026, 12, 1))


def test_a_running_clock_keeps_its_start(record: Record) -> None:
    first = begin(record, "T.SIGN", "2026-11-24 09:00")
    assert one_clock.start(record, "T.SIGN", at=at("2026-11-27 09:00"), lifecycle=CASE) == []
    assert record.timers.get().due_at == first.due_at


def test_a_stopped_clock_may_run_again(record: Record) -> None:
    begin(record, "T.SIGN", "2026-11-24 09:00")
    stopped = one_clock.stop(record, "T.SIGN", at=at("2026-11-24 10:00"), cause="sign_receipt")
    assert [(c["op"], c["new_due"], c["cause"]) for c in stopped] == [("stop", None, "sign_receipt")]
    assert one_clock.stop(record, "T.SIGN", at=at("2026-11-24 10:00"), cause="sign_receipt") == []
    again = begin(record, "T.SIGN", "2026-11-27 09:00")
    assert (record.timers.count(), again.due_at) == (2, end_of(date(2026, 11, 30)))


def test_two_running_clocks_of_one_key_are_refused_by_the_database(record: Record) -> None:
    timer = begin(record, "T.SIGN", "2026-11-24 09:00")
    timer.pk = None
    with pytest.raises(IntegrityError, match="timer_one_running"), transaction.atomic():
        timer.save(force_insert=True)


def test_the_version_of_the_start_day_holds_and_running_clocks_keep_theirs(record: Record) -> None:
    rule = TimerRule.objects.get(key="T.SIGN", lifecycle=CASE)
    old = begin(record, "T.SIGN", "2026-11-30 23:59")
    TimerRule.objects.filter(pk=rule.pk).update(valid_to=date(2026, 12, 1))
    rule.pk, rule.amount, rule.valid_from, rule.valid_to = None, 3, date(2026, 12, 1), None
    rule.save(force_insert=True)
    new = begin(small_world.record("WY-220302-2026-00138"), "T.SIGN", "2026-12-01 00:00")
    old.refresh_from_db()
    assert (old.amount, old.due_at) == (1, end_of(date(2026, 12, 1)))
    assert (new.amount, new.due_at, new.rule_id) == (3, end_of(date(2026, 12, 4)), rule.pk)


def test_a_clock_without_a_rule_is_an_error(record: Record) -> None:
    with pytest.raises(RuleMissing):
        one_clock.start(record, "T.UNKNOWN", at=at("2026-11-24 09:00"), lifecycle=CASE)
    with pytest.raises(RuleMissing):
        one_clock.start(record, "T.SIGN", at=at("2017-11-24 09:00"), lifecycle=CASE)


def test_a_length_from_the_record(record: Record) -> None:
    with pytest.raises(RuleMissing, match="length"):
        one_clock.start(record, "T.HANDLE.RECTIFY", at=at("2026-11-24 09:00"), lifecycle=CASE)
    timer = begin(record, "T.HANDLE.RECTIFY", "2026-11-24 09:00", Length(4, Unit.HOUR))
    assert (timer.due_at, timer.unit, timer.amount) == (at("2026-11-24 13:00"), "hour", 4)


def test_a_fixed_date_survives_the_table(record: Record) -> None:
    length = Length(1, Unit.FIXED_DATE, Roll.NEXT_WORKING_DAY, fixed=(3, 31))
    timer = begin(record, "T.HANDLE.RECTIFY", "2025-11-24 09:00", length)
    timer.refresh_from_db()
    assert clocks.length_of(timer) == length
    assert timer.due_at == end_of(date(2026, 3, 31))


# --- pause, resume, extend --------------------------------------------------------------------------------------


def test_pause_and_resume_give_back_what_was_left(record: Record) -> None:
    timer = begin(record, "T.HANDLE.RECTIFY", "2026-11-24 09:00", Length(15, Unit.CALENDAR_DAY))
    one_clock.pause(record, "T.HANDLE.RECTIFY", at=at("2026-11-26 09:00"), cause="suspend_case")
    assert clocks.Running(record, "").earliest_deadline() is None
    assert one_clock.pause(record, "T.HANDLE.RECTIFY", at=at("2026-11-27 09:00"), cause="suspend_case") == []
    record.version = 2
    resumed = one_clock.resume(record, "T.HANDLE.RECTIFY", at=at("2026-12-06 09:00"), cause="resume_case")
    assert [c["new_due"] for c in resumed] == ["2026-12-19T16:00:00+00:00"]
    assert clocks.Running(record, "").earliest_deadline() == end_of(date(2026, 12, 19))
    kept = [(h.kind, h.old_due, h.new_due, h.seq) for h in timer.history.all()]
    first, last = end_of(date(2026, 12, 9)), end_of(date(2026, 12, 19))
    assert kept == [("pause", first, first, 1), ("resume", first, last, 2)]
    assert one_clock.resume(record, "T.HANDLE.RECTIFY", at=at("2026-12-07 09:00"), cause="resume_case") == []


def test_a_second_pause_adds_to_the_first(record: Record) -> None:
    begin(record, "T.HANDLE.RECTIFY", "2026-11-02 09:00", Length(20, Unit.CALENDAR_DAY))
    for start, end in [("2026-11-05", "2026-11-08"), ("2026-11-10", "2026-11-12")]:
        one_clock.pause(record, "T.HANDLE.RECTIFY", at=at(f"{start} 09:00"), cause="suspend_case")
        one_clock.resume(record, "T.HANDLE.RECTIFY", at=at(f"{end} 09:00"), cause="resume_case")
    assert record.timers.get().due_at == end_of(date(2026, 11, 27))


def test_extension_counts_from_the_unrolled_end_and_keeps_its_approver(record: Record) -> None:
    approver = small_world.post("leader", "R02")
    timer = begin(record, "T.HANDLE.PETITION", "2026-03-02 09:00")
    assert timer.due_at == end_of(date(2026, 5, 6))
    thirty = Length(30, Unit.CALENDAR_DAY, Roll.NEXT_WORKING_DAY)
    one_clock.extend(
        record, "T.HANDLE.PETITION", thirty, at=at("2026-04-30 09:00"), cause="extend_deadline", approver=approver
    )
    timer.refresh_from_db()
    change = timer.history.get()
    assert timer.due_at == end_of(date(2026, 6, 1))
    assert (change.kind, change.old_due, change.new_due, change.approver, change.amount) == (
        "extend",
        end_of(date(2026, 5, 6)),
        end_of(date(2026, 6, 1)),
        approver,
        30,
    )


def test_an_extended_clock_expires_again(record: Record) -> None:
    timer = begin(record, "T.SIGN", "2026-11-23 09:00")
    clocks.mark_fired(timer, at("2026-11-25 00:00"))
    one_clock.extend(record, "T.SIGN", Length(2, Unit.WORKING_DAY), at=at("2026-11-25 09:00"), cause="extend_deadline")
    timer.refresh_from_db()
    assert (timer.fired_at, timer.due_at) == (None, end_of(date(2026, 11, 26)))


@pytest.mark.parametrize("op", ["start", "stop", "pause", "resume", "extend", "recompute"])
def test_every_wish_of_an_effect_is_carried_out(record: Record, op: str) -> None:
    if op != "start":
        begin(record, "T.SIGN", "2026-12-31 09:00")
    if op == "resume":
        one_clock.pause(record, "T.SIGN", at=at("2026-12-31 10:00"), cause="suspend_case")
    if op == "recompute":
        load_2027()
    wish = Wish(op, "T.SIGN", Length(1, Unit.CALENDAR_DAY) if op == "extend" else None)
    changes = one_clock.carry_out(record, wish, at=at("2026-12-31 11:00"), lifecycle=CASE, act="do_something")
    assert [c["op"] for c in changes] == [op]


# --- reading ----------------------------------------------------------------------------------------------------


def test_the_earliest_deadline_passes_over_rights(record: Record) -> None:
    assert clocks.Running(record, "").earliest_deadline() is None
    begin(record, "T.HANDLE.ORDINARY", "2026-11-24 09:00")
    begin(record, "T.RETURN", "2026-11-24 09:00")
    assert clocks.Running(record, "").earliest_deadline() == end_of(date(2026, 12, 1))
    begin(record, "T.SIGN", "2026-11-24 09:00")
    assert clocks.Running(record, "").earliest_deadline() == end_of(date(2026, 11, 25))


def test_a_window_closes_at_midnight_exactly(record: Record) -> None:
    begin(record, "T.RETURN", "2026-11-24 09:00")
    midnight = end_of(date(2026, 11, 25))
    assert clocks.window_open(record, "T.RETURN", midnight - timedelta(microseconds=1))
    assert not clocks.window_open(record, "T.RETURN", midnight)


def test_a_provisional_end_closes_no_window(record: Record) -> None:
    begin(record, "T.RETURN", "2026-12-31 09:00")
    assert clocks.window_open(record, "T.RETURN", at("2027-01-02 09:00"))


def test_the_ladder_of_a_clock_uses_the_rules_of_its_start(record: Record) -> None:
    timer = begin(record, "T.HANDLE.ORDINARY", "2026-11-24 09:00")
    TimerRule.objects.filter(key="T.ESC.YELLOW").update(amount=2)
    steps = dict(clocks.ladder_of(timer))
    assert steps["T.ESC.REMIND"] == end_of(date(2026, 11, 27))
    assert steps["T.ESC.URGE"] == end_of(date(2026, 12, 1))
    assert steps["T.ESC.YELLOW"] == end_of(date(2026, 12, 3))


# --- the sweep --------------------------------------------------------------------------------------------------


def test_expired_clocks_are_given_out_once(record: Record) -> None:
    timer = begin(record, "T.SIGN", "2026-11-24 09:00")
    midnight = end_of(date(2026, 11, 25))
    assert list(clocks.due_timers(midnight - timedelta(microseconds=1))) == []
    assert list(clocks.due_timers(midnight)) == [timer]
    with transaction.atomic():
        clocks.mark_fired(timer, midnight)
    assert list(clocks.due_timers(midnight)) == []
    assert clocks.due_timer(timer.pk, midnight) is None


def test_paused_and_stopped_clocks_are_not_swept(record: Record) -> None:
    begin(record, "T.SIGN", "2026-11-24 09:00")
    begin(record, "T.HANDLE.ORDINARY", "2026-11-24 09:00")
    one_clock.stop(record, "T.SIGN", at=at("2026-11-24 10:00"), cause="sign_receipt")
    one_clock.pause(record, "T.HANDLE.ORDINARY", at=at("2026-11-24 10:00"), cause="suspend_case")
    assert list(clocks.due_timers(at("2027-12-31 00:00"))) == []


def test_a_provisional_expiry_only_tells_people(record: Record) -> None:
    for key in ("T.SIGN", "T.RETURN", "T.RETURN.DECIDE"):
        begin(record, key, "2026-12-31 09:00")
    swept = clocks.due_timers(at("2027-01-05 09:00"))
    assert {(t.key, t.on_expiry) for t in swept} == {("T.SIGN", "alarm")}


def test_a_record_in_other_hands_is_passed_over(fresh_database: str) -> None:
    record = small_world.record()
    timer = begin(record, "T.SIGN", "2026-11-24 09:00")
    now = at("2026-11-26 09:00")
    found: list[Timer | None] = []

    def other() -> None:
        try:
            with transaction.atomic():
                found.append(clocks.due_timer(timer.pk, now))
        finally:
            connection.close()

    with transaction.atomic():
        assert clocks.due_timer(timer.pk, now) == timer
        second = threading.Thread(target=other)
        second.start()
        second.join(10)
    with transaction.atomic():
        assert clocks.due_timer(timer.pk, now) == timer
    assert found == [None]


# --- recomputing ------------------------------------------------------------------------------------------------


def test_a_petition_before_and_after_a_made_up_2027(record: Record) -> None:
    timer = begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    assert (timer.due_at, timer.provisional, timer.missing_years) == (end_of(date(2027, 1, 22)), True, [2027])
    load_2027(d0122=False)
    assert [(m.new, m.refused) for m in clocks.moves(2027, now=at("2026-12-01 09:00"), noted=False)] == [
        (end_of(date(2027, 1, 25)), False)
    ]
    changes = one_clock.recompute(record, at=at("2026-12-01 09:00"), noted=False, cause="recompute_timers")
    timer.refresh_from_db()
    assert (timer.due_at, timer.provisional, timer.missing_years) == (end_of(date(2027, 1, 25)), False, [])
    assert changes[0]["new_due"] == "2027-01-25T16:00:00+00:00"
    kept = timer.history.get()
    assert (kept.kind, kept.old_due, kept.new_due) == ("recompute", end_of(date(2027, 1, 22)), timer.due_at)
    assert one_clock.recompute(record, at=at("2026-12-01 09:00"), noted=False, cause="recompute_timers") == []


def test_loading_makes_a_clock_certain_even_where_it_does_not_move(record: Record) -> None:
    begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    load_2027()
    one_clock.recompute(record, at=at("2026-12-01 09:00"), noted=False, cause="recompute_timers")
    timer = record.timers.get()
    assert (timer.due_at, timer.provisional) == (end_of(date(2027, 1, 22)), False)


@pytest.mark.parametrize(("noted", "last"), [(False, date(2027, 1, 22)), (True, date(2027, 1, 25))])
def test_overdue_turns_timely_only_with_a_note(record: Record, noted: bool, last: date) -> None:
    begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    load_2027(d0122=False)
    now = at("2027-01-23 09:00")
    assert [m.refused for m in clocks.moves(2027, now=now, noted=noted)] == [not noted]
    one_clock.recompute(record, at=now, noted=noted, cause="recompute_timers")
    assert record.timers.get().due_at == end_of(last)


def test_a_suspended_clock_is_not_overdue(record: Record) -> None:
    begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    one_clock.pause(record, "T.HANDLE.PETITION", at=at("2026-12-01 09:00"), cause="suspend_case")
    load_2027(d0122=False)
    one_clock.recompute(record, at=at("2027-01-23 09:00"), noted=False, cause="recompute_timers")
    assert record.timers.get().due_at == end_of(date(2027, 1, 25))


def test_what_stays_overdue_is_recomputed_without_a_note(record: Record) -> None:
    begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    load_2027(d0122=False)
    one_clock.recompute(record, at=at("2027-03-01 09:00"), noted=False, cause="recompute_timers")
    assert record.timers.get().due_at == end_of(date(2027, 1, 25))


def test_stopped_clocks_are_never_moved(record: Record) -> None:
    begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
    one_clock.stop(record, "T.HANDLE.PETITION", at=at("2026-11-30 09:00"), cause="close_case")
    load_2027(d0122=False)
    assert list(clocks.moves(2027, now=at("2026-12-01 09:00"), noted=True)) == []
    assert one_clock.recompute(record, at=at("2026-12-01 09:00"), noted=True, cause="recompute_timers") == []


def test_a_corrected_year_moves_only_what_it_touches(record: Record) -> None:
    touched = begin(record, "T.HANDLE.ORDINARY", "2026-09-28 09:00")
    begin(record, "T.SIGN", "2026-09-28 09:00")
    begin(record, "T.LOOKBACK.FIRST", "2026-09-28 09:00")
    loaded = workcalendar.current()
    days = {day: v for day, v in loaded.days.items() if day.year == 2026}
    days[date(2026, 10, 8)] = (False, "试")
    workcalendar.load(CalendarFile(2026, "更正", days), at=at("2026-09-28 12:00"))
    found = [(m.timer, m.old, m.new) for m in clocks.moves(2026, now=at("2026-09-28 12:00"), noted=False)]
    assert found == [(touched, end_of(date(2026, 10, 10)), end_of(date(2026, 10, 12)))]


def test_a_load_waits_for_deadlines_under_way(fresh_database: str) -> None:
    record = small_world.record()
    loaded = threading.Event()

    def load() -> None:
        try:
            load_2027(d0122=False)
            loaded.set()
        finally:
            connection.close()

    with transaction.atomic():
        engine._begin_writing(record)  # as every act does
        begin(record, "T.HANDLE.PETITION", "2026-11-23 09:00")
        loader = threading.Thread(target=load)
        loader.start()
        wait_until_blocked()
        assert not loaded.is_set()
    loader.join(10)
    assert loaded.is_set()
    moves = list(clocks.moves(2027, now=at("2026-12-01 09:00"), noted=False))
    assert [(m.timer.record_id, m.new) for m in moves] == [(record.pk, end_of(date(2027, 1, 25)))]


def wait_until_blocked() -> None:
    """Until another connection of this database waits for an advisory lock."""
    for _turn in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database AND datname = current_database() "
                "WHERE locktype = 'advisory' AND NOT granted"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits for the calendar lock")


def test_history_rows_name_their_event(record: Record) -> None:
    record.version = 7
    begin(record, "T.SIGN", "2026-11-24 09:00")
    one_clock.pause(record, "T.SIGN", at=at("2026-11-24 10:00"), cause="suspend_case")
    assert TimerChange.objects.get().seq == 7

"""What a due moment brings about: a step of the clockwork, an end of a right, a word to people; each once."""

from datetime import timedelta
from typing import Any

import pytest

from casework import accesslog, clock, clocks, engine, ledger, sweep
from casework.actor import Actor
from casework.models import Notice, OutboxMessage, Timer
from casework.outbox import open_payload
from casework.sweep import Swept
from casework.timers import Length, Roll, Unit
from tests.casework import one_clock
from tests.property_rectification.world import World

SECOND = timedelta(seconds=1)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The access log is written outside every transaction; here each test is one, so its lines are caught."""
    lines: list[dict[str, Any]] = []
    monkeypatch.setattr(accesslog, "record_refusal", lambda actor, **line: lines.append({"actor": actor, **line}))
    return lines


def sweep_at(moment: Any) -> Swept:
    with clock.moved_to(moment):
        return sweep.run()


def timer(case: Any, key: str) -> Timer:
    return Timer.objects.get(record=case.pk, key=key, stopped_at=None)


def returned(world: World) -> Any:
    return world.do(
        world.dispatched(), "request_return", "housing", reason="01", article="权责清单第3项",
        suggested=world.agencies["market"].pk,
    )  # fmt: skip


def told(case: Any) -> list[str]:
    """Steps of the ladder told so far, in their order."""
    topics = OutboxMessage.objects.filter(record=case.pk, topic__contains="T.ESC.").order_by("created_at", "pk")
    return [topic.split(".T.ESC.")[1].rsplit(".", 1)[0] for topic in topics.values_list("topic", flat=True)]


# --- on expiry ----------------------------------------------------------------------------------------------------


def test_transition_of_a_clock_is_carried_out_by_the_system(world: World, logged: list[Any]) -> None:
    case = returned(world)
    due = timer(case, "T.RETURN.DECIDE").due_at
    assert sweep_at(due - SECOND).moved == 0, "the due moment is exclusive: until then it is in time"
    done = sweep_at(due)
    assert (done.moved, done.refused, logged) == (1, 0, [])
    event = case.events.order_by("-seq")[0]
    assert (event.name, event.role, event.state_to) == ("reject_return", "system", "dispatched")
    assert sweep_at(due + SECOND).fired == 0
    assert list(ledger.verify([case.pk])) == []


def test_refused_transition_is_logged_and_not_tried_again(world: World, logged: list[Any]) -> None:
    case = world.closed()
    case.lookbacks.update(drawn=False)
    due = timer(case, "T.LOOKBACK.FIRST").due_at
    before = (case.events.count(), case.version)
    done = sweep_at(due)
    assert (done.moved, done.refused) == (0, 1)
    assert [(line["record_id"], line["transition"], line["codes"]) for line in logged] == [
        (case.pk, "start_lookback", ["lookback_due_and_drawn"])
    ]
    assert logged[0]["actor"].is_system
    assert (case.events.count(), type(case).objects.get(pk=case.pk).version) == before
    assert sweep_at(due + timedelta(hours=1)).refused == 0
    assert timer(case, "T.LOOKBACK.FIRST").fired_at is not None, "dealt with, but still running"


def test_end_of_a_right_moves_nothing(world: World, logged: list[Any]) -> None:
    case = world.passed()
    assert timer(case, "T.OBJECTION").on_expiry == "right_ends"
    version = case.version
    sweep_at(timer(case, "T.OBJECTION").due_at)
    assert timer(case, "T.OBJECTION").fired_at is not None
    assert type(case).objects.get(pk=case.pk).version == version


@pytest.mark.parametrize("on_expiry", ["remind", "urge", "alarm", "supervise", "escalate", "right_ends", "none"])
def test_kinds_of_expiry_that_are_no_transition(world: World, logged: list[Any], on_expiry: str) -> None:
    """Fired, and the record stands as it stood; what is told is the ladder's."""
    case = world.dispatched()
    Timer.objects.filter(record=case.pk, key="T.SIGN").update(on_expiry=on_expiry)
    Timer.objects.filter(record=case.pk).exclude(key="T.SIGN").update(stopped_at=world.now + SECOND)
    done = sweep_at(timer(case, "T.SIGN").due_at)
    assert (done.fired, done.moved, done.refused) == (1, 0, 0)
    assert type(case).objects.get(pk=case.pk).version == case.version


def test_unknown_transition_of_a_clock_does_not_stop_the_sweep(world: World, logged: list[Any]) -> None:
    one, two = returned(world), returned(world)
    Timer.objects.filter(record=one.pk, key="T.RETURN.DECIDE").update(on_expiry="transition:gone")
    done = sweep_at(timer(two, "T.RETURN.DECIDE").due_at + timedelta(minutes=1))
    assert (done.moved, done.refused) == (1, 1)
    assert [line["transition"] for line in logged] == ["gone"]


def test_stopped_and_suspended_clocks_are_left_alone(world: World) -> None:
    case = world.dispatched()
    moment = timer(case, "T.SIGN").due_at
    Timer.objects.filter(record=case.pk).update(paused_at=world.now)
    done = sweep_at(moment + timedelta(days=1))
    assert (done.fired, done.told) == (0, 0)
    Timer.objects.filter(record=case.pk).update(paused_at=None, stopped_at=world.now + SECOND)
    done = sweep_at(moment + timedelta(days=1))
    assert (done.fired, done.told) == (0, 0)


def test_on_a_guess_nothing_is_taken_from_anybody(world: World) -> None:
    """A provisional end carries no step out; telling people is allowed."""
    case = returned(world)
    Timer.objects.filter(record=case.pk).update(provisional=True, missing_years=[2027])
    due = timer(case, "T.RETURN.DECIDE").due_at
    assert sweep_at(due).moved == 0
    Timer.objects.filter(record=case.pk, key="T.RETURN.DECIDE").update(on_expiry="urge")
    assert sweep_at(due).fired == 1


def test_missed_sweeps_lose_nothing(world: World) -> None:
    """A worker that slept for weeks does everything that came due, the oldest first."""
    cases = []
    for _ in range(3):
        cases.append(returned(world))
        world.later(days=1)
    done = sweep_at(world.now + timedelta(days=30))
    assert done.moved == 3
    events = [case.events.get(name="reject_return").pk for case in cases]
    assert events == sorted(events)


def test_more_clocks_than_one_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "BATCH", 2)
    for _ in range(5):
        returned(world)
    assert sweep_at(world.now + timedelta(days=30)).moved == 5


# --- the ladder ---------------------------------------------------------------------------------------------------


def test_each_step_is_told_once_as_time_goes_by(world: World) -> None:
    case = world.dispatched()
    due = timer(case, "T.HANDLE.ORDINARY").due_at
    Timer.objects.filter(record=case.pk).exclude(key="T.HANDLE.ORDINARY").update(stopped_at=world.now + SECOND)
    ladder = clocks.ladder_of(timer(case, "T.HANDLE.ORDINARY"))
    assert [step for step, _moment in ladder] == [
        "T.ESC.REMIND", "T.ESC.URGE", "T.ESC.YELLOW", "T.ESC.RED", "T.ESC.TALK", "T.ESC.SUPERVISE"
    ]  # fmt: skip
    for number, (step, moment) in enumerate(ladder, 1):
        sweep_at(moment - SECOND)
        assert len(told(case)) == number - 1, f"{step} was told early"
        for _ in range(2):
            sweep_at(moment)
        assert told(case)[-1] == step.removeprefix("T.ESC.")
        assert len(told(case)) == number, f"{step} was told more than once"
    assert ladder[0][1] < due <= ladder[1][1]


def test_ladder_speaks_to_the_unit_that_has_it(world: World) -> None:
    case = world.dispatched()
    Timer.objects.filter(record=case.pk).exclude(key="T.SIGN").update(stopped_at=world.now + SECOND)
    sweep_at(timer(case, "T.SIGN").due_at)
    message = OutboxMessage.objects.get(record=case.pk, topic__contains="T.ESC.URGE")
    payload = open_payload(message)
    assert (payload["kind"], payload["code"]) == (Notice.URGE, "overdue")
    assert payload["audience"]["agencies"] == [world.agencies["housing"].pk]
    assert payload["params"]["number"] == case.number


def test_ladder_of_a_case_without_a_unit_speaks_to_the_office(world: World) -> None:
    case = world.triage()
    sweep_at(timer(case, "T.DISPATCH").due_at)
    payloads = [open_payload(m) for m in OutboxMessage.objects.filter(record=case.pk, topic__contains="T.ESC.")]
    assert payloads
    assert all(p["audience"]["roles"] == ["R02", "R04"] and not p["audience"]["agencies"] for p in payloads)


def test_step_is_not_told_again_after_the_case_went_on(world: World) -> None:
    """The same clock at a later version of the record is still the same clock."""
    case = world.dispatched()
    due = timer(case, "T.HANDLE.ORDINARY").due_at
    case = world.do(case, "sign_receipt", "housing")
    sweep_at(due)
    before = told(case)
    engine.amend(case, "recompute_timers", actor=Actor.system())
    sweep_at(due)
    assert told(case) == before


def test_rights_and_lookbacks_have_no_ladder(world: World) -> None:
    case = world.closed()
    assert not Timer.objects.filter(record=case.pk, stopped_at=None, is_deadline=True).exists()
    sweep_at(timer(case, "T.OBJECTION").due_at)
    assert told(case) == []


def test_length_of_a_clock_moves_its_ladder(world: World) -> None:
    """An extension before the end takes back nothing and tells the steps by the new end."""
    case = world.dispatched()
    Timer.objects.filter(record=case.pk).exclude(key="T.HANDLE.ORDINARY").update(stopped_at=world.now + SECOND)
    old = timer(case, "T.HANDLE.ORDINARY").due_at
    one_clock.extend(case, "T.HANDLE.ORDINARY", Length(10, Unit.WORKING_DAY, Roll.NONE), at=world.now, cause="x")
    new = timer(case, "T.HANDLE.ORDINARY").due_at
    assert new > old
    sweep_at(old)
    assert told(case) == []
    sweep_at(new)
    assert "URGE" in told(case)

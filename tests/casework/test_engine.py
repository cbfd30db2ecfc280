"""The one way in: what it checks, in which order, what it writes in one commit; a refusal writes nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, engine, ledger
from casework.actor import Actor
from casework.changes import snapshot
from casework.engine import Historical
from casework.models import Event, LedgerValue, OutboxMessage, Receiver, Record, Timer
from casework.refusals import GuardsFailed, InvalidData, NotYourRole, OutOfScope, Refusal, StaleVersion, WrongState
from property_rectification.models import RectificationCase
from tests.property_rectification.world import NARRATIVE, World

LIFECYCLE = RectificationCase.lifecycle


def everything(case: Any) -> tuple[Any, ...]:
    """All that an act can change."""
    now = RectificationCase.objects.get(pk=case.pk)
    counts = [m.objects.count() for m in (Event, LedgerValue, OutboxMessage, Timer, Record)]
    return snapshot(now), now.version, now.updated_at, counts


def refused(case: Any, kind: type[Refusal], act: Any) -> Any:
    """The refusal, after which nothing has changed."""
    before = everything(case)
    with pytest.raises(kind) as refusal:
        act()
    assert everything(case) == before
    return refusal.value


def declare(monkeypatch: pytest.MonkeyPatch, code: str, **changes: Any) -> None:
    """A transition declared otherwise for one test."""
    monkeypatch.setitem(LIFECYCLE.rows, code, replace(LIFECYCLE.rows[code], **changes))


# --- what is checked ----------------------------------------------------------------------------------------------


def test_stale_version_says_who_changed_it_and_when(world: World) -> None:
    case = world.do(world.draft(), "register_case", "intake")
    when = world.now.astimezone(clock.CHINA).strftime("%H:%M")
    act = lambda: engine.perform(case, "start_triage", actor=world.actors["office"], expected_version=1)  # noqa: E731
    stale = refused(case, StaleVersion, act)
    assert (stale.status, stale.extra) == (412, {"version": 2, "since": 1})
    assert stale.message.startswith(f"某intake在{when}改了这里。")
    again = engine.perform(case, "start_triage", actor=world.actors["office"], expected_version=2)
    assert (again.record.state, again.record.version) == ("triage", 3)


def test_amendment_checks_the_version_too(world: World) -> None:
    case = world.draft()
    act = lambda: engine.amend(  # noqa: E731
        case, "edit_intake", actor=world.actors["intake"], data={"place": "东门"}, expected_version=9
    )
    refused(case, StaleVersion, act)


@pytest.mark.parametrize("who", ["fire", "west", "police", "firm"])
def test_what_is_out_of_scope_is_not_there(world: World, who: str) -> None:
    case = world.dispatched()
    for act in (
        lambda: engine.perform(case, "sign_receipt", actor=world.actors[who]),
        lambda: engine.amend(case, "attach_file", actor=world.actors[who], data={}),
    ):
        assert refused(case, OutOfScope, act).status == 404


@pytest.mark.parametrize("code", ["close", "save", "delete", "__init__", "", "register-case", "edit_intake"])
def test_unknown_transition_is_not_there(world: World, code: str) -> None:
    case = world.draft()
    refused(case, OutOfScope, lambda: engine.perform(case, code, actor=world.actors["intake"]))


@pytest.mark.parametrize("code", ["save", "", "register_case"])
def test_unknown_amendment_is_not_there(world: World, code: str) -> None:
    case = world.draft()
    refused(case, OutOfScope, lambda: engine.amend(case, code, actor=world.actors["intake"]))


def test_another_role_is_told_whose_step_it_is(world: World) -> None:
    case = world.draft()
    refusal = refused(case, NotYourRole, lambda: engine.perform(case, "register_case", actor=world.actors["leader"]))
    assert (refusal.status, str(refusal.message)) == (403, "这一步由综治中心受理、街道经办办理。")
    case = world.draft()
    refused(case, NotYourRole, lambda: engine.amend(case, "edit_reporter", actor=world.actors["office"], data={}))


def test_system_acts_only_where_it_is_declared(world: World) -> None:
    case = world.draft()
    refused(case, NotYourRole, lambda: engine.perform(case, "register_case", actor=Actor.system()))
    refused(case, NotYourRole, lambda: engine.amend(case, "recompute_timers", actor=world.actors["intake"], data={}))


def test_wrong_state_says_what_is_possible_instead(world: World) -> None:
    case = world.do(world.draft(), "register_case", "intake")
    again = refused(case, WrongState, lambda: engine.perform(case, "register_case", actor=world.actors["intake"]))
    assert (again.status, again.extra["state"]) == (409, "registered")
    assert {option["code"] for option in again.extra["possible"]} == {
        row.code for row in LIFECYCLE.from_state("registered")
    }


def test_amendment_in_a_state_that_is_not_its_own(world: World) -> None:
    case = world.triage()
    act = lambda: engine.amend(case, "edit_intake", actor=world.actors["intake"], data={"place": "东门"})  # noqa: E731
    refused(case, WrongState, act)


def test_nothing_is_amended_after_the_end(world: World) -> None:
    """`declare_recusal` names no states: any but a terminal one."""
    case = world.triage()
    assert LIFECYCLE.amendments["declare_recusal"].states == ()
    case = world.amend(case, "declare_recusal", "intake2", reason="我住在这个小区。")
    case = world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(case, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    data = {"reason": "我住在这个小区。"}
    refused(case, WrongState, lambda: engine.amend(case, "declare_recusal", actor=world.actors["intake"], data=data))


@pytest.mark.parametrize("data", [{"check_plan": 5}, {"check_plan": ["x"]}, {"nothing": "x"}])
def test_form_is_checked_field_by_field(world: World, data: Any) -> None:
    case = world.do(world.dispatched(), "sign_receipt", "housing")
    act = lambda: engine.perform(case, "start_fact_finding", actor=world.actors["housing"], data=data)  # noqa: E731
    assert refused(case, InvalidData, act).errors


def test_order_of_the_checks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scope, version, role, state, form, guards: whoever may not see it learns nothing, whoever may learns most."""
    case = world.draft(narrative="太短了", compound=None)

    def code_of(who: str, code: str, version: int, data: Any) -> str:
        with pytest.raises(Refusal) as refusal:
            engine.perform(case, code, actor=world.actors[who], data=data, expected_version=version)
        return refusal.value.code

    junk = {"nothing": 1}
    assert code_of("fire", "sign_receipt", 9, junk) == "not_found"
    assert code_of("leader", "sign_receipt", 9, junk) == "stale_version"
    assert code_of("leader", "sign_receipt", 1, junk) == "not_your_role"
    assert code_of("intake", "dispatch_case", 1, junk) == "wrong_state"
    assert code_of("intake", "register_case", 1, junk) == "invalid_data"
    assert code_of("intake", "register_case", 1, {}) == "guards_failed"


def test_every_guard_that_refuses_is_named(world: World) -> None:
    case = world.do(world.do(world.draft(), "register_case", "intake"), "start_triage", "office")
    act = lambda: engine.perform(  # noqa: E731
        case, "dispatch_case", actor=world.actors["office"], data={"lead_unit": world.agencies["community"].pk}
    )
    refusal = refused(case, GuardsFailed, act)
    assert {"lead_unit_competent", "deadline_set"} <= set(refusal.codes)
    assert str(refusal.message) == refusal.denials[0].message


def test_effect_that_fails_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.draft()

    def half(ctx: Any) -> None:
        ctx.record.title = "半途"
        ctx.update(ctx.record.reporter, name="半途")
        raise RuntimeError("half way")

    declare(monkeypatch, "register_case", effect=half)
    before = everything(case)
    with pytest.raises(RuntimeError, match="half way"):
        engine.perform(case, "register_case", actor=world.actors["intake"])
    assert everything(case) == before


# --- what is written ----------------------------------------------------------------------------------------------


def test_one_act_is_one_version_and_one_event(world: World) -> None:
    case = world.draft()
    world.later(hours=1)
    done = world.do(case, "register_case", "intake")
    event = Event.objects.get(record=case.pk, seq=2)
    assert (done.version, event.name, event.state_from, event.state_to) == (2, "register_case", "draft", "registered")
    assert (event.actor, event.post, event.role) == (world.user("intake"), world.actors["intake"].post, "R04")
    assert event.at == event.recorded_at == done.updated_at == done.state_since
    assert (done.previous_state, done.closed_at) == ("draft", None)
    assert list(ledger.verify([case.pk])) == []


def test_stale_copy_in_hand_does_no_harm(world: World) -> None:
    """The row is read again under its lock: what the caller's copy says does not count."""
    case = world.draft()
    copy = RectificationCase.objects.get(pk=case.pk)
    world.amend(case, "edit_intake", "intake", place="东门外")
    copy.place, copy.title = "西门外", "改过的"
    done = engine.perform(copy, "register_case", actor=world.actors["intake"]).record
    assert (done.place, done.title) == ("东门外", case.title)


def test_any_handle_of_the_row_will_do(world: World) -> None:
    case = world.draft()
    done = engine.perform(Record.objects.get(pk=case.pk), "register_case", actor=world.actors["intake"]).record
    assert isinstance(done, RectificationCase)


def test_terminal_state_closes_the_record_once(world: World) -> None:
    case = world.triage()
    case = world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(case, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    assert LIFECYCLE.states[case.state].terminal
    assert case.closed_at == case.events.get(name="refuse_case").at


def test_message_leaves_in_the_same_commit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Receiver.objects.create(code="police", title="公安平台", adapter="webhook", address="http://x.example", active=True)

    def send(ctx: Any) -> None:
        ctx.send("handoff", "police", {"n": 1})

    declare(monkeypatch, "start_triage", effect=send)
    case = world.do(world.do(world.draft(), "register_case", "intake"), "start_triage", "office")
    message = OutboxMessage.objects.get(receiver="police")
    assert (message.record_id, message.event_seq, message.topic) == (case.pk, case.version, "handoff")


def test_state_may_stay_or_go_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.triage()
    since = case.state_since
    declare(monkeypatch, "start_triage", sources=("triage",), target="@same", effect=None, starts=(), stops=())
    world.later(days=1)
    case = world.do(case, "start_triage", "office")
    assert (case.state, case.state_since, case.previous_state) == ("triage", since, "registered")
    assert case.events.order_by("-seq")[0].state_from == "triage"


def test_timers_of_a_row_stand_in_its_event(world: World) -> None:
    case = world.dispatched()
    event = case.events.get(name="dispatch_case")
    ops = {(change["op"], change["key"]) for change in event.timers}
    assert {("start", "T.SIGN"), ("stop", "T.DISPATCH")} <= ops
    first = Timer.objects.filter(record=case.pk, stopped_at=None, is_deadline=True).earliest("due_at")
    assert case.due_at == first.due_at


# --- what is possible ---------------------------------------------------------------------------------------------


def test_options_give_every_step_with_its_reasons(world: World) -> None:
    case = world.draft(narrative="太短了", compound=None)
    found = {option.act.code: option for option in engine.options(case, world.actors["intake"])}
    assert set(found) == {row.code for row in LIFECYCLE.from_state("draft") if row.by != {"system"}}
    option = found["register_case"]
    assert not option.allowed
    assert [denial.code for denial in option.denials] == ["minimum_fields_present"]
    assert option.role_fits
    other = {option.act.code: option for option in engine.options(case, world.actors["leader"])}["register_case"]
    assert (other.allowed, other.role_fits, other.denials) == (False, False, ())


def test_options_change_nothing(world: World) -> None:
    case = world.dispatched()
    before = everything(case)
    for actor in world.actors.values():
        engine.options(case, actor)
        engine.amendments(case, actor)
    assert everything(case) == before


def test_what_a_form_brings_is_not_asked_before_it_is_there(world: World) -> None:
    case = world.triage()
    option = next(o for o in engine.options(case, world.actors["office"]) if o.act.code == "dispatch_case")
    assert option.allowed
    refused(case, InvalidData, lambda: world.do(case, "dispatch_case", "office"))


def test_steps_of_the_clockwork_are_no_option(world: World) -> None:
    case = world.closed()
    assert "start_lookback" not in {o.act.code for o in engine.options(case, world.actors["supervisor"])}


def test_amendments_fit_role_and_state(world: World) -> None:
    case = world.draft()
    assert {o.act.code for o in engine.amendments(case, world.actors["intake"])} >= {"edit_intake", "edit_reporter"}
    case = world.triage()
    assert "edit_intake" not in {o.act.code for o in engine.amendments(case, world.actors["intake"])}
    assert not [o for o in engine.amendments(case, world.actors["auditor"])]


# --- beginning ----------------------------------------------------------------------------------------------------


def _data(world: World) -> dict[str, Any]:
    return {"channel": "02", "compound": world.compound.pk, "narrative": NARRATIVE}


def test_beginning_is_the_first_event(world: World) -> None:
    case = engine.create(RectificationCase, actor=world.actors["intake"], data=_data(world)).record
    event = case.events.get()
    assert (case.state, case.version, case.kind) == ("draft", 1, "property.case")
    assert (event.seq, event.name, event.state_from, event.state_to) == (1, LIFECYCLE.creation.code, "", "draft")
    assert event.prev_hash == ledger.GENESIS
    assert list(ledger.verify()) == []


def test_clocks_run_from_when_the_matter_reached_the_house(world: World) -> None:
    earlier = clock.now() - timedelta(days=2)
    case = engine.create(RectificationCase, actor=world.actors["intake"], data=_data(world), opened_at=earlier).record
    timer = case.timers.get(key="T.INTAKE.REGISTER")
    assert (case.opened_at, timer.started_at) == (earlier, earlier)
    assert Record.objects.get(pk=case.pk).due_at == timer.due_at


@pytest.mark.parametrize("who", ["leader", "housing", "firm", "auditor"])
def test_not_everybody_begins_a_record(world: World, who: str) -> None:
    with pytest.raises(NotYourRole):
        engine.create(RectificationCase, actor=world.actors[who], data=_data(world))
    assert not Record.objects.exists()


def test_beginning_that_fails_leaves_nothing(world: World) -> None:
    with pytest.raises(InvalidData):
        engine.create(RectificationCase, actor=world.actors["intake"], data=_data(world) | {"minor": True})
    assert not Record.objects.exists()
    assert not Event.objects.exists()


# --- history coming in --------------------------------------------------------------------------------------------


def _historical(world: World, number: int, state: str = "archived") -> Historical:
    case = RectificationCase(
        channel="02", reported_at=world.now, opened_at=world.now, division_id="220399001001", place="东门外",
        narrative=f"旧件{number}", number=f"WY-220399-2025-{number:05d}",
    )  # fmt: skip
    return Historical(case, state, {"file": "a" * 64, "row": number})


def test_history_comes_in_in_any_state_with_its_source(world: World) -> None:
    made = engine.import_as([_historical(world, n) for n in (1, 2, 3)], actor=Actor.system())
    assert len(made) == Record.objects.count() == RectificationCase.objects.count() == Event.objects.count() == 3
    for n, case in enumerate(RectificationCase.objects.order_by("number"), 1):
        event = case.events.get()
        assert (case.state, case.version, case.narrative.reveal()) == ("archived", 1, f"旧件{n}")
        assert (event.name, event.detail) == ("import_as", {"file": "a" * 64, "row": n})
        assert not case.timers.exists()
    assert list(ledger.verify()) == []
    first = RectificationCase.objects.order_by("number")[0]
    assert ledger.as_at(first.pk, clock.now()).values["narrative"] == "旧件1"


def test_nothing_comes_in_by_halves(world: World) -> None:
    twice = [_historical(world, 1), _historical(world, 1)]
    with pytest.raises(Exception, match="number"), clock.moved_to(world.now):
        engine.import_as(twice, actor=Actor.system())


def test_no_rows_are_no_import(world: World) -> None:
    assert engine.import_as([], actor=Actor.system()) == []
    assert not Event.objects.exists()

"""Mediation beside the case: what goes on meanwhile, what is kept, who sees what was said (§1.1.2 #21–#23, L-70)."""

from datetime import timedelta
from typing import Any

import pytest

from casework import boundary, bulk, clock, engine, files, kinds, outbox, reminding, sweep
from casework.actor import Actor
from casework.models import OutboxMessage, RecordFile
from casework.publickeys import open_for
from casework.refusals import InvalidData, NotYourRole, OutOfScope
from property_rectification import case_detail
from property_rectification.models import RectificationCase
from tests.property_rectification.test_lifecycle import follow, running
from tests.property_rectification.world import World


@pytest.mark.parametrize("state", ["fact_finding", "rectifying"])
def test_the_main_clock_runs_on_and_the_state_before_comes_back(world: World, state: str) -> None:
    case = world.mediating(state)
    main = {"T.HANDLE.ORDINARY"} if state == "fact_finding" else {"T.HANDLE.RECTIFY"}
    assert running(case) == main | {"T.MED.COMMUNITY"}
    case = world.do(case, "end_mediation", "mediator", cause="refused", side="firm")
    assert (case.state, running(case)) == (state, main)
    ended = case.mediations.get()
    assert (ended.result, ended.refused_by, ended.counts) == ("refused", "firm", False)


def test_court_delegation_has_its_thirty_days(world: World) -> None:
    case = world.asked_to_mediate()
    case.mediations.update(court_no="（2026）示0399诉前调12号")
    case = world.do(world.consent(case), "start_mediation", "mediator")
    timer = case.timers.get(key="T.MED.PRE")
    assert (timer.amount, timer.unit) == (30, "calendar_day")
    assert "T.MED.COMMUNITY" not in running(case)


def test_time_runs_out_at_its_minute(world: World) -> None:
    case = world.mediating()
    due = case.timers.get(key="T.MED.COMMUNITY").due_at
    with clock.moved_to(due - timedelta(minutes=1)):
        sweep.run()
    assert RectificationCase.objects.get(pk=case.pk).state == "mediation"
    with clock.moved_to(due):
        sweep.run()
    case = RectificationCase.objects.get(pk=case.pk)
    assert (case.state, case.mediations.get().result) == ("fact_finding", "failed")
    assert case.mediations.get().counts


@pytest.mark.parametrize(("who", "side"), [("firm", "firm"), ("body", "owner")])
def test_a_party_leaves_it_without_a_word(world: World, who: str, side: str) -> None:
    case = world.do(world.mediating(), "end_mediation", who)
    assert (case.mediations.get().result, case.mediations.get().refused_by) == ("refused", side)


def test_the_reporter_leaves_it_with_the_key(world: World) -> None:
    case = world.mediating()
    with world.acting():
        case = engine.perform(case, "end_mediation", actor=Actor.reporter(open_for(case))).record
    assert (case.state, case.mediations.get().refused_by) == ("fact_finding", "owner")


def test_a_refusal_told_to_the_street_ends_it_in_the_same_commit(world: World) -> None:
    case = world.mediating("rectifying")
    case = follow(world, world.amend(case, "record_refusal", "street", side="owner", at=world.iso(), mode="03"))
    assert (case.state, case.mediations.get().result) == ("rectifying", "refused")
    assert case.events.order_by("-seq").first().role == "system"


def test_the_mediator_says_how_it_ended(world: World) -> None:
    with pytest.raises(InvalidData) as refused:
        world.do(world.mediating(), "end_mediation", "mediator")
    assert list(refused.value.errors) == ["cause"]


# --- agreements -------------------------------------------------------------------------------------------------


def test_an_agreement_without_an_order_runs_to_its_day(world: World) -> None:
    case = world.agreed()
    timer = case.timers.get(key="T.HANDLE.RECTIFY")
    assert (case.state, case.result) == ("rectifying", "")
    assert timer.due_at.astimezone(clock.CHINA).isoformat() == "2026-03-21T00:00:00+08:00"
    assert case.timers.get(key="T.CONFIRM").due_at.astimezone(clock.CHINA).isoformat() == "2026-04-02T00:00:00+08:00"


def test_an_order_that_was_served_keeps_its_end(world: World) -> None:
    case = world.mediating("rectifying")
    before = case.timers.get(key="T.HANDLE.RECTIFY").due_at
    case = world.do(case, "record_agreement", "mediator", **world.agreement(case, perform_by="2026-05-20"))
    assert case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None).due_at == before


def test_a_day_that_has_passed_is_no_day_to_perform(world: World) -> None:
    case = world.mediating()
    with pytest.raises(InvalidData) as refused:
        world.do(case, "record_agreement", "mediator", **world.agreement(case, perform_by="2026-03-01"))
    assert list(refused.value.errors) == ["perform_by"]


def test_performed_at_once_goes_to_the_check_and_ends_as_agreed(world: World) -> None:
    case = world.mediating()
    done = {"performed_on": "2026-03-02", "owner_confirms": True, "other_confirms": True}
    case = world.do(case, "record_performed_agreement", "mediator", **world.signed(case), **done)
    assert (case.state, running(case)) == ("check_req", set())
    case = world.do(world.call(world.items(world.form_panel(case))), "pass_check", "checker")
    assert (case.state, case.result) == ("pre_close", "04")


def test_a_failed_check_of_an_agreement_halves_its_time(world: World) -> None:
    case = world.form_panel(world.ask_check(world.agreed()))
    case = world.do(world.items(case, "no", "退款还差一半。"), "fail_check", "checker")
    case = world.do(case, "return_for_rectification", "system")
    timer = case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None)
    assert (timer.amount, timer.unit) == (9, "calendar_day")


def test_an_agreement_closes_the_file_like_an_order(world: World) -> None:
    case = world.do(world.call(world.items(world.form_panel(world.ask_check(world.agreed())))), "pass_check", "checker")
    world.later(days=12)
    case = world.two(case, "close_case", "office", "office2")
    case.lookbacks.update(drawn=False)
    world.later(days=181)
    assert follow(world, case).state == "archived"


def test_the_right_to_a_courts_word_is_told_of_on_two_days_once_each(world: World) -> None:
    case = world.agreed()
    start = case.timers.get(key="T.CONFIRM").started_at
    told = OutboxMessage.objects.filter(record=case, topic__startswith="notice.right_ending.T.CONFIRM")
    for days, expected in ((19, 0), (20, 1), (21, 1), (27, 2), (28, 2)):
        with clock.moved_to(start + timedelta(days=days)):
            sweep.run()
            sweep.run()
        assert told.count() == expected, days
    assert outbox.open_payload(told[0])["audience"]["users"] == [world.user("mediator").pk]


# --- the mediator's world ---------------------------------------------------------------------------------------


def test_a_mediator_sees_the_own_matters_alone(world: World) -> None:
    other = world.fact_finding("WA07")
    case = world.asked_to_mediate()
    seen = RectificationCase.objects.visible_to(world.actors["mediator"])
    assert list(seen.values_list("pk", flat=True)) == [case.pk]
    assert not RectificationCase.objects.visible_to(world.actors["mediator2"]).exists()
    with pytest.raises(OutOfScope):
        world.do(other, "start_mediation", "mediator")


def test_another_mediator_takes_over_and_the_first_sees_it_no_more(world: World) -> None:
    case = world.amend(world.asked_to_mediate(), "assign_mediator", "street", mediator=world.user("mediator2").pk)
    assert not RectificationCase.objects.visible_to(world.actors["mediator"]).exists()
    assert world.do(world.consent(case), "start_mediation", "mediator2").state == "mediation"


def test_nothing_of_several_at_once_is_a_mediators(world: World) -> None:
    kind = kinds.by_name("property.case")
    for internal in (True, False):
        with pytest.raises(NotYourRole):
            bulk.check_role(world.actors["mediator"], kind, internal=internal)


@pytest.mark.parametrize("code", ["add_fact", "set_fact_status", "record_statement", "judge_evidence"])
def test_a_mediator_edits_no_facts(world: World, code: str) -> None:
    case = world.asked_to_mediate()
    with pytest.raises(NotYourRole):
        world.amend(case, code, "mediator")


def test_only_the_mediator_of_the_matter_is_reminded(world: World) -> None:
    case = world.mediating()
    with world.acting():
        reminding.remind(case, world.actors["office"])
    asked = OutboxMessage.objects.get(record=case, topic__startswith="notice.reminded")
    audience = outbox.open_payload(asked)["audience"]
    assert (audience["users"], audience["roles"]) == ([world.user("mediator").pk], [])


READS = {"mediator": True, "firm": True, "body": True, "housing": False, "office": False, "intake": False,
         "street": False, "leader": False, "legal": False, "privacy": False, "auditor": False}  # fmt: skip


@pytest.mark.parametrize(("who", "reads"), READS.items())
def test_what_was_settled_is_read_by_the_mediator_and_the_parties(world: World, who: str, reads: bool) -> None:
    """§5.9 and the matrix: others see that there is an agreement and its day, never its words, nor its paper."""
    case = world.agreed()
    actor = world.actors[who]
    for path in ("mediationagreement/x/content", "mediationsession/x/record", "form/agreement_content"):
        assert case_detail.may_read(path, actor) is reads
    body = str(case_detail.of(case, actor))
    assert ("减收两个月" in body) is reads
    paper = RecordFile.objects.get(record=case, purpose="mediation")
    paper.added_by = world.actors["mediator"].person
    assert files.may_open(paper, actor) is reads


def test_a_notice_of_mediation_says_no_word_of_it(world: World) -> None:
    world.agreed()
    for message in OutboxMessage.objects.all():
        assert "减收" not in str(outbox.open_payload(message))


def test_two_refusals_are_two_rounds(world: World) -> None:
    case: Any = world.consent(world.asked_to_mediate(), answer="no")
    proof = world.file(case, "mediation")
    case = world.amend(
        case, "request_mediation", "intake", side="firm", at=world.iso(), dispute="愿意重新谈。", proof=proof
    )
    case = world.consent(case, side="owner", answer="no")
    assert [m.result for m in case.mediations.all()] == ["refused", "refused"]
    assert boundary.follow_up(case).state == "fact_finding"


def test_a_new_request_is_later_than_the_refusal(world: World) -> None:
    before = world.iso(days=1)
    case = world.consent(world.asked_to_mediate(), answer="no")
    data = {"side": "firm", "at": before, "dispute": "早先说过。", "proof": world.file(case, "mediation")}
    with pytest.raises(InvalidData) as refused:
        world.amend(case, "request_mediation", "intake", **data)
    assert list(refused.value.errors) == ["at"]

"""Guards of more time, suspension and shelving (§1.1.2 #24–#28), and what becomes of the clock."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from casework import boundary, clock, engine, sweep
from casework.models import Relation, Timer
from casework.refusals import Conflict, NotYourRole
from casework.timers import end_of
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World

SECOND = timedelta(seconds=1)
EXTENSION = {"amount": 7, "reason": "配件在途，七个工作日内到货。", "told_how": "03"}
RECTIFY = "T.HANDLE.RECTIFY"


def term(case: Any) -> Timer:
    return Timer.objects.get(record=case.pk, key=RECTIFY, stopped_at=None)


def sweep_at(moment: datetime) -> Any:
    with clock.moved_to(moment):
        return sweep.run()


def state(case: Any) -> str:
    return str(type(case).objects.values_list("state", flat=True).get(pk=case.pk))


# --- more time --------------------------------------------------------------------------------------------------


def _asks(world: World, case: Any, **more: Any) -> Any:
    return lambda: world.propose(case, "extend_deadline", "housing", **EXTENSION | more)


def test_an_extension_keeps_the_old_deadline_its_cause_and_who_approved(world: World) -> None:
    case = world.rectifying("WA07")
    before = term(case)
    case = world.two(case, "extend_deadline", "housing", "office", **EXTENSION)
    after, change = term(case), before.history.get()
    assert (case.state, after.started_at) == ("rectifying", before.started_at)
    assert (change.old_due, change.new_due) == (before.due_at, after.due_at)
    assert after.due_at > before.due_at
    assert (change.cause, change.approver) == ("extend_deadline", world.actors["office"].post)
    assert case.due_at == after.due_at
    assert case.extensions.get().told_how == "03"


def test_guard_extension_asked_before_expiry(world: World) -> None:
    """In time until the last second; asked in time, it may be decided later."""
    case = world.rectifying("WA07")
    asked = _asks(world, case)
    world.now = term(case).due_at - timedelta(minutes=1)
    proposal = asked()
    world.now = term(case).due_at
    world.agree(proposal, "office")
    case = world.rectifying("WA07")
    world.now = term(case).due_at - SECOND  # the act comes a second later
    only("extension_asked_before_expiry", _asks(world, case))


def test_guard_extensions_within_limit(world: World) -> None:
    case = world.rectifying("WA07")
    only("extensions_within_limit", _asks(world, case, amount=term(case).amount + 1))
    only("extensions_within_limit", _asks(world, case, amount=0))
    for amount in (4, 3):
        case = world.two(case, "extend_deadline", "housing", "office", **EXTENSION | {"amount": amount})
    assert term(case).history.count() == 2
    only("extensions_within_limit", _asks(world, case, amount=1))


def test_the_total_never_exceeds_twice_the_time(world: World) -> None:
    case = world.two(world.rectifying("WA07"), "extend_deadline", "housing", "office", **EXTENSION | {"amount": 4})
    only("extensions_within_limit", _asks(world, case, amount=term(case).amount - 3))


def test_guard_not_safety_category(world: World) -> None:
    case = world.rectifying("WA07")
    type(case).objects.filter(pk=case.pk).update(category="WA09")
    only("not_safety_category", _asks(world, case))


def test_guard_reporter_told_extension(world: World) -> None:
    only("reporter_told_extension", _asks(world, world.rectifying("WA07"), told_how=""))


def test_guard_approver_not_requester(world: World) -> None:
    """The kernel turns back who asked; the guard holds where somebody came round that."""
    case = world.rectifying("WA07")
    proposal = _asks(world, case)()
    proposal.proposer = world.actors["office"].post
    with world.acting():
        only("approver_not_requester", lambda: engine.perform(
            case, "extend_deadline", actor=world.actors["office"], data=EXTENSION, proposal=proposal))  # fmt: skip


@pytest.mark.parametrize("code", ["extend_deadline", "suspend_case", "shelve_case"])
def test_asked_by_the_unit_that_leads_and_decided_elsewhere(world: World, code: str) -> None:
    """Nobody begins it from above, nobody decides from below, and who only assists asks for nothing."""
    case = world.rectifying("WA07")
    data = {"extend_deadline": EXTENSION, "suspend_case": world.standstill(case), "shelve_case": world.shelving(case)}
    decider = "leader" if code == "shelve_case" else "office"
    with pytest.raises(Conflict) as refused:
        world.do(case, code, decider, **data[code])
    assert refused.value.code == "ask_first"
    with pytest.raises(NotYourRole):
        world.do(case, code, "housing", **data[code])
    case.relations.create(kind=Relation.ASSIST, agency=world.agencies["market"], since=world.now)
    only("actor_in_lead_unit", lambda: world.propose(case, code, "market", **data[code]))
    with pytest.raises(NotYourRole):
        world.propose(case, code, decider, **data[code])
    assert world.two(case, code, "housing", decider, **data[code]).version > case.version


# --- suspension -------------------------------------------------------------------------------------------------


def _suspends(world: World, case: Any, **more: Any) -> Any:
    return lambda: world.propose(case, "suspend_case", "housing", **world.standstill(case, **more))


def suspended(world: World, **more: Any) -> Any:
    case = world.rectifying("WA07")
    return world.two(case, "suspend_case", "housing", "office", **world.standstill(case, **more))


def test_guard_suspension_cause_allowed(world: World) -> None:
    case = world.rectifying("WA07")
    only("suspension_cause_allowed", _suspends(world, case, files=[]))
    vote = {"cause": "04"}
    only("suspension_cause_allowed", _suspends(world, case, **vote))
    only("suspension_cause_allowed", _suspends(world, case, **vote, until="2026-05-02"))  # the 61st day
    only("suspension_cause_allowed", _suspends(world, case, until="2026-03-02"))  # today
    assert _suspends(world, case, **vote, until="2026-05-01")().outcome == "open"


@pytest.mark.parametrize("missing", ["measures", "measures_by", "check_every"])
def test_guard_interim_measures_recorded(world: World, missing: str) -> None:
    case = world.rectifying("WA07")
    only("interim_measures_recorded", _suspends(world, case, **{missing: ""}))
    only("interim_measures_recorded", _shelves(world, case, **{missing: ""}))


def test_a_suspended_clock_goes_on_with_what_was_left(world: World) -> None:
    case = world.rectifying("WA07")
    due = term(case).due_at
    case = world.two(case, "suspend_case", "housing", "office", **world.standstill(case))
    assert (case.state, term(case).paused_at is not None, case.due_at) == ("suspended", True, None)
    assert sweep_at(due + timedelta(days=1)).told == 0, "nobody is urged while the clock waits"
    world.later(days=21)
    proof = {"end_note": "鉴定结论已经出来，可以开始修。", "files": [world.file(case)]}
    case = world.do(case, "resume_case", "housing", **proof)
    assert (case.state, case.due_at, term(case).paused_at) == ("rectifying", due + timedelta(days=21), None)
    assert case.suspensions.get().ended_at is not None


def test_guard_suspension_cause_ended(world: World) -> None:
    case = suspended(world, until="2026-04-10")
    note, proof = "鉴定结论已经出来，可以开始修。", [world.file(case)]
    only("suspension_cause_ended", lambda: world.do(case, "resume_case", "housing", end_note=note))
    only("suspension_cause_ended", lambda: world.do(case, "resume_case", "housing", end_note="完了", files=proof))
    only("suspension_cause_ended", lambda: world.do(case, "resume_case", "system"))
    assert world.do(case, "resume_case", "housing", end_note=note, files=proof).state == "rectifying"


def test_a_suspension_ends_with_its_last_day(world: World) -> None:
    """To the minute: until 24:00 of the day named nothing moves, then the clockwork resumes, once."""
    case = suspended(world, until="2026-04-10")
    moment = end_of(date(2026, 4, 10))
    assert sweep_at(moment - SECOND).moved == 0
    assert sweep_at(moment).moved == 1
    assert state(case) == "rectifying"
    assert sweep_at(moment).moved == 0


def test_a_suspension_without_a_day_waits_for_the_unit(world: World) -> None:
    case = suspended(world)
    sweep_at(world.now + timedelta(days=200))
    assert state(case) == "suspended"


def test_an_owners_vote_has_a_clock(world: World) -> None:
    case = suspended(world, cause="04", until="2026-05-01")
    vote = Timer.objects.get(record=case.pk, key="T.SUSPEND.VOTE")
    assert (vote.amount, vote.due_at) == (60, end_of(date(2026, 5, 1)))
    assert sweep_at(vote.due_at - SECOND).moved == 0
    assert sweep_at(vote.due_at).moved == 1
    assert state(case) == "rectifying"
    assert not Timer.objects.filter(record=suspended(world).pk, key="T.SUSPEND.VOTE").exists()


# --- shelving ---------------------------------------------------------------------------------------------------


def _shelves(world: World, case: Any, **more: Any) -> Any:
    return lambda: world.propose(case, "shelve_case", "housing", **world.shelving(case, **more))


def hung(world: World, **more: Any) -> Any:
    case = world.rectifying("WA07")
    return world.two(case, "shelve_case", "housing", "leader", **world.shelving(case, **more))


def test_a_shelved_case_counts_as_unsolved_and_comes_back_on_its_day(world: World) -> None:
    case = hung(world, review_on="2026-05-31")
    review = Timer.objects.get(record=case.pk, key="T.HUNG.REVIEW")
    assert (case.state, case.result, case.closed_at, case.leader) == ("hung", "08", None, world.user("leader"))
    assert not Timer.objects.filter(record=case.pk, key=RECTIFY, stopped_at=None).exists()
    assert review.due_at == end_of(date(2026, 5, 31)), "the 90th day, the last one allowed"
    assert sweep_at(review.due_at - SECOND).moved == 0
    assert sweep_at(review.due_at).moved == 1
    case = type(case).objects.get(pk=case.pk)
    assert (case.state, case.result) == ("rectifying", "")
    assert timedelta() <= term(case).started_at - review.due_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "gap", [{"reason": "太难"}, {"files": []}, {"leader": None}, {"review_on": "2026-06-01"}, {"review_on": ""},
            {"review_on": "2026-03-02"}]
)  # fmt: skip
def test_guard_shelving_file_complete(world: World, gap: dict[str, Any]) -> None:
    only("shelving_file_complete", _shelves(world, world.rectifying("WA07"), **gap))


def test_a_case_is_shelved_again_only_on_new_material(world: World) -> None:
    case = hung(world)
    old = case.shelvings.get().files
    sweep_at(Timer.objects.get(record=case.pk, key="T.HUNG.REVIEW").due_at)
    world.later(days=70)
    review = {"review_on": "2026-07-01"}
    only("shelving_file_complete", _shelves(world, case, files=old, **review))
    assert _shelves(world, case, files=[*old, world.file(case)], **review)().outcome == "open"


def test_guard_shelving_cause_objective(world: World) -> None:
    only("shelving_cause_objective", _shelves(world, world.rectifying("WA07"), cause="03"))


@pytest.mark.parametrize("category", ["WA05", "WA06", "WA09"])
def test_guard_shelving_category_allowed(world: World, category: str) -> None:
    case = world.rectifying("WA07")
    type(case).objects.filter(pk=case.pk).update(category=category)
    only("shelving_category_allowed", _shelves(world, case))


def test_guard_actor_in_lead_unit_of_a_condition_met(world: World) -> None:
    """Who only assists does not say that what a shelved case waits for has come."""
    case = hung(world)
    case.relations.create(kind=Relation.ASSIST, agency=world.agencies["market"], since=world.now)
    met = {"end_note": "补贴办法已经出台，资金到位。", "files": [world.file(case)]}
    only("actor_in_lead_unit", lambda: world.amend(case, "record_condition", "market", **met))


def test_guard_shelving_review_due_or_condition_met(world: World) -> None:
    case = hung(world)
    denial("shelving_review_due_or_condition_met", lambda: world.do(case, "unshelve_case", "system"))
    met = {"end_note": "补贴办法已经出台，资金到位。", "files": [world.file(case)]}
    case = world.amend(case, "record_condition", "housing", **met)
    with world.acting():
        assert boundary.follow_up(case).state == "rectifying"

"""To which party each paper goes as it is asked for, act by act (§5.4): account of the firm, of the committee, key."""

from typing import Any

import pytest

from casework import documents
from casework.actor import Actor
from casework.refusals import InvalidData
from property_rectification.public import answers
from tests.property_rectification.world import World

FIRM, COMMITTEE, KEY = "R15", "R16", "R17"
NAME = "欧阳鸣例"
SAID = {"reasons": f"对{NAME}的房屋已按原设计复核，结论不变。", "remedies": "可以申请复议或起诉。"}


def received(case: Any, code: str) -> set[str]:
    """The roles that the last paper of a sort went to."""
    found = documents.latest(case, code)
    assert found is not None, code
    return set(documents.received_by(found))


@pytest.mark.parametrize(("by", "said", "role"), [
    ("firm", {}, {FIRM}), ("body", {}, {COMMITTEE}), ("intake", {"objector": "01"}, {KEY}),
    ("intake", {"objector": "04"}, set()),
])  # fmt: skip
def test_the_answer_to_an_objection_goes_to_who_objected(
    world: World, by: str, said: dict[str, str], role: set[str]
) -> None:
    case = world.passed()
    assert received(case, "F-37") == set(), "the receipt of a service is the proof of the office"
    case = world.do(case, "object_to_closure", by, defect="结论没有写清依据，请复核。", **said)
    answer = {name: text.replace(NAME, "") for name, text in SAID.items()}
    case = world.do(case, "dismiss_objection", "supervisor", **answer)
    assert received(case, "F-37") == role


@pytest.mark.parametrize("by", ["firm", "body"])
def test_an_answer_to_the_other_side_does_not_name_the_reporter(world: World, by: str) -> None:
    case = world.passed()
    case.reporter.name = NAME
    case.reporter.save()
    case = world.do(case, "object_to_closure", by, defect="结论没有写清依据，请复核。")
    with pytest.raises(InvalidData) as refused:
        world.do(case, "dismiss_objection", "supervisor", **SAID)
    assert list(refused.value.errors) == ["reasons"]


def asked(world: World, by: str, **more: Any) -> Any:
    data = {"person": world.user("housing").pk, "reason": "和物业经理是亲属。"} | more
    return world.amend(world.fact_finding(reporter_name=NAME), "request_recusal", by, **data)


@pytest.mark.parametrize(("by", "more", "role"), [
    ("firm", {}, {FIRM}), ("body", {}, {COMMITTEE}), ("office", {}, set()),
    ("intake", {"applicant": "firm"}, {FIRM}), ("intake", {"applicant": "owner"}, set()),
])  # fmt: skip
def test_the_request_to_step_aside_and_its_decision_go_to_who_asked(
    world: World, by: str, more: dict[str, Any], role: set[str]
) -> None:
    case = asked(world, by, **more)
    assert received(case, "F-39") == role
    request = case.recusalrequests.get()
    decided = {"request": str(request.pk), "decision": "refused", "reasons": "经核实没有亲属关系。"}
    with pytest.raises(InvalidData):
        world.amend(case, "decide_recusal", "leader", **decided | {"reasons": f"{NAME}的说法没有证据。"})
    assert received(world.amend(case, "decide_recusal", "leader", **decided), "F-39") == role


def test_the_sheet_of_a_check_goes_to_the_firm_without_the_answer_of_the_reporter(world: World) -> None:
    case = world.check_requested()
    assert received(case, "F-16") == {FIRM}
    case = world.form_panel(case)
    assert received(case, "F-16") == {FIRM}
    case = world.do(world.call(world.items(case)), "pass_check", "checker")
    assert documents.snapshot_of(documents.latest(case, "F-16"))["callback"]  # type: ignore[arg-type]
    assert received(case, "F-16") == set()


def test_an_unfounded_conclusion_goes_to_the_reporter_once_it_is_confirmed(world: World) -> None:
    case = world.found(world.fact_finding())
    said = {"reasons": "查了三年的账，收支都已公示。", "told_how": "03"}
    case = world.two(case, "conclude_unfounded", "housing", "housing2", **said)
    assert received(case, "F-36") == set()
    assert answers.told(case) is None
    case.rechecks.update(drawn=False)
    assert received(world.do(case, "confirm_unfounded", "supervisor"), "F-36") == {KEY}


def test_what_is_addressed_to_a_role_is_nobody_elses(world: World) -> None:
    """The matrix gives a party no paper: mediation R would open any sheet of one else."""
    case = asked(world, "firm")
    found = documents.latest(case, "F-39")
    assert found is not None
    assert {name for name in ("firm", "body") if documents.may_open(found, world.actors[name])} == {"firm"}
    assert not documents.may_open(found, Actor.reporter())

"""Guards of the facts: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

import pytest

from property_rectification.models import LegalBasis
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World

# --- facts ------------------------------------------------------------------------------------------------------


def test_guard_check_plan_present(world: World) -> None:
    case = world.do(world.dispatched(), "sign_receipt", "housing")
    only("check_plan_present", lambda: world.do(case, "start_fact_finding", "housing", check_plan="去看看"))


def _order(world: World, case: Any, **data: Any) -> Any:
    return lambda: world.do(case, "find_violation", "housing", **world.order(**data))


def test_guard_organ_competent(world: World) -> None:
    case = world.found(world.fact_finding())
    type(case).objects.filter(pk=case.pk).update(category="WB01")  # a civil matter: nobody orders there
    assert only("organ_competent", _order(world, case)).message == "责令整改通知书只能由有执法权的部门出。"


def test_guard_both_sides_heard(world: World) -> None:
    case = world.fact_finding()
    assert denial("both_sides_heard", _order(world, case)).message == "还差业主一方和物业一方的意见。"
    case = world.hear(case, "owner")
    assert denial("both_sides_heard", _order(world, case)).message == "还差物业一方的意见。"


def test_guard_both_sides_heard_by_two_notices_and_five_workingdays(world: World) -> None:
    case = world.hear(world.fact_finding(), "owner")
    reasons = {"reasons": "查过账目，都已经公示。", "told_how": "03"}

    def conclude() -> Any:
        return world.propose(case, "conclude_unfounded", "housing", **reasons)

    for _n in range(2):
        case = world.amend(
            case, "record_statement", "housing", side="firm", kind="notice", at=world.iso(), content="请答复"
        )
        world.later(days=1)
    world.later(days=6)  # Tuesday 10 March: four whole working days since the notice of the 3rd
    denial("both_sides_heard", conclude)
    world.later(days=1)
    assert conclude().outcome == "open"


def test_guard_both_sides_heard_by_a_written_waiver(world: World) -> None:
    case = world.hear(world.fact_finding(), "owner")
    case = world.amend(
        case, "record_statement", "housing", side="firm", kind="waiver", at=world.iso(), file=world.file(case)
    )
    assert world.propose(case, "conclude_unfounded", "housing", reasons="查过账目，都已经公示。", told_how="03")


def test_guard_evidence_for_each_fact(world: World) -> None:
    case = world.fact_finding()
    for side in ("owner", "firm"):
        case = world.hear(case, side)
    assert only("evidence_for_each_fact", _order(world, case)).message == "还没有登记查实的事实。"
    case = world.amend(case, "add_fact", "housing", statement="收支没有公示。")
    case = world.amend(case, "add_fact", "housing", statement="业主问过两次没有答复。")
    for fact in case.facts.all():
        case = world.amend(case, "set_fact_status", "housing", fact=str(fact.pk), status="found")
    case = world.evidence(case, case.facts.get(number=1))
    case = world.evidence(case, case.facts.get(number=2), lawful=False)
    case = world.evidence(case, case.facts.get(number=2), contrary=True)
    assert only("evidence_for_each_fact", _order(world, case)).message == "事实第2条还没有证据。"
    doubtful = case.facts.get(number=2)
    case = world.amend(case, "set_fact_status", "housing", fact=str(doubtful.pk), status="doubtful")
    assert _order(world, case)().state == "rectifying"


def test_guard_legal_basis_in_force(world: World) -> None:
    case = world.found(world.fact_finding())
    old = {"acted_on": "2020-05-01"}
    assert only("legal_basis_in_force", _order(world, case, **old)).message == "《民法典》在行为发生日没有有效的版本。"
    only("legal_basis_in_force", _order(world, case, basis=[]))


def test_legal_basis_keeps_the_version_of_the_day_of_the_act(world: World) -> None:
    case = world.found(world.fact_finding())
    basis = [{"instrument": "ZAGL", "article": "第26条"}]
    case = _order(world, case, acted_on="2025-12-31", basis=basis)()
    assert case.ordernotices.get().basis[0]["version"] == "2012年修正"
    assert LegalBasis.objects.filter(code="ZAGL").count() == 2


def test_guard_legal_review_done_if_fine(world: World) -> None:
    case = world.found(world.fact_finding())
    only("legal_review_done_if_fine", _order(world, case, fine_possible=True))
    case = world.amend(case, "record_legal_review", "legal", agreed="returned", opinion="条文引用不全。")
    only("legal_review_done_if_fine", _order(world, case, fine_possible=True))
    case = world.amend(case, "record_legal_review", "legal", agreed="agreed", opinion="可以送达。")
    assert _order(world, case, fine_possible=True)().state == "rectifying"


def _unfounded(world: World, case: Any) -> Any:
    data = {"reasons": "查了三年的账，都已公示。", "told_how": "03"}
    return world.two(case, "conclude_unfounded", "housing", "housing2", **data)


def test_guard_reasons_written(world: World) -> None:
    case = world.found(world.fact_finding())
    only(
        "reasons_written", lambda: world.propose(case, "conclude_unfounded", "housing", reasons="不成立", told_how="03")
    )
    case = _unfounded(world, case)
    only("reasons_written", lambda: world.do(case, "return_unfounded", "supervisor", reasons=""))


def test_guard_second_reviewer_signed_when_unfounded(world: World) -> None:
    case = world.found(world.fact_finding())
    data = {"reasons": "查了三年的账，都已公示。", "told_how": "03"}
    only("second_reviewer_signed", lambda: world.do(case, "conclude_unfounded", "housing", **data))


def test_guard_recheck_done_if_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: True)
    case = _unfounded(world, world.found(world.fact_finding()))
    only("recheck_done_if_drawn", lambda: world.do(case, "confirm_unfounded", "supervisor"))


def test_guard_recheck_wanted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: False)
    case = _unfounded(world, world.found(world.fact_finding()))
    only("recheck_wanted", lambda: world.amend(case, "record_recheck", "supervisor", result="kept", note="看过账。"))


def test_guard_not_handler(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: False)
    case = _unfounded(world, world.found(world.fact_finding()))
    case.relations.create(kind="handler", user=world.user("supervisor"), since=world.now, until=world.now)
    only("not_handler", lambda: world.do(case, "confirm_unfounded", "supervisor"))
    only("not_handler", lambda: world.do(case, "return_unfounded", "supervisor", reasons="缺一年的账，请补查。"))

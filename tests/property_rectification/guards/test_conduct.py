"""The gate before a suspicion, two sides in one complaint, and what a suspicion is printed as (§2.4, §5.3)."""

from typing import Any

import pytest

from casework.refusals import GuardsFailed, InvalidData
from property_rectification import case_list, categories
from property_rectification.models import PairedCase, RectificationCase
from property_rectification.web import pairs, voices
from tests.property_rectification.test_amendments import conduct, triage
from tests.property_rectification.world import World

CLAIM = "供热九个月没有到位，多次反映没有人来修，要求恢复供热并退费。"


def refused(act: Any) -> list[str]:
    with pytest.raises(GuardsFailed) as found:
        act()
    return found.value.codes


def split(world: World, case: Any, **data: Any) -> Any:
    return world.amend(case, "split_off", "office", **{"narrative": CLAIM} | data)


def other_of(case: Any) -> Any:
    return PairedCase.objects.get(case=case).other


def suspected(world: World) -> Any:
    """A case with both sides: the conduct stays here, the claim goes its own way."""
    case = split(world, conduct(world, world.triage(), claim="yes"))
    return triage(world, case, "WB12")


# --- each condition ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", ["WB12", "WB13", "WB14"])
def test_guard_not_firm_alone(world: World, category: str) -> None:
    case = conduct(world, world.triage(), source="05")
    assert refused(lambda: triage(world, case, category)) == ["not_firm_alone"]


def test_guard_owner_claim_opened(world: World) -> None:
    case = conduct(world, world.triage(), claim="yes")
    assert refused(lambda: triage(world, case, "WB12")) == ["owner_claim_opened"]
    assert triage(world, split(world, case), "WB12").suspected


def test_another_case_against_owners_is_no_examined_claim(world: World) -> None:
    neighbour = triage(world, world.triage(), "WB03")
    case = conduct(world, world.triage(), claim="yes")
    case = world.amend(case, "pair_case", "office", number=neighbour.number)
    assert refused(lambda: triage(world, case, "WB12")) == ["owner_claim_opened"]


def test_guard_one_side(world: World) -> None:
    case = world.triage()
    for first, second in (("WA05", "WB03"), ("WB03", "WA05")):
        mixed = lambda a=first, b=second: triage(world, case, a, more=[{"category": b}])  # noqa: E731
        assert refused(mixed) == ["one_side"]
    assert triage(world, case, "WA05", more=[{"category": "WC03"}]).categories_more == ["WC03"]


def test_a_suspicion_beside_the_leading_category_passes_the_same_gate(world: World) -> None:
    case = world.triage()
    assert refused(lambda: triage(world, case, "WB07", more=[{"category": "WB12"}])) == ["conduct_facts"]


def test_who_found_a_right_in_it_does_not_take_that_back(world: World) -> None:
    case = conduct(world, world.triage(), yes="disclosure")
    case = conduct(world, case)
    assert refused(lambda: triage(world, case, "WB12")) == ["lawful_conduct"]
    case = conduct(world, case, by="intake")
    assert triage(world, case, "WB12").suspected


# --- two cases --------------------------------------------------------------------------------------------------------


def test_the_other_side_becomes_a_case_of_its_own(world: World) -> None:
    case = suspected(world)
    other = other_of(case)
    assert (other.state, other.compound, other.narrative.reveal()) == ("draft", case.compound, CLAIM)
    assert (other.reporter.phone.reveal() if other.reporter.phone else "") == ""
    assert case.narrative.reveal() != CLAIM


def test_the_same_person_is_answered_in_both(world: World) -> None:
    case = world.do(world.draft(reporter_name="某某", wants_secrecy=True), "register_case", "intake")
    other = other_of(world.amend(case, "split_off", "intake", narrative=CLAIM, same_reporter=True))
    assert other.reporter.phone.reveal() == "13800005678"
    assert "CONFIDENTIAL_REPORTER" in other.flags


def test_neither_waits_for_the_other(world: World) -> None:
    case = suspected(world)
    other = world.do(other_of(case), "register_case", "intake")
    other = world.do(other, "start_triage", "office")
    other = triage(world, other, "WA05")
    other = world.do(other, "dispatch_case", "office", lead_unit=world.agencies["housing"].pk)
    assert (other.state, RectificationCase.objects.get(pk=case.pk).state) == ("dispatched", "triage")


def test_both_pages_show_the_other_in_scope_only(world: World) -> None:
    case = suspected(world)
    other = other_of(case)
    for one in (case, other):
        assert voices.there(one)["has_paired"]
        assert len(pairs.section(one, world.actors["office"])) == 1
        assert pairs.section(one, world.actors["market"]) == []
    assert not voices.there(world.draft())["has_paired"]


def test_a_case_is_paired_once_and_never_with_itself(world: World) -> None:
    case = world.triage()
    other = world.triage()
    case = world.amend(case, "pair_case", "office", number=other.number)
    for one, number in (
        (case, other.number),
        (other, case.number),
        (case, case.number),
        (case, "WY-000000-2026-00001"),
    ):
        with pytest.raises(InvalidData) as found:
            world.amend(one, "pair_case", "office", number=number)
        assert list(found.value.errors) == ["number"]


def test_an_unpaid_fee_waits_for_the_answer_to_the_service_claim(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """§2.4: the one exception; the facts of the fee are looked into meanwhile."""
    monkeypatch.setattr(categories, "competent_organs", lambda *args: {"03"})
    claim, fee = world.triage("WA07"), world.found(world.fact_finding())
    fee = world.amend(fee, "pair_case", "office", number=claim.number)
    RectificationCase.objects.filter(pk=fee.pk).update(category="WB01", side="owner")
    order = lambda: world.do(fee, "find_violation", "housing", **world.order(limit_days=10))  # noqa: E731
    assert refused(order) == ["service_claim_answered"]
    world.two(
        claim, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(claim, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    assert order().state == "rectifying"


# --- 涉嫌 until somebody competent decided ----------------------------------------------------------------------------


def police(world: World) -> None:
    world.agencies["market"].organ = "09"
    world.agencies["market"].save()


def decided(world: World) -> Any:
    police(world)
    case = world.do(suspected(world), "dispatch_case", "office", lead_unit=world.agencies["market"].pk)
    case = world.do(case, "sign_receipt", "market")
    return world.amend(
        case, "record_effective_decision", "market", reference="示公决字〔2026〕12号", decided_at=world.iso(hours=1),
        file=world.file(case),
    )  # fmt: skip


def test_a_title_of_ones_own_carries_the_suspicion(world: World) -> None:
    case = conduct(world, world.triage())
    case = triage(world, case, "WB12", title="大门被堵")
    assert case.title == "大门被堵（涉嫌）"
    assert triage(world, case, "WA05").title == "大门被堵"


def test_lists_print_the_suspicion_until_a_decision_is_in_force(world: World) -> None:
    case = suspected(world)
    row = case_list.rows([case], world.actors["office"])[0]
    assert "涉嫌" in row["category"]
    assert "涉嫌" in row["summary"]


def test_only_a_decision_in_force_ends_it(world: World) -> None:
    case = decided(world)
    assert (case.suspected, case.effective_decision_ref) == (False, "示公决字〔2026〕12号")
    assert "涉嫌" not in case.title
    assert "涉嫌" not in case_list.rows([case], world.actors["office"])[0]["category"]


def test_guard_still_suspected(world: World) -> None:
    case = decided(world)
    again = lambda: world.amend(  # noqa: E731
        case, "record_effective_decision", "market", reference="示公决字〔2026〕13号", decided_at=world.iso(hours=1),
        file=world.file(case),
    )  # fmt: skip
    assert refused(again) == ["still_suspected"]


def test_a_decision_is_recorded_by_the_unit_that_leads(world: World) -> None:
    police(world)
    units = {"lead_unit": world.agencies["market"].pk, "assist_units": [world.agencies["housing"].pk]}
    case = world.do(suspected(world), "dispatch_case", "office", **units)
    record = lambda: world.amend(  # noqa: E731
        case, "record_effective_decision", "housing", reference="示例1号", decided_at=world.iso(hours=1),
        file=world.file(case),
    )  # fmt: skip
    assert refused(record) == ["actor_in_lead_unit"]


# --- words ------------------------------------------------------------------------------------------------------------


def test_evidence_has_no_such_title(world: World) -> None:
    case = world.fact_finding()
    with pytest.raises(InvalidData) as found:
        world.amend(
            case, "add_evidence", "firm", type="01", title="业主带头物闹截图", obtained_at=world.iso(hours=1),
            obtained_by="企业", source_note="群聊截图",
        )  # fmt: skip
    assert list(found.value.errors) == ["title"]

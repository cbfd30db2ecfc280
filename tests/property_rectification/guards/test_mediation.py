"""Guards of mediation: each refuses in its own words and lets go when its way out is taken (§1.1.2 #21–#23)."""

from typing import Any

import pytest

from casework.refusals import GuardsFailed
from property_rectification.models.parties import RecusalDeclaration
from property_rectification.scopes import CASE_SCOPES
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World


def _start(world: World, case: Any, by: str = "mediator") -> Any:
    return lambda: world.do(case, "start_mediation", by)


def test_guard_both_parties_consented(world: World) -> None:
    case = world.asked_to_mediate()
    refused = only("both_parties_consented", _start(world, case))
    assert refused.message == "还差物业一方同意调解的记录。"
    case = world.consent(case)
    assert _start(world, case)().state == "mediation"


def test_guard_both_parties_consented_after_a_refusal(world: World) -> None:
    case = world.consent(world.asked_to_mediate(), answer="no")
    refused = only("both_parties_consented", _start(world, case))
    assert (refused.message, refused.remedy) == (
        "一方已明确不愿调解，调解到此结束。", "打印其他途径告知；一方重新提出可再开始",
    )  # fmt: skip


def test_a_yes_that_became_a_no_is_no_consent(world: World) -> None:
    case = world.asked_to_mediate()
    world.consent(case, "owner", "no")
    only("both_parties_consented", _start(world, case))


@pytest.mark.parametrize("category", ["WA08", "WA13", "WB13", "WA02", "WA03", "WA05", "WC05"])
def test_guard_matter_mediable_by_category(world: World, category: str) -> None:
    """Safety, crime, money of all, common parts, everybody's right to know, and the duty of officials."""
    case = world.consent(world.asked_to_mediate())
    type(case).objects.filter(pk=case.pk).update(category=category)
    refused = only("matter_mediable", _start(world, case))
    assert refused.message == "安全、涉嫌犯罪和公共权益问题不能以调解代替处理。"


def test_guard_matter_mediable_when_it_becomes_urgent_safety(world: World) -> None:
    case = world.consent(world.asked_to_mediate())
    type(case).objects.filter(pk=case.pk).update(flags=["SAFETY_URGENT"])
    only("matter_mediable", _start(world, case))
    type(case).objects.filter(pk=case.pk).update(flags=[])
    assert _start(world, case)().state == "mediation"


def test_guard_matter_mediable_before_anybody_is_asked(world: World) -> None:
    case = world.fact_finding("WA05")
    data = {"side": "owner", "at": world.iso(), "dispute": "公示的事。"}
    only("matter_mediable", lambda: world.amend(case, "request_mediation", "intake", **data))


def test_guard_mediator_impartial(world: World) -> None:
    """§5.11: an interest, a part in the case, or a post with a party each stand against it."""
    case = world.consent(world.asked_to_mediate())
    declared = RecusalDeclaration.objects.create(
        case=case, user=world.user("mediator"), firm=world.firm, reason="亲属", recorded_at=world.now
    )
    assert only("mediator_impartial", _start(world, case)).message == "调解员应当回避：已申报与企业或小区有利害关系。"
    RecusalDeclaration.objects.filter(pk=declared.pk).update(active=False)
    handled = case.relations.create(kind="handler", user=world.user("mediator"), since=world.now, until=world.now)
    only("mediator_impartial", _start(world, case))
    handled.delete()
    assert _start(world, case)().state == "mediation"


def test_guard_mediator_impartial_for_another_mediator(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.consent(world.asked_to_mediate())
    monkeypatch.setitem(CASE_SCOPES, "R14", CASE_SCOPES["R02"])
    assert only("mediator_impartial", _start(world, case, "mediator2")).message == "调解员应当回避：不是这件的调解员。"


def test_guard_mediator_impartial_at_a_session_and_at_the_agreement(world: World) -> None:
    case = world.mediating()
    case = world.amend(case, "declare_recusal", "mediator", reason="与物业经理是亲戚")
    session = {"at": world.iso(), "mode": "01", "session_present": "双方", "session_record": "各说各的。"}
    only("mediator_impartial", lambda: world.amend(case, "record_session", "mediator", **session))
    data = world.agreement(case)
    only("mediator_impartial", lambda: world.do(case, "record_agreement", "mediator", **data))
    case = world.amend(case, "assign_mediator", "intake", mediator=world.user("mediator2").pk)
    assert world.do(case, "record_agreement", "mediator2", **data).state == "rectifying"


def test_guard_named_mediator_impartial(world: World) -> None:
    case = world.asked_to_mediate()
    world.actors["partial"] = world.person("partial", "firm", "R14")
    act = lambda: world.amend(case, "assign_mediator", "intake", mediator=world.user("partial").pk)  # noqa: E731
    assert only("named_mediator_impartial", act).message == "某partial应当回避：在承办单位或一方当事人处任职。"


@pytest.mark.parametrize("code", ["record_consent", "assign_mediator"])
def test_guard_round_open(world: World, code: str) -> None:
    case = world.fact_finding("WA07")
    data: dict[str, Any] = {"side": "firm", "answer": "yes", "at": world.iso()}
    if code == "assign_mediator":
        data = {"mediator": world.user("mediator").pk}
    assert only("round_open", lambda: world.amend(case, code, "intake", **data)).message == "还没有人提出调解。"


def test_guard_round_open_when_a_refusal_is_written_down(world: World) -> None:
    case = world.mediating()
    case.mediations.update(result="failed")
    data = {"side": "firm", "at": world.iso()}
    only("round_open", lambda: world.amend(case, "record_refusal", "street", **data))


def test_guard_no_round_open(world: World) -> None:
    case = world.asked_to_mediate()
    data = {"side": "firm", "at": world.iso(), "dispute": "我们也要调解。"}
    only("no_round_open", lambda: world.amend(case, "request_mediation", "intake", **data))


def test_guard_asked_anew_by_party(world: World) -> None:
    """L-70: nobody is worked on after a no; a party who changes its mind says so itself."""
    case = world.consent(world.asked_to_mediate(), answer="no")
    data = {"side": "firm", "at": world.iso(), "dispute": "再做做工作。"}
    refused = only("asked_anew_by_party", lambda: world.amend(case, "request_mediation", "street", **data))
    assert refused.field == "proof"
    paper = world.file(case, "mediation")
    case = world.amend(case, "request_mediation", "street", **data | {"at": world.iso(), "proof": paper})
    assert [m.round for m in case.mediations.all()] == [1, 2]


def test_guard_agreement_signed(world: World) -> None:
    case = world.mediating()
    for lacking in ({"owner_signed": False}, {"other_signed": False}, {"file": ""}):
        data = world.agreement(case) | lacking
        assert denial("agreement_signed", lambda d=data: world.do(case, "record_agreement", "mediator", **d)).field
        data = world.signed(case, performed_on="2026-03-02", owner_confirms=True, other_confirms=True) | lacking
        only("agreement_signed", lambda d=data: world.do(case, "record_performed_agreement", "mediator", **d))
    oral = world.agreement(case) | {"form": "02", "file": ""}
    assert world.do(case, "record_agreement", "mediator", **oral).state == "rectifying"


@pytest.mark.parametrize(
    ("lacking", "named"), [("agreement_plan", "履行事项"), ("perform_by", "履行期限"), ("agreement_proof", "履行凭证")]
)
def test_guard_performance_plan_present(world: World, lacking: str, named: str) -> None:
    case = world.mediating()
    data = world.agreement(case) | {lacking: ""}
    refused = only("performance_plan_present", lambda: world.do(case, "record_agreement", "mediator", **data))
    assert refused.message == f"协议还差{named}。"


@pytest.mark.parametrize("lacking", ["performed_on", "owner_confirms", "other_confirms"])
def test_guard_agreement_performed(world: World, lacking: str) -> None:
    given = {"performed_on": "2026-03-02", "owner_confirms": True, "other_confirms": True}
    short = given | {lacking: "" if lacking == "performed_on" else False}
    case = world.mediating()
    data = world.signed(case)
    only("agreement_performed",
         lambda: world.do(case, "record_performed_agreement", "mediator", **data, **short))  # fmt: skip
    case = world.do(case, "record_agreement", "mediator", **world.agreement(case))
    only("agreement_performed", lambda: world.amend(case, "record_performance", "mediator", **short))
    assert world.amend(case, "record_performance", "mediator", **given).mediationagreements.get().performed_on


def test_guard_ownership_not_decided(world: World) -> None:
    """L-71: no court confirms an agreement on who owns what; no such right is begun either."""
    case = world.agreed(decides_ownership=True)
    assert not case.timers.filter(key="T.CONFIRM").exists()
    applied = {"applied_on": "2026-03-02", "court": "示例县人民法院"}
    with pytest.raises(GuardsFailed) as refused:
        world.amend(case, "record_confirmation", "mediator", **applied)
    assert "ownership_not_decided" in refused.value.codes


def test_guard_confirmation_window_open(world: World) -> None:
    case = world.agreed()
    applied = {"applied_on": "2026-03-02", "court": "示例县人民法院"}
    due = case.timers.get(key="T.CONFIRM").due_at
    world.later(seconds=(due - world.now).total_seconds())
    only("confirmation_window_open", lambda: world.amend(case, "record_confirmation", "mediator", **applied))


def test_confirmation_in_the_last_minute_and_its_result_later(world: World) -> None:
    case = world.agreed()
    due = case.timers.get(key="T.CONFIRM").due_at
    world.later(seconds=(due - world.now).total_seconds() - 60)
    applied = {"applied_on": "2026-03-30", "court": "示例县人民法院"}
    case = world.amend(case, "record_confirmation", "mediator", **applied)
    assert case.timers.get(key="T.CONFIRM").stopped_at
    world.later(days=20)
    case = world.amend(case, "record_confirmation", "mediator", **applied, confirmation="01")
    assert case.mediationagreements.get().confirmation == "01"

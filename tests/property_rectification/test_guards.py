"""Each guard refuses in its own words and lets go when its way out is taken. Named after the guard it would miss."""

from typing import Any

import pytest

from casework.refusals import Denial, GuardsFailed
from casework.scopes import subtree
from property_rectification.models import LegalBasis, RecusalDeclaration
from property_rectification.scopes import CASE_SCOPES
from tests.property_rectification.world import World

RETURN = {"reason": "01", "article": "权责清单第3项"}
REFUSAL = {
    "reason": "01", "explanation": "事项发生在邻县的小区里。", "remedy_text": "请向邻县住建部门反映，随时可以提出。"
}  # fmt: skip
VISIT = {"visited_on": "2026-04-12", "method": "01", "visit_result": "stable"}


def denial(code: str, act: Any) -> Denial:
    """The denial of this code among those the act is refused with."""
    with pytest.raises(GuardsFailed) as refused:
        act()
    found = [d for d in refused.value.denials if d.code == code]
    assert found, f"refused, but not by {code}: {refused.value.codes}"
    return found[0]


def only(code: str, act: Any) -> Denial:
    """The same, where nothing else may refuse it."""
    with pytest.raises(GuardsFailed) as refused:
        act()
    assert refused.value.codes == [code]
    return denial(code, act)


# --- intake -----------------------------------------------------------------------------------------------------


def test_guard_minimum_fields_present(world: World) -> None:
    case = world.draft(narrative="太短了", compound=None)
    message = only("minimum_fields_present", lambda: world.do(case, "register_case", "intake")).message
    assert message == "还差：小区或具体位置、不少于20字的情况（现在3字）。"
    case = world.amend(
        case, "edit_intake", "intake", place="东门外", narrative="这里补写到二十个字以上的情况说明，够了够了。"
    )
    assert world.do(case, "register_case", "intake").state == "registered"


def _refuse(world: World, case: Any, **data: Any) -> Any:
    given = REFUSAL | {"basis_files": [world.file(case)]} | data
    return lambda: world.propose(case, "refuse_case", "office", **given)


def test_guard_refusal_reason_allowed(world: World) -> None:
    case = world.triage()
    assert only("refusal_reason_allowed", _refuse(world, case, basis_files=[])).field == "basis_files"
    assert "已答复的编号" in only("refusal_reason_allowed", _refuse(world, case, reason="07")).message


def test_guard_remedy_text_present(world: World) -> None:
    assert (
        only("remedy_text_present", _refuse(world, world.triage(), remedy_text="无")).message == "答复书还差救济途径。"
    )


def test_guard_not_safety_urgent(world: World) -> None:
    refused = only("not_safety_urgent", _refuse(world, world.triage("WA08")))
    assert refused.remedy == "按安全类交办，24小时内处置"


def test_guard_no_new_facts_for_repeat(world: World) -> None:
    act = _refuse(world, world.triage(), reason="03", new_facts=True)
    only("no_new_facts_for_repeat", act)


def test_guard_route_not_running(world: World) -> None:
    only("route_not_running", _refuse(world, world.triage(), route_running=True))


def test_guard_second_reviewer_signed_when_refusing(world: World) -> None:
    case = world.triage()
    data = REFUSAL | {"basis_files": [world.file(case)]}
    only("second_reviewer_signed", lambda: world.do(case, "refuse_case", "office", **data))
    assert world.two(case, "refuse_case", "office", "intake", **data).state == "not_accepted"


# --- dispatch ---------------------------------------------------------------------------------------------------


def _dispatch(world: World, case: Any, unit: str, **data: Any) -> Any:
    return lambda: world.do(case, "dispatch_case", "office", lead_unit=world.agencies[unit].pk, **data)


def test_guard_lead_unit_competent(world: World) -> None:
    refused = only("lead_unit_competent", _dispatch(world, world.triage(), "market"))
    assert refused.message == "市场监管局没有不公示、公示不全的处罚权。"
    assert refused.remedy == "可交：住建局"


def test_guard_lead_unit_competent_in_its_own_territory(world: World) -> None:
    case = world.triage("WA16")
    only("lead_unit_competent", _dispatch(world, case, "west"))
    assert _dispatch(world, case, "street")().state == "dispatched"


def test_guard_no_pushing_down(world: World) -> None:
    refused = denial("no_pushing_down", _dispatch(world, world.triage(), "community"))
    assert refused.message == "这是区级部门的职责，不能下派给一社区居委会。"


def test_guard_deadline_set(world: World) -> None:
    case = world.do(world.do(world.draft(), "register_case", "intake"), "start_triage", "office")
    assert "类别" in denial("deadline_set", _dispatch(world, case, "housing")).message


def _declare(world: World, case: Any, name: str, **about: Any) -> None:
    RecusalDeclaration.objects.create(
        case=case,
        user=world.user(name),
        reason="亲属在企业任职",
        recorded_at=world.now,
        **about or {"firm": world.firm},
    )


def test_guard_no_recusal_cause_of_the_actor(world: World) -> None:
    case = world.triage()
    world.amend(case, "declare_recusal", "office", reason="我住在这个小区。")
    assert (
        only("no_recusal_cause", _dispatch(world, case, "housing")).message == "您申报过与恒居物业有关系，这件请回避。"
    )


def test_guard_no_recusal_cause_of_the_new_handler(world: World) -> None:
    case = world.triage()
    _declare(world, case, "housing", compound=world.compound)
    refused = only("no_recusal_cause", _dispatch(world, case, "housing", handler=world.user("housing").pk))
    assert refused.message == "某housing申报过与锦绣花园有关系，这件请回避。"
    case = world.do(_dispatch(world, case, "housing")(), "sign_receipt", "housing2")
    act = lambda: world.amend(case, "assign_handler", "housing2", handler=world.user("housing").pk)  # noqa: E731
    only("no_recusal_cause", act)


def test_guard_actor_in_lead_unit(world: World) -> None:
    case = _dispatch(world, world.triage(), "housing", assist_units=[world.agencies["market"].pk])()
    only("actor_in_lead_unit", lambda: world.do(case, "sign_receipt", "market"))


# --- returning --------------------------------------------------------------------------------------------------


def _return(world: World, case: Any, **data: Any) -> Any:
    given = RETURN | {"suggested": world.agencies["market"].pk} | data
    return lambda: world.do(case, "request_return", "housing", **given)


def test_guard_return_window_open(world: World) -> None:
    case = world.dispatched()
    world.later(days=1, hours=15)
    assert only("return_window_open", _return(world, case)).message == "退办期限3月3日（周二）24:00已过。"


def test_guard_return_reason_complete(world: World) -> None:
    refused = only("return_reason_complete", _return(world, world.dispatched(), article=""))
    assert refused.message == "「权属不清」不能单独作为退办理由。"


def test_guard_not_returned_before(world: World) -> None:
    case = world.do(_return(world, world.dispatched())(), "reject_return", "office")
    denial("not_returned_before", _return(world, case))


def test_guard_not_designated(world: World) -> None:
    case = world.dispatched()
    type(case).objects.filter(pk=case.pk).update(designated=True)
    only("not_designated", _return(world, case))


def test_guard_decider_outside_returning_unit(world: World) -> None:
    case = _return(world, world.dispatched())()
    world.actors["mole"] = world.person("mole", "housing", "R02")
    only("decider_outside_returning_unit", lambda: world.do(case, "accept_return", "mole"))


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


# --- check ------------------------------------------------------------------------------------------------------


def test_guard_rectification_evidence_present(world: World) -> None:
    case = world.rectifying("WA02", amount_confirmed="100.00")
    refused = only("rectification_evidence_present", lambda: world.do(case, "request_check", "housing"))
    assert refused.message == "还差：整改情况、整改前后的照片或记录、付款凭证。"


def test_guard_panel_formed(world: World) -> None:
    case = world.check_requested()
    few = only("panel_formed", lambda: world.form_panel(case, "checker"))
    assert few.message == "验收组至少2人，现在1人。"
    inside = only("panel_formed", lambda: world.form_panel(case, "checker", "insider"))
    assert inside.message == "验收组里有承办单位的人：某insider。"


def test_guard_owner_side_present(world: World) -> None:
    case = world.check_requested("WA17")
    only("owner_side_present", lambda: world.form_panel(case, owner_side="declined"))
    assert world.form_panel(case, owner_side="declined", declined=world.file(case)).state == "checking"


def test_guard_actor_on_panel(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.call(world.items(world.checking()))
    world.actors["stranger"] = world.person("stranger", "panel", "R25")
    monkeypatch.setitem(CASE_SCOPES, "R25", subtree)  # even if the scope were wider than the panel
    only("actor_on_panel", lambda: world.do(case, "pass_check", "stranger"))
    case = world.items(case, "no", "补全公示内容。")
    only("actor_on_panel", lambda: world.do(case, "fail_check", "stranger"))


def test_guard_failed_items_listed(world: World) -> None:
    case = world.items(world.checking())
    only("failed_items_listed", lambda: world.do(case, "fail_check", "checker"))


def test_guard_all_items_passed(world: World) -> None:
    case = world.call(world.checking())
    empty = only("all_items_passed", lambda: world.do(case, "pass_check", "checker"))
    assert empty.message == "验收项目还没有填。"
    case = world.items(case, "no", "补全公示内容。")
    failed = only("all_items_passed", lambda: world.do(case, "pass_check", "checker"))
    assert failed.message == "还有项目没通过：公示栏。"


def test_guard_voucher_matches_to_fen(world: World) -> None:
    case = world.call(world.items(world.checking("WA02", amount_confirmed="98400.01")))
    case = world.amend(
        case, "correct_amount", "housing", amount_confirmed="98400.00", reasons="更正一分钱的笔误，附说明。"
    )
    more = only("voucher_matches_to_fen", lambda: world.do(case, "pass_check", "checker"))
    assert more.message == "凭证合计98,400.01元，比认定金额多0.01元。"
    voucher = str(case.vouchers.get().pk)
    case = world.amend(
        case, "correct_voucher", "housing", voucher=voucher, amount="98000.00", reasons="看错了凭证上的数字，更正。"
    )
    less = only("voucher_matches_to_fen", lambda: world.do(case, "pass_check", "checker"))
    assert less.message == "凭证合计98,000.00元，比认定金额少400.00元。"
    case = world.voucher(case, "400.00")
    assert world.do(case, "pass_check", "checker").amount_refunded == 9840000


def test_guard_callback_done_or_tried(world: World) -> None:
    case = world.items(world.checking())
    act = lambda: world.do(case, "pass_check", "checker")  # noqa: E731
    only("callback_done_or_tried", act)
    for hours in (0, 3, 24):
        world.later(hours=hours)
        case = world.call(case, reached=False, solved="", satisfaction="")
    only("callback_done_or_tried", act)  # three attempts on two days
    world.later(hours=24)
    case = world.call(case, reached=False, solved="", satisfaction="")
    assert case.callbacks.last().satisfaction == "04"
    assert act().state == "pre_close"


# --- closing ----------------------------------------------------------------------------------------------------


def _close(world: World, case: Any, by: str = "office") -> Any:
    return lambda: world.propose(case, "close_case", by)


def test_guard_closing_notice_period_over(world: World) -> None:
    case = world.passed()
    world.later(days=7)  # Monday 9 March, the fifth working day after Monday 2 March
    only("closing_notice_period_over", _close(world, case))
    world.later(days=1)
    assert _close(world, case)().outcome == "open"


def test_guard_no_unpaid_refund(world: World) -> None:
    case = world.passed("WA02", amount_confirmed="100.00")
    world.later(days=8)
    type(case).objects.filter(pk=case.pk).update(amount_refunded=5000)
    assert only("no_unpaid_refund", _close(world, case)).message == "还有50.00元应退未退。"


def test_guard_satisfaction_recorded(world: World) -> None:
    case = world.passed()
    world.later(days=8)
    case.callbacks.all().delete()
    assert only("satisfaction_recorded", _close(world, case)).message == "还差反映人的评价。"
    case = world.call(case, satisfaction="03", solved="02")
    assert only("satisfaction_recorded", _close(world, case)).message == "反映人不满意，还差原因。"
    case = world.call(case, satisfaction="03", solved="02", reason="只贴了一半。")
    assert _close(world, case)().outcome == "open"


def test_guard_four_eyes_closing(world: World) -> None:
    case = world.passed()
    world.later(days=8)
    only("four_eyes_closing", lambda: world.do(case, "close_case", "office"))
    case.relations.create(kind="panel", user=world.user("office2"), since=world.now, until=world.now)
    only("four_eyes_closing", _close(world, case, "office2"))
    proposal = _close(world, case)()
    only("four_eyes_closing", lambda: world.agree(proposal, "office2"))


# --- looking back -----------------------------------------------------------------------------------------------


def _looking_back(world: World, days: int = 31) -> Any:
    case = world.closed()
    world.later(days=days)
    return world.do(case, "start_lookback", "system")


def test_guard_lookback_due_and_drawn(world: World) -> None:
    case = world.closed()
    only("lookback_due_and_drawn", lambda: world.do(case, "start_lookback", "system"))
    world.later(days=31)
    case.lookbacks.update(drawn=False)
    only("lookback_due_and_drawn", lambda: world.do(case, "start_lookback", "system"))
    type(case).objects.filter(pk=case.pk).update(flags=["SUPERVISED"])
    assert world.do(case, "start_lookback", "system").state == "lookback"


def test_guard_result_stable(world: World) -> None:
    case = _looking_back(world)
    act = lambda: world.do(case, "confirm_stability", "supervisor", **VISIT | {"visit_result": "back"})  # noqa: E731
    only("result_stable", act)


def test_guard_not_handler_when_looking_back(world: World) -> None:
    case = _looking_back(world)
    case.relations.create(kind="handler", user=world.user("supervisor"), since=world.now, until=world.now)
    only("not_handler", lambda: world.do(case, "confirm_stability", "supervisor", **VISIT))


def _second_lookback(world: World) -> Any:
    case = world.do(_looking_back(world), "confirm_stability", "supervisor", **VISIT)
    world.later(days=60)
    case = world.do(case, "start_lookback", "system")
    world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    return case


def test_guard_closing_rights_still_running(world: World) -> None:
    case = _second_lookback(world)
    world.later(days=120)
    only("closing_rights_still_running", lambda: world.do(case, "confirm_stability", "supervisor", **VISIT))
    assert world.do(case, "archive_after_lookback", "supervisor", **VISIT).state == "archived"


def test_guard_relapse_window_over(world: World) -> None:
    case = _second_lookback(world)
    only("relapse_window_over", lambda: world.do(case, "archive_after_lookback", "supervisor", **VISIT))


def test_guard_no_lookback_outstanding(world: World) -> None:
    case = _looking_back(world)
    world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    world.later(days=180)
    only("no_lookback_outstanding", lambda: world.do(case, "archive_after_lookback", "supervisor", **VISIT))


def test_guard_file_complete(world: World) -> None:
    case = world.closed()
    case.lookbacks.update(drawn=False)
    world.later(days=181)
    assert only("file_complete", lambda: world.do(case, "archive_case", "system")).message == "案卷还差：送达回证。"
    world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    assert world.do(case, "archive_case", "system").state == "archived"

"""Guards of intake, dispatch and return: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

from property_rectification.models import RecusalDeclaration
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World

RETURN = {"reason": "01", "article": "权责清单第3项"}
REFUSAL = {
    "reason": "01", "explanation": "事项发生在邻县的小区里。", "remedy_text": "请向邻县住建部门反映，随时可以提出。"
}  # fmt: skip


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
    refused = only("no_recusal_cause", _dispatch(world, case, "housing"))
    assert (refused.message, refused.remedy) == ("您申报过与恒居物业有关系，这件请回避。", "转交：某office2")


def test_guard_no_recusal_cause_of_the_new_handler(world: World) -> None:
    case = world.triage()
    _declare(world, case, "housing", compound=world.compound)
    refused = only("no_recusal_cause", _dispatch(world, case, "housing", handler=world.user("housing").pk))
    assert (refused.message, refused.remedy) == ("某housing申报过与锦绣花园有关系，这件请回避。", "转交：某housing2")
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

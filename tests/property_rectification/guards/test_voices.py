"""Guards of supplements and objections: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

import pytest

from casework import engine
from casework.actor import Actor
from casework.models import Relation
from casework.refusals import InvalidData, NotYourRole, OutOfScope
from tests.property_rectification.refused import denied, only
from tests.property_rectification.world import World

ITEMS = [{"fact": "哪一部电梯的广告", "how": "写楼栋和单元"}, {"fact": "从什么时候开始", "how": ""}]
DEFECT = "公示栏只贴了去年下半年的，上半年没有贴。"
NEW_FACT = "物业昨天又拿出另一本账，和公示的不一样。"
WORDS = "电梯里挂了三年广告，从来没有公布过收了多少钱。"


def reporter_of(case: Any) -> Actor:
    return Actor.reporter(case.public_keys.get(revoked_at=None))


def perform(world: World, case: Any, code: str, actor: Actor, **data: Any) -> Any:
    with world.acting():
        return engine.perform(case, code, actor=actor, data=data).record


def registered(world: World, **data: Any) -> Any:
    return world.do(world.draft(**data), "register_case", "intake")


def asked(world: World, **data: Any) -> Any:
    return world.do(registered(world, **data), "request_supplement", "intake", items=ITEMS)


def objected(world: World, case: Any, **data: Any) -> Any:
    return perform(world, case, "object_to_closure", reporter_of(case), **({"defect": DEFECT} | data))


def unfounded_and_confirmed(world: World) -> Any:
    case = world.found(world.fact_finding())
    case = world.two(
        case, "conclude_unfounded", "housing", "housing2", reasons="查了三年的账，收支都已公示。", told_how="03"
    )
    if case.rechecks.filter(drawn=True).exists():
        case = world.amend(case, "record_recheck", "supervisor", result="kept", note="抽看了两个年度的账。")
    return world.do(case, "confirm_unfounded", "supervisor")


# --- supplements ------------------------------------------------------------------------------------------------


def test_guard_reporter_reachable(world: World) -> None:
    case = registered(world, reporter_phone="")
    ask = lambda: world.do(case, "request_supplement", "intake", items=ITEMS)  # noqa: E731
    assert only("reporter_reachable", ask).remedy == "补录电话或住址；联系不上的，直接开始研判"
    world.amend(case, "edit_reporter", "intake", reporter_phone="13800005678")
    assert ask().state == "supplement"


def test_a_report_of_the_public_is_reachable_by_its_key(world: World) -> None:
    with world.acting():
        data = {"channel": "10", "compound": world.compound.pk, "narrative": WORDS}
        case = engine.create(type(world.draft()), actor=Actor.reporter(), data=data).record
    case = world.do(case, "register_case", "intake")
    assert world.do(case, "request_supplement", "intake", items=ITEMS).state == "supplement"


def test_guard_supplement_not_asked_before(world: World) -> None:
    case = asked(world)
    case = world.do(case, "submit_supplement", "intake", answer="二单元东梯，前年三月开始。")
    type(case).objects.filter(pk=case.pk)
    assert case.state == "triage"
    again = registered(world)
    again.supplementrequests.create(recorded_at=world.now, items="旧的一条")
    only("supplement_not_asked_before", lambda: world.do(again, "request_supplement", "intake", items=ITEMS))


def test_guard_missing_facts_itemised(world: World) -> None:
    case = registered(world)
    refused = only("missing_facts_itemised", lambda: world.do(case, "request_supplement", "intake", items=[]))
    assert refused.message == "还没有逐条列明要补什么。"
    case = world.do(case, "request_supplement", "intake", items=ITEMS)
    assert case.supplementrequests.get().lines == ["哪一部电梯的广告（写楼栋和单元）", "从什么时候开始"]


def test_guard_actor_is_reporter_or_intake(world: World) -> None:
    case = asked(world)
    case.relations.create(kind=Relation.FIRM, agency=world.agencies["firm"], since=world.now)
    with pytest.raises(NotYourRole):
        world.do(case, "submit_supplement", "firm", answer="不属实。")
    assert "actor_is_reporter_or_intake" in denied(case, "submit_supplement", world.actors["firm"], world.now)
    assert perform(world, case, "submit_supplement", reporter_of(case), answer="二单元东梯。").state == "triage"


def test_guard_supplement_period_over(world: World) -> None:
    case = asked(world)
    world.later(days=9)
    only("supplement_period_over", lambda: world.do(case, "lapse_supplement", "system"))
    world.later(days=2)
    case = world.do(case, "lapse_supplement", "system")
    assert case.state == "triage"  # a lapse is no rejection
    assert case.supplementrequests.get().lapsed_at is not None


# --- objections -------------------------------------------------------------------------------------------------


def test_guard_objection_window_open(world: World) -> None:
    case = world.closed()
    assert objected(world, case).state == "objection"
    case = world.closed()
    world.later(days=16)
    refused = only("objection_window_open", lambda: objected(world, case))
    assert refused.message.startswith("提出异议的期限")


def test_guard_objection_has_substance(world: World) -> None:
    case = world.passed()
    refused = only("objection_has_substance", lambda: objected(world, case, defect="不满意"))
    assert refused.field == "defect"
    assert objected(world, case, defect="", new_fact="昨天电梯里又挂上了新的广告牌。").state == "objection"


def test_guard_actor_is_party_to_case(world: World) -> None:
    case = world.passed()
    case.relations.filter(kind=Relation.FIRM).update(until=world.now)
    with world.acting():
        firm = engine.options(case, world.actors["firm"])
        refused = [d.code for o in firm if o.act.code == "object_to_closure" for d in o.denials]
    assert refused == ["actor_is_party_to_case"]
    case.relations.create(kind=Relation.FIRM, agency=world.agencies["firm"], since=world.now)
    case = world.do(case, "object_to_closure", "firm", new_fact="验收时漏看了地下一层的公示栏。")
    assert case.objections.get().objector == "03"


def test_whoever_writes_an_objection_down_names_who_spoke(world: World) -> None:
    case = world.passed()
    with pytest.raises(InvalidData) as refused:
        world.do(case, "object_to_closure", "intake", defect=DEFECT)
    assert list(refused.value.errors) == ["objector"]
    case = world.do(case, "object_to_closure", "intake", defect=DEFECT, objector="04")
    assert case.objections.get().objector == "04"


REASONS = "到现场看过，上半年的收支确实没有公示。"
REMEDIES = "可以自收到之日起60日内申请行政复议。"


@pytest.mark.parametrize("code", ["uphold_objection", "dismiss_objection"])
def test_guard_reviewer_not_on_panel(world: World, code: str) -> None:
    case = objected(world, world.passed())
    case.relations.create(kind=Relation.PANEL, user=world.user("supervisor"), since=world.now, until=world.now)
    data = {"reasons": REASONS} | ({"remedies": REMEDIES} if code == "dismiss_objection" else {})
    only("reviewer_not_on_panel", lambda: world.do(case, code, "supervisor", **data))
    assert world.do(case, code, "office", **data).state in ("rectifying", "pre_close")


def test_guard_reviewer_not_on_panel_of_reopening(world: World) -> None:
    case = objected(world, unfounded_and_confirmed(world), defect="", new_fact=NEW_FACT)
    case.relations.create(kind=Relation.HANDLER, user=world.user("office"), since=world.now, until=world.now)
    only("reviewer_not_on_panel", lambda: world.do(case, "reopen_fact_finding", "office", reasons=REASONS))
    assert world.do(case, "reopen_fact_finding", "supervisor", reasons=REASONS).state == "fact_finding"


def test_guard_violation_was_found(world: World) -> None:
    case = objected(world, unfounded_and_confirmed(world), defect="", new_fact=NEW_FACT)
    only("violation_was_found", lambda: world.do(case, "uphold_objection", "supervisor", reasons=REASONS))


def test_guard_no_violation_found_yet(world: World) -> None:
    case = objected(world, world.passed())
    only("no_violation_found_yet", lambda: world.do(case, "reopen_fact_finding", "supervisor", reasons=REASONS))


@pytest.mark.parametrize("code", ["uphold_objection", "dismiss_objection"])
def test_guard_reasons_written_of_an_objection(world: World, code: str) -> None:
    case = objected(world, world.passed())
    data = {"remedies": REMEDIES} if code == "dismiss_objection" else {}
    only("reasons_written", lambda: world.do(case, code, "supervisor", **data))


def test_guard_reasons_written_of_reopening(world: World) -> None:
    case = objected(world, unfounded_and_confirmed(world), defect="", new_fact=NEW_FACT)
    only("reasons_written", lambda: world.do(case, "reopen_fact_finding", "supervisor"))


# --- the reporter's reach ---------------------------------------------------------------------------------------


def test_a_key_reaches_no_other_case(world: World) -> None:
    """§5.4: whoever holds one key sees and does nothing with another case."""
    one, other = asked(world), asked(world)
    with pytest.raises(OutOfScope):
        perform(world, other, "submit_supplement", reporter_of(one), answer="二单元东梯。")
    visible = type(one).objects.visible_to(reporter_of(one))
    assert list(visible) == [one]
    assert not type(one).objects.visible_to(Actor.reporter()).exists()


@pytest.mark.parametrize("code", ["close_case", "dismiss_objection", "uphold_objection", "pass_check"])
def test_a_reporter_decides_nothing(world: World, code: str) -> None:
    case = objected(world, world.passed())
    with pytest.raises(NotYourRole):
        perform(world, case, code, reporter_of(case))

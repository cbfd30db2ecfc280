"""Guards of supervision and reassignment (§1.1.2 #43, #44), and what stays on record of them."""

from datetime import datetime
from typing import Any

import pytest

from casework import clock
from casework.models import Relation, Timer
from casework.refusals import InvalidData, NotYourRole
from property_rectification.effects.supervision import level_up
from property_rectification.guards.closing import must_visit
from property_rectification.web.standing import report_due
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World

PLACED = {
    "level": "district", "document": "示例政法督〔2026〕3号", "reason": "户数多，两次催办没有进展。",
    "due_on": "2026-04-30",
}  # fmt: skip


def place(world: World, case: Any, **more: Any) -> Any:
    return world.do(case, "place_supervision", "leader", **PLACED | more)


@pytest.mark.parametrize(
    "gap", [{"document": ""}, {"reason": "太慢"}, {"level": ""}, {"due_on": ""}, {"due_on": "2026-03-02"}]
)
def test_guard_supervision_document_complete(world: World, gap: dict[str, str]) -> None:
    case = world.dispatched()
    only("supervision_document_complete", lambda: place(world, case, **gap))


def test_supervision_is_a_flag_with_a_level_a_leader_and_a_history(world: World) -> None:
    case = place(world, world.dispatched(), level="street")
    assert (case.state, case.flags, case.supervision_level) == ("dispatched", ["SUPERVISED"], "street")
    assert case.leader == world.user("leader"), "who places it takes it"
    case = place(world, case, level="city")
    assert (case.flags, case.supervision_level) == (["SUPERVISED"], "city")
    periods = case.supervisions.order_by("recorded_at").values_list("level", "ended_at")
    assert [(level, ended is None) for level, ended in periods] == [("street", False), ("city", True)]


def test_guard_supervision_goal_reached(world: World) -> None:
    case = world.passed()
    only("supervision_goal_reached", lambda: world.do(case, "lift_supervision", "leader"))  # nobody placed it
    case = place(world, case)
    type(case).objects.filter(pk=case.pk).update(result="12")
    only("supervision_goal_reached", lambda: world.do(case, "lift_supervision", "leader"))
    type(case).objects.filter(pk=case.pk).update(result="01")
    case = world.do(case, "lift_supervision", "leader", note="已到位。")
    assert (case.flags, case.supervision_level) == ([], "district")
    assert case.supervisions.get().ended_at is not None
    assert must_visit(case), "once supervised, always looked at again"
    assert not must_visit(world.dispatched())


def test_only_a_leader_places_and_lifts(world: World) -> None:
    case = world.passed()
    for who in ("office", "supervisor", "housing"):
        for code in ("place_supervision", "lift_supervision"):
            with pytest.raises(NotYourRole):
                world.do(case, code, who, **PLACED)


def test_a_supervision_by_failed_checks_is_joined_by_the_one_a_leader_places(world: World) -> None:
    case = world.checking()
    for _round in range(2):
        case = world.do(world.items(case, "no", "公示栏只贴了一半，补全。"), "fail_check", "checker")
        case = world.do(case, "return_for_rectification", "system")
        case = world.form_panel(world.ask_check(case))
    assert case.supervisions.get().origin == "checks"
    case = place(world, case, level="city")
    assert case.supervisions.filter(ended_at=None).get().origin == "placed"
    case = world.do(world.items(case, "no", "仍然只有一半。"), "fail_check", "checker")
    case = world.do(case, "return_for_rectification", "system")
    assert (case.supervision_level, case.supervisions.count()) == ("city", 2), "a period that runs goes on"


@pytest.mark.parametrize(
    ("level", "next_level"), [("", "district"), ("street", "district"), ("city", "province"), ("province", "province")]
)
def test_a_relapse_is_supervised_one_level_up(level: str, next_level: str) -> None:
    assert level_up(level) == next_level


def test_guard_is_supervised(world: World) -> None:
    case = world.rectifying()
    report = {"progress": "已公示三个月的账，余下的周四前公示。"}
    denial("is_supervised", lambda: world.amend(case, "report_supervision", "housing", **report))
    case = world.amend(place(world, case), "report_supervision", "housing", **report)
    assert case.supervisionreports.get().progress == report["progress"]


def test_guard_actor_in_lead_unit_of_the_weekly_report(world: World) -> None:
    case = place(world, world.rectifying())
    case.relations.create(kind=Relation.ASSIST, agency=world.agencies["market"], since=world.now)
    only(
        "actor_in_lead_unit", lambda: world.amend(case, "report_supervision", "market", progress="协助单位的进展如下。")
    )


@pytest.mark.parametrize(
    ("since", "due"),
    [("2026-03-02 09:00", "2026-03-06"), ("2026-03-06 11:59", "2026-03-06"), ("2026-03-06 12:00", "2026-03-13"),
     ("2026-03-07 08:00", "2026-03-13")],
)  # fmt: skip
def test_the_weekly_report_is_due_on_friday_noon(since: str, due: str) -> None:
    moment = report_due(datetime.fromisoformat(since).replace(tzinfo=clock.CHINA))
    assert moment == datetime.fromisoformat(f"{due} 12:00").replace(tzinfo=clock.CHINA)


# --- reassigning ------------------------------------------------------------------------------------------------


def test_reassigning_changes_the_handler_and_no_clock(world: World) -> None:
    case = world.rectifying()
    before = list(Timer.objects.filter(record=case.pk).values("key", "due_at", "stopped_at"))
    new = world.user("housing2")
    case = world.do(case, "reassign_case", "office", handler=new.pk, reasons="原承办人调离。")
    assert (case.state, case.handler) == ("rectifying", new)
    assert list(Timer.objects.filter(record=case.pk).values("key", "due_at", "stopped_at")) == before
    handlers = case.relations.filter(kind=Relation.HANDLER).values_list("user", "until")
    assert [(user, until is None) for user, until in handlers.order_by("since")] == [
        (world.user("housing").pk, False), (new.pk, True)
    ]  # fmt: skip


def test_reassigning_may_name_the_leader_alone_but_somebody(world: World) -> None:
    case = world.dispatched()
    with pytest.raises(InvalidData):
        world.do(case, "reassign_case", "office", reasons="原承办人调离。")
    case = world.do(case, "reassign_case", "office", leader=world.user("leader").pk, reasons="重大事项包案。")
    assert (case.leader, case.handler) == (world.user("leader"), None)


@pytest.mark.parametrize(("what", "who"), [("handler", "housing2"), ("leader", "leader")])
def test_guard_no_recusal_cause_of_who_is_named(world: World, what: str, who: str) -> None:
    """§5.11: who hands the case on may have an interest, who gets it may not."""
    case = world.rectifying()
    world.amend(case, "declare_recusal", who, reason="本人是该小区业主。")
    given = {what: world.user(who).pk, "reasons": "原承办人调离。"}
    refused = only("no_recusal_cause", lambda: world.do(case, "reassign_case", "office", **given))
    assert f"某{who}" in refused.message
    world.amend(case, "declare_recusal", "office", reason="本人是该小区业主。")
    free = {"handler": world.user("housing").pk, "reasons": "仍由原承办人办。"}
    assert world.do(case, "reassign_case", "office", **free).handler == world.user("housing")

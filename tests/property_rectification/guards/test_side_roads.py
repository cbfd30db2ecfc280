"""Guards of statutory routes and merging: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

import pytest

from casework import boundary, engine
from casework.refusals import InvalidData
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

PETITION = {"route": "04", "number": "XF-2026-0131", "organ": "示范县信访局", "told_how": "03"}
REPLY = {"answer": "已责令整改并验收合格，账目已经公布。", "remedies": "可以自收到之日起60日内申请行政复议。"}


def divert(world: World, case: Any, **data: Any) -> Any:
    return world.do(case, "divert_case", "office", **PETITION | {"told_at": world.iso(hours=1)} | data)


def merge(world: World, case: Any, into: Any, **data: Any) -> Any:
    told = {"told_how": "03", "told_at": world.iso(hours=1)}
    given = {"master": into.number, "core_fact": "同一小区同一部电梯的广告收益。"} | told | data
    return world.do(case, "merge_case", "office", **given)


def reply(world: World, case: Any) -> Any:
    """The own answer of a merged case; what follows from it."""
    with world.acting():
        act = engine.amend(case, "answer_own_reporter", actor=world.actors["intake"], data=REPLY | {"told_how": "03"})
        return boundary.follow_up(act.record)


def now(case: Any) -> str:
    """The state in which the case stands by now."""
    return str(type(case).objects.get(pk=case.pk).state)


# --- statutory routes -------------------------------------------------------------------------------------------


def test_guard_statutory_route_proven(world: World) -> None:
    case = world.triage()
    assert only("statutory_route_proven", lambda: divert(world, case, number="")).field == "number"
    assert only("statutory_route_proven", lambda: divert(world, case, route="05", number="")).field == "explanation"
    diverted = divert(world, case)
    assert (diverted.state, diverted.result) == ("diverted", "11")
    assert diverted.statutoryroutes.get().number == "XF-2026-0131"


def test_an_exclusive_route_needs_no_number(world: World) -> None:
    words = "车位归谁要由法院确认，行政机关不能裁决。"
    assert divert(world, world.triage(), route="05", number="", explanation=words).state == "diverted"


def test_guard_reporter_told_route(world: World) -> None:
    case = world.triage()
    refused = only("reporter_told_route", lambda: divert(world, case, told_how="", told_at=""))
    assert refused.message == "还没有告知反映人应到哪里、走什么途径：还差怎样告知反映人、告知时间。"
    assert divert(world, case).state == "diverted"


def test_being_told_lies_in_the_past(world: World) -> None:
    case = world.triage()
    with pytest.raises(InvalidData) as refused:
        divert(world, case, told_at=world.iso(hours=-2))
    assert list(refused.value.errors) == ["told_at"]


def _result(world: World, case: Any, result: str) -> Any:
    return world.amend(
        case, "record_route_result", "office", result=result, result_no="信访复字7号", ended_on="2026-03-02"
    )


def test_guard_statutory_route_ended_undecided(world: World) -> None:
    case = divert(world, world.triage())
    only("statutory_route_ended_undecided", lambda: world.do(case, "resume_diverted", "office"))
    decided = _result(world, case, "01")
    only("statutory_route_ended_undecided", lambda: world.do(decided, "resume_diverted", "office"))
    undecided = _result(world, case, "03")
    back = world.do(undecided, "resume_diverted", "office")
    assert (back.state, back.result) == ("triage", "")
    assert back.timers.filter(key="T.DISPATCH", stopped_at=None).exists()
    again = divert(world, back, number="XF-2026-0208")
    new = world.do(again, "resume_diverted", "office", new_fact="昨天有人被坠落的瓷砖砸伤，送了医院。")
    assert new.reporternotes.get().text.reveal() == "昨天有人被坠落的瓷砖砸伤，送了医院。"
    assert not new.statutoryroutes.filter(left_at=None).exists()


def test_guard_statutory_route_result_recorded(world: World) -> None:
    case = divert(world, world.triage())
    world.file(case, "basis")
    only("statutory_route_result_recorded", lambda: world.do(case, "archive_diverted", "office"))
    case = world.do(_result(world, case, "01"), "archive_diverted", "office")
    assert (case.state, case.result) == ("archived", "11")


def test_guard_file_complete_before_a_diverted_case_is_archived(world: World) -> None:
    case = _result(world, divert(world, world.triage()), "01")
    refused = only("file_complete", lambda: world.do(case, "archive_diverted", "office"))
    assert refused.message == "案卷还差：法定途径的依据。"
    world.file(case, "basis")
    assert world.do(case, "archive_diverted", "office").state == "archived"


# --- merging ----------------------------------------------------------------------------------------------------


def test_guard_same_core_fact(world: World) -> None:
    master, case = world.dispatched(), world.triage()
    refused = only("same_core_fact", lambda: merge(world, case, master, core_fact="同一件"))
    assert (refused.field, refused.message) == ("core_fact", "还没有写明相同的核心事实，不能并案。")
    elsewhere = world.triage(compound=None, place="东门外第三个路口")
    assert only("same_core_fact", lambda: merge(world, elsewhere, master)).message == "两案不在同一小区，不能并案。"
    assert merge(world, case, master).state == "merged"


def test_guard_same_core_fact_keeps_the_two_sides_and_what_is_urgent_apart(world: World) -> None:
    master = world.dispatched()
    owners = world.triage("WB03")
    assert "业主一方" in only("same_core_fact", lambda: merge(world, owners, master)).message
    urgent = world.triage("WA08")
    assert "安全类" in only("same_core_fact", lambda: merge(world, urgent, master)).message


def test_guard_master_case_open(world: World) -> None:
    case, other = world.triage(), world.triage()
    closed = world.closed()
    assert only("master_case_open", lambda: merge(world, case, closed)).field == "master"
    merged = merge(world, other, world.dispatched())
    only("master_case_open", lambda: merge(world, case, merged))
    assert merge(world, case, world.dispatched()).state == "merged"


def test_guard_reporter_told_merge(world: World) -> None:
    master, case = world.dispatched(), world.triage()
    refused = only("reporter_told_merge", lambda: merge(world, case, master, told_at=""))
    assert (refused.field, refused.remedy) == ("told_at", "告知主案编号，并说明仍会单独答复")


def test_a_master_is_another_case_in_scope_and_stays_one(world: World) -> None:
    case, master = world.triage(), world.dispatched()
    for number in (case.number, "WY-220399-2026-99999"):
        with pytest.raises(InvalidData) as refused:
            merge(world, case, master, master=number)
        assert list(refused.value.errors) == ["master"]
    merge(world, case, master)
    above = world.triage()
    under = world.triage()
    merge(world, under, above)
    with pytest.raises(InvalidData):
        merge(world, above, master)


def test_guard_merged_fact_differs_or_unanswered(world: World) -> None:
    master = world.passed()
    case = merge(world, world.triage(), master)
    only("merged_fact_differs_or_unanswered", lambda: world.do(case, "split_case", "office", difference="不同"))
    split = world.do(case, "split_case", "office", difference="这件说的是三号楼，主案说的是一号楼。")
    assert split.state == "triage"
    assert split.timers.filter(key="T.DISPATCH", stopped_at=None).exists()
    again = merge(world, split, master)
    world.later(days=12)
    world.two(master, "close_case", "office", "office2")
    assert world.do(again, "split_case", "office").state == "triage", "the master ended without an answer for this one"


def test_guard_merged_fact_differs_or_unanswered_after_the_own_answer(world: World) -> None:
    master = world.passed()
    case = merge(world, world.triage(), master)
    world.later(days=12)
    world.two(master, "close_case", "office", "office2")
    answered = reply(world, case)
    only("merged_fact_differs_or_unanswered", lambda: world.do(answered, "split_case", "office"))


def test_guard_master_has_result(world: World) -> None:
    master = world.passed()
    case = merge(world, world.triage(), master)
    only("master_has_result", lambda: reply(world, case))
    world.later(days=12)
    world.two(master, "close_case", "office", "office2")
    assert reply(world, case).state == "merged"


def _both_over(world: World) -> tuple[Any, Any]:
    """A master that is archived at the next look, and a case merged into it."""
    master = world.passed()
    case = merge(world, world.triage(), master)
    world.later(days=12)
    master = world.two(master, "close_case", "office", "office2")
    master.lookbacks.update(drawn=False)
    master = world.amend(master, "record_receipt", "housing", receipt=world.file(master))
    world.later(days=181)
    return master, case


def test_guard_master_case_archived(world: World) -> None:
    master, case = _both_over(world)
    case = reply(world, case)
    assert case.state == "merged"
    only("master_case_archived", lambda: world.do(case, "archive_merged", "system"))
    with world.acting():
        assert boundary.follow_up(master).state == "archived"
    assert now(case) == "archived", "it follows its master in the same commit"


def test_guard_own_reporter_answered(world: World) -> None:
    master, case = _both_over(world)
    with world.acting():
        boundary.follow_up(master)
    assert now(case) == "merged", "its reporter has no answer yet"
    only("own_reporter_answered", lambda: world.do(case, "archive_merged", "system"))
    assert reply(world, case).state == "archived"

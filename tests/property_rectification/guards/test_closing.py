"""Guards of closing and looking back: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

from tests.property_rectification.refused import only
from tests.property_rectification.world import World

VISIT = {"visited_on": "2026-04-12", "method": "01", "visit_result": "stable"}


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
    refused = only("four_eyes_closing", lambda: world.do(case, "close_case", "office"))
    assert (refused.message, refused.remedy) == ("经办、验收、销号不能是同一人。", "请某office2办理")
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
    type(case).objects.filter(pk=case.pk).update(supervision_level="district")
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

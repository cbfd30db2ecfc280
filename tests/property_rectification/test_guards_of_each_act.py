"""A guard that stands at several acts is missed at each of them: the page says so before anything is typed.

The acts are listed here by name, not read from the declaration: an act that loses its guard must be noticed.
"""

from collections.abc import Callable
from typing import Any

import pytest

from casework import engine
from casework.models import Relation
from property_rectification.scopes import CASE_SCOPES
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

VISIT = {"visited_on": "2026-04-12", "method": "01", "visit_result": "stable"}


def _looked_at(world: World) -> Any:
    case = world.closed()
    world.later(days=31)
    return world.do(case, "start_lookback", "system")


def _relapsed(world: World) -> Any:
    case = world.closed()
    data = {"what": "公示栏里的收支又撤掉了，和原来一样。", "same": True, "files": [world.file(case, "lookback")]}
    return world.do(case, "record_relapse", "supervisor", **data)


IN_STATE: dict[str, Callable[[World], Any]] = {
    "dispatched": lambda w: w.dispatched(),
    "handling": lambda w: w.do(w.dispatched(), "sign_receipt", "housing"),
    "fact_finding": lambda w: w.fact_finding(),
    "rectifying": lambda w: w.rectifying("WA02", amount_confirmed="100.00"),
    "checking": lambda w: w.checking(),
    "lookback": _looked_at,
    "relapsed": _relapsed,
}


def denied(world: World, case: Any, code: str, who: str) -> list[str]:
    """The codes with which this act is denied to this person before the form is filled."""
    with world.acting():
        case = type(case).objects.get(pk=case.pk)
        actor = world.actors[who]
        options = [*engine.options(case, actor), *engine.amendments(case, actor)]
        return [denial.code for option in options if option.act.code == code for denial in option.denials]


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("sign_receipt", "dispatched"), ("request_return", "dispatched"), ("assign_handler", "dispatched"),
        ("start_fact_finding", "handling"), ("find_violation", "fact_finding"), ("conclude_unfounded", "fact_finding"),
        ("answer_consultation", "handling"), ("conclude_by_referral", "handling"),
        ("record_statement", "fact_finding"), ("add_fact", "fact_finding"), ("set_fact_status", "fact_finding"),
        ("judge_evidence", "fact_finding"), ("link_evidence", "fact_finding"), ("record_receipt", "rectifying"),
        ("record_voucher", "rectifying"), ("correct_voucher", "rectifying"), ("correct_amount", "rectifying"),
        ("record_renewed_order", "relapsed"),
    ],
)  # fmt: skip
def test_guard_actor_in_lead_unit(world: World, code: str, state: str) -> None:
    """§5.10: who only assists sees the case and takes no step of the unit that leads it."""
    case = IN_STATE[state](world)
    case.relations.create(kind=Relation.ASSIST, agency=world.agencies["market"], since=world.now)
    assert "actor_in_lead_unit" in denied(world, case, code, "market")
    assert "actor_in_lead_unit" not in denied(world, case, code, "housing")


@pytest.mark.parametrize(
    ("code", "who"),
    [("confirm_stability", "supervisor"), ("archive_after_lookback", "supervisor")],
)
def test_guard_not_handler(world: World, code: str, who: str) -> None:
    """§5.16: nobody looks back at a case of their own."""
    case = IN_STATE["lookback"](world)
    assert "not_handler" not in denied(world, case, code, who)
    case.relations.create(kind=Relation.HANDLER, user=world.user(who), since=world.now, until=world.now)
    assert "not_handler" in denied(world, case, code, who)


def test_guard_not_handler_of_the_callback(world: World) -> None:
    case = world.checking()
    assert "not_handler" not in denied(world, case, "record_callback", "intake")
    case.relations.create(kind=Relation.HANDLER, user=world.user("intake"), since=world.now, until=world.now)
    assert "not_handler" in denied(world, case, "record_callback", "intake")


@pytest.mark.parametrize("drawn", [True, False])
def test_guard_not_handler_of_the_recheck(world: World, monkeypatch: pytest.MonkeyPatch, drawn: bool) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: drawn)
    case = world.two(
        world.found(world.fact_finding()), "conclude_unfounded", "housing", "housing2",
        reasons="查了三年的账，都已公示。", told_how="03",
    )  # fmt: skip
    assert "not_handler" not in denied(world, case, "record_recheck", "supervisor")
    case.relations.create(kind=Relation.HANDLER, user=world.user("supervisor"), since=world.now, until=world.now)
    for code in ("record_recheck", "confirm_unfounded", "return_unfounded"):
        assert "not_handler" in denied(world, case, code, "supervisor")


@pytest.mark.parametrize("code", ["pass_check", "fail_check", "record_check_items"])
def test_guard_actor_on_panel(world: World, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """§5.11: only who was named for this check, even if the scope were wider than the panel."""
    case = world.checking()
    world.actors["stranger"] = world.person("stranger", "panel", "R25")
    monkeypatch.setitem(CASE_SCOPES, "R25", CASE_SCOPES["R02"])
    assert "actor_on_panel" in denied(world, case, code, "stranger")
    assert "actor_on_panel" not in denied(world, case, code, "checker")


@pytest.mark.parametrize("code", ["accept_return", "reject_return"])
def test_guard_decider_outside_returning_unit(world: World, code: str) -> None:
    """L-76: the unit that wants to be rid of a case does not decide about it."""
    case = world.do(
        world.dispatched(), "request_return", "housing", reason="01", article="权责清单第3项",
        suggested=world.agencies["market"].pk,
    )  # fmt: skip
    world.actors["mole"] = world.person("mole", "housing", "R02")
    assert "decider_outside_returning_unit" in denied(world, case, code, "mole")
    assert "decider_outside_returning_unit" not in denied(world, case, code, "office")


def test_guard_both_sides_heard_before_either_end(world: World) -> None:
    case = world.fact_finding()
    for code in ("find_violation", "conclude_unfounded"):
        assert "both_sides_heard" in denied(world, case, code, "housing")


def _ready_for_the_archive(world: World, *, receipt: bool) -> Any:
    """Looked at twice, the window of relapse over: only the visit and the papers decide."""
    case = world.do(_looked_at(world), "confirm_stability", "supervisor", **VISIT)
    world.later(days=60)
    case = world.do(case, "start_lookback", "system")
    if receipt:
        case = world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    world.later(days=120)
    return case


def test_guard_result_stable_before_the_archive(world: World) -> None:
    case = _ready_for_the_archive(world, receipt=True)
    back = VISIT | {"visit_result": "back"}
    only("result_stable", lambda: world.do(case, "archive_after_lookback", "supervisor", **back))
    assert world.do(case, "archive_after_lookback", "supervisor", **VISIT).state == "archived"


def test_guard_file_complete_after_the_last_lookback(world: World) -> None:
    case = _ready_for_the_archive(world, receipt=False)
    only("file_complete", lambda: world.do(case, "archive_after_lookback", "supervisor", **VISIT))
    case = world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    assert world.do(case, "archive_after_lookback", "supervisor", **VISIT).state == "archived"


def test_guards_relapse_window_over_and_no_lookback_outstanding_for_the_clockwork(world: World) -> None:
    """The clock of the archive asks for the same as a person does: no right still running, nothing left to look at."""
    case = world.closed()
    case = world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    case.lookbacks.update(drawn=False)
    only("relapse_window_over", lambda: world.do(case, "archive_case", "system"))
    world.later(days=181)
    case.lookbacks.update(drawn=True)
    only("no_lookback_outstanding", lambda: world.do(case, "archive_case", "system"))
    case.lookbacks.update(drawn=False)
    assert world.do(case, "archive_case", "system").state == "archived"

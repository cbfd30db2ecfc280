"""The straight road from a draft to the archive, and the declarations against the tables."""

from typing import Any

import pytest

from casework import boundary
from casework.declaration import PREVIOUS, SAME
from casework.refusals import GuardsFailed, InvalidData
from property_rectification import dossier
from property_rectification.models import RectificationCase
from property_rectification.public import status
from property_rectification.states import STATES
from tests import tables
from tests.property_rectification.world import World
from tests.tables import cell


def running(case: Any) -> set[str]:
    return set(case.timers.filter(stopped_at__isnull=True).values_list("key", flat=True))


def test_straight_road_from_draft_to_archive(world: World) -> None:
    case = world.closed()
    assert case.state == "closed"
    assert case.number.startswith("WY-220399-2026-")
    assert case.result == "01"
    assert case.lookbacks.filter(drawn=True).count() == 2  # the first closing of a county is always drawn
    world.later(days=31)
    case = world.do(case, "start_lookback", "system")
    visit = {"visited_on": "2026-04-12", "method": "01", "visit_result": "stable"}
    case = world.do(case, "confirm_stability", "supervisor", **visit)
    world.later(days=60)
    case = world.do(case, "start_lookback", "system")
    case = world.do(case, "confirm_stability", "supervisor", **visit)
    world.amend(case, "record_receipt", "housing", receipt=world.file(case, "receipt"))
    world.later(days=120)
    case = world.do(case, "archive_case", "system")
    assert case.state == "archived"
    assert running(case) == {"T.OBJECTION"}
    assert case.events.count() == case.version


def test_refused_case_is_answered_and_ends(world: World) -> None:
    case = world.triage()
    case = world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(case, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    assert (case.state, case.result) == ("not_accepted", "10")
    assert case.conclusions.get().remedies.reveal() == "请向邻县住建部门反映，随时可以提出。"
    assert case.closed_at is not None


def test_returned_case_goes_back_and_can_be_sent_again(world: World) -> None:
    case = world.dispatched()
    started = case.timers.get(key="T.HANDLE.ORDINARY").started_at
    case = world.do(
        case, "request_return", "housing", reason="01", article="权责清单第3项", suggested=world.agencies["market"].pk
    )
    case = world.do(case, "accept_return", "office")
    assert (case.state, case.owner_agency_id) == ("triage", None)
    world.later(hours=3)
    case = world.amend(case, "set_triage", "office", category="WA01", matter="ordinary", urgency="normal")
    case = world.do(case, "dispatch_case", "office", lead_unit=world.agencies["market"].pk)
    assert case.timers.get(key="T.HANDLE.ORDINARY", stopped_at=None).started_at == started


def test_return_undecided_in_time_stays_with_the_unit(world: World) -> None:
    case = world.dispatched()
    case = world.do(
        case, "request_return", "housing", reason="01", article="权责清单第3项", suggested=world.agencies["market"].pk
    )
    case = world.do(case, "reject_return", "system")
    assert case.state == "dispatched"
    assert case.returnrequests.get().outcome == "rejected"


def test_unfounded_case_is_confirmed_or_sent_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: True)
    case = world.found(world.fact_finding())
    case = world.two(
        case, "conclude_unfounded", "housing", "housing2", reasons="查了三年的账，收支都已公示。", told_how="03"
    )
    case = world.do(case, "return_unfounded", "supervisor", reasons="缺2024年的账目，请补查。")
    assert (case.state, case.result) == ("fact_finding", "")
    assert "T.HANDLE.ORDINARY" in running(case)
    case = world.two(
        case, "conclude_unfounded", "housing", "housing2", reasons="补查了2024年的账，也已公示。", told_how="03"
    )
    case = world.amend(case, "record_recheck", "supervisor", result="kept", note="抽看了两个年度的账。")
    case = world.do(case, "confirm_unfounded", "supervisor")
    assert (case.state, case.result) == ("pre_close", "03")


def test_a_question_is_answered_closed_and_reopened_by_an_objection(world: World) -> None:
    """#53: the answer is the result; whoever objects is heard, and then the facts are looked at for the first time."""
    case = world.do(world.dispatched(matter="consultation"), "sign_receipt", "housing")
    answer = "公共收益每年至少公布一次，可以到街道查阅。"
    case = world.do(case, "answer_consultation", "housing", answer=answer, told_how="03")
    assert running(case) == {"T.CLOSE.PUBLIC", "T.OBJECTION"}
    assert [reply.title for reply in status.replies(case)] == ["咨询的答复"]
    case = world.call(case)
    world.later(days=12)
    case = world.two(case, "close_case", "office", "office2")
    assert [str(m) for m in dossier.missing(case)] == []
    case = world.do(case, "object_to_closure", "intake", new_fact="去街道查阅，被告知没有账目。", objector="01")
    case = world.do(case, "reopen_fact_finding", "supervisor", reasons="账目不能查阅，需要核查。")
    assert (case.state, case.result) == ("fact_finding", "")


def test_failed_check_halves_the_time_and_twice_is_supervised(world: World) -> None:
    case = world.checking()
    for failures in (1, 2):
        case = world.items(case, "no", "公示栏只贴了一半，补全。")
        case = world.do(case, "fail_check", "checker")
        assert "SUPERVISED" not in case.flags
        case = world.do(case, "return_for_rectification", "system")
        timer = case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None)
        assert (timer.amount, timer.unit) == (3, "working_day")
        assert ("SUPERVISED" in case.flags) == (failures == 2)
        assert case.supervision_level == ("district" if failures == 2 else "")
        case = world.form_panel(world.ask_check(case))


def test_rectification_counts_from_the_service_of_the_notice(world: World) -> None:
    case = world.rectifying(served_at="2026-02-27T10:00:00+08:00")
    timer = case.timers.get(key="T.HANDLE.RECTIFY")
    assert timer.started_at.isoformat() == "2026-02-27T02:00:00+00:00"
    assert (timer.amount, timer.unit) == (7, "working_day")


def test_second_variant_of_the_limit(world: World) -> None:
    case = world.do(
        world.triage("WA09", urgency="urgent"), "dispatch_case", "office", lead_unit=world.agencies["fire"].pk
    )
    case = world.do(case, "sign_receipt", "fire")
    case = world.do(case, "start_fact_finding", "fire", check_plan="到现场查看消防设施，两人，拍照取证。")
    for side in ("owner", "firm"):
        case = world.amend(
            case, "record_statement", "fire", side=side, kind="record", at=world.iso(), content="说明了。"
        )
    case = world.amend(case, "add_fact", "fire", statement="消火栓没有水压。")
    fact = str(case.facts.get().pk)
    case = world.amend(case, "set_fact_status", "fire", fact=fact, status="found")
    case = world.amend(
        case, "add_evidence", "fire", type="08", title="笔录", obtained_at=world.iso(), obtained_by="两人",
        source_note="现场测压", lawful=True, fact=fact,
    )  # fmt: skip
    case = world.do(case, "find_violation", "fire", **world.order(variant="second"))
    timer = case.timers.get(key="T.HANDLE.RECTIFY")
    assert (timer.amount, timer.unit) == (30, "calendar_day")


def test_category_without_a_counted_limit_takes_the_days_of_the_order(world: World) -> None:
    case = world.found(world.fact_finding())
    type(case).objects.filter(pk=case.pk).update(category="WB11")
    world.actors["housing"].agency.organ = "09"  # the organ that orders there
    case = world.do(case, "find_violation", "housing", **world.order(limit_days=20))
    timer = case.timers.get(key="T.HANDLE.RECTIFY")
    assert (timer.amount, timer.unit) == (20, "calendar_day")


def test_days_of_the_order_are_not_asked_where_the_rule_gives_them(world: World) -> None:
    case = world.found(world.fact_finding())
    with pytest.raises(InvalidData) as refused:
        world.do(case, "find_violation", "housing", **world.order(limit_days=20))
    assert list(refused.value.errors) == ["limit_days"]


@pytest.mark.parametrize(
    ("matter", "urgency", "complex_", "expected"),
    [
        ("ordinary", "normal", False, {"T.SIGN", "T.RETURN", "T.HANDLE.ORDINARY"}),
        ("consultation", "normal", True, {"T.SIGN", "T.RETURN.COMPLEX", "T.HANDLE.CONSULT"}),
        ("petition", "urgent", False, {"T.SIGN", "T.RETURN", "T.HANDLE.PETITION"}),
    ],
)
def test_clocks_follow_type_and_complexity(
    world: World, matter: str, urgency: str, complex_: bool, expected: set[str]
) -> None:
    case = world.do(world.draft(), "register_case", "intake")
    case = world.do(case, "start_triage", "office")
    assert running(case) == {"T.DISPATCH"}
    case = world.amend(case, "set_triage", "office", category="WA05", matter=matter, urgency=urgency, complex=complex_)
    triage_clocks = {"T.DISPATCH.URGENT" if urgency == "urgent" else "T.DISPATCH"}
    assert running(case) == triage_clocks | ({"T.INTAKE.INFORM"} if matter == "petition" else set())
    case = world.do(case, "dispatch_case", "office", lead_unit=world.agencies["housing"].pk)
    assert running(case) == expected


def test_intake_of_a_petition_starts_the_duty_to_inform(world: World) -> None:
    case = world.do(world.draft(channel="03"), "register_case", "intake")
    assert running(case) == {"T.INTAKE.INFORM"}


def test_only_the_clock_of_the_begun_lookback_stops(world: World) -> None:
    case = world.closed()
    world.later(days=31)
    case = world.do(case, "start_lookback", "system")
    assert {"T.LOOKBACK.SECOND", "T.RELAPSE", "T.ARCHIVE"} <= running(case)
    assert "T.LOOKBACK.FIRST" not in running(case)


def test_at_least_one_in_five_is_looked_at_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: False)
    drawn = []
    for _n in range(6):
        case = world.closed()
        drawn.append(case.lookbacks.filter(stage="first", drawn=True).exists())
        assert sum(drawn) >= 0.2 * len(drawn)
    assert drawn == [True, False, False, False, False, True]


def test_case_not_drawn_is_not_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: False)
    world.closed()
    case = world.closed()
    world.later(days=31)
    with pytest.raises(GuardsFailed):
        world.do(case, "start_lookback", "system")


def follow(world: World, case: Any) -> Any:
    with world.acting():
        return boundary.follow_up(case)


def test_failed_check_goes_back_by_itself(world: World) -> None:
    case = world.do(world.items(world.checking(), "no", "补全公示内容。"), "fail_check", "checker")
    assert follow(world, case).state == "rectifying"


def test_second_lookback_begins_when_the_late_first_one_is_done(world: World) -> None:
    case = world.closed()
    world.later(days=31)
    case = world.do(case, "start_lookback", "system")
    world.later(days=70)  # both clocks have fired
    case = world.do(
        case, "confirm_stability", "supervisor", visited_on="2026-06-01", method="01", visit_result="stable"
    )
    case = follow(world, case)
    assert (case.state, case.lookbacks.filter(started_at=None).count()) == ("lookback", 0)


def test_archive_follows_the_missing_paper(world: World) -> None:
    case = world.closed()
    case.lookbacks.update(drawn=False)
    world.later(days=181)
    assert follow(world, case).state == "closed"
    case = world.amend(case, "record_receipt", "housing", receipt=world.file(case))
    assert follow(world, case).state == "archived"


def test_nothing_follows_while_nothing_is_due(world: World) -> None:
    case = world.closed()
    assert follow(world, case).version == case.version


# --- the tables -------------------------------------------------------------------------------------------------

#: Not built yet: a guard on handoffs comes with them.
_LATER_GUARDS = {"no_open_blocking_handoff"}


#: They wait for the handoffs, and so does their state.
_WITH_HANDOFFS = {"open_handoff", "resume_after_handoff"}


def test_declarations_equal_the_tables_row_by_row() -> None:
    rows = tables.of("transitions.csv", "property.case", "transition")
    declared, built = RectificationCase.lifecycle.rows, {state.code for state in STATES}
    assert not rows or set(rows) - set(declared) == _WITH_HANDOFFS
    for code, expected in rows.items():
        if code in _WITH_HANDOFFS:
            continue
        row = declared[code]
        tables.same_row(row, expected, [g for g in cell(expected["guards"]) if g not in _LATER_GUARDS])
        assert set(row.sources) == set(cell(expected["sources"])) & built, code
        assert set(cell(expected["rules"])) <= set(row.rules.split()), code


def test_states_equal_the_tables() -> None:
    tables.same_states(RectificationCase.lifecycle, left_out={"handoff"})


def test_every_state_can_be_reached() -> None:
    lifecycle = RectificationCase.lifecycle
    reached = {lifecycle.initial} | {row.target for row in lifecycle.rows.values()}
    assert reached - {PREVIOUS, SAME} == set(lifecycle.states)

"""Guards of a relapse and of the reopening: each refuses in its own words and lets go when its way out is taken."""

from datetime import date
from typing import Any

import pytest

from casework import engine, numbers
from casework.actor import Actor
from casework.refusals import InvalidData
from property_rectification.models import Firm, FirmService
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

SEEN = "公示栏里上半年的收支又撤掉了，和原来一样。"


def back(world: World, case: Any, **data: Any) -> dict[str, Any]:
    return {"what": SEEN, "same": True, "files": [world.file(case, "lookback")]} | data


def relapsed(world: World) -> Any:
    case = world.closed()
    return world.do(case, "record_relapse", "supervisor", **back(world, case))


def renewed(world: World, case: Any, by: str = "housing", **data: Any) -> Any:
    order = world.order(served_at=world.iso(seconds=-1)) | {"acted_on": "2026-03-10"}
    world.later(seconds=5)
    return world.amend(case, "record_renewed_order", by, **order | data)


def test_guard_relapse_window_open(world: World) -> None:
    case = world.closed()
    data = back(world, case)
    world.later(days=181)
    only("relapse_window_open", lambda: world.do(case, "record_relapse", "supervisor", **data))


def test_guard_relapse_same_problem(world: World) -> None:
    case = world.closed()
    refused = only(
        "relapse_same_problem",
        lambda: world.do(case, "record_relapse", "supervisor", **back(world, case, same=False)),
    )
    assert refused.field == "same"
    other = Firm.objects.create(uscc="91220303MA1ABCD2XQ", name="另一家物业")
    FirmService.objects.filter(compound=world.compound).update(valid_to=date(2026, 3, 20))
    FirmService.objects.create(firm=other, compound=world.compound, valid_from=date(2026, 3, 21))
    only("relapse_same_problem", lambda: world.do(case, "record_relapse", "supervisor", **back(world, case)))


def test_guard_new_evidence_present(world: World) -> None:
    case = world.closed()
    bare = {"what": SEEN, "same": True}
    only("new_evidence_present", lambda: world.do(case, "record_relapse", "supervisor", **bare))
    assert world.do(case, "record_relapse", "supervisor", **back(world, case)).state == "relapsed"


def test_what_a_visit_saw_is_evidence(world: World) -> None:
    case = world.closed()
    world.later(days=31)
    case = world.do(case, "start_lookback", "system")
    case = world.do(case, "record_relapse", "supervisor", what=SEEN, same=True, method="01")
    visit = case.lookbacks.get(stage="first")
    assert (case.state, visit.result, visit.method) == ("relapsed", "back", "01")


def test_a_reporter_records_a_relapse_with_a_picture(world: World) -> None:
    case = world.closed()
    reporter = Actor.reporter(case.public_keys.get(revoked_at=None))

    def act() -> Any:
        with world.acting():
            return engine.perform(case, "record_relapse", actor=reporter, data={"what": SEEN, "same": True}).record

    only("new_evidence_present", act)
    world.file(case, "reporter")
    assert act().state == "relapsed"


def test_a_relapse_keeps_the_number_with_a_suffix_and_stops_every_clock(world: World) -> None:
    """#39: same number and suffix, count, supervised; the closing it broke stands with it (K-09)."""
    case = world.closed()
    number, closed = case.number, case.closed_at
    case = world.do(case, "record_relapse", "supervisor", **back(world, case))
    assert case.number == numbers.with_relapse(number, 1)
    assert (case.relapse_count, case.closed_at, case.result) == (1, None, "")
    assert "SUPERVISED" in case.flags
    assert (case.supervision_level, case.supervisions.get().origin) == ("district", "relapse")
    row = case.relapses.get()
    assert (row.number, row.closed_at) == (1, closed)
    assert not case.timers.filter(stopped_at=None).exists()


def test_a_relapse_is_seen_after_the_closing(world: World) -> None:
    case = world.closed()
    for day in ("2026-03-01", "2027-01-01"):
        with pytest.raises(InvalidData) as refused:
            world.do(case, "record_relapse", "supervisor", **back(world, case, seen_on=day))
        assert list(refused.value.errors) == ["seen_on"]


# --- reopening --------------------------------------------------------------------------------------------------


def test_guard_renewed_notice_served(world: World) -> None:
    """§5.10: the dispatcher reopens; the order is that of the organ that holds the power."""
    case = relapsed(world)
    only("renewed_notice_served", lambda: world.do(case, "reopen_case", "office"))
    case = renewed(world, case)
    timer = case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None)
    assert timer.started_at == case.renewed_at
    case = world.do(case, "reopen_case", "office")
    assert (case.state, case.renewed_at) == ("rectifying", None)
    assert case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None).started_at == timer.started_at


def test_an_old_notice_is_no_renewed_one(world: World) -> None:
    case = relapsed(world)
    with pytest.raises(InvalidData) as refused:
        renewed(world, case, served_at="2026-03-05T10:00:00+08:00")
    assert list(refused.value.errors) == ["served_at"]


def test_guard_organ_competent_of_the_renewed_order(world: World) -> None:
    case = relapsed(world)
    type(case).objects.filter(pk=case.pk).update(category="WB01")
    only("organ_competent", lambda: renewed(world, case))


def test_guard_legal_basis_in_force_of_the_renewed_order(world: World) -> None:
    case = relapsed(world)
    only("legal_basis_in_force", lambda: renewed(world, case, basis=[]))


def test_a_relapsed_case_is_called_back_checked_and_looked_at_anew(world: World) -> None:
    """What was asked and looked at before a relapse says nothing about what came after it."""
    case = world.do(renewed(world, relapsed(world)), "reopen_case", "office")
    case = world.items(world.form_panel(world.ask_check(case)))
    only("callback_done_or_tried", lambda: world.do(case, "pass_check", "checker"))
    case = world.do(world.call(case), "pass_check", "checker")
    world.later(days=12)
    case = world.two(case, "close_case", "office", "office2")
    assert case.lookbacks.filter(relapse=1).count() == 2
    case = world.do(case, "record_relapse", "supervisor", **back(world, case))
    assert case.number.endswith("-R2")

"""Deciding on the steps of the ladder (§1.1.4): guards, once for each run of a clock, who is told, who may read it."""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock, clocks, sweep, workcalendar
from casework.models import OutboxMessage, Timer
from casework.outbox import open_payload
from casework.refusals import InvalidData, NotYourRole
from property_rectification import case_detail, ladder
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
ORDINARY = "T.HANDLE.ORDINARY"


def late(world: World, step: str, *, before: timedelta = timedelta()) -> Any:
    """A case whose one clock has reached this step, or stands shortly before it."""
    case = world.do(world.dispatched(), "sign_receipt", "housing")
    Timer.objects.filter(record=case.pk, stopped_at=None).exclude(key=ORDINARY).update(stopped_at=world.now + SECOND)
    world.now = dict(clocks.ladder_of(case.timers.get(key=ORDINARY, stopped_at=None)))[step] - SECOND - before
    return case


def decide(world: World, case: Any, step: str, by: str, decision: str = "taken", **more: Any) -> Any:
    given = {"esc_step": step, "esc_decision": decision} | more
    return world.amend(case, "decide_escalation", by, **given)


@pytest.mark.parametrize(
    ("step", "by"), [("T.ESC.RED", "office"), ("T.ESC.TALK", "office"), ("T.ESC.SUPERVISE", "leader")]
)
def test_guard_escalation_step_open(world: World, step: str, by: str) -> None:
    """From its minute on, once for each run of a clock."""
    case = late(world, step, before=MINUTE)
    only("escalation_step_open", lambda: decide(world, case, step, by))
    world.later(minutes=1)
    decide(world, case, step, by)
    only("escalation_step_open", lambda: decide(world, case, step, by))
    assert case.escalations.get().decision == "taken"


def test_guard_decider_of_step(world: World) -> None:
    case = late(world, "T.ESC.SUPERVISE")
    for step, wrong in (("T.ESC.RED", "leader"), ("T.ESC.TALK", "supervisor"), ("T.ESC.SUPERVISE", "office")):
        only("decider_of_step", lambda s=step, w=wrong: decide(world, case, s, w))  # type: ignore[misc]
    with pytest.raises(NotYourRole):
        decide(world, case, "T.ESC.RED", "housing")


def test_guard_escalation_reasoned(world: World) -> None:
    """Waiving a step takes reasons, and so does the discipline organ, which is thought of only the second time."""
    case = late(world, "T.ESC.SUPERVISE")
    only("escalation_reasoned", lambda: decide(world, case, "T.ESC.RED", "office", "waived"))
    decide(world, case, "T.ESC.RED", "office", "waived", esc_reasons="单位已说明原因，明天办完。")
    only(
        "escalation_step_open",
        lambda: decide(world, case, ladder.DISCIPLINE, "leader", esc_reasons="两次超期十日，没有正当理由。"),
    )
    case = decide(world, case, "T.ESC.SUPERVISE", "leader")
    first = case.timers.get(key=ORDINARY, stopped_at=None)
    first.pk, first.key = None, "T.HANDLE.PETITION"
    first.save(force_insert=True)  # a second clock that went as far
    only("escalation_reasoned", lambda: decide(world, case, ladder.DISCIPLINE, "leader"))
    decide(world, case, ladder.DISCIPLINE, "leader", esc_reasons="两个期限先后超期十日以上，无正当理由。")
    assert case.escalations.count() == 3


def test_the_unit_hears_of_a_step_but_never_of_the_discipline_organ(world: World) -> None:
    case = late(world, "T.ESC.RED")
    decide(world, case, "T.ESC.RED", "office")
    told = OutboxMessage.objects.get(record=case.pk, topic__startswith="notice.step_taken")
    assert open_payload(told)["audience"]["agencies"] == [world.agencies["housing"].pk]
    for path in ("escalation/x/step", "form/esc_step", "form/esc_reasons"):
        readers = {name for name, actor in world.actors.items() if case_detail.may_read(path, actor)}
        assert readers == {"leader", "office", "office2", "supervisor", "auditor"}


def test_the_machine_proposes_each_step_to_who_decides(world: World) -> None:
    case = late(world, "T.ESC.SUPERVISE")
    with clock.moved_to(world.now + SECOND):
        sweep.run()
        sweep.run()
    asked = OutboxMessage.objects.filter(record=case.pk, topic__startswith="notice.step_proposed")
    payloads = [open_payload(message) for message in asked]
    assert sorted(p["audience"]["roles"] for p in payloads) == [["R01"], ["R01", "R02"], ["R02", "R03"]]
    assert case.escalations.count() == 0, "nothing happens by itself"


@pytest.mark.parametrize("days", [0, 1, 3, 5, 10])
def test_rungs_of_the_page_are_those_of_the_ladder(world: World, days: int) -> None:
    """`late_by` is the ladder turned round: to the second."""
    step = {0: "T.ESC.URGE", 1: "T.ESC.YELLOW", 3: "T.ESC.RED", 5: "T.ESC.TALK", 10: "T.ESC.SUPERVISE"}[days]
    case = late(world, step)
    timer = case.timers.get(key=ORDINARY, stopped_at=None)
    moment, calendar = dict(clocks.ladder_of(timer))[step], workcalendar.current()
    assert clocks.late_by(days, moment, calendar) >= timer.due_at
    assert clocks.late_by(days, moment - SECOND, calendar) < timer.due_at


def talk(world: World, case: Any, by: str = "office", **more: Any) -> Any:
    given = {
        "talk_with": "unit", "talk_at": world.iso(hours=1), "talk_persons": "住建局 负责人某",
        "talk_problems": "办理期限已过，没有书面答复。", "talk_explanation": "等检测报告，下周可以出结果。",
        "talk_commitments": [{"what": "书面答复反映人", "owner": "承办人", "day": "2026-06-30"}],
    }  # fmt: skip
    return world.amend(case, "record_talk", by, **given | more)


def test_guard_talk_decided(world: World) -> None:
    """A record is of a talk that somebody decided to have, and there is one record a decision."""
    case = late(world, "T.ESC.TALK")
    decide(world, case, "T.ESC.RED", "office")
    refused = only("talk_decided", lambda: talk(world, case))
    assert refused.message == "还没有决定约谈，或记录已经登记。"
    decide(world, case, "T.ESC.TALK", "leader", "waived", esc_reasons="单位已当面说明原因，明天办完。")
    only("talk_decided", lambda: talk(world, case))
    other = late(world, "T.ESC.TALK")
    decide(world, other, "T.ESC.TALK", "office")
    other = talk(world, other)
    found = other.talks.get()
    assert (found.party, found.escalation.step) == ("unit", "T.ESC.TALK")
    assert found.commitments == [{"what": "书面答复反映人", "owner": "承办人", "day": "2026-06-30"}]
    only("talk_decided", lambda: talk(world, other))


def test_who_had_the_talk_writes_it_down(world: World) -> None:
    case = late(world, "T.ESC.TALK")
    decide(world, case, "T.ESC.TALK", "office")
    for who in ("supervisor", "housing"):
        with pytest.raises(NotYourRole):
            talk(world, case, who)
    assert talk(world, case, "leader").talks.count() == 1


@pytest.mark.parametrize("firm", [True, False])
def test_only_a_firm_that_is_known_is_talked_to(world: World, firm: bool) -> None:
    case = late(world, "T.ESC.TALK")
    if not firm:
        type(case).objects.filter(pk=case.pk).update(firm=None)
        with pytest.raises(InvalidData) as refused:
            decide(world, case, "T.ESC.TALK", "office", esc_talk_with="firm")
        assert "esc_talk_with" in refused.value.errors
        return
    decide(world, case, "T.ESC.TALK", "office", esc_talk_with="firm")
    with pytest.raises(InvalidData) as refused:
        talk(world, case, talk_at=(world.now + timedelta(days=1)).isoformat())
    assert "talk_at" in refused.value.errors

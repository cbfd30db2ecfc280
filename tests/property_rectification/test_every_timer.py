"""Every timer at its boundary minute, generated from the rules: a minute before its due moment nothing has happened,
at that moment it has."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, clocks, sweep
from casework.models import Event, OutboxMessage, TimerRule
from casework.refusals import Refusal
from tests.property_rectification.exemplar.conftest import Desk
from tests.property_rectification.guards.test_disputes import disputed
from tests.property_rectification.penalty.conftest import Bureau
from tests.property_rectification.world import World

MINUTE = timedelta(minutes=1)


class Scene:
    """A record brought to where a clock runs."""

    def __init__(self, world: World) -> None:
        self.world = world

    def registered(self) -> Any:
        return self.world.do(self.world.draft(), "register_case", "intake")

    def petition(self) -> Any:
        return self.world.triage(matter="petition")

    def asked_to_supplement(self) -> Any:
        asked = [{"fact": "哪一栋", "how": "写清楼号"}]
        return self.world.do(self.registered(), "request_supplement", "intake", items=asked)

    def dispatched(self, **triage: Any) -> Any:
        return self.world.do(
            self.world.triage(**triage), "dispatch_case", "office", lead_unit=self.world.agencies["housing"].pk
        )

    def complex(self) -> Any:
        case = self.world.amend(
            self.world.triage(), "set_triage", "office", category="WA05", matter="ordinary", urgency="normal",
            complex=True,
        )  # fmt: skip
        return self.world.do(case, "dispatch_case", "office", lead_unit=self.world.agencies["housing"].pk)

    def given_back(self) -> Any:
        return self.world.do(
            self.dispatched(), "request_return", "housing", reason="01", article="权责清单第3项",
            suggested=self.world.agencies["market"].pk,
        )  # fmt: skip

    def shelved(self) -> Any:
        case = self.world.rectifying("WA07")
        asked = self.world.propose(case, "shelve_case", "housing", **self.world.shelving(case))
        return self.world.agree(asked, "leader")

    def suspended(self) -> Any:
        case = self.world.rectifying()
        until = (self.world.now + timedelta(days=30)).date().isoformat()
        data = self.world.standstill(case, cause="04", until=until)
        return self.world.agree(self.world.propose(case, "suspend_case", "housing", **data), "office")

    def delegated(self) -> Any:
        """Mediation that a court delegated before it filed the suit."""
        case = self.world.fact_finding("WA07")
        case = self.world.amend(
            case, "request_mediation", "intake", side="owner", at=self.world.iso(), mode="03",
            dispute="电梯停运期间减收物业费。", court_no="（2026）吉0399诉前调1号",
        )  # fmt: skip
        case = self.world.amend(case, "assign_mediator", "intake", mediator=self.world.user("mediator").pk)
        return self.world.do(self.world.consent(case), "start_mediation", "mediator")

    def objected(self) -> Any:
        return self.world.do(
            self.world.closed(), "object_to_closure", "intake", defect="只改了一半，二单元还是老样子。", objector="01"
        )

    def drawn(self) -> Any:
        case = self.world.closed()
        case.lookbacks.update(drawn=True)
        return case

    def looked_at_once(self) -> Any:
        """Stable at the first look-back, so that the second lies ahead."""
        case = self.drawn()
        self.world.now = clocks.running(case).get(key="T.LOOKBACK.FIRST").due_at
        with clock.moved_to(self.world.now):
            sweep.run()
        day = self.world.now.astimezone(clock.CHINA).date().isoformat()
        return self.world.do(
            case, "confirm_stability", "supervisor", visited_on=day, method="01", visit_result="stable", note="保持良好"
        )

    def undrawn(self) -> Any:
        case = self.world.closed()
        case.lookbacks.update(drawn=False)
        return self.world.amend(case, "record_receipt", "housing", receipt=self.world.file(case))


def _commented(world: World) -> Any:
    desk = Desk(world)
    return desk.party_notice(**desk.named())


def _held(world: World) -> Any:
    bureau = Bureau(world)
    director = world.user("director").pk
    return bureau.do(bureau.filed(), "hold_evidence", items="账册三本。", approver=director, list_left=True)


def _out_of_review(world: World) -> Any:
    bureau = Bureau(world)
    day = world.now.date().isoformat()
    record = bureau.sued(bureau.served())
    return bureau.do(record, "clear_review", result="01", ended_on=day, result_reference="复决1号")


def _annulled(world: World) -> Any:
    bureau = Bureau(world)
    record = bureau.served()
    where = {"published_on": "2026-03-02", "published_where": "http://gov.example/1"}
    record = bureau.amend(record, "record_publication", **where)
    return bureau.do(record, "annul_decision", **bureau.revocation(record))


#: Lifecycle and clock → a record in which it runs.
MADE: dict[tuple[str, str], Callable[[World], Any]] = {
    ("property.case", "T.INTAKE.REGISTER"): lambda w: w.draft(),
    ("property.case", "T.INTAKE.INFORM"): lambda w: Scene(w).petition(),
    ("property.case", "T.SUPPLEMENT"): lambda w: Scene(w).asked_to_supplement(),
    ("property.case", "T.DISPATCH"): lambda w: w.triage(),
    ("property.case", "T.DISPATCH.URGENT"): lambda w: w.triage(urgency="urgent"),
    ("property.case", "T.SIGN"): lambda w: w.dispatched(),
    ("property.case", "T.RETURN"): lambda w: w.dispatched(),
    ("property.case", "T.RETURN.COMPLEX"): lambda w: Scene(w).complex(),
    ("property.case", "T.RETURN.DECIDE"): lambda w: Scene(w).given_back(),
    ("property.case", "T.DISPUTE.MEET"): disputed,
    ("property.case", "T.HANDLE.CONSULT"): lambda w: Scene(w).dispatched(matter="consultation"),
    ("property.case", "T.HANDLE.ORDINARY"): lambda w: w.dispatched(),
    ("property.case", "T.HANDLE.PETITION"): lambda w: Scene(w).dispatched(matter="petition"),
    ("property.case", "T.HANDLE.RECTIFY"): lambda w: w.rectifying(),
    ("property.case", "T.HUNG.REVIEW"): lambda w: Scene(w).shelved(),
    ("property.case", "T.SUSPEND.VOTE"): lambda w: Scene(w).suspended(),
    ("property.case", "T.MED.PRE"): lambda w: Scene(w).delegated(),
    ("property.case", "T.MED.COMMUNITY"): lambda w: w.mediating(),
    ("property.case", "T.CONFIRM"): lambda w: w.agreed(),
    ("property.case", "T.CHECK"): lambda w: w.checking(),
    ("property.case", "T.CALLBACK"): lambda w: w.checking(),
    ("property.case", "T.CLOSE.PUBLIC"): lambda w: w.passed(),
    ("property.case", "T.OBJECTION"): lambda w: w.passed(),
    ("property.case", "T.OBJECTION.REVIEW"): lambda w: Scene(w).objected(),
    ("property.case", "T.LOOKBACK.FIRST"): lambda w: Scene(w).drawn(),
    ("property.case", "T.LOOKBACK.SECOND"): lambda w: Scene(w).looked_at_once(),
    ("property.case", "T.RELAPSE"): lambda w: w.closed(),
    ("property.case", "T.ARCHIVE"): lambda w: Scene(w).undrawn(),
    ("property.exemplar", "T.WITHDRAW.PUBLISH"): lambda w: Desk(w).withdrawn(),
    ("property.exemplar", "T.EXEMPLAR.COMMENT"): _commented,
    ("property.exemplar", "T.EXEMPLAR.EXPIRE"): lambda w: Desk(w).published(),
    ("property.penalty", "T.PENALTY.DECIDE"): lambda w: Bureau(w).filed(),
    ("property.penalty", "T.PENALTY.EVIDENCE"): _held,
    ("property.penalty", "T.PENALTY.STATEMENT"): lambda w: Bureau(w).proposed(),
    ("property.penalty", "T.HEARING.REQUEST"): lambda w: Bureau(w).proposed(hearing=True),
    ("property.penalty", "T.HEARING.NOTICE"): lambda w: Bureau(w).hearing_requested(),
    ("property.penalty", "T.SERVE"): lambda w: Bureau(w).decided(),
    ("property.penalty", "T.PENALTY.PAY"): lambda w: Bureau(w).fined(),
    ("property.penalty", "T.PENALTY.REVIEW"): lambda w: Bureau(w).served(),
    ("property.penalty", "T.PENALTY.SUIT"): lambda w: Bureau(w).served(),
    ("property.penalty", "T.PENALTY.URGE"): lambda w: Bureau(w).urged(),
    ("property.penalty", "T.PENALTY.ENFORCE"): _out_of_review,
    ("property.penalty", "T.WITHDRAW.PUBLISH"): _annulled,
}


@pytest.mark.django_db
def test_every_rule_but_the_ladders_has_a_record_in_which_it_runs() -> None:
    rules = TimerRule.objects.filter(lifecycle__startswith="property.").exclude(key__startswith="T.ESC.")
    assert set(rules.values_list("lifecycle", "key")) == set(MADE)


@pytest.mark.parametrize(("lifecycle", "key"), MADE, ids=str)
def test_at_its_boundary_minute(world: World, lifecycle: str, key: str) -> None:
    """Every timer at its boundary minute: open or quiet the minute before, ended, told of or moved on at the minute."""
    record = MADE[lifecycle, key](world)
    assert record.lifecycle.name == lifecycle
    timer = clocks.running(record).get(key=key)
    assert timer.due_at > world.now
    assert not timer.provisional
    came = _came(world, record, timer)
    with clock.moved_to(timer.due_at - MINUTE):
        sweep.run()
        assert not came(), "a minute too early"
    with clock.moved_to(timer.due_at):
        sweep.run()
        assert came()


def _came(world: World, record: Any, timer: Any) -> Callable[[], bool]:
    """Whether what the rule says has come about by now."""
    what, _colon, code = timer.on_expiry.partition(":")
    if what == "transition":
        events = Event.objects.filter(record_id=record.pk, name=code, actor=None, seq__gt=record.version)
        return events.exists
    if what == "ask":
        return lambda: _may_close(world, record)
    if timer.is_deadline:
        told = OutboxMessage.objects.filter(record_id=record.pk, topic=f"notice.overdue.T.ESC.URGE.{timer.pk}")
        return told.exists
    assert what == "right_ends"
    return lambda: not clocks.window_open(record, timer.key, clock.now())


def _may_close(world: World, record: Any) -> bool:
    world.now = clock.now() - timedelta(seconds=1)
    try:
        return world.two(type(record).objects.get(pk=record.pk), "close_case", "office", "office2").state == "closed"
    except Refusal:
        return False


STEPS = ("REMIND", "URGE", "YELLOW", "RED", "TALK", "SUPERVISE")
_CODES = {"REMIND": "due_soon", "URGE": "overdue"}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_the_ladder_at_its_boundary_minute(world: World, step: str) -> None:
    """§1.1.4: from two working days before to ten after the end of the time to rectify."""
    timer = clocks.running(world.rectifying()).get(key="T.HANDLE.RECTIFY")
    moment = dict(clocks.ladder_of(timer))[f"T.ESC.{step}"]
    topic = f"notice.{_CODES.get(step, 'overdue_unit')}.T.ESC.{step}.{timer.pk}"
    told = OutboxMessage.objects.filter(record_id=timer.record_id, topic=topic)
    for at, expected in ((moment - MINUTE, 0), (moment, 1), (moment + MINUTE, 1)):
        with clock.moved_to(at):
            sweep.run()
        assert told.count() == expected

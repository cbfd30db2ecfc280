"""Generated from the declarations, through HTTP: every allowed transition succeeds; every other pair is refused with
record, ledger and outbox unchanged and the refusal in the access log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, clocks, sweep
from casework.declaration import PREVIOUS, SAME, Row
from casework.models import AccessEntry, Agency, Event, Record, User
from property_rectification.demo import people
from property_rectification.demo.roads import picture
from property_rectification.lead_lifecycle import LEAD
from property_rectification.lifecycle import CASE
from tests.flows.district import District, Road, Stage, drawn, nothing_written, role_of

LIFECYCLES = {"property.case": CASE, "property.lead": LEAD}
PAIRS = [
    (name, row.code, source)
    for name, declared in LIFECYCLES.items()
    for row in declared.rows.values()
    for source in row.sources
]
BY_PEOPLE = [pair for pair in PAIRS if LIFECYCLES[pair[0]].rows[pair[1]].by != {"system"}]
BY_THE_CLOCK = [pair for pair in PAIRS if "system" in LIFECYCLES[pair[0]].rows[pair[1]].by]


# --- every allowed transition -----------------------------------------------------------------------------------


class Scene:
    """A record in its state, and the people who bring it what a transition needs, over HTTP where they can."""

    def __init__(self, district: District, stage: Stage) -> None:
        self.district, self.stage = district, stage
        self.road = Road(stage.record) if stage.kind == "property.case" else None

    def amend(self, who: str, code: str, **data: Any) -> None:
        answer = self.district.api(who).act(self.stage, code, data, way="amendments")
        assert answer.status_code == 200, answer.content.decode()

    def file(self, who: str, purpose: str) -> str:
        answer = self.district.api(who).upload(self.stage, picture(7), title="材料", purpose=purpose)
        assert answer.status_code == 201, answer.content.decode()
        return str(self.stage.record.files.latest("added_at", "pk").pk)

    @property
    def now(self) -> str:
        return clock.now().isoformat()


def _dispatch(scene: Scene) -> dict[str, Any]:
    return {"lead_unit": Agency.objects.get(code="zjj").pk}


def _refuse(scene: Scene) -> dict[str, Any]:
    return {
        "reason": "02", "explanation": "同一事项法院已经作出生效判决。",
        "basis_files": [scene.file("zhuanban1", "basis")],
        "remedy_text": "不服判决的，可以依法向上一级法院申请再审。",
    }  # fmt: skip


def _return(scene: Scene) -> dict[str, Any]:
    return {"reason": "01", "article": "示范区权责清单第12条", "suggested": Agency.objects.get(code="cgj").pk}


def _order(scene: Scene) -> dict[str, Any]:
    hear(scene)
    scene.amend("zhujian1", "add_fact", statement="现场查看，反映的问题存在。")
    fact = str(scene.stage.record.facts.get().pk)
    photo = scene.file("zhujian1", "evidence")
    scene.amend(
        "zhujian1", "add_evidence", type="08", title="现场照片", obtained_at=scene.now, obtained_by="经办人",
        source_note="现场拍摄", file=photo, lawful=True, fact=fact,
    )  # fmt: skip
    scene.amend("zhujian1", "set_fact_status", fact=fact, status="found")
    return {
        "facts_found": "经查，反映的问题属实，没有按合同做到。", "requirement": "在期限内改好，并书面报告。",
        "acted_on": "2026-02-20", "basis": [{"instrument": "WYGL", "article": "第三十五条"}],
        "served_to": "示范样例物业", "service_mode": "01", "served_at": scene.now,
        "receipt": scene.file("zhujian1", "receipt"),
    }  # fmt: skip


def hear(scene: Scene) -> None:
    for side in ("owner", "firm"):
        scene.amend("zhujian1", "record_statement", side=side, kind="record", at=scene.now, content="当面说明了情况。")


def _unfounded(scene: Scene) -> dict[str, Any]:
    hear(scene)
    return {"reasons": "现场查看和查账，没有发现反映的问题。", "told_how": "01"}


def _recheck(scene: Scene) -> dict[str, Any]:
    """The lot fell on every case of the stages: the second look is on record first."""
    scene.amend("ducha", "record_recheck", result="kept", note="听取、证据、理由都齐。")
    return {"note": "程序完整。"}


def _ask_check(scene: Scene) -> dict[str, Any]:
    return {"report": "已按通知书要求完成整改，现场可以查看。", "files": [scene.file("zhujian1", "rectification")]}


def _panel(scene: Scene) -> dict[str, Any]:
    members = User.objects.filter(username__in=("yanshou1", "yanshou3"))
    return {"members": list(members.values_list("pk", flat=True)), "owner_side": "present", "owner_name": "刘例"}


def _items(passed: str) -> Callable[[Scene], dict[str, Any]]:
    def brought(scene: Scene) -> dict[str, Any]:
        item = {"item": "问题已经改好", "passed": passed, "wanted": "" if passed == "yes" else "按通知书改到位"}
        scene.amend("yanshou1", "record_check_items", items=[item])
        scene.amend("shouli2", "record_callback", at=scene.now, reached=True, solved="01", satisfaction="01")
        return {}

    return brought


def _visit(scene: Scene) -> dict[str, Any]:
    return {"visited_on": clock.now().date().isoformat(), "method": "01", "visit_result": "stable", "note": "保持良好"}


def _last_visit(scene: Scene) -> dict[str, Any]:
    """The window for a relapse is over, and the second look-back is the one under way."""
    _first_visit_then_second(scene)
    scene.stage.at = due(scene.stage.record, "T.ARCHIVE")
    return _visit(scene)


def _first_visit_then_second(scene: Scene) -> None:
    answer = scene.district.api("ducha").act(scene.stage, "confirm_stability", _visit(scene))
    assert answer.status_code == 200, answer.content.decode()
    with clock.moved_to(due(scene.stage.record, "T.LOOKBACK.SECOND")):
        sweep.run()
    assert scene.stage.record.state == "lookback"


def due(record: Any, key: str) -> Any:
    return clocks.running(record).get(key=key).due_at + timedelta(hours=1)


def _closing(scene: Scene) -> dict[str, Any]:
    """The notice has been public for its time."""
    scene.stage.at = due(scene.stage.record, "T.CLOSE.PUBLIC")
    return {"note": "同意销号。"}


OBJECTED = {"defect": "只改了一半，二单元还是老样子。", "objector": "01"}
_REMEDIES = "可以自收到之日起60日内申请行政复议。"


def _without_violation(scene: Scene) -> dict[str, Any]:
    """A case in which nothing was found, confirmed, and objected to."""
    scene.stage.pk = scene.district.stages["property.case"]["unfounded"].pk
    scene.stage.at = scene.district.stages["property.case"]["unfounded"].at + timedelta(minutes=5)
    with clock.moved_to(scene.stage.at):
        steps = (("ducha", "confirm_unfounded", _recheck(scene)), ("shouli1", "object_to_closure", OBJECTED))
        for who, code, data in steps:
            answer = scene.district.api(who).act(scene.stage, code, data)
            assert answer.status_code == 200, answer.content.decode()
    return {"reasons": "另有一本账，需要再核查。"}


def _nothing(scene: Scene) -> dict[str, Any]:
    return {}


#: Transition → who does it (and who is the second person), and what it needs.
ACTS: dict[str, tuple[tuple[str, ...], Callable[[Scene], dict[str, Any]]]] = {
    "register_case": (("shouli1",), _nothing),
    "start_triage": (("zhuanban1",), _nothing),
    "request_supplement": (("shouli1",), lambda s: {"items": [{"fact": "哪一栋、哪个单元", "how": "写清楼号"}]}),
    "submit_supplement": (("shouli1",), lambda s: {"answer": "电话里说是二单元，前年三月开始。"}),
    "object_to_closure": (("shouli1",), lambda s: OBJECTED),
    "uphold_objection": (("ducha",), lambda s: {"reasons": "到现场看过，二单元确实没有改。"}),
    "reopen_fact_finding": (("ducha",), _without_violation),
    "dismiss_objection": (("ducha",), lambda s: {"reasons": "到现场看过，已经改好。", "remedies": _REMEDIES}),
    "refuse_case": (("zhuanban1", "shouli1"), _refuse),
    "dispatch_case": (("shouli1",), _dispatch),
    "sign_receipt": (("zhujian1",), _nothing),
    "request_return": (("zhujian1",), _return),
    "accept_return": (("zhuanban1",), lambda s: {"reasons": "属城管职责，另行交办。"}),
    "reject_return": (("shouli1",), lambda s: {"reasons": "权责清单写明由住建牵头。"}),
    "start_fact_finding": (("zhujian1",), lambda s: {"check_plan": "到现场查看设施和账目，两人，拍照取证。"}),
    "find_violation": (("zhujian1",), _order),
    "conclude_unfounded": (("zhujian1", "zhujian2"), _unfounded),
    "confirm_unfounded": (("ducha",), _recheck),
    "return_unfounded": (("ducha",), lambda s: {"reasons": "只听了一方的意见，请补听另一方。"}),
    "request_check": (("zhujian1",), _ask_check),
    "start_check": (("zhuanban1",), _panel),
    "fail_check": (("yanshou1",), _items("no")),
    "pass_check": (("yanshou1",), _items("yes")),
    "close_case": (("zhuanban1", "zhuanban2"), _closing),
    "confirm_stability": (("ducha",), _visit),
    "archive_after_lookback": (("ducha",), _last_visit),
    "take_up": (("shouli1",), lambda s: {"category": "WA08"}),
    "set_aside": (("zhuanban1",), lambda s: {"reason": "供热收费不归物业管理，已告知。", "pointed_to": "供热热线"}),
    "reconsider": (("shouli1",), _nothing),
}


def test_every_transition_of_a_person_has_a_scene() -> None:
    assert set(ACTS) == {code for _name, code, _source in BY_PEOPLE}


@pytest.mark.parametrize(("name", "code", "source"), BY_PEOPLE, ids=str)
def test_allowed_transition_succeeds(staged: District, name: str, code: str, source: str) -> None:
    """Generated from the declarations, through HTTP: every allowed transition succeeds."""
    stage, row = staged.stages[name][source], LIFECYCLES[name].rows[code]
    stage = Stage(stage.kind, stage.pk, stage.state, stage.at + timedelta(minutes=5))
    who, brings = ACTS[code]
    assert {role_of(username) for username in who} <= row.by
    with clock.moved_to(stage.at):
        data = brings(Scene(staged, stage))
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        before = stage.record
        answer = _carry_out(staged, stage, row, who, data)
        assert answer.status_code == 200, answer.content.decode()
        _check_moved(answer, before, stage, row, who[-1])


def _carry_out(district: District, stage: Stage, row: Row, who: tuple[str, ...], data: dict[str, Any]) -> Any:
    if not row.second_person:
        return district.api(who[0]).act(stage, row.code, data)
    asked = district.api(who[0]).act(stage, row.code, data, way="proposals")
    assert asked.status_code == 201, asked.content.decode()
    assert stage.record.state == stage.state, "asking moves nothing"
    return district.api(who[1]).post(f"{stage.url}/proposals/{asked.json()['id']}/agree")


def _check_moved(answer: Any, before: Any, stage: Stage, row: Row, who: str) -> None:
    """One event for the act, by who did it; what the clockwork does by itself afterwards comes on top."""
    target = before.previous_state if row.target == PREVIOUS else before.state if row.target == SAME else row.target
    event = Event.objects.get(record_id=stage.pk, name=row.code, seq__gt=before.version)
    assert (event.state_from, event.state_to) == (before.state, target)
    assert event.actor == User.objects.get(username=who)
    now, body = stage.record, answer.json()
    assert (body["state"], body["version"], answer["ETag"]) == (now.state, now.version, f'"{now.version}"')
    after = Event.objects.filter(record_id=stage.pk, seq__gt=event.seq)
    assert {e.actor for e in after} <= {None}
    assert now.state == (after.latest("seq").state_to if after else target)
    assert now.version == Event.objects.filter(record_id=stage.pk).count()


# --- the clock's own ---------------------------------------------------------------------------------------------


def _fail_over_http(district: District, stage: Stage) -> None:
    """The check-failed state is left by itself, right after the panel's act."""
    checking = district.stages["property.case"]["checking"]
    stage.pk = checking.pk
    with clock.moved_to(checking.at + timedelta(minutes=5)):
        scene = Scene(district, checking)
        _items("no")(scene)
        assert district.api("yanshou1").act(checking, "fail_check").status_code == 200


def _swept_at(key: str) -> Callable[[District, Stage], None]:
    def run(district: District, stage: Stage) -> None:
        with clock.moved_to(due(stage.record, key)):
            sweep.run()

    return run


def _archived_by_sweep(district: District, stage: Stage) -> None:
    """Not drawn: closed again from its notice on, then 180 days pass."""
    ready = district.stages["property.case"]["pre_close"]
    stage.pk = ready.pk
    with clock.moved_to(due(ready.record, "T.CLOSE.PUBLIC")), drawn(False):
        Road(ready.record).to_closed()
        ready.record.lookbacks.update(drawn=False)
    _swept_at("T.ARCHIVE")(district, stage)


CLOCKWORK: dict[str, Callable[[District, Stage], None]] = {
    "return_for_rectification": _fail_over_http,
    "start_lookback": _swept_at("T.LOOKBACK.FIRST"),
    "archive_case": _archived_by_sweep,
    "reject_return": _swept_at("T.RETURN.DECIDE"),
    "lapse_supplement": _swept_at("T.SUPPLEMENT"),
}


@pytest.mark.parametrize(("name", "code", "source"), BY_THE_CLOCK, ids=str)
def test_the_clock_carries_out_what_is_its_own(staged: District, name: str, code: str, source: str) -> None:
    """Generated from the declarations: every allowed transition succeeds, those of the system by the clockwork."""
    found, row = staged.stages[name][source], LIFECYCLES[name].rows[code]
    stage = Stage(found.kind, found.pk, found.state, found.at)
    CLOCKWORK[code](staged, stage)
    assert stage.record.state == row.target
    event = Event.objects.filter(record_id=stage.pk, name=code).get()
    assert (event.actor, event.state_to) == (None, row.target)


# --- every other pair --------------------------------------------------------------------------------------------

#: Who has a case of the stages in scope, by role; told apart from the product's own rule on purpose.
_DISTRICT_ROLES = {"R01", "R02", "R03", "R04", "R05", "R06", "R19", "R20"}
_DISPATCHED = {
    "dispatched", "return_req", "handling", "fact_finding", "unfounded", "rectifying", "check_req", "checking",
    "check_failed", "pre_close", "objection", "closed", "lookback", "archived",
}  # fmt: skip
_CHECKED = {"checking", "check_failed", "pre_close", "objection", "closed", "lookback", "archived"}


def in_scope(name: str, state: str, username: str) -> bool:
    """Whether this person may know of the record in that state (§6): the district, the unit that leads, the panel."""
    role = role_of(username)
    if name == "property.lead":
        return role in ("R02", "R04")
    if role in _DISTRICT_ROLES:
        return True
    unit = next(p.agency for p in people.PEOPLE if p.username == username)
    if role in ("R07", "R08", "R09"):
        return unit == "zjj" and state in _DISPATCHED
    return role == "R25" and state in _CHECKED


STATES = [(name, state) for name, declared in LIFECYCLES.items() for state in declared.states]
#: One person a role; the second unit stands beside the one that leads.
EVERYBODY = list({p.role: p.username for p in reversed(people.PEOPLE)}.values())


def expected(name: str, state: str, row: Row, username: str) -> int | None:
    """The status of a refusal by what is declared: 404 scope, 403 role, 409 state; None where all three fit."""
    if not in_scope(name, state, username):
        return 404
    if role_of(username) not in row.by:
        return 403
    return None if state in row.sources else 409


CODES = {403: ["not_your_role"], 404: ["not_found"], 409: ["wrong_state"]}


def _who_tries(name: str, state: str, row: Row) -> list[str]:
    """Where the state is right, everybody; elsewhere somebody whose step it would be, in scope where there is one."""
    if state in row.sources:
        return EVERYBODY
    fitting = [username for username in EVERYBODY if role_of(username) in row.by] or ["zhuanban1"]
    return [next((username for username in fitting if in_scope(name, state, username)), fitting[0])]


@pytest.mark.parametrize(("name", "state"), STATES, ids=str)
def test_every_other_pair_is_refused(staged: District, name: str, state: str) -> None:
    """Generated from the declarations, through HTTP: every other pair is refused with record, ledger and outbox
    unchanged and the refusal in the access log. From the right state by every other role, from every other state by
    whoever does it elsewhere."""
    stage = staged.stages[name][state]
    tried = 0
    for username in EVERYBODY:
        staged.client_of(username)
    with clock.moved_to(stage.at + timedelta(minutes=5)), nothing_written():
        version = stage.record.version
        for row in LIFECYCLES[name].rows.values():
            for username in _who_tries(name, state, row):
                status = expected(name, state, row, username)
                if status is not None:
                    tried += 1
                    _refused(staged, stage, row.code, username, status=status, version=version)
    assert tried >= len(LIFECYCLES[name].rows) - 1


def _refused(district: District, stage: Stage, code: str, username: str, *, status: int, version: int) -> None:
    last = AccessEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = district.api(username).act(stage, code)
    what = f"{stage.state} × {code} × {username}"
    assert answer.status_code == status, f"{what}: {answer.status_code} {answer.content.decode()}"
    assert answer.json()["code"] == CODES[status][0], what
    entry = AccessEntry.objects.filter(pk__gt=last).get()
    assert (entry.status, entry.denials, entry.record_id) == (status, CODES[status], stage.pk), what
    kind = stage.kind.split(".")[-1]
    assert (entry.subject, entry.user.username, entry.action) == (f"{kind}:{code}", username, "refused_transition"), (
        what
    )
    assert Record.objects.values_list("version", "state").get(pk=stage.pk) == (version, stage.state), what


SECOND = [pair for pair in BY_PEOPLE if LIFECYCLES[pair[0]].rows[pair[1]].second_person]


@pytest.mark.parametrize(("name", "code", "source"), SECOND, ids=str)
def test_one_person_alone_cannot(staged: District, name: str, code: str, source: str) -> None:
    """Every other pair is refused: an act for two, done by one, meets its guard `second_reviewer_signed` or
    `four_eyes_closing`, and the proposer cannot agree to the own proposal."""
    found = staged.stages[name][source]
    stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
    who, brings = ACTS[code]
    with clock.moved_to(stage.at):
        data = brings(Scene(staged, stage))
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        api = staged.api(who[0])
        with nothing_written():
            alone = api.act(stage, code, data)
        assert alone.status_code == 422, alone.content.decode()
        guard = "four_eyes_closing" if code == "close_case" else "second_reviewer_signed"
        assert [d["code"] for d in alone.json()["denials"]] == [guard]
        asked = api.act(stage, code, data, way="proposals").json()
        with nothing_written():
            own = api.post(f"{stage.url}/proposals/{asked['id']}/agree")
        assert (own.status_code, own.json()["code"]) == (409, "own_proposal")

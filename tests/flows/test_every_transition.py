"""Generated from the declarations, through HTTP: every allowed transition succeeds; every other pair is refused with
record, ledger and outbox unchanged and the refusal in the access log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, clocks, sweep
from casework.declaration import PREVIOUS, SAME, Row
from casework.demo import picture
from casework.models import AccessEntry, Agency, Event, Record, User
from property_rectification.demo import penalties, people
from property_rectification.demo.penalties import Procedure
from property_rectification.demo.roads import Driver
from property_rectification.lead_lifecycle import LEAD
from property_rectification.lifecycle import CASE
from tests.flows.district import District, Road, Stage, along, drawn, nothing_written, role_of
from tests.thinning import thinned

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


def _route(scene: Scene) -> dict[str, Any]:
    return {
        "route": "04", "number": "XF-2026-0131", "organ": "示范区信访局", "told_how": "03", "told_at": scene.now,
    }  # fmt: skip


def _route_over(scene: Scene) -> dict[str, Any]:
    """What proves the route is in the file, and how it ended is known."""
    scene.file("shouli1", "basis")
    today = clock.now().date().isoformat()
    scene.amend("zhuanban1", "record_route_result", result="01", result_no="信访复字〔2026〕7号", ended_on=today)
    return {}


def _master(scene: Scene) -> dict[str, Any]:
    master = Driver().to("handling")
    told = {"told_how": "03", "told_at": scene.now}
    return {"master": master.number, "core_fact": "同一小区同一件事，两位业主先后反映。"} | told


def _second_return(scene: Scene) -> dict[str, Any]:
    """Another unit that holds the power too says that it is not its duty either."""
    steps = (("zhuanban1", "accept_return", {}), ("zhuanban1", "set_triage", {
        "category": "WB09", "matter": "ordinary", "urgency": "normal",
    }), ("shouli1", "dispatch_case", {"lead_unit": Agency.objects.get(code="scjg").pk}),
        ("shijian1", "request_return", _return(scene)))  # fmt: skip
    for who, code, data in steps:
        way = "amendments" if code == "set_triage" else "transitions"
        answer = scene.district.api(who).act(scene.stage, code, data, way=way)
        assert answer.status_code == 200, answer.content.decode()
    return {"issue": "两家都说按权责清单不归自己，需要明确由谁牵头。"}


def _designation(scene: Scene) -> dict[str, Any]:
    unit = Agency.objects.get(code="zjj").pk
    return {"unit": unit, "authority": "01", "decision": scene.file("zhuanban1", "notice")}


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
    return _served(scene)


def _served(scene: Scene) -> dict[str, Any]:
    """An order and how it was served."""
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


def _procedure(scene: Scene) -> Procedure:
    """The procedure of the case, investigated."""
    one = Procedure(scene.stage.record.penalties.get())
    one.investigate()
    return one


def _decided(scene: Scene) -> None:
    one = _procedure(scene)
    for step in (one.propose, one.defend, one.decide, one.serve):
        step()


def _order_after_penalty(scene: Scene) -> dict[str, Any]:
    _decided(scene)
    return {
        "requirement": "十五日内改好，并书面报告。", "served_to": "前台签收人", "service_mode": "01",
        "served_at": scene.now, "receipt": scene.file("zhujian1", "receipt"),
    }  # fmt: skip


def _checked_after_penalty(scene: Scene) -> dict[str, Any]:
    _decided(scene)
    return {"report": "已按决定书改正，现场可以查看。", "files": [scene.file("zhujian1", "rectification")]}


def _dropped(scene: Scene) -> dict[str, Any]:
    one = _procedure(scene)
    one.spare(cause="01")
    return {"reasons": "处罚程序查明违法事实不成立。", "told_how": "01"}


def _recheck(scene: Scene) -> dict[str, Any]:
    """The lot fell on every case of the stages: the second look is on record first."""
    scene.amend("ducha", "record_recheck", result="kept", note="听取、证据、理由都齐。")
    return {"note": "程序完整。"}


def _question(scene: Scene) -> dict[str, Any]:
    """A case that only asks something, signed for."""
    scene.stage.pk = Driver(matter="consultation").to("handling").pk
    return {"answer": "公共收益每年至少公布一次，可以到街道查阅账目。", "told_how": "03"}


def _taken_over(scene: Scene) -> dict[str, Any]:
    return {
        "way": "06", "organ": "示范区公安分局", "number": "示公行罚〔2026〕8号", "outcome": "01", "no_duty": True,
        "organ_result": "已作出处理，书面告知反映人。", "reasons": "同一件事已由公安机关处理，没有查到物业违规。",
        "remedies": "不服公安机关处理的，可以依法申请行政复议。", "told_how": "04",
        "guidance": scene.file("zhujian1", "notice"), "handed_on": clock.now().date().isoformat(),
    }  # fmt: skip


#: Words that lie in nobody's sphere but the reporter's, for cases that no triage has named yet.
_SMALL = "楼道里堆着邻居的纸箱，扫不到，说了两次没有清，请帮忙问一下，不着急。"


def _withdrawn(scene: Scene) -> dict[str, Any]:
    """Somebody who does not handle the case asked whether it is the reporter's own will."""
    if not scene.stage.record.category:
        driver = Driver(narrative=_SMALL)
        if scene.stage.state != "draft":
            driver.to("registered")
        if scene.stage.state == "supplement":
            driver.ask_supplement()
        scene.stage.pk = driver.case.pk
    scene.amend("shouli2", "confirm_withdrawal", at=scene.now, free="yes", said="自己和邻居说好了，没有人要求撤。")
    return {"reasons": "已经解决。"}


def _back(scene: Scene) -> dict[str, Any]:
    """The same is seen again."""
    photo = scene.file("ducha", "lookback")
    return {"what": "回看时发现同样的问题又出现了。", "same": True, "method": "01", "files": [photo]}


def _renewed(scene: Scene) -> dict[str, Any]:
    """The organ that holds the power has served a new order."""
    scene.amend("zhujian1", "record_renewed_order", **_served(scene))
    return {"note": "按新的通知书整改。"}


def _terminated(scene: Scene) -> dict[str, Any]:
    return {
        "ground": "02", "proof": scene.file("zhuanban1", "basis"), "reasons": "所涉的棚房已经拆除，没有可以办的事。",
        "remedies": "有新的情况，可以随时再次反映。", "told_how": "03",
    }  # fmt: skip


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


def _standstill(scene: Scene, **more: Any) -> dict[str, Any]:
    measures = {"measures": "现场拉警戒线，立警示牌。", "measures_by": "刘样", "check_every": "每天一次"}
    return measures | {"files": [scene.file("zhujian1", "basis")], "reason": "专家意见认为现在不能施工。"} | more


def _in_days(days: int) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()


def _shelve(scene: Scene) -> dict[str, Any]:
    leader = User.objects.get(username="lingdao").pk
    return _standstill(scene, cause="02", condition="配件恢复供应。", review_on=_in_days(80), leader=leader)


def _reassign(scene: Scene) -> dict[str, Any]:
    return {"handler": User.objects.get(username="zhujian2").pk, "reasons": "原承办人调离。"}


def _placed(scene: Scene) -> dict[str, Any]:
    return {
        "level": "district",
        "document": "示范政法督〔2026〕3号",
        "due_on": _in_days(30),
        "reason": "涉及户数多，两次催办都没有进展。",
    }


def _supervised(scene: Scene) -> dict[str, Any]:
    """Placed earlier, as no case that is closed is placed under supervision any more."""
    record = scene.stage.record
    record.supervisions.create(level="district", origin="checks", recorded_at=clock.now())
    Record.objects.filter(pk=record.pk).update(flags=["SUPERVISED"])
    return {"note": "已整改到位。"}


def both_want_it(scene: Scene) -> None:
    """Asked for, a mediator named, the other side asked."""
    scene.amend("shouli1", "request_mediation", side="owner", at=scene.now, dispute="减收几个月的物业费。")
    scene.amend("shouli1", "assign_mediator", mediator=User.objects.get(username="tiaojie1").pk)
    scene.amend("jiedao", "record_consent", side="firm", answer="yes", at=scene.now)


def _start_mediation(scene: Scene) -> dict[str, Any]:
    both_want_it(scene)
    return {}


def _signed(scene: Scene) -> dict[str, Any]:
    return {
        "form": "01", "agreement_content": "减收两个月物业费，双方不再追究。", "owner_signed": True,
        "other_signed": True, "effective_at": scene.now, "file": scene.file("tiaojie1", "mediation"),
    }  # fmt: skip


def _agreed(scene: Scene) -> dict[str, Any]:
    day = (clock.now().date() + timedelta(days=20)).isoformat()
    return _signed(scene) | {"agreement_plan": "退还两个月物业费。", "perform_by": day, "agreement_proof": "收据"}


def _performed(scene: Scene) -> dict[str, Any]:
    done = {"performed_on": clock.now().date().isoformat(), "owner_confirms": True, "other_confirms": True}
    return _signed(scene) | done


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
    "divert_case": (("zhuanban1",), _route),
    "resume_diverted": (("zhuanban1",), lambda s: {"new_fact": "昨天有人在三号楼被坠落的瓷砖砸伤。"}),
    "archive_diverted": (("zhuanban1",), _route_over),
    "merge_case": (("zhuanban1",), _master),
    "split_case": (("zhuanban1",), lambda s: {"difference": "这件说的是三号楼，主案说的是一号楼。"}),
    "dispute_competence": (("zhuanban1",), _second_return),
    "designate_unit": (("lingdao",), _designation),
    "start_fact_finding": (("zhujian1",), lambda s: {"check_plan": "到现场查看设施和账目，两人，拍照取证。"}),
    "find_violation": (("zhujian1",), _order),
    "conclude_unfounded": (("zhujian1", "zhujian2"), _unfounded),
    "file_penalty": (("zhujian1",), lambda s: penalties.filing("zhujian1")),
    "rectify_after_penalty": (("zhujian1",), _order_after_penalty),
    "check_after_penalty": (("zhujian1",), _checked_after_penalty),
    "drop_penalty": (("zhujian1", "zhujian2"), _dropped),
    "confirm_unfounded": (("ducha",), _recheck),
    "return_unfounded": (("ducha",), lambda s: {"reasons": "只听了一方的意见，请补听另一方。"}),
    "answer_consultation": (("zhujian1",), _question),
    "conclude_by_referral": (("zhujian1", "zhujian2"), _taken_over),
    "record_relapse": (("ducha",), _back),
    "reopen_case": (("zhuanban1",), _renewed),
    "withdraw_case": (("shouli1",), _withdrawn),
    "terminate_case": (("zhuanban1", "zhuanban2"), _terminated),
    "extend_deadline": (
        ("zhujian1", "zhuanban1"),
        lambda s: {"amount": 3, "reason": "配件在途，预计三日内到货。", "told_how": "03"},
    ),
    "suspend_case": (("zhujian1", "zhuanban1"), lambda s: _standstill(s, cause="04", until=_in_days(40))),
    "resume_case": (
        ("zhujian1",),
        lambda s: {"end_note": "气温回升，已可以施工。", "files": [s.file("zhujian1", "basis")]},
    ),
    "shelve_case": (("zhujian1", "lingdao"), _shelve),
    "start_mediation": (("tiaojie1",), _start_mediation),
    "record_agreement": (("tiaojie1",), _agreed),
    "record_performed_agreement": (("tiaojie1",), _performed),
    "end_mediation": (("tiaojie1",), lambda s: {"cause": "failed"}),
    "request_check": (("zhujian1",), _ask_check),
    "start_check": (("zhuanban1",), _panel),
    "fail_check": (("yanshou1",), _items("no")),
    "pass_check": (("yanshou1",), _items("yes")),
    "close_case": (("zhuanban1", "zhuanban2"), _closing),
    "confirm_stability": (("ducha",), _visit),
    "archive_after_lookback": (("ducha",), _last_visit),
    "place_supervision": (("lingdao",), _placed),
    "lift_supervision": (("lingdao",), _supervised),
    "reassign_case": (("zhuanban1",), _reassign),
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
    assert role_of(who[-1]) in row.by
    assert role_of(who[0]) in row.begun_by
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


def _archived_with_master(district: District, stage: Stage) -> None:
    """Its reporter has an answer of their own; then the clock of the master runs out."""
    master = stage.record.mergings.get().master
    with drawn(False):
        moment = along(Road(master), "closed", stage.at)
    master.lookbacks.update(drawn=False)
    with clock.moved_to(moment + timedelta(minutes=5)):
        reply = {"answer": "已责令整改并验收合格，账目已经公布。", "remedies": "不服的可以自收到之日起60日内申请复议。"}
        api = district.api("shouli1")
        answer = api.act(stage, "answer_own_reporter", reply | {"told_how": "03"}, way="amendments")
        assert answer.status_code == 200, answer.content.decode()
        assert stage.record.state == "merged"
    _swept_at("T.ARCHIVE")(district, Stage(master.kind, master.pk, "closed", moment))


def _resumed_by_sweep(district: District, stage: Stage) -> None:
    """On the day it was suspended until, which is no clock of its own."""
    with clock.moved_to(stage.at + timedelta(days=30)):
        stage.record.suspensions.update(until=clock.now().date() - timedelta(days=1))
        sweep.run()


CLOCKWORK: dict[str, Callable[[District, Stage], None]] = {
    "return_for_rectification": _fail_over_http,
    "start_lookback": _swept_at("T.LOOKBACK.FIRST"),
    "archive_case": _archived_by_sweep,
    "archive_merged": _archived_with_master,
    "reject_return": _swept_at("T.RETURN.DECIDE"),
    "lapse_supplement": _swept_at("T.SUPPLEMENT"),
    "resume_case": _resumed_by_sweep,
    "unshelve_case": _swept_at("T.HUNG.REVIEW"),
    "end_mediation": _swept_at("T.MED.COMMUNITY"),
}


@pytest.mark.parametrize(("name", "code", "source"), BY_THE_CLOCK, ids=str)
def test_the_clock_carries_out_what_is_its_own(staged: District, name: str, code: str, source: str) -> None:
    """Generated from the declarations: every allowed transition succeeds, those of the system by the clockwork."""
    found, row = staged.stages[name][source], LIFECYCLES[name].rows[code]
    stage = Stage(found.kind, found.pk, found.state, found.at)
    target = row.target_from(stage.record)
    CLOCKWORK[code](staged, stage)
    assert stage.record.state == target
    event = Event.objects.filter(record_id=stage.pk, name=code).get()
    assert (event.actor, event.state_to) == (None, target)


# --- every other pair --------------------------------------------------------------------------------------------

#: Who has a case of the stages in scope, by role; told apart from the product's own rule on purpose.
_DISTRICT_ROLES = {"R01", "R02", "R03", "R04", "R05", "R06", "R19", "R20"}
_DISPATCHED = {
    "dispatched", "return_req", "disputed", "handling", "fact_finding", "penalty", "unfounded", "rectifying",
    "check_req", "checking", "mediation", "check_failed", "pre_close", "objection", "closed", "lookback", "archived",
    "terminated", "relapsed", "suspended", "hung",
}  # fmt: skip
#: A firm and a committee see their case from the beginning of the fact-finding; these acts are never theirs (ADR 41).
_PARTIES, _BEFORE_FACTS = ("R15", "R16"), {"dispatched", "return_req", "disputed", "handling"}
_OF_REPORTER = ("submit_supplement", "withdraw_case")
_CHECKED = {"checking", "check_failed", "pre_close", "objection", "closed", "lookback", "archived", "relapsed"}


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
    if role == "R14":
        return username == "tiaojie1" and state == "mediation"
    if role in _PARTIES:
        return username in ("wuye1", "yeweihui1") and state in _DISPATCHED - _BEFORE_FACTS
    return role == "R25" and state in _CHECKED


STATES = [(name, state) for name, declared in LIFECYCLES.items() for state in declared.states]
#: One person a role; the second unit stands beside the one that leads.
EVERYBODY = list({p.role: p.username for p in reversed(people.PEOPLE)}.values())


def expected(name: str, state: str, row: Row, username: str) -> int | None:
    """The status of a refusal by what is declared: 404 scope, 403 role, 409 state; None where all three fit."""
    if not in_scope(name, state, username):
        return 404
    if role_of(username) not in row.by or (role_of(username) in _PARTIES and row.code in _OF_REPORTER):
        return 403
    return None if state in row.sources else 409


CODES = {403: ["not_your_role"], 404: ["not_found"], 409: ["wrong_state"]}


def _who_tries(name: str, state: str, row: Row) -> list[str]:
    """Where the state is right, everybody; elsewhere somebody whose step it would be, in scope where there is one."""
    if state in row.sources:
        return EVERYBODY
    fitting = [username for username in EVERYBODY if role_of(username) in row.by] or ["zhuanban1"]
    return [next((username for username in fitting if in_scope(name, state, username)), fitting[0])]


@pytest.mark.parametrize(("name", "state"), thinned(STATES, 3), ids=str)
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
    told = (entry.subject, entry.user.username, entry.action)
    assert told == (f"{stage.kind}:{code}", username, "refused_transition"), what
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
        if LIFECYCLES[name].rows[code].asked_by:
            _asked_and_decided_apart(staged, stage, code, who, data)
            return
        with nothing_written():
            alone = api.act(stage, code, data)
        assert alone.status_code == 422, alone.content.decode()
        guard = "four_eyes_closing" if code == "close_case" else "second_reviewer_signed"
        assert [d["code"] for d in alone.json()["denials"]] == [guard]
        asked = api.act(stage, code, data, way="proposals").json()
        with nothing_written():
            own = api.post(f"{stage.url}/proposals/{asked['id']}/agree")
        assert (own.status_code, own.json()["code"]) == (409, "own_proposal")


def _asked_and_decided_apart(
    district: District, stage: Stage, code: str, who: tuple[str, ...], data: dict[str, Any]
) -> None:
    """Who asks cannot do it, who decides cannot begin it, and nobody decides what the own unit asked for."""
    asker, decider = (district.api(username) for username in who)
    with nothing_written():
        alone, begun = asker.act(stage, code, data), decider.act(stage, code, data)
    assert (alone.status_code, alone.json()["code"]) == (403, "not_your_role")
    assert (begun.status_code, begun.json()["code"]) == (409, "ask_first")
    with nothing_written():
        assert decider.act(stage, code, data, way="proposals").status_code == 403
    asked = asker.act(stage, code, data, way="proposals").json()
    with nothing_written():
        own = asker.post(f"{stage.url}/proposals/{asked['id']}/agree")
    assert (own.status_code, own.json()["code"]) == (403, "not_your_role")

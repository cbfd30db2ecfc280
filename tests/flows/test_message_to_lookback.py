"""One imported message carried to closed and look-back by five users through the API."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command

from casework import clock, clocks, ledger, sweep
from casework.demo import picture
from casework.models import Agency, Event, User
from property_rectification.models import Lead, RectificationCase
from tests.flows import importing
from tests.flows.district import CASES, LEADS, START, District, as_stage, drawn

MESSAGE = "锦绣样园三号楼楼道半个月没人打扫，垃圾堆在三单元门口，物业费照收，打电话总说马上安排，请帮忙解决。"
TABLE = f"""标题,时间,内容,小区,地址,姓名,电话
楼道没人打扫,2026-02-27 08:30,{MESSAGE},锦绣样园,示范路1号,王例,13800000009
"""
FIVE = {"shouli1", "zhuanban1", "zhujian1", "yanshou1", "ducha"}


def _import(folder: Path) -> Lead:
    file = folder / "messages.csv"
    file.write_text(TABLE, encoding="utf-8")
    with clock.moved_to(START):
        call_command(
            "import_complaints", str(file), "--profile", "plain_table", stdout=io.StringIO(), stderr=io.StringIO()
        )
    return Lead.objects.get()


class Journey:
    """One matter, its clock, and the people who carry it: each speaks through the API alone."""

    def __init__(self, district: District, stage: Any) -> None:
        self.district, self.stage, self.now = district, stage, START
        self.users: set[str] = set()

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def do(self, who: str, code: str, way: str = "transitions", expect: int = 200, **data: Any) -> Any:
        self.users.add(who)
        self.later(minutes=7)
        with clock.moved_to(self.now):
            answer = self.district.api(who).act(self.stage, code, data, way=way)
        assert answer.status_code == expect, f"{code}: {answer.status_code} {answer.content.decode()}"
        return answer.json()

    def amend(self, who: str, code: str, **data: Any) -> Any:
        return self.do(who, code, "amendments", **data)

    def file(self, who: str, purpose: str, number: int) -> str:
        with clock.moved_to(self.now):
            done = self.district.api(who).upload(self.stage, picture(number), title=f"材料{number}", purpose=purpose)
            assert done.status_code == 201, done.content.decode()
            files = self.district.api(who).get(f"{self.stage.url}/files").json()["files"]
        return str(files[-1]["id"])

    def moment(self) -> str:
        return self.now.isoformat()

    def wait_for(self, key: str) -> None:
        self.now = clocks.running(self.stage.record).get(key=key).due_at + timedelta(hours=1)
        with clock.moved_to(self.now):
            sweep.run()


def test_one_message_to_lookback_by_five_users(district: District, tmp_path: Path) -> None:
    """One imported message carried to closed and look-back by five users through the API."""
    lead = _import(tmp_path)
    assert lead.compound
    assert lead.compound.name == "锦绣样园"
    taken = Journey(district, as_stage("property.lead", lead.pk))
    found = taken.do("shouli1", "take_up", category=lead.suggested if lead.suggested.startswith("W") else "WA07")
    assert found["state"] == "taken_up"

    way = Journey(district, as_stage("property.case", Lead.objects.get(pk=lead.pk).case_id))
    way.now = taken.now
    _dispatch(way)
    _find_facts(way)
    _rectify_and_check(way)
    with drawn(True):
        _close(way)
    assert way.stage.record.state == "closed"

    way.wait_for("T.LOOKBACK.FIRST")
    assert way.stage.record.state == "lookback", "the clock begins the look-back by itself"
    done = way.do(
        "ducha", "confirm_stability", visited_on=way.now.date().isoformat(), method="01", visit_result="stable",
        note="楼道干净，有保洁记录。",
    )  # fmt: skip
    assert done["state"] == "closed"
    assert {"shouli1", *way.users} >= FIVE
    _check_whole(way, lead)


def _dispatch(way: Journey) -> None:
    way.do("shouli1", "register_case")
    way.do("shouli1", "start_triage")
    way.amend("shouli1", "set_triage", category="WA07", matter="ordinary", urgency="normal")
    way.do("shouli1", "dispatch_case", lead_unit=Agency.objects.get(code="zjj").pk)
    way.do("zhujian1", "sign_receipt")
    way.do("zhujian1", "start_fact_finding", check_plan="到现场查看楼道，查保洁记录，询问双方，取得照片。")


def _find_facts(way: Journey) -> None:
    for side, words in (("owner", "半个月没有人打扫。"), ("firm", "保洁员辞职，正在招人。")):
        way.amend("zhujian1", "record_statement", side=side, kind="record", at=way.moment(), content=words)
    fact = way.amend("zhujian1", "add_fact", statement="三号楼楼道积存垃圾。")["facts"][0]["id"]
    photo = way.file("zhujian1", "evidence", 1)
    way.amend(
        "zhujian1", "add_evidence", type="08", title="现场照片", obtained_at=way.moment(), obtained_by="两名工作人员",
        source_note="现场拍摄", file=photo, lawful=True, fact=fact,
    )  # fmt: skip
    way.amend("zhujian1", "set_fact_status", fact=fact, status="found")
    ordered = way.do(
        "zhujian1", "find_violation", facts_found="三号楼楼道积存垃圾，没有按合同保洁。",
        requirement="七日内恢复每日保洁，并书面报告。", acted_on="2026-02-20",
        basis=[{"instrument": "WYGL", "article": "第三十五条"}], served_to="示范样例物业", service_mode="01",
        served_at=way.moment(), receipt=way.file("zhujian1", "receipt", 2),
    )  # fmt: skip
    assert "T.HANDLE.RECTIFY" in {t["key"] for t in ordered["timers"]}


def _rectify_and_check(way: Journey) -> None:
    way.later(days=2)
    photo = way.file("zhujian1", "rectification", 3)
    way.do("zhujian1", "request_check", report="已恢复每日保洁，现场可以查看。", files=[photo])
    members = User.objects.filter(username__in=("yanshou1", "yanshou3")).values_list("pk", flat=True)
    way.do("zhuanban1", "start_check", members=list(members), owner_side="present", owner_name="刘例")
    way.amend("yanshou1", "record_check_items", items=[{"item": "楼道保洁", "passed": "yes", "wanted": ""}])
    way.do("yanshou1", "pass_check", expect=422)  # nobody has asked the reporter yet
    way.amend("shouli2", "record_callback", at=way.moment(), reached=True, solved="01", satisfaction="01")
    assert way.do("yanshou1", "pass_check")["state"] == "pre_close"


def _close(way: Journey) -> None:
    refused = way.do("zhuanban1", "close_case", "proposals", 422)
    assert refused["denials"][0]["code"] == "closing_notice_period_over"
    way.wait_for("T.CLOSE.PUBLIC")
    asked = way.do("zhuanban1", "close_case", "proposals", 201, note="同意销号。")
    with clock.moved_to(way.now):
        agreed = district_agree(way, asked["id"])
    assert agreed.status_code == 200, agreed.content.decode()


def district_agree(way: Journey, proposal: str) -> Any:
    way.users.add("zhuanban2")
    return way.district.api("zhuanban2").post(f"{way.stage.url}/proposals/{proposal}/agree")


def _check_whole(way: Journey, lead: Lead) -> None:
    """The words that came in are the words of the case; every step is one event; the chain verifies."""
    case = RectificationCase.objects.get(pk=way.stage.pk)
    assert MESSAGE in case.narrative.reveal()
    assert (case.number, case.reported_at) == ("WY-220302-2026-00001", lead.received_at)
    assert list(ledger.verify()) == []
    assert Event.objects.filter(record=case).count() == case.version
    with clock.moved_to(way.now):
        told = way.district.api("ducha").get(f"{CASES}/{case.pk}/events").json()["events"]
        assert way.district.api("shouli1").get(f"{LEADS}/{lead.pk}").json()["case"] == str(case.pk)
    moves = [(e["name"], e["state_to"]) for e in told if e["state_from"] != e["state_to"]]
    assert moves == [
        ("create_case", "draft"), ("register_case", "registered"), ("start_triage", "triage"),
        ("dispatch_case", "dispatched"), ("sign_receipt", "handling"), ("start_fact_finding", "fact_finding"),
        ("find_violation", "rectifying"), ("request_check", "check_req"), ("start_check", "checking"),
        ("pass_check", "pre_close"), ("close_case", "closed"), ("start_lookback", "lookback"),
        ("confirm_stability", "closed"),
    ]  # fmt: skip


def test_importing_the_same_message_twice_makes_one_lead(district: District, tmp_path: Path) -> None:
    """A second run imports nothing twice."""
    first = _import(tmp_path)
    assert _import(tmp_path).pk == first.pk


def test_the_file_can_come_over_the_page(district: District) -> None:
    """The same message through the pages for imports: read without writing, then brought in by the worker."""
    client = district.client_of("shouli1")
    run = importing.rehearse(client, TABLE.encode())
    assert "1件会新增" in client.get(f"/imports/{run.pk}/").content.decode()
    assert not Lead.objects.exists()
    client.post(f"/imports/{run.pk}/")
    importing.work()
    assert "1件新增" in client.get(f"/imports/{run.pk}/").content.decode()
    assert Lead.objects.get().narrative.reveal() == MESSAGE

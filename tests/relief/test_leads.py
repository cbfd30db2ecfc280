"""Leads: down in a minute with a place or a number; one clock by place and urgency; received, taken or closed."""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock, engine, sweep
from casework.demo import actor
from casework.models import AccessEntry
from casework.refusals import InvalidData, NotYourRole
from relief.demo.roads import ADULT, Driver
from relief.models import ReliefCase
from relief.states import ARCHIVED, LEAD_RECORDED, PENDING_ARCHIVE, RECEPTION
from tests import statements
from tests.relief.station import API, Station, again, denied
from tests.relief.test_clocks import told

SEEN: dict[str, Any] = {"place": "汽车站候车室", "contact": "13900000007", "seen": "老人坐在地上发抖。"}
ARRIVED = {"present": True, "arrival_mode": "09", "rights_told": True} | ADULT
UNSEEN = ("anjian", "zhaoliao", "yiwu", "husong", "dangan")


@pytest.mark.parametrize(("said", "key", "minutes"), [
    ({}, "TM-02a", 30), ({"zone": "town"}, "TM-02a", 30), ({"zone": "rural"}, "TM-02b", 60),
    ({"zone": "rural", "emergency": True}, "TM-02c", 15), ({"emergency": True}, "TM-02c", 15),
])  # fmt: skip
def test_one_clock_by_place_and_urgency_at_its_minute(
    station: Station, said: dict[str, Any], key: str, minutes: int
) -> None:
    driver = Driver.of_lead(**SEEN, **said)
    timer = driver.case.timers.get()
    assert (timer.key, timer.due_at - driver.case.lead_at) == (key, timedelta(minutes=minutes))
    assert driver.case.due_at == timer.due_at
    for moment, heard in (
        (timer.due_at - timedelta(microseconds=1), []),
        (timer.due_at, [("overdue", ["DUT", "DIR"])]),
    ):
        with clock.moved_to(moment):
            sweep.run(moment)
        assert told(driver, key) == heard
    assert again(driver).state == LEAD_RECORDED, "a clock closes no lead"


def test_a_call_is_down_with_one_field_and_one_press(station: Station) -> None:
    """The receptionist takes a call and has the lead down in one minute."""
    client = station.client("jiedai")
    empty = client.get("/relief/leads/").content.decode()
    assert "没有线索" in empty
    assert "/relief/leads/new/" in empty
    form = client.get("/relief/leads/new/").content.decode()
    assert "有生命危险的先请对方打120" in form
    wrong = client.post("/relief/leads/new/", {"seen": "老人坐在地上。"})
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert "填写地点或联系电话任意一项即可" in body
    assert "老人坐在地上。" in body, "nothing typed is lost"
    assert client.post("/relief/leads/new/", {"contact": "13900000007"}).status_code == 302
    case = ReliefCase.objects.get()
    assert (case.state, case.person.gender, case.arrived_at) == (LEAD_RECORDED, "0", None)
    listed = client.get("/relief/leads/").content.decode()
    assert case.number in listed
    assert "线索 城区" in listed
    answer = station.client("zhiban").post(f"{API}/begin/record-lead", SEEN, content_type="application/json")
    assert answer.status_code == 201
    assert (
        station.client("shegong1").post(f"{API}/begin/record-lead", SEEN, content_type="application/json").status_code
        == 403
    )
    assert station.client("jiedai").post(f"{API}/begin/nothing", {}, content_type="application/json").status_code == 404
    with pytest.raises(NotYourRole):
        engine.create(ReliefCase, actor=actor("zhiban"), data=ARRIVED)


def test_who_reads_a_lead_and_opens_its_number(station: Station) -> None:
    driver = Driver.of_lead(**SEEN, spot="02", reporter="包例", source="public")
    path = f"/relief/{driver.case.number}/"
    for name in UNSEEN:
        client = station.client(name)
        assert client.get(path).status_code == 404, name
        assert client.get("/relief/leads/").status_code == 403, name
    for name in ("jiedai", "shegong1", "zhiban", "zhanzhang", "minzheng"):
        body = station.client(name).get(path).content.decode()
        assert "汽车站候车室" not in body, "a place is opened for a purpose too"
        assert "身份与求助" not in body, "nothing is made up of a person nobody has met"
        assert "13900000007" not in body
    desk = station.client("jiedai")
    opened = desk.post(f"{path}reveal/contact/", {"purpose": "case"})
    assert "13900000007" in opened.content.decode()
    assert AccessEntry.objects.filter(record_id=driver.case.pk, action="unmask").count() == 1
    assert desk.post(f"{path}reveal/name_declared/", {"purpose": "case"}).status_code == 404
    desk.get(path)
    with statements.counted() as sent:
        assert desk.get(path).status_code == 200
    statements.within(statements.CASE_PAGE, "a lead", sent)
    assert "/relief/leads/" in desk.get("/").content.decode()


def test_a_lead_becomes_the_case_of_whoever_arrives(station: Station) -> None:
    driver = Driver.of_lead(**SEEN)
    number = driver.case.number
    assert denied(lambda: driver.do("jiedai", "receive_person", **ARRIVED | {"present": False})) == ["person_present"]
    driver.do("jiedai", "receive_person", **ARRIVED)
    case = again(driver)
    assert (case.state, case.number, case.arrival_mode) == (RECEPTION, number, "09")
    assert (case.person.age_least, case.person.gender_declared) == (50, "1")
    assert case.person.name_temp.startswith("无名氏")
    assert "无名氏" in case.title
    assert not case.timers.filter(stopped_at=None).exists()
    driver.to("in_station")
    page = station.client("shegong1").get(f"/relief/{number}/").content.decode()
    assert "发现地点" in page, "where they were found stays on record"


@pytest.mark.parametrize("ended", ["not_found", "helped_on_site", "not_in_scope"])
def test_a_lead_that_brought_nobody_is_closed_with_its_end(station: Station, ended: str) -> None:
    driver = Driver.of_lead(**SEEN)
    with pytest.raises(InvalidData):
        driver.do("zhiban", "close_lead", ended="forgotten")
    driver.do("zhiban", "close_lead", ended=ended, ended_note="找遍候车室，没有见到。")
    assert (driver.case.state, driver.case.outcome, driver.case.left_at) == (PENDING_ARCHIVE, "withdrawn", None)
    assert not driver.case.timers.filter(stopped_at=None).exists()
    body = station.client("zhiban").get(f"/relief/{driver.case.number}/").content.decode()
    assert "线索结果" in body
    driver.do("dangan", "archive_case", volume="2026-9", retention="years_10")
    assert again(driver).state == ARCHIVED, "nobody was told rights who never came"


def test_whoever_the_police_keep_does_not_arrive(station: Station) -> None:
    driver = Driver.of_lead(**SEEN)
    driver.do("zhiban", "transfer_to_police", unit="示范派出所", paper="传唤证", paper_no="1号")
    assert (driver.case.outcome, driver.case.timers.filter(stopped_at=None).exists()) == ("transferred_police", False)

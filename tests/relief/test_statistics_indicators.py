"""The indicators of a month: counted from the cases, told to whom they are for, each with its way down."""

from typing import Any

import pytest

from casework import clock, engine
from casework.demo import actor
from relief.models import Complaint, ReliefCase, StatReport
from relief.report import showing
from relief.states import IN_STATION
from relief.statistics import form
from relief.statistics.indicators import INDICATORS, Cell
from relief.statistics.month import Month
from relief.statistics.period import Period
from tests import tables
from tests.relief import refusing
from tests.relief.guards_rides import FARE, NO_BUS, TICKET
from tests.relief.guards_stay import heard
from tests.relief.station import ENDING, LONGER, Station, later

#: Indicators whose facts no act writes down yet. Whoever builds those takes them out.
NOT_BUILT = {
    "I-06", "I-08", "I-09", "I-10", "I-11", "I-12", "I-13", "I-14", "I-15", "I-16", "I-21",
    "I-22", "I-23", "I-24",
}  # fmt: skip


@pytest.fixture
def report(station: Station) -> StatReport:
    """A man who left after eleven days with a voucher, one who left at once, a minor who is there, one sent to a
    hospital, one refused; somebody complained."""
    long, soon = station.at(IN_STATION), station.at(IN_STATION)
    station.minor()
    ill = station.at(IN_STATION)
    ill.do("yiwu", "send_to_hospital", need="高热", hospital="示范区人民医院", called_at=clock.now().isoformat())
    soon.do("zhaoliao", "leave_voluntarily")
    refusing.refuse(station.at("eligibility_review"))
    said = {"content": "晚饭是凉的，没人管。", "matter": "service", "way": "box", "complainant": "unnamed"}
    engine.create(Complaint, actor=actor("jiedai"), data=said)
    made = engine.create(StatReport, actor=actor("tongji"), data={"month": "2026-11"}).record
    with later(days=6):
        long.do("zhaoliao", "leave_voluntarily", voucher=True)
    return StatReport.objects.get(pk=made.pk)


def figures(report: StatReport, who: str) -> dict[str, str]:
    found = StatReport.objects.get(pk=report.pk)
    shown = showing.indicators(found, actor(who))
    return {f"{one.id} {cell.label}": cell.shown() for one, cells in shown for cell in cells}


def test_each_is_counted_from_the_cases(station: Station, report: StatReport) -> None:
    told = figures(report, "tongji")
    assert told == {
        "I-01 期初在册": "0", "I-01 入站": "4", "I-01 离站": "2", "I-01 期末在册": "2", "I-01 其中在站": "1",
        "I-01 其中在册不在站": "1", "I-02 天": "3.5", "I-03 10日内离站": "2 / 2 = 100.0%",
        "I-04 按时备案": "—", "I-05 未满18周岁": "1 / 4 = 25.0%", "I-07 接领返乡": "0",
        "I-07 提供乘车凭证": "1", "I-07 自行返乡": "1", "I-07 擅自离站率": "0 / 2 = 0.0%",
        "I-18 送医": "1", "I-18 其中呼叫120": "1", "I-18 隔离转院": "0",
        "I-18 精神科送诊": "0", "I-29 按时报告": "0 / 1 = 0.0%", "I-19 不予救助": "1",
        "I-19 理由：自身有能力解决食宿": "1", "I-19 终止救助": "0", "I-17 死亡": "0", "I-17 站内": "0",
        "I-17 医院": "0", "I-17 其他地方": "0",
        "I-20 12个月内入站两次以上的人": "0 / 4 = 0.0%",
        "I-28 查人次数": "0", "I-28 其中查到": "—", "I-28 无案由查询(应为0)": "0",
        "I-25 宣传资料份数": "0", "I-25 开放日场次": "0", "I-25 开放日人次": "0",
    }  # fmt: skip
    bureau = figures(report, "minzheng")
    assert {name: bureau[name] for name in bureau.keys() - told.keys()} == {
        "I-19 投诉": "1", "I-19 其中属实或部分属实": "0",
    }, "that somebody complained goes past the station"  # fmt: skip
    body = station.client("tongji").get(f"/api/v1/relief-reports/{report.pk}").json()
    (minors,) = (one for one in body["indicators"] if one["id"] == "I-05")
    assert minors["figures"] == [{"label": "未满18周岁", "value": 1, "of": 4, "wrong": False}]
    outside = station.client("minzheng").get(f"/statistics/{report.number}/table/csv/?for=outside").content.decode()
    assert "I-05 未成年人救助人次及占比,未满18周岁,<5," in outside
    page = station.client("zhanzhang").get(f"/statistics/{report.number}/cases/?line=I-05.0").content.decode()
    child = ReliefCase.objects.get(age_at_admission=14).number
    assert f"/relief/{child}/" in page
    for who, line, status in (
        ("zhanzhang", "I-18.0", 200), ("minzheng", "I-18.0", 404), ("minzheng", "3.1", 404), ("minzheng", "T", 200),
        ("tongji", "I-18.0", 200),
    ):  # fmt: skip
        answer = station.client(who).get(f"/statistics/{report.number}/cases/?line={line}")
        assert answer.status_code == status, (who, line, "the bureau reads a summary of health, and of no case")
    for line in ("I-05.9", "I-99.0", "I-05.x"):
        assert station.client("zhanzhang").get(f"/statistics/{report.number}/cases/?line={line}").status_code == 404


def test_a_stock_that_does_not_agree_is_an_error(station: Station, report: StatReport) -> None:
    ReliefCase.objects.filter(state=IN_STATION).update(left_at=clock.now(), outcome="picked_up")
    found = StatReport.objects.get(pk=report.pk)
    cells: list[Any] = next(cells for one, cells in showing.indicators(found, actor("tongji")) if one.id == "I-01")
    assert [(cell.wrong, cell.value) for cell in cells][-1] == (True, 1)


def test_who_comes_again_and_whose_relief_was_ended(station: Station) -> None:
    ended = heard(station.hearing())
    ended.do("zhanzhang", "terminate_relief", **ENDING)
    back = station.at(IN_STATION)
    back.do("shegong1", "propose_same_person", other_number=ended.case.number, basis="疤痕一致。")
    made = engine.create(StatReport, actor=actor("tongji"), data={"month": "2026-11"}).record
    once = "I-20 12个月内入站两次以上的人"
    assert figures(made, "tongji")[once] == "0 / 2 = 0.0%", "said by one, looked at by nobody else yet"
    back.do("shegong2", "confirm_same_person", pair=str(back.case.samepersons.get().pk),
            compared="当面看过。")  # fmt: skip
    told = figures(made, "tongji")
    assert (told[once], told["I-19 终止救助"], told["I-19 理由：违法违规扰乱秩序"]) == ("1 / 1 = 100.0%", "1", "1")


def test_a_longer_stay_is_filed_in_time_or_not(station: Station) -> None:
    filed, owed, gone = (station.at(IN_STATION) for _n in range(3))
    with later(days=3):
        gone.do("zhaoliao", "leave_voluntarily")
    with later(days=8):
        filed.two("shegong1", "zhanzhang", "extend_stay", **LONGER)
    december = Period(filed.case.owner_agency_id, Month(2026, 12), [], {}, form.made_of([]))
    assert sorted(december.extensions) == [(filed.case.number, True), (owed.case.number, False)]


def test_what_the_way_costs_is_told_inside_alone(station: Station) -> None:
    """By relief type and person; a ticket that was refunded costs nothing, one without a price says so."""
    home, back, bare = (station.at(IN_STATION) for _n in range(3))
    for driver in (home, back):
        driver.do("jiedai", "issue_ticket", **TICKET)
    home.two("jiedai", "zhiban", "pay_small_fare", **FARE, **NO_BUS)
    back.do("jiedai", "take_back_ticket", refunded=True)
    bare.do("shegong1", "record_circumstances", relief_type="05")
    bare.do("jiedai", "issue_ticket", **TICKET | {"price": ""})
    made = engine.create(StatReport, actor=actor("tongji"), data={"month": "2026-11"}).record
    told = {label: words for label, words in figures(made, "tongji").items() if label.startswith("I-27")}
    assert told == {
        "I-27 返乡救助": "共0.00元，1人次，人均0.00元", "I-27 未分类": "共516.50元，1人次，人均516.50元",
        "I-27 未记票价": "1",
    }  # fmt: skip
    outside = station.client("minzheng").get(f"/statistics/{made.number}/table/csv/?for=outside").content.decode()
    assert "516" not in outside


def test_nothing_is_divided_by_nothing() -> None:
    assert Cell("", 0, 0).shown() == Cell("", None).shown() == "—"
    assert (Cell("", 3, 40).shown(), Cell("", 3, 40).shown(outside=True)) == ("3 / 40 = 7.5%", "<5")


def test_they_are_those_of_the_table() -> None:
    rows = {row["id"]: row["name_zh"] for row in tables.table("indicators.csv", "relief")}
    if rows:
        assert {one.id: str(one.name) for one in INDICATORS} == {k: v for k, v in rows.items() if k not in NOT_BUILT}

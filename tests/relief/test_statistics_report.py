"""The monthly report: counted, completed, made by one, locked by another, corrected beside what was locked."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, transaction
from openpyxl import load_workbook

from casework import clock, documents, engine, kinds, sweep
from casework.actor import Actor
from casework.demo import actor
from casework.models import AccessEntry, OutboxMessage, Post, Timer, TimerRule
from casework.refusals import InvalidData
from relief.models import Count, ReliefCase, StatReport
from relief.states import IN_STATION
from relief.statistics import served
from tests import tables
from tests.relief.station import Driver, Station, denied
from tests.statements import counted

FACTS = {"relief_type": "05", "health": "1", "region": "1", "person_category": "03"}
MADE, LOCKED_ON = datetime(2026, 12, 2, 9, 0, tzinfo=clock.CHINA), datetime(2026, 12, 3, 9, 0, tzinfo=clock.CHINA)


def know(driver: Driver, **facts: Any) -> Driver:
    driver.do("shegong1", "record_circumstances", **(FACTS | facts))
    return driver


def begin(month: str = "2026-11") -> StatReport:
    return engine.create(StatReport, actor=actor("tongji"), data={"month": month}).record


def do(report: StatReport, who: str, code: str, *, post: str = "", **data: Any) -> Any:
    found = StatReport.objects.get(pk=report.pk)
    act = engine.perform if code in found.lifecycle.rows else engine.amend
    whose = Actor(Post.objects.get(user__username=who, role=post)) if post else actor(who)
    return act(found, code, actor=whose, data=data).record


@pytest.fixture
def month(station: Station) -> tuple[StatReport, Driver]:
    """Three admitted in November, one of whom went with a voucher; of one nothing is known. The month is over."""
    know(station.at(IN_STATION)).do("zhaoliao", "leave_voluntarily", voucher=True)
    know(station.at(IN_STATION, gender_declared="2", age_least=65), relief_type="06")
    unknown = station.at(IN_STATION)
    report = begin()
    with clock.moved_to(MADE):
        sweep.run()
    return StatReport.objects.get(pk=report.pk), unknown


def make(report: StatReport, unknown: Driver) -> StatReport:
    with clock.moved_to(MADE):
        know(unknown)
        return do(report, "tongji", "make_report")


def test_a_month_is_made_by_one_and_locked_by_another(station: Station, month: Any) -> None:
    report, unknown = month
    following = StatReport.objects.get(period="2026-12-01")
    assert (report.state, following.state, following.station_id) == ("to_make", "month_running", report.station_id)
    timer = Timer.objects.get(record=report, key="TM-19")
    assert str(timer.due_at.astimezone(clock.CHINA)) == "2026-12-08 00:00:00+08:00", "the fifth is a Saturday"
    with clock.moved_to(MADE):
        assert denied(lambda: do(report, "tongji", "make_report")) == ["facts_complete"]
        page = station.client("tongji").get(f"/statistics/{report.number}/").content.decode()
        assert unknown.case.number in page, "who is missing what is told by the number"
        assert f"/relief/{unknown.case.number}/" not in page, "the statistician opens no case"
    made = make(report, unknown)
    assert OutboxMessage.objects.filter(record=report, topic="notice.assigned").exists()
    with clock.moved_to(LOCKED_ON):
        know(unknown, relief_type="02")
        assert denied(lambda: do(made, "zhanzhang", "lock_report")) == ["figures_still_true"]
        do(made, "zhanzhang", "return_report", reason="主要救助类型改了")
        do(made, "tongji", "make_report", collected="5.3")
        two_posts(station)
        assert denied(lambda: do(made, "tongji", "lock_report", post="DIR")) == ["not_the_maker"]
        locked = do(made, "zhanzhang", "lock_report")
    count = Count.objects.get(report=report, version=locked.locked_version)
    told = {line: n for line, n in count.figures.items() if n}
    assert told == {
        "T": 3, "P": 3, "P.in": 3, "admitted": 3, "departed": 1, "closing": 2, "1.1": 2, "1.2": 1, "2.3": 2, "2.4": 1,
        "3.1": 3, "4.1": 3,
        "5.2": 1, "5.9": 2, "6.02": 1, "6.05": 1, "6.06": 1, "7.03": 3,
    }  # fmt: skip
    assert Timer.objects.get(pk=timer.pk).stopped_at is not None
    paper = documents.latest(locked, "J-42")
    assert paper is not None
    assert documents.open_for(paper, actor=actor("minzheng"))[:4] == b"%PDF"
    assert station.client("jiedai").get(f"/statistics/{report.number}/documents/{paper.pk}/pdf/").status_code == 404


def two_posts(station: Station) -> None:
    """The statistician is director as well."""
    agency = actor("tongji").person.agency
    Post.objects.create(user=actor("tongji").user, agency=agency, role="DIR", title="副站长",
                        division_id=agency.division_id, valid_from=MADE.date())  # fmt: skip


def test_what_changes_after_the_lock_stands_beside_it(station: Station, month: Any) -> None:
    report, unknown = month
    locked = make(report, unknown)
    with clock.moved_to(LOCKED_ON):
        locked = do(locked, "zhanzhang", "lock_report")
        assert denied(lambda: do(locked, "tongji", "correct_report", reason="没有变化")) == ["something_changed"]
        know(unknown, relief_type="01")
        do(locked, "tongji", "correct_report", reason="主要救助类型登记错了")
    body = station.client("minzheng").get(f"/api/v1/relief-reports/{report.pk}").json()
    assert (body["figures"]["6.05"], body["corrected"]) == (2, {"6.05": 1, "6.01": 1})
    for change in ({"locked_version": 2}, {"period": "2026-10-01"}, {"locked_at": MADE}, {"collected": "5.3"}):
        with pytest.raises(InternalError, match="locked_report_stays"), transaction.atomic():
            StatReport.objects.filter(pk=report.pk).update(**change)
    # the product may only read and insert counts; whoever owns the table is stopped by its trigger
    for act in (lambda rows: rows.update(figures={}), lambda rows: rows.delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            act(Count.objects.filter(report=report))
    book = load_workbook(BytesIO(station.client("tongji").get(f"/statistics/{report.number}/table/xlsx/").content))
    cells = {row[1]: row[2:] for row in book.active.iter_rows(values_only=True) if row[1]}
    assert (cells["返乡救助"], cells["主动救助"]) == ((2, 1), (0, 1))
    outside = station.client("tongji").get(f"/statistics/{report.number}/table/csv/?for=outside").content.decode()
    assert "主要救助类型,返乡救助,<5,<5" in outside
    assert "JZ-" not in outside
    assert AccessEntry.objects.filter(action="export", subject="relief.report:csv").count() == 1
    assert station.client("zhiban").get(f"/statistics/{report.number}/table/csv/").status_code == 403
    assert station.client("bieren").get(f"/statistics/{report.number}/").status_code == 404


def test_down_to_the_numbers_of_the_cases_within_rights(station: Station, month: Any) -> None:
    report, unknown = month
    with clock.moved_to(MADE):
        for who, opens in (("tongji", False), ("zhanzhang", True)):
            page = station.client(who).get(f"/statistics/{report.number}/cases/?line=5.9").content.decode()
            assert unknown.case.number in page
            assert (f'href="/relief/{unknown.case.number}/"' in page) is opens
        assert station.client("tongji").get(f"/statistics/{report.number}/cases/?line=9.9").status_code == 404
        with counted() as asked:
            station.client("zhanzhang").get(f"/statistics/{report.number}/")
    few = len(asked)
    for _n in range(3):
        station.at(IN_STATION)
    with clock.moved_to(MADE), counted() as asked:
        station.client("zhanzhang").get(f"/statistics/{report.number}/")
    assert len(asked) == few <= 38


def test_states_and_facts_must_tell_the_same_stock(station: Station, month: Any) -> None:
    report, unknown = month
    know(unknown)
    with clock.moved_to(MADE):
        ReliefCase.objects.filter(pk=unknown.case.pk).update(
            left_at=clock.now() - timedelta(days=5), outcome="picked_up"
        )
        assert denied(lambda: do(report, "tongji", "make_report")) == ["stock_agrees"]
        page = station.client("tongji").get(f"/statistics/{report.number}/").content.decode()
    assert f"对不上，请核对：{unknown.case.number}" in page


def test_statistics_begin_once(station: Station) -> None:
    for month, told in (("2026-13", "写成"), ("2027-01", "没有开始")):
        with pytest.raises(InvalidData) as refused:
            begin(month)
        assert told in str(refused.value.errors["month"])
    begin("2026-10")
    with pytest.raises(InvalidData) as refused:
        begin()
    assert "已经在统计" in str(refused.value.errors["month"])
    with clock.moved_to(LOCKED_ON):
        sweep.run()
        sweep.run()
    told = StatReport.objects.order_by("period").values_list("state", flat=True)
    assert list(told) == ["to_make", "to_make", "month_running"], "a sweep that was late catches up"
    begin("2026-08")
    with clock.moved_to(LOCKED_ON):
        sweep.run()
    months = [str(report.month) for report in StatReport.objects.order_by("period")]
    assert months == ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"], "each once, earlier ones too"


def test_states_on_the_rolls_and_the_clock_equal_the_tables(db: None) -> None:
    rows = [r for r in tables.table("states.csv", "relief") if r["lifecycle"] == "relief.case"]
    if not rows:
        return
    assert {r["state"] for r in rows if r["in_station"] == "1"} == set(served.IN_STATION)
    assert {r["state"] for r in rows if "on the rolls, not in the station" in r["note"]} == set(served.AWAY)
    (row,) = (r for r in tables.table("timers.csv", "relief") if r["key"] == "TM-19")
    (rule,) = TimerRule.objects.filter(lifecycle="relief.report", valid_to=None)
    assert (rule.key, str(rule.amount), rule.unit, rule.roll, rule.basis) == (
        row["key"], row["length"], row["unit"], row["roll"], row["rules"],
    )  # fmt: skip
    alarm = kinds.by_name("relief.report").alarms["TM-19"]
    assert (f"{alarm.before.days} days", "STA" in alarm.told) == (row["warns_before"], "STA" in row["on_expiry"])

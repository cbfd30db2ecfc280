"""Somebody is not there: counted, searched for, found or not; who is in danger is never just gone (HB-06)."""

import functools
from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import clock, outbox, proposals
from casework.demo import actor
from casework.models import OutboxMessage, Post, User
from casework.refusals import GuardsFailed, InvalidData
from relief.demo.roads import Driver
from relief.states import DEPARTURE, IN_STATION, MISSING, REVIEW
from tests.relief import loss
from tests.relief.station import START, Station, again, denied, later

GONE = "record_unannounced_departure"


def running(driver: Driver) -> set[str]:
    return set(driver.case.timers.filter(stopped_at=None).values_list("key", flat=True))


def fields(act: Any) -> list[str]:
    with pytest.raises(InvalidData) as refused:
        act()
    return list(refused.value.errors)


def test_absence_is_counted_in_a_row_and_needs_to_say_where_was_looked(station: Station) -> None:
    driver = station.at(IN_STATION)
    check = lambda **data: driver.do("zhaoliao", "record_presence_check", **data)  # noqa: E731
    assert fields(lambda: check(found="absent")) == ["searched"]
    check(**loss.ABSENT)
    check(found="present")
    check(**loss.ABSENT)
    assert denied(lambda: driver.do("zhaoliao", GONE, **loss.ACCOUNT)) == ["absent_two_checks"]
    check(**loss.ABSENT)
    assert fields(lambda: driver.do("zhaoliao", GONE, **loss.ACCOUNT, last_seen_at="2026-11-23T09:01")) == [
        "last_seen_at"
    ]
    driver.do("zhaoliao", GONE, **loss.ACCOUNT)
    case = driver.case
    assert (case.outcome, case.departure_mode, running(driver)) == ("left_without_notice", "5.5", set())
    assert [one.present for one in case.presencechecks.all()] == [False, True, False, False]
    assert case.absences.get().account.reveal() == loss.ACCOUNT["account"]


def test_how_often_is_a_setting_and_never_once(station: Station, settings: Any) -> None:
    settings.RELIEF_ABSENT_CHECKS = 3
    driver = loss.absent_twice(station.at(IN_STATION))
    assert denied(lambda: driver.do("zhaoliao", GONE, **loss.ACCOUNT)) == ["absent_two_checks"]


def test_hb_06_nobody_in_danger_is_closed_as_gone_before_the_police_know(station: Station) -> None:
    """A child and somebody incapable never; a suspected victim not while nobody reported it to the police."""
    for protected in (station.minor(), station.doubtful(IN_STATION)):
        gone = functools.partial(loss.absent_twice(protected).do, "zhiban", GONE, **loss.ACCOUNT)
        assert denied(gone) == ["capable_adult"]
    driver = station.at(REVIEW)
    driver.review(suspected_victim=True)
    driver.do("shegong1", "admit_person")
    gone = lambda: loss.absent_twice(driver).do("zhiban", GONE, **loss.ACCOUNT)  # noqa: E731
    assert denied(gone) == ["absent_two_checks"]
    driver.do("jiedai", "record_mandatory_report", **loss.REPORT | {"organ": "education"})
    assert denied(gone) == ["absent_two_checks"], "the school is not the police"
    driver.do("jiedai", "record_mandatory_report", **loss.REPORT)
    assert denied(gone) == []


def test_a_search_ends_after_thirty_days_with_the_police_by_the_director_and_the_bureau(station: Station) -> None:
    with clock.moved_to(loss.LONG_AGO):
        driver = station.at(IN_STATION)
        driver.do("jiedai", "record_mandatory_report", **loss.REPORT, receipt="早先的")
    with clock.moved_to(START):
        driver.do("zhaoliao", "report_missing", worry="danger")
    at = START + timedelta(hours=1)
    end: dict[str, Any] = {"reason": loss.WHY}
    ask = lambda: proposals.propose(driver.case, "end_missing_search", actor=actor("zhanzhang"), data=end)  # noqa: E731
    assert denied(ask) == ["police_case_open_30_days"], "an older report is about something else"
    with clock.moved_to(at):
        data = loss.REPORT | {"reported_at": "2026-11-23T10:00", "receipt": "公受2026-3"}
        driver.do("zhiban", "record_mandatory_report", **data)
    with clock.moved_to(at + timedelta(days=30, minutes=-1)):
        assert denied(ask) == ["police_case_open_30_days"]
    with clock.moved_to(at + timedelta(days=30)):
        asked = ask()
        second = Post.objects.get(user__username="zhanzhang")
        other = User.objects.create(username="zhanzhang2")
        Post.objects.create(user=other, agency=second.agency, role="DIR", title="副站长",
                            division_id=second.division_id, valid_from=second.valid_from)  # fmt: skip
        with pytest.raises(GuardsFailed) as refused:
            proposals.agree(asked, actor=actor("zhanzhang2"))
        assert refused.value.codes == ["reason_and_second_person"]
        case = proposals.agree(asked, actor=actor("minzheng")).record
    assert (case.outcome, case.absences.get().ended_at is not None) == ("left_without_notice", True)


def test_found_again_goes_back_to_where_it_was_and_the_adult_may_leave(station: Station) -> None:
    driver = station.at(DEPARTURE)
    loss.absent_twice(driver)
    before = driver.case.previous_state
    driver.do("zhaoliao", "report_missing", worry="ill")
    assert (driver.case.state, driver.case.previous_state) == (MISSING, DEPARTURE)
    assert fields(lambda: driver.do("zhiban", "record_found", **{**loss.SEEN, "seen_at": "2026-11-23T09:01"})) == [
        "seen_at"
    ]
    driver.do("zhiban", "record_found", **loss.SEEN)
    case = driver.case
    assert (case.state, case.previous_state, case.absent_checks) == (DEPARTURE, before, 0)
    assert running(driver) == {"TM-03", "TM-06", "TM-13a", "TM-13b"}, "what happened is still told upward"
    driver.do("zhaoliao", "report_missing", worry="ill")
    driver.do("zhiban", "record_found", **loss.SEEN)
    driver.do("zhaoliao", "leave_voluntarily")
    assert driver.case.outcome == "left_voluntarily"
    driver.do("zhiban", "report_upward", form="written", told="翁例")
    assert running(driver) == set(), "the report can be made after the end"


def test_the_report_clock_stops_with_the_police_alone(station: Station) -> None:
    driver = station.at(IN_STATION)
    miss = lambda **data: driver.do("zhaoliao", "report_missing", worry="ill", **data)  # noqa: E731
    assert fields(lambda: miss(channel="call_110")) == ["reported_at", "officer"]
    assert fields(lambda: miss(**loss.POLICE | {"reported_at": "2026-11-23T09:01"})) == ["reported_at"]
    miss()
    assert running(driver) == {"TM-03", "TM-06", "TM-11", "TM-13a", "TM-13b"}
    driver.do("zhiban", "record_mandatory_report", **loss.REPORT | {"organ": "civil_affairs"})
    assert "TM-11" in running(driver)
    early = loss.REPORT | {"discovered_at": "2026-10-23T08:31"}
    assert fields(lambda: driver.do("zhiban", "record_mandatory_report", **early)) == ["discovered_at"]
    driver.do("zhiban", "record_mandatory_report", **loss.REPORT)
    assert "TM-11" not in running(driver)
    at_once = station.minor()
    at_once.do("zhaoliao", "report_missing", **loss.POLICE)
    assert "TM-11" not in running(at_once)
    report = at_once.case.mandatoryreports.get()
    assert (report.absence, report.organ) == (at_once.case.absences.get(), "police")


def test_s_06_whoever_is_not_able_to_decide_and_vanishes(station: Station) -> None:
    """Through pages and API: not 擅自离站, the police at once, director and bureau hear of it, and it is filed."""
    driver = station.doubtful(IN_STATION)
    driver.do("zhaoliao", "request_release")
    loss.absent_twice(driver)
    carer, page = station.client("zhaoliao"), f"/relief/{driver.case.number}/"
    body = carer.get(page).content.decode()
    assert "点名2次不在" in body
    assert (f"{page}do/report-missing/" in body, f"{page}do/record-unannounced-departure/" in body) == (True, False)
    refused = station.api("zhaoliao", driver, "transitions/record-unannounced-departure", loss.ACCOUNT)
    assert (refused.status_code, [d["code"] for d in refused.json()["denials"]]) == (422, ["capable_adult"])
    assert station.api("zhaoliao", driver, "transitions/report-missing", {}).status_code == 200
    again(driver)
    sent = OutboxMessage.objects.filter(record_id=driver.case.pk, topic="notice.serious", receiver="bell").get()
    payload = outbox.open_payload(sent)
    assert (payload["kind"], payload["audience"]["roles"]) == ("safety", ["DIR", "SUP"])
    leader = station.client("zhiban")
    assert page in leader.get("/").content.decode().split("最新变化")[0], "it waits for the duty leader"
    assert "还没有登记报警" in leader.get(page).content.decode()
    driver.do("zhiban", "record_mandatory_report", **loss.REPORT, receipt="公受2026-9")
    body = leader.get(page).content.decode()
    assert ("还没有登记报警" in body, "公受2026-9" in body, "013562" in body) == (False, True, False)
    answer = leader.get(f"/api/v1/relief-cases/{driver.case.pk}").json()
    assert [one["receipt"] for one in answer["reports"]] == ["公受2026-9"]
    assert len(answer["searches"]) == 1
    for role in ("minzheng", "zhanzhang"):
        assert page in station.client(role).get("/relief/?state=missing_search").content.decode()
    key = driver.collector(relation="G5")
    driver.do("zhiban", "record_found_with_family", **loss.SEEN, collector=key)
    assert driver.case.outcome == "picked_up"
    with later(days=1):
        page = station.client("dangan").get(page).content.decode()
    assert "归档还缺：重大事项书面报告。" in page


def test_a_moment_of_the_report_is_kept_beside_when_it_was_written_down(station: Station) -> None:
    driver = loss.long_missing(station)
    report = driver.case.mandatoryreports.get()
    assert report.reported_at == datetime(2026, 10, 23, 8, 30, tzinfo=clock.CHINA)
    assert report.recorded_at.date() == loss.LONG_AGO.date()

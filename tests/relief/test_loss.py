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
    driver.report("jiedai", **loss.REPORT | {"organ": "education"})
    assert denied(gone) == ["absent_two_checks"], "the school is not the police"
    driver.report("jiedai", **loss.REPORT)
    assert denied(gone) == []


def test_a_search_ends_after_thirty_days_with_the_police_by_the_director_and_the_bureau(station: Station) -> None:
    with clock.moved_to(loss.LONG_AGO):
        driver = station.at(IN_STATION)
        driver.report("jiedai", **loss.REPORT, receipt="早先的")
    with clock.moved_to(START):
        driver.do("zhaoliao", "report_missing", worry="danger")
    at = START + timedelta(hours=1)
    end: dict[str, Any] = {"reason": loss.WHY}
    ask = lambda: proposals.propose(driver.case, "end_missing_search", actor=actor("zhanzhang"), data=end)  # noqa: E731
    assert denied(ask) == ["police_case_open_30_days"], "an older report is about something else"
    with clock.moved_to(at):
        data = loss.REPORT | {"reported_at": "2026-11-23T10:00", "receipt": "公受2026-3"}
        driver.report("zhiban", **data)
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
    driver.report("zhiban", **loss.REPORT | {"organ": "civil_affairs"})
    assert "TM-11" in running(driver)
    early = loss.REPORT | {"discovered_at": "2026-10-23T08:31"}
    assert fields(lambda: driver.report("zhiban", **early)) == ["discovered_at"]
    driver.report("zhiban", **loss.REPORT)
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
    driver.report("zhiban", **loss.REPORT, receipt="公受2026-9")
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


def test_s_22_somebody_dies_unnamed_and_everything_is_done_in_order(station: Station) -> None:
    """Director and bureau hear of it at night; the body is kept three days; nobody is burnt without both papers."""
    driver = station.at(IN_STATION)
    at = {"died_at": driver.case.arrived_at.isoformat()}
    act = lambda **data: driver.do("yiwu", "record_death", **loss.DEATH | at | data)  # noqa: E731
    assert fields(lambda: act(died_at="2026-11-23T10:00")) == ["died_at"]
    assert fields(lambda: act(died_at="2026-11-22T10:00")) == ["died_at"]
    act()
    case = driver.case
    assert (case.state, case.previous_state, case.departure_mode, case.outcome) == ("post_death", IN_STATION, "5.8", "")
    assert running(driver) == {"TM-13a", "TM-13b"}
    assert (case.deathrecords.get().state_before, case.left_at) == (IN_STATION, case.deathrecords.get().died_at)
    sent = OutboxMessage.objects.filter(record_id=case.pk, topic="notice.serious", receiver="bell").get()
    assert outbox.open_payload(sent)["audience"]["roles"] == ["DIR", "SUP"]
    page = f"/relief/{case.number}/"
    body = station.client("zhanzhang").get(page).content.decode()
    assert "还没有登记：通知亲属、死亡证明、遗体接运、火化确认书或其他处置、户口注销、遗物清单、遗物处理。" in body
    assert page in station.client("zhanzhang").get("/").content.decode().split("最新变化")[0]
    do = lambda code, **data: driver.do("zhiban", code, **data)  # noqa: E731
    do("record_relative_told", name="石例", relation="20", channel="phone")
    do("record_body_collected", **loss.COLLECTED | {"collected_at": case.left_at.isoformat()})
    timer = driver.case.timers.get(key="TM-25", stopped_at=None)
    assert timer.due_at == datetime(2026, 11, 27, tzinfo=clock.CHINA), "three days, the first not counted"
    do("extend_body_storage", storage_until="2026-12-23", storage_basis="站长申请，殡仪馆同意")
    assert "TM-25" not in running(driver)
    do("record_body_collected", **loss.COLLECTED | {"collected_at": case.left_at.isoformat()})
    assert "TM-25" not in running(driver), "a correction begins no days anew"
    unclaimed = {"disposition": "joint_rules", "disposed_on": "2026-11-23", "basis": "三部门纪要。"}
    assert fields(lambda: do("record_disposition", **unclaimed)) == ["disposition"]
    assert denied(lambda: do("record_ashes", ashes="存放")) == ["cremation_papers_complete"]
    do("record_death_certificate", **loss.CERTIFICATE)
    burn = loss.CREMATION | {"cremated_at": driver.case.left_at.isoformat()}
    assert denied(lambda: do("record_cremation", **burn)) == ["cremation_papers_complete"], "one paper is not two"
    do("record_cremation_confirmation", **loss.CONFIRMATION)
    assert fields(lambda: do("record_ashes", ashes="存放")) == ["ashes"]
    do("record_cremation", **burn)
    do("record_ashes", ashes="儿子领取")
    do("record_household_cancellation", cancelled_on="2026-11-23", office="示范派出所")
    do("list_property", **loss.PROPERTY)
    assert fields(lambda: do("settle_property", how="handed")) == ["heir"]
    assert fields(lambda: do("settle_property", how="kept")) == ["kept_at"]
    do("settle_property", how="handed", heir="石例")
    body = station.client("zhanzhang").get(page).content.decode()
    assert ("还没有登记" in body, "医死1号" in body, "旧手机" in body, "石例" in body) == (False, True, True, False)
    driver.do("zhanzhang", "close_after_death")
    case = driver.case
    assert (case.state, case.outcome, case.left_at) == (
        "pending_archive", "deceased_closed", case.deathrecords.get().died_at,
    )  # fmt: skip
    archive = lambda: driver.do("dangan", "archive_case", volume="2026-1", retention="permanent")  # noqa: E731
    assert denied(archive) == ["archive_checklist_complete"]
    do("report_upward", form="written", told="翁例")
    assert (running(driver), denied(archive)) == (set(), [])


def test_the_papers_of_an_abnormal_death_are_those_of_the_police(station: Station) -> None:
    driver = loss.dead(station, abnormal=True, confirmed_by="police", police_ref="公受7")
    assert fields(lambda: driver.do("zhiban", "record_death_certificate", **loss.CERTIFICATE)) == ["kind"]
    driver.do("zhiban", "record_death_certificate", **loss.CERTIFICATE | {"kind": "police"})
    body = station.client("minzheng").get(f"/api/v1/relief-cases/{driver.case.pk}").json()["death"]
    assert (body["abnormal"], body["certificate_kind"], body["property_listed"]) == (True, "police", False)


def test_a_body_nobody_claims_goes_by_the_joint_rules_after_a_notice(station: Station) -> None:
    """Found dead during a search; a written report of the search does not stand for one of the death."""
    driver = loss.missing(station)
    driver.do("zhiban", "report_upward", form="written", told="翁例")
    at = driver.case.arrived_at.isoformat()
    driver.do("zhiban", "record_death", **loss.DEATH | {"died_at": at})
    assert driver.case.absences.get().ended_at is not None
    driver.do("zhiban", "record_unclaimed_notice", notice_on="2026-11-23", notice_where="县民政局网站")
    driver.do("zhiban", "record_disposition", disposition="joint_rules", disposed_on="2026-11-23", basis="三部门纪要。")
    loss.settled(driver).do("zhanzhang", "close_after_death")
    page = station.client("dangan").get(f"/relief/{driver.case.number}/").content.decode()
    assert "归档还缺：重大事项书面报告、死亡证明。" in page

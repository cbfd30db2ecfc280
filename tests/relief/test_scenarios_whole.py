"""Clauses of the acceptance examples that their own tests leave out, told through HTTP by the number of the example."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import clock, documents, outbox, sweep
from casework.models import OutboxMessage
from relief.demo import beds
from relief.models import Bed, DailyService
from relief.states import EXTENDED, HEARING, IN_STATION, MISSING
from tests.relief import loss
from tests.relief.guards_beds import WOMAN, child_of, lying
from tests.relief.guards_belongings import BAG
from tests.relief.station import API, DISORDER, LONGER, NO_MORE, Driver, Station, again, later
from tests.relief.test_clocks import TICK, started, swept, told
from tests.relief.test_scenarios import Person

NIGHT = datetime(2026, 11, 25, 2, 0, tzinfo=clock.CHINA)


def test_s_05_at_two_in_the_morning_risks_are_told_things_offered_and_nothing_is_asked(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("anjian", "list_belongings", belongings=BAG, acknowledged=True)
    page, carer = f"/relief/{driver.case.number}", station.client("zhaoliao")
    with clock.moved_to(NIGHT):
        form = carer.get(f"{page}/do/leave-voluntarily/").content.decode()
        assert "没有签名不影响离站" in form
        assert not [part for part in form.split("<") if part.startswith(("input", "select")) and " required" in part]
        refused = station.api("zhaoliao", driver, "proposals/leave-voluntarily", {})
        assert refused.status_code in (404, 409), "nobody is asked to approve it"
        sent = {"version": driver.case.version, "idempotency_key": "night"}
        done = carer.post(f"{page}/do/leave-voluntarily/", sent, follow=True).content.decode()
        assert "已办离站" in done
        assert "请告知风险，可给：棉衣、食品、车票、救助卡。" in done
        assert "现在归还，或本人随时来取" in done, "nothing of it is kept because he goes"
        assert again(driver).outcome == "left_voluntarily"
        one = Person(station, driver.case)
        assert one.do("zhaoliao", "amendments/return-belongings")["state"] == "pending_archive"
        second = int(station.client("zhaoliao").session["_auth_user_id"])
        one.do("jiedai", "amendments/record-leaving-statement", statement_kind="refused", second=second)
    assert {paper.code for paper in documents.of(again(driver))} >= {"J-03", "J-08"}


def test_s_06_nobody_locks_him_in_the_refusal_is_decided_anew_and_the_bureau_sees_it(station: Station) -> None:
    driver = station.doubtful(IN_STATION)
    one, page = Person(station, driver.case), f"/relief/{driver.case.number}"
    one.do("zhaoliao", "transitions/request-release")
    assert "请求离站" in station.client("minzheng").get(f"{page}/").content.decode()
    found = {"findings": "要往铁路上走。"}
    asked = one.do("zhiban", "proposals/defer-release", 422, **found)
    assert [d["code"] for d in asked["denials"]] == ["danger_assessed_by_two"], "hospital or police, not a lock"
    for day in range(3):
        with later(hours=24 * day):
            asked = one.do("zhiban", "proposals/defer-release", 201, **found, called="示范派出所")
            answer = station.client("zhiban").post(f"{API}/{one.pk}/proposals/{asked['id']}/agree", {},
                                                   content_type="application/json")  # fmt: skip
            assert answer.status_code in (403, 409), "one alone decides nothing"
            one.do("zhanzhang", f"proposals/{asked['id']}/agree")
            timer = one.case.timers.get(key="TM-31", stopped_at=None)
            assert timer.due_at - timer.started_at == timedelta(hours=24), "each day anew"
    told = OutboxMessage.objects.filter(record_id=one.pk, topic="notice.release", receiver="bell")
    assert [outbox.open_payload(m)["audience"]["roles"] for m in told] == [["SUP"]] * 4
    assert one.case.state == IN_STATION
    with later(hours=73):
        loss.absent_twice(again_of(driver))
        body = station.client("zhiban").get(f"{page}/").content.decode()
        assert f"{page}/do/record-unannounced-departure/" not in body, "A27 is not offered"
        police = loss.POLICE | {"reported_at": clock.now().isoformat()}
        one.do("zhaoliao", "transitions/report-missing", **police)
    assert one.case.state == MISSING
    assert one.case.mandatoryreports.get().organ == "police"


def again_of(driver: Driver) -> Driver:
    again(driver)
    return driver


def test_s_09_signs_that_the_children_are_not_hers_go_to_the_police_at_once(station: Station) -> None:
    """The relation is asked for, how it was found out too; a doubt is reported by whoever sees it, and kept apart."""
    beds.load()
    mother = lying("A1", WOMAN | {"age_least": 30, "age_most": 30})
    baby = child_of(gender_declared="1", age_least=4, age_most=5)
    one = Person(station, baby.case)
    form = station.client("jiedai").get(f"/relief/{baby.case.number}/amend/record-parent/").content.decode()
    assert "怎样核实的关系" in form
    key = str(Bed.objects.get(label="A2").pk)
    refused = one.do("jiedai", "amendments/assign-bed", 422, bed=key, female_carer=True)
    assert {d["code"] for d in refused["denials"]} >= {"room_matches_sex", "minors_apart"}, "not hers until she says so"
    one.do("jiedai", "amendments/record-parent", parent=str(mother.case.pk), basis="自称母子，没有证明。")
    one.do("jiedai", "amendments/assign-bed", bed=key, female_carer=True)
    now = clock.now().isoformat()
    report = {"about": "说不出孩子生日，孩子不认她。", "organ": "police", "discovered_at": now, "reported_at": now,
              "channel": "call_110", "officer": "013562"}  # fmt: skip
    one.do("zhaoliao", "transitions/report-harm", **report)
    assert one.case.reported_at is not None
    shown = station.client("minzheng").get(f"/relief/{baby.case.number}/").content.decode()
    assert "公安机关" in shown, "the bureau sees that it was reported"
    assert "按未成年人保护" in shown


def test_s_13_bed_and_meals_go_on_from_the_tenth_day_to_the_thirteenth(station: Station) -> None:
    """Whatever is filed or not: he sleeps in his bed, eats, and is told nothing; the late filing stands in a list."""
    beds.load()
    driver = station.at(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified="220399195203080015")
    driver.bed("B1")
    one = Person(station, driver.case)
    for day in range(9, 13):
        with later(days=day):
            sweep.run(clock.now())
            for meal in ("breakfast", "lunch", "supper"):
                one.do("zhaoliao", "amendments/record-service", services=[meal])
            board = station.client("zhaoliao").get("/relief/beds/").content.decode()
            assert f"/relief/{driver.case.number}/" in board
            assert f"第{day + 1}天" in board
            late = station.client("minzheng").get("/relief/?filing=late").content.decode()
            assert (f"/relief/{driver.case.number}/" in late) == (day >= 11)
    case = one.case
    assert (case.state, case.bed.label, case.bedstays.filter(until=None).count()) == (IN_STATION, "B1", 1)
    assert DailyService.objects.filter(case=one.pk).count() == 12
    assert not case.outcome, "nobody is shown out"


def test_s_19_the_police_are_called_where_it_is_serious(station: Station) -> None:
    driver = station.at(IN_STATION)
    one = Person(station, driver.case)
    one.do("zhaoliao", "transitions/record-incident", category="fight", course="酒后打人，对方流血。", serious=True)
    assert {t.key for t in one.case.timers.filter(stopped_at=None)} >= {"TM-13a", "TM-13b"}
    told = {"told": "110，警号013562", "told_at": "2026-11-23T08:58", "channel": "call_110"}
    one.do("zhiban", "transitions/report-incident", **told)
    one.do("zhiban", "transitions/open-termination-hearing", **DISORDER)
    assert (one.case.state, one.case.safety_state) == (HEARING, "incident_reported")
    refused = one.do("zhanzhang", "transitions/terminate-relief", 422, lesser="劝过。", told="多次打人。",
                     no_emergency=True)  # fmt: skip
    assert [d["code"] for d in refused["denials"]] == ["opinion_heard"]


@pytest.mark.parametrize("came_from", [IN_STATION, EXTENDED])
def test_not_upheld_after_a_search_in_between_leads_back_to_where_it_came_from(
    station: Station, came_from: str
) -> None:
    """TA38: the search returns to the hearing, and the hearing to what it was before the search (E1)."""
    driver = station.extended() if came_from == EXTENDED else station.at(IN_STATION)
    driver.do("zhiban", "open_termination_hearing", **DISORDER)
    driver.do("zhaoliao", "report_missing", worry="danger")
    assert (driver.case.state, driver.case.previous_state) == (MISSING, HEARING)
    driver.do("zhiban", "record_found", **loss.SEEN)
    assert (driver.case.state, driver.case.previous_state) == (HEARING, came_from)
    driver.do("zhaoliao", "report_missing", worry="danger")
    driver.do("zhiban", "record_found", **loss.SEEN)
    driver.do("zhanzhang", "dismiss_termination", reason="对方先动手。")
    assert driver.case.state == came_from
    if came_from == IN_STATION:
        with later(days=9):
            driver.two("shegong1", "zhanzhang", "extend_stay", **LONGER)


def test_tm_25_tells_its_people_at_its_minutes_and_burns_nobody(station: Station) -> None:
    """Three days from the collection, the first not counted: warned a day before, told when they are over, once."""
    driver: Any = loss.dead(station)
    collected = {"collected_at": driver.case.left_at.isoformat()}
    driver.do("zhiban", "record_body_collected", **loss.COLLECTED | collected)
    timer = started(driver.case, "TM-25")
    assert timer.due_at == datetime(2026, 11, 27, tzinfo=clock.CHINA)
    day = timedelta(days=1)
    swept(timer.due_at - day - TICK)
    assert told(driver, "TM-25") == []
    swept(timer.due_at - day)
    swept(timer.due_at - TICK)
    assert told(driver, "TM-25") == [("due_soon", ["CSW", "DUT"])]
    for late in (timedelta(0), timedelta(minutes=1), timedelta(days=9)):
        swept(timer.due_at + late)
    assert told(driver, "TM-25") == [("due_soon", ["CSW", "DUT"]), ("overdue", ["DUT", "DIR"])]
    again(driver)
    assert (driver.case.state, driver.case.deathrecords.get().cremated_at) == ("post_death", None)

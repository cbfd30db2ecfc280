"""Whoever cares for minors was checked within twelve months; nothing of it stands between a child and help (R-58)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import access, clock, engine, ledger, outbox, sweep
from casework.demo import actor
from casework.models import OutboxMessage, Record
from casework.refusals import InvalidData, NotYourRole
from relief.demo import beds
from relief.models import DailyService, StaffMember
from relief.staff import checks
from relief.states import HOSPITALIZED, IN_STATION
from tests import statements
from tests.relief.guards_beds import lying
from tests.relief.guards_care import MEAL
from tests.relief.staff import KEEPER, check, checked, recorded
from tests.relief.station import BY_ROLE, CHILD, START, Station, denied
from tests.statements import LIST

CARER = "zhaoliao"
#: The last check was on 2025-11-24: it holds through 2026-11-24.
DAY, LAST_MINUTE = "2025-11-24", datetime(2026, 11, 24, 23, 59, tzinfo=clock.CHINA)
OVER = LAST_MINUTE + timedelta(minutes=1)


def care(driver: Any) -> Any:
    return lambda: driver.do(CARER, "record_service", **MEAL)


def standing(who: str, now: datetime) -> str:
    return checks.of_user(actor(who).user_id, now).code


def told(made: Any, code: str) -> list[dict[str, Any]]:
    sent = OutboxMessage.objects.filter(record_id=made.pk, topic__startswith=f"notice.{code}", receiver="bell")
    return [outbox.open_payload(message)["audience"] for message in sent]


def test_a_check_holds_to_the_last_minute_of_its_twelfth_month(station: Station) -> None:
    checked(CARER, checked_on=DAY)
    boys = [station.minor(), station.minor()]
    with clock.moved_to(LAST_MINUTE):
        assert denied(care(boys[0])) == []
    with clock.moved_to(OVER):
        assert denied(care(boys[1])) == ["carer_of_minor_checked"]
        assert denied(care(station.at(IN_STATION))) == [], "adults are cared for as ever"
        assert standing(CARER, OVER) == checks.OVER


def test_it_warns_director_administrator_and_person_thirty_days_before_and_tells_them_when_it_is_over(
    station: Station,
) -> None:
    made = checked(CARER, checked_on=DAY)
    everybody = [(["DIR", "ADM"], [actor(CARER).user_id])]
    with clock.moved_to(OVER - timedelta(days=30, minutes=1)):
        sweep.run()
        assert told(made, "due_soon") == []
        assert standing(CARER, clock.now()) == checks.STANDS
    with clock.moved_to(OVER - timedelta(days=30)):
        sweep.run()
        sweep.run()
        assert [(one["roles"], one["users"]) for one in told(made, "due_soon")] == everybody
        assert standing(CARER, clock.now()) == checks.ENDING
    with clock.moved_to(LAST_MINUTE):
        sweep.run()
        assert told(made, "overdue") == []
    with clock.moved_to(OVER):
        sweep.run()
        assert [(one["roles"], one["users"]) for one in told(made, "overdue")] == everybody


def test_a_new_check_renews_it_and_a_finding_ends_it_at_once(station: Station) -> None:
    made = checked(CARER, checked_on=DAY)
    check(made)
    assert made.timers.filter(key="TM-20", stopped_at=None).get().due_at == datetime(2027, 11, 24, tzinfo=clock.CHINA)
    with pytest.raises(InvalidData) as older:
        check(made, checked_on=DAY)
    assert "2026-11-23" in str(older.value.errors["checked_on"])
    with pytest.raises(InvalidData) as ahead:
        check(made, checked_on="2026-11-24")
    assert "checked_on" in ahead.value.errors
    check(made, result="found")
    assert not made.timers.filter(stopped_at=None).exists()
    assert [one["roles"] for one in told(made, "staff_check_found")] == [["DIR"]]
    assert denied(care(station.minor())) == ["carer_of_minor_checked"]
    assert not list(ledger.verify([made.pk]))


def test_nothing_of_it_stands_between_a_child_and_help(station: Station) -> None:
    """Nobody here was ever checked: the child comes in, is sent to a hospital, is reported on, gets its medicine."""
    driver = station.minor()
    assert driver.case.state == IN_STATION
    driver.do("yiwu", "give_medication", prescription="区医院王医生：退热药")
    driver.report(CARER, about="背上有伤。", organ="police", channel="call_110",
              officer="013562", reported_at=clock.now().isoformat())  # fmt: skip
    driver.do("yiwu", "send_to_hospital", need="高热", companion="程样")
    assert driver.case.state == HOSPITALIZED


def test_the_refusal_names_the_person_and_the_way_out(station: Station) -> None:
    made, driver = checked(CARER, checked_on=DAY), station.minor(HOSPITALIZED)
    answer = {}
    for when, words in ((OVER, "程样的从业查询已满12个月"), (START, "")):
        with clock.moved_to(when):
            got = station.api("yiwu", driver, "amendments/name-hospital-companion",
                              {"companion": actor(CARER).user_id})  # fmt: skip
            if words:
                answer = got.json()["denials"][0]
                assert (got.status_code, answer["field"]) == (422, "companion")
                assert words in answer["message"]
                assert "换人，或更新查询" in answer["remedy"]
            else:
                assert got.status_code == 200, got.json()
    assert "程样" in station.client("yiwu").get(f"/relief/{driver.case.number}/").content.decode()
    engine.perform(made, "end_staff_service", actor=actor(KEEPER), data={"left_on": "2026-11-23"})
    assert not StaffMember.objects.get(pk=made.pk).timers.filter(stopped_at=None).exists()
    assert standing(CARER, START) == checks.MISSING


def test_who_cares_for_a_whole_zone_is_told_beforehand_which_ones_are_not_theirs(station: Station) -> None:
    beds.load()
    boy = lying("C1", CHILD)
    page = station.client(CARER).get("/relief/care/").content.decode()
    assert "您没有有效的从业查询" in page
    assert f'value="{boy.case.number}" disabled' in page
    sent = {"service": "lunch", "who": [boy.case.number]}
    refused = station.client(CARER).post("/relief/care/", sent, follow=True).content.decode()
    assert "没有有效的从业查询，不能照料或护送未成年人" in refused
    assert not DailyService.objects.exists()
    checked(CARER)
    assert "您没有有效的从业查询" not in station.client(CARER).get("/relief/care/").content.decode()
    station.client(CARER).post("/relief/care/", sent)
    assert DailyService.objects.count() == 1


def test_the_page_shows_everybody_of_the_station_and_the_most_urgent_first(station: Station) -> None:
    """The director: opens one page, sees who may not care for children and whose check runs out."""
    checked("anjian", checked_on=DAY)
    checked(CARER)
    check(recorded("shegong1"), result="found")
    client = station.client("zhanzhang")
    client.get("/relief/staff/")
    with statements.counted() as few:
        page = client.get("/relief/staff/").content.decode()
    statements.within(LIST, "page /relief/staff/", few)
    places = [page.index(words) for words in (">查到记录<", ">没有查询<", ">30天内到期<", ">查询有效<")]
    assert places == sorted(places)
    assert page.index("贺样") < page.index("龚例") < page.index("钟例") < page.index("程样")
    assert "11月24日" in page
    assert "房样" not in page, "another station"
    assert "/staff/new/" not in page, "the director reads"
    for name in ("jiedai", "kuguan", "shegong2"):
        checked(name)
    with statements.counted() as many:
        client.get("/relief/staff/")
    assert len(few) == len(many)
    listed = client.get("/staff/").content.decode()
    assert "程样" in listed
    for role, who in BY_ROLE.items():
        assert station.client(who).get("/relief/staff/").status_code == (200 if role in ("ADM", "DIR") else 403), role


def test_the_administrator_writes_somebody_down_and_then_the_check(station: Station) -> None:
    """Two forms: who, and the answer of the police."""
    browser = station.client(KEEPER)
    key = actor(CARER).user_id
    assert f"/staff/new/?user={key}" in browser.get("/relief/staff/").content.decode()
    form = browser.get(f"/staff/new/?user={key}").content.decode()
    assert f'value="{key}" selected' in form
    assert "房样" not in form
    answer = browser.post("/staff/new/", {"user": key, "gender": "2", "employment": "staff"})
    assert answer.status_code == 302
    made = StaffMember.objects.get()
    page = browser.get(answer.url).content.decode()
    assert "没有查询：不能照料或护送未成年人" in page
    act = f"/staff/{made.number}/do/record-staff-check/"
    assert act in page
    told_form = {"checked_on": "2026-11-20", "result": "clear", "organ": "示范区公安分局", "version": made.version,
                 "idempotency_key": "check"}  # fmt: skip
    assert "2027年11月20日" in browser.post(act, told_form, follow=True).content.decode()
    engine.amend(made, "record_staff_training", actor=actor(KEEPER),
                 data={"trained_on": "2026-11-01", "topic": "强制报告", "hours": 4})  # fmt: skip
    assert "强制报告 4学时" in browser.get(answer.url).content.decode()
    again = browser.post("/staff/new/", {"user": key, "gender": "2", "employment": "staff"})
    assert again.status_code == 422
    with pytest.raises(InvalidData) as elsewhere:
        recorded("bieren")
    assert "这个账户在本站没有岗位" in str(elsewhere.value.errors["user"])


def test_who_keeps_them_and_who_reads(station: Station) -> None:
    """By the matrix the administrator keeps, the director reads; everybody reads what is kept on themselves."""
    made = checked(CARER)
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"ADM", "DIR", "DPO", "CAR"}
    assert "从业查询" in station.client(CARER).get(f"/staff/{made.number}/").content.decode()
    rights = {r.role: r.letters for r in access.rights() if r.object == "users_config_codes"}
    assert {role for role, letters in rights.items() if letters & {"C", "U"}} == {"ADM"}
    assert {role for role, letters in rights.items() if "R" in letters} == {"DIR", "DPO"}
    for role in ("DIR", "DUT", "CAR"):
        with pytest.raises(NotYourRole):
            engine.create(StaffMember, actor=actor(BY_ROLE[role]), data={})
    assert not Record.objects.visible_to(actor(KEEPER), "relief.case").exists(), "no case is the administrator's"


def test_the_database_keeps_one_running_record_of_somebody(station: Station) -> None:
    made, other = recorded(CARER), recorded("jiedai")
    with pytest.raises(IntegrityError, match="relief_staff_once"), transaction.atomic():
        StaffMember.objects.filter(pk=other.pk).update(user=made.user_id)

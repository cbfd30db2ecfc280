"""Longer than ten days: told of on the eighth, filed by two, seen by the bureau; nobody goes because of it."""

from datetime import datetime
from typing import Any

import pytest

from casework import clock, sweep
from casework.models import Notice, OutboxMessage
from casework.outbox import open_payload
from casework.refusals import InvalidData
from relief.states import EXTENDED, HOSPITALIZED, IN_STATION
from tests.relief.guards_stay import filed
from tests.relief.station import API, LONGER, NO_MORE, Driver, Station, again, later
from tests.relief.test_scenarios import Person


def on(day: int, hour: int = 0, month: int = 12) -> Any:
    """The clock on a day of December 2026; 23 November is the day of admission."""
    return clock.moved_to(datetime(2026, month, day, hour, tzinfo=clock.CHINA))


def swept() -> None:
    sweep.run(clock.now())


def heard(driver: Driver, code: str) -> list[list[str]]:
    sent = OutboxMessage.objects.filter(record_id=driver.case.pk, topic__startswith=f"notice.{code}", receiver="bell")
    return [open_payload(one)["audience"]["roles"] for one in sent.order_by("pk")]


def sees(station: Station, who: str, driver: Driver, path: str = "/") -> bool:
    """Whether the case stands on somebody's desk, or in a list, above what has changed."""
    body = station.client(who).get(path).content.decode()
    return f"/relief/{driver.case.number}/" in body.split("最新变化")[0]


def test_s_13_a_man_waits_for_his_brother_who_comes_on_day_thirteen(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified="220399195203080015")
    one, far = Person(station, driver.case), LONGER | {"days": 5}
    with on(30, 23, month=11):  # the seventh day
        swept()
        assert heard(driver, "due_soon.TM-03") == []
        refused = one.do("shegong1", "proposals/extend-stay", 422, **far)
        assert [d["code"] for d in refused["denials"]] == ["day_ten_reached_or_near"]
    with on(1):  # the eighth: a warning, no task yet
        swept()
        assert heard(driver, "due_soon.TM-03") == [["CSW", "DIR"]]
        assert not sees(station, "shegong1", driver)
    with on(3):  # the tenth: the task of filing
        swept()
        assert sees(station, "shegong1", driver)
        assert sees(station, "shegong1", driver, "/relief/?filing=due")
        assert not sees(station, "minzheng", driver)
    with on(4):  # nobody filed: it is listed, and he stays
        swept()
        assert heard(driver, "overdue.TM-03") == [["SUP"]]
        assert sees(station, "minzheng", driver)
        assert sees(station, "minzheng", driver, "/relief/?filing=late")
        assert again(driver).state == IN_STATION, "nobody is shown out, care goes on"
    with on(5, 9):  # filed late, by two
        asked = one.do("shegong1", "proposals/extend-stay", 201, **far)
        one.do("zhanzhang", f"proposals/{asked['id']}/agree")
        assert (again(driver).state, driver.case.timers.filter(key="TM-03", stopped_at=None).count()) == (EXTENDED, 0)
        told = station.client("minzheng").get(f"{API}/{driver.case.pk}").json()["extensions"]
        assert [(e["reason"], e["late"], e["acknowledged_at"]) for e in told] == [("waiting_for_relative", True, None)]
        page = station.client("minzheng").get(f"/relief/{driver.case.number}/").content.decode()
        assert "待备案" in page
        assert "（逾期）" in page
        assert sees(station, "minzheng", driver, "/relief/?filing=open")
        one.do("minzheng", "amendments/acknowledge-extension")
        assert not sees(station, "minzheng", driver)
        assert "已备案" in station.client("shegong1").get("/relief/").content.decode()
    with on(6, 10):  # the brother
        one.do("shegong1", "transitions/prepare-departure", mode="5.7", destination="01")
        again(driver)
        one.do("jiedai", "transitions/hand-over-to-family", collector=driver.collector(relation="70"), agrees=True)
    assert one.case.outcome == "picked_up"


def test_in_hospital_the_same_is_filed_without_a_change_of_state(station: Station) -> None:
    driver = station.in_hospital()
    with later(days=9):
        driver.do("shegong1", "ask_extension", **LONGER)
        assert heard(driver, "assigned.filing") == [["DIR"]]
        assert sees(station, "zhanzhang", driver)
        with pytest.raises(InvalidData):
            driver.do("zhanzhang", "decide_extension", decision="return")
        driver.do("zhanzhang", "decide_extension", decision="return", note="先问清弟弟哪天来。")
        assert driver.case.timers.filter(key="TM-03", stopped_at=None).exists(), "returned is not filed"
        driver.do("shegong1", "ask_extension", **LONGER)
        driver.do("zhanzhang", "decide_extension", decision="agree")
        assert heard(driver, "filing") == [["SUP"]]
    assert driver.case.state == HOSPITALIZED
    assert not driver.case.timers.filter(key="TM-03", stopped_at=None).exists()
    assert [(e.agreed, e.late, e.decided_by.user.username) for e in driver.case.extensions.all()] == [
        (False, False, "zhanzhang"), (True, False, "zhanzhang"),
    ]  # fmt: skip


def test_discharged_into_a_stay_that_was_extended(station: Station) -> None:
    driver = filed(station.in_hospital())
    with later(days=10):
        driver.do("shegong1", "discharge_to_extended_stay", certificate="内科")
    assert driver.case.state == EXTENDED


def test_a_desk_shows_nobody_who_only_lies_in_hospital_and_no_doubt_that_nobody_raised(station: Station) -> None:
    driver = station.in_hospital()
    assert not sees(station, "shegong1", driver)
    with later(days=10):
        body = station.client("shegong1").get("/").content.decode().split("最新变化")[0]
    assert driver.case.number in body
    assert "评估后离站" not in body


def test_who_left_needs_no_filing_any_more(station: Station) -> None:
    driver = station.in_hospital()
    with later(days=9):
        driver.do("shegong1", "ask_extension", **LONGER)
    with later(days=12):
        driver.do("yiwu", "leave_voluntarily")
        swept()
        for who in ("shegong1", "zhanzhang", "minzheng"):
            assert not sees(station, who, driver), who
    assert not OutboxMessage.objects.filter(record_id=driver.case.pk, topic__startswith="notice.overdue.TM-03").exists()
    assert Notice.objects.filter(record_id=driver.case.pk, kind=Notice.URGE).count() == 0

"""The clocks of the station at their boundary minute, and who hears of them. None of them moves anybody."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from casework import clock, outbox, proposals, sweep
from casework.demo import actor
from casework.models import OutboxMessage
from relief.states import IN_STATION, REVIEW
from tests.relief import loss, protecting
from tests.relief.station import LONGER, START, Driver, Station, again, denied

TICK = timedelta(microseconds=1)


def started(case: Any, key: str) -> Any:
    return case.timers.get(key=key, stopped_at=None)


def told(driver: Driver, key: str) -> list[tuple[str, list[str]]]:
    """Which notices of a clock there are, each with the roles that hear of it."""
    of_clock = rf"notice\.(due_soon|overdue)\.{key}\."
    rows = OutboxMessage.objects.filter(record_id=driver.case.pk, topic__regex=of_clock).order_by("pk")
    return [
        (row.topic.split(".")[1], outbox.open_payload(row)["audience"]["roles"])
        for row in rows
        if row.receiver == "bell"
    ]


def swept(moment: datetime) -> None:
    with clock.moved_to(moment):
        sweep.run(moment)


def test_contact_clock_runs_from_admission_for_24_hours(station: Station) -> None:
    driver = station.at(REVIEW)
    with clock.moved_to(START + timedelta(hours=3)):
        driver.review(narrow_test=True)
        driver.do("shegong1", "admit_person")
    timer = started(driver.case, "TM-06")
    assert timer.due_at == driver.case.admitted_at + timedelta(hours=24)
    assert driver.case.due_at == timer.due_at
    driver.do("shegong1", "verify_identity", verified_from="police", name_verified="石样", gender_verified="1",
              birth_verified="1970-01-01")  # fmt: skip
    assert [timer.key for timer in driver.case.timers.filter(stopped_at=None)] == ["TM-03"]


@pytest.mark.parametrize(("key", "before", "warned", "told_then"), [
    ("TM-03", timedelta(days=3), ["CSW", "DIR"], ["SUP"]),
    ("TM-06", timedelta(hours=6), ["CSW"], ["CSW"]),
    ("TM-30", timedelta(minutes=30), ["CSW", "DUT"], ["DIR", "SUP"]),
    ("TM-31", timedelta(hours=4), ["CSW", "DUT"], ["DIR", "SUP"]),
    ("TM-32", timedelta(days=5), ["SUP"], ["SUP"]),
    ("TM-11", timedelta(0), [], ["DIR", "SUP"]),
    ("TM-13a", timedelta(0), [], ["DIR", "SUP"]),
    ("TM-13b", timedelta(hours=4), ["DUT"], ["DIR", "SUP"]),
])  # fmt: skip
def test_each_clock_tells_its_people_at_its_minutes_and_once(
    station: Station, key: str, before: timedelta, warned: list[str], told_then: list[str]
) -> None:
    driver = station.doubtful(IN_STATION)
    if key in ("TM-30", "TM-31"):
        driver.do("shegong1", "verify_identity", verified_from="police", name_verified="石样", gender_verified="1",
                  birth_verified="1970-01-01")  # fmt: skip
        driver.do("zhaoliao", "request_release")
    if key == "TM-32":
        driver.do("minzheng", "take_temporary_guardianship", **protecting.TAKEN)
    if key == "TM-31":
        driver.two("zhiban", "zhiban2", "defer_release", findings="要往铁路上走。", called="示范派出所")
    if key in ("TM-11", "TM-13a", "TM-13b"):
        loss.only(driver, key)
    timer, state = started(driver.case, key), driver.case.state
    soon = [("due_soon", warned)] if warned else []
    swept(timer.due_at - before - TICK)
    assert told(driver, key) == []
    swept(timer.due_at - max(before, TICK))
    swept(timer.due_at - TICK)
    assert told(driver, key) == soon
    for late in (timedelta(0), timedelta(hours=1), timedelta(days=12)):
        swept(timer.due_at + late)
    assert told(driver, key) == [*soon, ("overdue", told_then)]
    again(driver)
    assert driver.case.state == state, "a clock shows nobody out"


def test_an_assessment_is_due_in_two_hours_and_a_deferral_is_decided_anew_each_day(station: Station) -> None:
    driver = station.doubtful(IN_STATION)
    driver.do("zhaoliao", "request_release")
    asked = driver.case.release_asked_at
    assert started(driver.case, "TM-30").due_at == asked + timedelta(hours=2)
    driver.do("zhaoliao", "request_release")
    assert started(driver.case, "TM-30").started_at == asked, "asking again wins nobody time"
    danger = {"findings": "要往铁路上走。", "called": "示范派出所"}
    driver.two("zhiban", "zhiban2", "defer_release", **danger)
    assert not driver.case.timers.filter(key="TM-30", stopped_at=None).exists()
    first = started(driver.case, "TM-31")
    assert first.due_at - first.started_at == timedelta(hours=24)
    with clock.moved_to(first.due_at):
        driver.two("zhiban", "zhanzhang", "defer_release", **danger)
    again = started(driver.case, "TM-31")
    assert (again.started_at >= first.due_at, driver.case.timers.filter(key="TM-31").count()) == (True, 2)


def test_the_period_ends_with_its_tenth_day_and_rolls_over_no_holiday(station: Station) -> None:
    """Admitted on 27 September: that day is not counted, and the seventh of October is the last, holiday or not."""
    with clock.moved_to(datetime(2026, 9, 27, 0, 5, tzinfo=clock.CHINA)):
        driver = station.at(IN_STATION)
    timer = started(driver.case, "TM-03")
    assert timer.due_at == datetime(2026, 10, 8, tzinfo=clock.CHINA)
    asking = partial(proposals.propose, driver.case, "extend_stay", actor=actor("shegong1"), data=LONGER)
    eighth = timer.due_at - timedelta(days=3)
    for moment, near in ((eighth - timedelta(minutes=1), False), (eighth, True)):
        with clock.moved_to(moment):
            assert denied(asking) == ([] if near else ["day_ten_reached_or_near"])


def test_no_clock_of_the_station_climbs_the_ladder_of_the_property_cases(station: Station) -> None:
    driver = station.at(IN_STATION)
    swept(START + timedelta(days=20))
    topics = OutboxMessage.objects.filter(record_id=driver.case.pk).values_list("topic", flat=True)
    assert not [topic for topic in topics if "T.ESC" in topic]


def test_holidays_move_no_hour(station: Station) -> None:
    """Arrived on the eve of the national holiday: 24 hours are 24 hours."""
    with clock.moved_to(datetime(2026, 9, 30, 23, 40, tzinfo=clock.CHINA)):
        driver = station.at(IN_STATION)
    assert started(driver.case, "TM-06").due_at.astimezone(clock.CHINA).strftime("%m-%d %H:%M") == "10-01 23:40"

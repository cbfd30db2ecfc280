"""What the first look finds: signs that protect from that moment, whatever papers say later (R-18, R-55, E08)."""

import pytest

from relief import standing
from relief.states import SCREENING
from tests.relief.refusing import WHOLE
from tests.relief.station import NO_MORE, Station, again, denied
from tests.relief.test_papers import says

LOOK = {"findings": "神志清楚，左臂有淤青。"}


def test_who_looks_younger_than_they_say_is_a_minor_from_then_on(station: Station) -> None:
    driver = station.at(SCREENING, gender_declared="1", birth_declared="2008-01-01")
    assert not standing.is_minor(driver.case, driver.case.arrived_at)
    driver.do("shegong1", "complete_screening", **LOOK, signs=["minor_doubt"])
    again(driver)
    assert standing.is_minor(driver.case, driver.case.arrived_at)
    assert "自称18岁，可能未满18周岁" in driver.case.title
    assert (driver.case.person.age_least, driver.case.person.age_source) == (17, "visual")
    assert "not_minor" in denied(lambda: driver.two("shegong1", "zhiban", "refuse_relief", **WHOLE))


def test_a_proved_day_of_birth_says_more_than_a_look(station: Station) -> None:
    driver = station.at(SCREENING)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified="220399195203080015")
    driver.do("shegong1", "complete_screening", **LOOK, signs=["minor_doubt"])
    assert not standing.is_minor(again(driver), driver.case.arrived_at)


def test_who_may_be_a_victim_is_one(station: Station) -> None:
    driver = station.at(SCREENING)
    driver.do("shegong1", "complete_screening", **LOOK, signs=["victim", "injury"])
    assert again(driver).suspected_victim
    driver.do("shegong1", "admit_person")
    says(driver, "J-01", "受侵害迹象、外伤", LOOK["findings"])


@pytest.mark.parametrize(
    ("who", "reads"), [("shegong1", True), ("zhiban", True), ("anjian", False), ("minzheng", False)]
)
def test_signs_are_read_by_who_cares_for_health(station: Station, who: str, reads: bool) -> None:
    driver = station.at(SCREENING)
    driver.do("shegong1", "complete_screening", **LOOK, signs=["communicable"])
    page = station.client(who).get(f"/relief/{driver.case.number}/").content.decode()
    assert ("疑似传染病" in page) == reads


def test_nothing_seen_is_nothing_said(station: Station) -> None:
    driver = station.at(SCREENING)
    driver.do("shegong1", "complete_screening", **LOOK)
    assert driver.case.screenings.get().signs == []
    assert not again(driver).suspected_victim

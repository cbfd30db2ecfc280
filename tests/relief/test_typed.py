"""What was ticked and chosen in a form is told in the history to who reads that part, and to nobody else."""

import pytest

from relief import typed
from relief.lifecycle import CASE
from relief.states import IN_STATION, REVIEW
from tests.relief.station import BY_ROLE, Station

ACTS = {act.code: act for act in (*CASE.beginnings, *CASE.rows.values(), *CASE.amendments.values())}
READS_REVIEW = {"CSW", "DUT", "DIR", "ARC", "SUP"}


def test_every_act_that_is_named_is_there() -> None:
    named = [code for codes in typed.ABOUT.values() for code in codes.split()]
    assert set(named) <= set(ACTS)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("role", sorted(set(BY_ROLE) - {"ADM", "DPO", "STA", "STK"}))
def test_who_does_not_read_the_review_is_not_told_of_a_suspected_victim(station: Station, role: str) -> None:
    driver = station.at(REVIEW)
    driver.review(suspected_victim=True)
    page = station.client(BY_ROLE[role]).get(f"/relief/{driver.case.number}/")
    assert page.status_code == 200
    assert ("疑似受害人" in page.content.decode()) == (role in READS_REVIEW), role


@pytest.mark.parametrize("role", ["CAR", "HLT", "SEC", "ESC"])
def test_who_does_not_read_of_departures_is_not_told_of_a_risk(station: Station, role: str) -> None:
    driver = station.at(IN_STATION)
    driver.do("shegong1", "record_collector", name="甄例", relation="97", risk="suspected_violence")
    assert "疑似施暴" not in station.client(BY_ROLE[role]).get(f"/relief/{driver.case.number}/").content.decode()
    assert "疑似施暴" in station.client("shegong2").get(f"/relief/{driver.case.number}/").content.decode()

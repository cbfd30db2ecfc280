"""Whoever came in gets out: a capable adult in one act from everywhere, everybody else by a way of their own (R-39)."""

from typing import Any

import pytest

from casework import engine, proposals, sweep
from casework.models import Proposal
from relief.demo import beds
from relief.lifecycle import CASE
from relief.models import BedStay
from relief.states import (
    BEFORE_ADMISSION,
    DEPARTURE,
    EXTENDED,
    HEARING,
    HERE,
    HOSPITALIZED,
    IN_STATION,
    LIVE,
    OUTCOMES,
    RECEPTION,
    STAYING,
)
from tests.relief import loss
from tests.relief.guards_belongings import BAG
from tests.relief.station import BY_ROLE, CHILD, Driver, Station, actor, again, later

#: Where somebody is → the act with which a capable adult is out.
OUT = dict.fromkeys(BEFORE_ADMISSION, "withdraw_request") | dict.fromkeys(STAYING, "leave_voluntarily")
CAPABLE = {"gender_declared": "1", "age_least": 18, "age_most": 25, "rights_told": False}


def unmet(station: Station, state: str) -> Driver:
    """A capable adult for whom everything else is missing: rights not told, identity in doubt, no papers, a collector
    with a risk, an open clock, a proposal that waits, a bed of their own,
    things in a locker."""
    beds.load()
    if state == "preadmit_medical":
        driver = station.at(RECEPTION, **CAPABLE)
        driver.do("yiwu", "send_to_hospital_before_admission", need="外伤")
    elif state == "preadmit_police":
        driver = station.at("screening", **CAPABLE)
        driver.do("zhiban", "call_police_at_screening", matter="drunk")
    elif state == HEARING:
        driver = station.hearing(**CAPABLE)
    elif state == EXTENDED:
        driver = station.extended(**CAPABLE)
    elif state == HOSPITALIZED:
        driver = station.in_hospital(**CAPABLE)
    else:
        driver = station.at(state, **CAPABLE)
    driver.do("shegong1", "record_identity_doubt", doubt="两份证件的名字不同。")
    if state in HERE:
        driver.bed(f"B{BedStay.objects.count() + 1}")
    driver.do("anjian", "list_belongings", belongings=BAG, acknowledged=True)
    if state in STAYING:
        driver.collector(risk="suspected_violence", proof="")
    return driver


def test_every_place_has_a_way_out() -> None:
    assert set(OUT) == set(LIVE)
    for state, code in OUT.items():
        assert state in CASE.rows[code].sources
        assert [guard.code for guard in CASE.rows[code].needs] == ["capable_adult"], "nothing else is looked at"
        assert not CASE.rows[code].second_person
        assert not any(ask.required for ask in CASE.rows[code].asks), "one press is enough"


@pytest.mark.parametrize("state", OUT)
def test_a_capable_adult_is_out_in_one_act_with_everything_else_unmet(station: Station, state: str) -> None:
    roles = sorted(CASE.rows[OUT[state]].by)
    for role in roles if state in (RECEPTION, IN_STATION) else roles[:1]:
        driver = unmet(station, state)
        with later(days=12):  # every clock has run out, the ten days are over
            answer = station.api(BY_ROLE[role], driver, f"transitions/{OUT[state].replace('_', '-')}", {})
        assert answer.status_code == 200, (role, answer.json())
        again(driver)
        assert driver.case.state == "pending_archive"
        assert driver.case.outcome == CASE.rows[OUT[state]].target
        assert driver.case.left_at is not None
        assert not driver.case.timers.filter(stopped_at=None).exists(), "no clock runs on for somebody who left"
        assert driver.case.due_at is None
        assert not driver.case.bedstays.filter(until=None).exists(), "the bed is free"


@pytest.mark.parametrize("state", LIVE)
def test_an_adult_of_doubtful_capacity_asks_is_assessed_and_goes(station: Station, state: str) -> None:
    driver = unmet(station, state)
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问。")
    driver.do("zhaoliao", "request_release")
    driver.two("zhiban", "zhiban2", "defer_release", findings="外面零下二十度，只穿单衣。", called="示范区人民医院")
    assert driver.case.state == state, "nobody is moved, nobody is locked in"
    code = "withdraw_after_assessment" if state in BEFORE_ADMISSION else "leave_after_assessment"
    driver.two("shegong1", "zhiban", code, findings="送了棉衣，认得路。")
    assert driver.case.outcome in OUTCOMES
    assert [one.danger for one in driver.case.assessments.all()] == [True, False]
    assert "RELEASE_ASKED" not in driver.case.flags


@pytest.mark.parametrize("who", ["minor", "court_found"])
def test_whoever_may_not_decide_alone_goes_with_a_fit_guardian(station: Station, who: str) -> None:
    """In from reception without papers, out by the family; the whole road."""
    driver = Driver(**CHILD) if who == "minor" else station.at("eligibility_review", **CAPABLE)
    if who == "court_found":
        driver.do("shegong1", "record_capacity", capacity="court_found", signs="法院判决书。")
    driver.to("eligibility_review")
    driver.do("shegong1", "admit_person")
    driver.to(DEPARTURE)
    key = driver.collector()
    driver.fit_guardian(key)
    driver.do("jiedai", "hand_over_to_family", collector=key, wish="想跟妈妈回家。")
    assert (driver.case.outcome, str(driver.case.picked_up_by_id)) == ("picked_up", key)


def test_an_end_is_queued_for_the_archive_by_the_sweep_where_nothing_else_did(station: Station) -> None:
    driver = station.at(RECEPTION)
    engine.perform(driver.case, "withdraw_request", actor=actor("jiedai"))
    assert again(driver).state == "withdrawn"
    sweep.run()
    assert (again(driver).state, driver.case.outcome) == ("pending_archive", "withdrawn")


@pytest.mark.parametrize("state", STAYING)
def test_a_capable_adult_who_was_searched_for_comes_back_and_leaves_in_one_act(station: Station, state: str) -> None:
    """The search holds nobody: where it ends the way out is as open as before, with every clock of it running."""
    driver = unmet(station, state)
    driver.do("zhaoliao", "report_missing", worry="danger")
    driver.do("zhiban", "record_found", **loss.SEEN)
    with later(days=12):
        driver.do("zhaoliao", "leave_voluntarily")
    assert driver.case.outcome == "left_voluntarily"


def test_a_proposal_that_waits_stands_in_nobodys_way(station: Station) -> None:
    driver = station.at(IN_STATION)
    plan: dict[str, Any] = {"mode": "5.2", "destination": "02", "lift_reason": "本人说得出地址。"}
    proposals.propose(driver.case, "prepare_departure", actor=actor("shegong1"), data=plan)
    driver.do("zhaoliao", "leave_voluntarily")
    assert driver.case.outcome == "left_voluntarily"
    assert not Proposal.objects.filter(record_id=driver.case.pk, outcome=Proposal.OPEN).exists()

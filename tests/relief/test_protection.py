"""Minors, and adults who may not decide alone: begun by any doubt, ended by proof, in nobody's way who may leave."""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock, documents, engine, ledger, proposals, sweep
from casework.demo import actor
from casework.models import OutboxMessage, Record
from casework.refusals import NotYourRole
from casework.web import desk
from relief import archive, protection
from relief.demo import beds
from relief.demo.roads import Driver
from relief.models import Person
from relief.states import DEPARTURE, IN_STATION, RECEPTION
from tests.relief import loss, protecting
from tests.relief.guards_belongings import BAG
from tests.relief.protecting import ACCEPTED, CALLED, DECIDED, FOR_GOOD, GROWN, HARM, TAKEN, VILLAGE, protected, second
from tests.relief.station import CHILD, NO_MORE, Station, again, denied, later
from tests.relief.test_papers import says
from tests.relief.test_shifts import GOES, do, written


def running(driver: Driver) -> set[str]:
    return set(driver.case.timers.filter(stopped_at=None).values_list("key", flat=True)) & {"TM-11", "TM-32"}


def doubted(station: Station, how: str) -> Driver:
    """The doubt on record by one act or another."""
    if how == "arrival":
        return Driver(**CHILD)
    driver = station.at(IN_STATION)
    if how == "looks":
        driver.do("jiedai", "update_identity", gender_declared="1", age_least=15, age_most=19)
    elif how == "says":
        driver.do("shegong1", "update_identity", gender_declared="1", birth_declared="2010-05-01")
    elif how == "police":
        driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="2010-05-01")
    elif how == "court":
        driver.do("shegong1", "record_capacity", capacity="court_found", signs="法院判决书。")
    else:
        driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问。")
    return driver


@pytest.mark.parametrize("how", ["arrival", "looks", "says", "police", "court", "mind"])
def test_a_doubt_on_record_begins_it_at_once_by_whatever_act(station: Station, how: str) -> None:
    driver = doubted(station, how)
    assert (driver.case.protection_state, running(driver)) == ("to_be_assessed", {"TM-11"})
    event = driver.case.events.get(name="open_assessment")
    assert (event.role, event.actor) == ("system", None)
    note = driver.case.protectionnotes.get()
    assert (note.age_doubt, note.capacity_doubt) == (how not in ("court", "mind"), how in ("court", "mind"))
    before = driver.case.version
    driver.do("shegong1", "record_circumstances", cause="99")
    assert driver.case.version == before + 1, "once"


def test_nothing_of_it_begins_for_a_capable_adult_or_a_lead(station: Station) -> None:
    driver = station.at(DEPARTURE)
    assert (driver.case.protection_state, running(driver)) == ("not_applicable", set())
    lead = Driver.of_lead(place="示范区汽车站", seen="老人坐在地上。")
    lead.do("zhiban", "close_lead", ended="not_found")
    assert lead.case.protection_state == "not_applicable"


def test_a_tick_is_enough_and_makes_what_is_known(station: Station) -> None:
    driver = protected(station, "to_be_assessed")
    assert driver.case.person.age_least == 17
    assert "17" in driver.case.title
    assert denied(lambda: driver.do("zhaoliao", "leave_voluntarily")) == ["capable_adult"]
    mind = station.at(RECEPTION)
    mind.do("jiedai", "open_assessment", capacity_doubt=True, note="不知道年月。")
    assert mind.case.person.capacity == "suspected_limited"
    grown = protecting.proved_adult(station.at(IN_STATION))
    ticked = lambda: grown.do("zhiban", "open_assessment", age_doubt=True)  # noqa: E731
    assert denied(ticked) == ["minority_or_incapacity_doubt"], "a proved age is no doubt"


@pytest.mark.parametrize("answer", ["report", "guardian", "bureau", "proof"])
def test_the_first_hour_stops_the_shift_until_one_of_four_answers(station: Station, answer: str) -> None:
    driver, made = Driver(**CHILD), written()
    assert denied(lambda: do(made, GOES, "sign_over_shift")) == ["no_open_mandatory_report"]
    if answer == "report":
        driver.do("jiedai", "report_harm", **HARM)
    elif answer == "guardian":
        driver.do("shegong1", "contact_guardian", **CALLED)
    elif answer == "bureau":
        driver.do("minzheng", "take_temporary_guardianship", **TAKEN)
    else:
        protecting.proved_adult(driver)
        driver.do("shegong1", "clear_protection", **GROWN, **second())
    assert running(driver) == ({"TM-32"} if answer == "bureau" else set())
    assert denied(lambda: do(made, GOES, "sign_over_shift")) == []


def test_whoever_reported_need_not_say_that_nothing_was_seen(station: Station) -> None:
    driver = protected(station, "reported")
    driver.do("shegong1", "contact_guardian", **CALLED | {"no_harm": ""})
    assert driver.case.protection_state == "guardian_contacted"
    said = protected(station, "guardian_contacted")
    said.do("minzheng", "take_temporary_guardianship", **TAKEN | {"no_harm": ""})
    assert said.case.protection_state == "temp_guardianship", "it was written down already"


def test_a_search_is_answered_by_the_police_alone(station: Station) -> None:
    driver = loss.missing(station, minor=True)
    driver.do("shegong1", "contact_guardian", **CALLED)
    assert running(driver) == {"TM-11"}
    driver.report("zhaoliao", **loss.REPORT)
    assert running(driver) == set()


def test_a_guardianship_stays_in_force_when_the_guardian_is_found(station: Station) -> None:
    """E28; reviewed every thirty days, its ground stands in the form."""
    driver = protected(station, "temp_guardianship")
    form = station.client("minzheng").get(f"/relief/{driver.case.number}/do/review-guardianship/").content.decode()
    assert '<option value="s92_1" selected' in form
    with later(days=20):
        driver.do("minzheng", "review_guardianship", **DECIDED)
        due = driver.case.timers.get(key="TM-32", stopped_at=None).due_at
        assert due > clock.now() + timedelta(days=29)
        driver.do("shegong1", "contact_guardian", **CALLED)
    assert protection.decision(driver.case).act == "review_guardianship"
    assert running(driver) == {"TM-32"}


def test_a_guardian_is_found_fit_by_the_station_and_the_bureau(station: Station) -> None:
    """Neither one alone, nor two of the station (R-62)."""
    driver = protected(station, "guardian_assessment")
    asked = proposals.propose(driver.case, "find_guardian_fit", actor=actor("shegong1"), data=VILLAGE)
    assert denied(lambda: proposals.agree(asked, actor=actor("shegong2"))) == ["home_assessment_recorded"]
    with pytest.raises(NotYourRole):
        proposals.propose(driver.case, "find_guardian_unfit", actor=actor("minzheng"), data=VILLAGE)
    proposals.agree(asked, actor=actor("minzheng"))
    guardian = driver.case.collectors.get()
    assert (guardian.fit, guardian.fit_basis.reveal()) == (True, VILLAGE["note"])


def test_home_again_is_told_after_the_pick_up(station: Station) -> None:
    driver = Driver(**CHILD)
    driver.to("eligibility_review")
    driver.do("shegong1", "admit_person")
    key = driver.to(DEPARTURE).fit_guardian(driver.collector())
    driver.do("jiedai", "hand_over_to_family", collector=key, wish="想回家。")
    assert archive.missing(driver.case) == ["返回监护和家庭教育指导"]
    driver.do("zhanzhang", "return_to_guardian", note="每月上门一次。")
    assert (driver.case.protection_state, archive.missing(driver.case)) == ("returned", [])
    says(driver, "J-27", "返回监护", "监护合格", "示范镇东村村委会")


def test_protection_is_cleared_by_proof_and_by_two(station: Station) -> None:
    driver = protecting.proved_adult(protected(station, "to_be_assessed"))
    clear: Any = lambda **data: driver.do("shegong1", "clear_protection", **GROWN | data)  # noqa: E731
    assert denied(clear) == ["adult_capacity_proved"]
    assert denied(lambda: clear(**second("shegong1"))) == ["adult_capacity_proved"], "two are two"
    clear(**second())
    assert (driver.case.protection_state, running(driver)) == ("not_applicable", set())
    mind = station.doubtful(IN_STATION)
    mind.do("shegong1", "clear_protection", **GROWN, **second())
    assert mind.case.person.capacity == "clearly_capable"
    mind.do("zhaoliao", "leave_voluntarily")
    court = doubted(station, "court")
    unproved = lambda: court.do("minzheng", "clear_protection", **GROWN, **second())  # noqa: E731
    assert denied(unproved) == ["adult_capacity_proved"], "what a court found two do not undo"


def test_the_eighteenth_birthday_ends_it_without_an_assessment(station: Station) -> None:
    driver = station.minor()
    driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="2008-11-23")
    assert denied(lambda: driver.do("shegong1", "clear_protection")) == ["adult_capacity_proved"], "protected that day"
    with later(days=1):
        driver.do("shegong1", "clear_protection")
    assert driver.case.protection_state == "not_applicable"


def test_a_foundling_is_adopted_by_nobody_before_the_notice_has_run(station: Station) -> None:
    driver = protected(station, "temp_guardianship")
    for_good: Any = lambda **data: driver.do("minzheng", "take_long_term_guardianship", **FOR_GOOD | data)  # noqa: E731
    for data in ({}, {"notice_on": protecting.notice_ran(59)}):
        assert denied(lambda data=data: for_good(adoption=True, **data)) == ["long_term_ground_recorded"]  # type: ignore[misc]
    for_good(adoption=True, notice_on=protecting.notice_ran(60))
    assert (driver.case.protection_state, running(driver)) == ("long_term_guardianship", set())


def test_who_may_not_read_it_hears_nothing_of_it(station: Station) -> None:
    driver = protected(station, "guardian_assessment")
    proposals.propose(driver.case, "find_guardian_unfit", actor=actor("shegong1"), data=VILLAGE)
    again(driver)
    page, api = f"/relief/{driver.case.number}/", f"/api/v1/relief-cases/{driver.case.pk}"
    words = ("监护不适", "guardian_assessment", "find_guardian_unfit", "TM-32", "示范镇东村")
    for name, reads in (("jiedai", False), ("anjian", False), ("zhaoliao", True), ("minzheng", True)):
        for address in (page, api, f"{api}/events", f"{api}/transitions", "/"):
            body = station.client(name).get(address).content.decode()
            found = [word for word in words if word in body]
            assert reads or not found, (name, address, found)
        shown = station.client(name).get(page).content.decode()
        line = shown.split('id="region-protection"')[-1].split("</section>")[0] if "region-protection" in shown else ""
        assert ("监护评估" in line) == reads, name


def test_the_bureau_finds_on_its_desk_whom_it_decides_about(station: Station) -> None:
    waits, held = protected(station, "to_be_assessed"), protected(station, "temp_guardianship")
    bureau = actor("minzheng")
    seen = lambda: set(Record.objects.filter(desk.kinds.kind_of(waits.case).also_mine(bureau)))  # noqa: E731
    assert {one.pk for one in seen()} == {waits.case.pk}
    with later(days=26):
        assert {one.pk for one in seen()} == {waits.case.pk, held.case.pk}
    told = OutboxMessage.objects.filter(record_id=waits.case.pk, topic__startswith="notice.protection", receiver="bell")
    assert told.exists()


def test_what_was_done_by_acts_that_are_no_more_keeps_its_words(station: Station) -> None:
    from casework.event_words import labels_of

    labels = labels_of(station.at(RECEPTION).case)
    assert (labels["record_mandatory_report"], labels["assess_guardian"]) == ("登记强制报告", "登记监护评估")


def test_a_report_after_somebody_left_is_possible(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    driver.do("jiedai", "add_mandatory_report", **HARM)
    assert driver.case.mandatoryreports.count() == 1
    assert {one.code for one in documents.of(driver.case)} >= {"J-13", "J-28"}
    assert [o for o in engine.options(driver.case, actor("zhaoliao")) if o.act.code == "add_mandatory_report"]


def test_one_act_moves_road_and_region_to_the_agency(station: Station) -> None:
    """Bed free, belongings back, clocks stopped, both moves one event, the number of the police on the paper (TA34)."""
    beds.load()
    driver = station.minor()
    driver.report("zhaoliao", **HARM, receipt="公受2026-7")
    driver.do("anjian", "list_belongings", belongings=BAG, acknowledged=True)
    driver.bed("C1")
    driver.do("minzheng", "take_temporary_guardianship", **TAKEN)
    driver.do("zhanzhang", protection.TRANSFER, **ACCEPTED, note="登记表、就医材料。", taken_by="常样")
    case = driver.case
    assert (case.state, case.outcome, case.protection_state) == (
        "pending_archive", "transferred_child_agency", "transferred",
    )  # fmt: skip
    event = case.events.get(name=protection.TRANSFER)
    assert event.detail["moved"] == {"protection": ["temp_guardianship", "transferred"]}
    assert (event.state_from, event.state_to) == (IN_STATION, "transferred_child_agency")
    assert (case.departure_mode, case.destination, case.left_at) == ("5.10", "05", event.at)
    assert not case.timers.filter(stopped_at=None).exists()
    assert not case.bedstays.filter(until=None).exists()
    assert [one.returned_at is not None for one in case.belongings.all()] == [True] * len(BAG)
    says(driver, "J-27", ACCEPTED["unit"], ACCEPTED["paper_no"], "公受2026-7", "常样", "登记表、就医材料")
    assert ledger.as_at(case.pk, clock.now()).values["protection_state"] == "transferred"
    assert list(ledger.verify([case.pk])) == []
    page = station.client("zhanzhang").get(f"/relief/{case.number}/").content.decode()
    assert "已移交机构" in page


def test_where_the_region_cannot_go_along_the_act_is_not_there(station: Station) -> None:
    driver = protected(station, "to_be_assessed")
    director = actor("zhanzhang")
    assert protection.TRANSFER not in {o.act.code for o in engine.options(driver.case, director)}
    answer = station.api("zhanzhang", driver, "transitions/transfer-to-child-agency", ACCEPTED)
    assert (answer.status_code, answer.json()["state"]) == (409, "to_be_assessed")
    driver.do("minzheng", "take_temporary_guardianship", **TAKEN)
    assert protection.TRANSFER in {o.act.code for o in engine.options(driver.case, director)}
    form = (
        station.client("zhanzhang").get(f"/relief/{driver.case.number}/do/transfer-to-child-agency/").content.decode()
    )
    for words in (
        "案件转入“移交未保/儿童福利机构”。",
        "“未成年人/行为能力保护”同时转入“已移交机构”。",
        "临时监护复核”停止计时",
    ):
        assert words in form, words


def test_a_child_that_was_searched_for_is_handed_over_where_it_was_found(station: Station) -> None:
    driver = loss.missing(station, minor=True)
    driver.do("minzheng", "take_temporary_guardianship", **TAKEN)
    driver.do("zhanzhang", protection.TRANSFER, **ACCEPTED)
    assert (driver.case.outcome, running(driver)) == ("transferred_child_agency", set())
    assert driver.case.absences.get().ended_at is not None


def test_a_doubt_that_was_there_before_is_found_by_the_sweep(station: Station) -> None:
    """Whoever is there when this part comes into the house; no adult, and nobody who left."""
    child, adult, left = station.at(IN_STATION), station.at(IN_STATION), station.at(IN_STATION)
    left.do("zhaoliao", "leave_voluntarily")
    Person.objects.filter(case__in=[child.case, left.case]).update(age_least=12)
    sweep.run()
    stand = [again(one).protection_state for one in (child, adult, left)]
    assert stand == ["to_be_assessed", "not_applicable", "not_applicable"]


def test_no_letter_goes_to_a_guardian_who_carries_a_risk(station: Station) -> None:
    for risk, written_to in (("none", True), ("suspected_violence", False)):
        driver = protected(station, "to_be_assessed")
        driver.do("shegong1", "contact_guardian", **CALLED | {"risk": risk})
        assert ("J-22" in {one.code for one in documents.of(driver.case)}) == written_to

"""In hospital after admission: admitted there, sent there, discharged, and always free to go."""

from datetime import timedelta
from typing import Any

import pytest

from casework.refusals import GuardsFailed, InvalidData
from relief import weather
from relief.states import DEPARTURE, HOSPITALIZED, IN_STATION, RECEPTION
from tests.relief.region_cases import ADMITTED, DIAGNOSED, FORCED, WILLING
from tests.relief.station import ADULT, API, START, Station, again, denied, later

NEED = {"need": "昏迷", "hospital": "示范区人民医院", "called_at": "2026-11-23T09:05", "companion": "照料员"}


def test_somebody_unconscious_is_admitted_in_hospital(station: Station) -> None:
    """Nobody knows who it is; the hospital wants a unit that registers him: that is the admission (R-28)."""
    driver = station.at(RECEPTION, gender_declared="1", age_least=40, age_most=60)
    driver.do("yiwu", "send_to_hospital_before_admission", **NEED)
    with later(hours=5):
        driver.review(cannot_state=True)
        driver.do("zhiban", "register_inpatient", registration="住院处王医生，要求本站登记。")
        timer = driver.case.timers.get(key="TM-06", stopped_at=None)
    assert driver.case.state == HOSPITALIZED
    assert driver.case.admitted_at - START >= timedelta(hours=5), "the stay counts from here, not from the arrival"
    assert timer.due_at == driver.case.admitted_at + timedelta(hours=24)
    event = driver.case.medicalevents.get()
    assert (event.hospital, event.registration.reveal()) == (NEED["hospital"], "住院处王医生，要求本站登记。")
    body = station.client("yiwu").get(f"/relief/{driver.case.number}/").content.decode()
    assert "要求本站登记" in body
    assert "照料员陪同" in body
    told = station.client("yiwu").get(f"{API}/{driver.case.pk}").json()["medical"]
    assert [one["hospital"] for one in told] == [NEED["hospital"]]
    assert "medical" not in station.client("minzheng").get(f"{API}/{driver.case.pk}").json()


def test_back_to_the_station_a_departure_is_planned_anew_and_on_the_way_home_it_stands(station: Station) -> None:
    for back, state, mode in (("station", IN_STATION, ""), ("departure", DEPARTURE, "5.7")):
        driver = station.at(DEPARTURE)
        driver.do("zhaoliao", "send_to_hospital", need="高热")
        with later(hours=4):
            driver.do("shegong1", f"discharge_to_{back}", certificate="11月23日内科")
        event = driver.case.medicalevents.get()
        assert (driver.case.state, driver.case.departure_mode) == (state, mode)
        assert (event.certificate, event.back_at - START >= timedelta(hours=4)) == ("11月23日内科", True)


def test_a_copy_of_the_certificate_is_chosen_among_medical_papers_alone(station: Station) -> None:
    driver = station.in_hospital()
    other, paper = driver.copy(), driver.copy("medical")
    with pytest.raises(InvalidData) as refused:
        driver.do("yiwu", "discharge_to_station", certificate_copy=other)
    assert list(refused.value.errors) == ["certificate_copy"]
    driver.do("yiwu", "discharge_to_station", certificate_copy=paper)
    assert str(driver.case.medicalevents.get().certificate_copy_id) == paper


def test_a_voluntary_patient_leaves_from_the_hospital_without_a_certificate(station: Station) -> None:
    driver = station.in_hospital()
    driver.do("yiwu", "leave_voluntarily")
    assert (again(driver).outcome, driver.case.due_at) == ("left_voluntarily", None)


@pytest.mark.parametrize(("hour", "told", "dangerous"), [
    (19, {"temperature": -30}, False), (20, {}, True), (20, {"temperature": -10}, False),
    (5, {"temperature": -11}, True), (5, {"temperature": 0, "weather_alert": True}, True), (6, {}, False),
    (23, {"temperature": 36}, True),
])  # fmt: skip
def test_which_nights_are_dangerous(hour: int, told: dict[str, Any], dangerous: bool) -> None:
    moment = START.replace(hour=hour)
    assert weather.is_dangerous(moment, told) is dangerous


def test_into_a_dangerous_night_by_a_reason_and_a_second_person(station: Station) -> None:
    driver = station.in_hospital()
    with later(hours=13):
        data = {"certificate": "11月23日内科", "temperature": -22}
        assert denied(lambda: driver.do("yiwu", "discharge_to_departure", **data)) == ["no_dangerous_weather_night"]
        with pytest.raises(GuardsFailed):
            driver.do("yiwu", "discharge_to_departure", **data, lift_reason="儿子的车在门口等。")
        driver.two("yiwu", "zhiban", "discharge_to_departure", **data, lift_reason="儿子的车在门口等。")
    assert driver.case.state == DEPARTURE


@pytest.mark.parametrize("taken", ["of their own will", "by the police", "registered before admission"])
def test_whoever_lies_in_psychiatry_and_can_decide_leaves_in_one_act(station: Station, taken: str) -> None:
    """Neither a referral nor a diagnosis is a finding of incapacity, and nobody is held (R-29, R-39, HB-20)."""
    if taken == "registered before admission":
        driver = station.at(RECEPTION, **ADULT)
        driver.do("yiwu", "send_to_hospital_before_admission", **NEED)
        driver.review(practice_test=True)
        driver.do("zhiban", "register_inpatient", registration="精神卫生中心住院处。")
    else:
        driver = station.in_hospital()
    driver.do("yiwu", "refer_to_psychiatry", **(FORCED if taken == "by the police" else WILLING))
    driver.do("yiwu", "record_psychiatric_diagnosis", **DIAGNOSED)
    driver.do("yiwu", "record_inpatient", **ADMITTED)
    assert (driver.case.state, driver.case.health_state) == (HOSPITALIZED, "inpatient")
    page = f"/relief/{driver.case.number}/do/leave-voluntarily/"
    for who in ("yiwu", "zhaoliao", "husong"):
        assert station.client(who).get(page).status_code == 200, who
    answer = station.api("yiwu", driver, "transitions/leave-voluntarily", {})
    assert answer.status_code == 200, answer.json()
    assert again(driver).outcome == "left_voluntarily"


def test_a_patient_whose_capacity_is_in_doubt_asks_and_is_answered_within_two_hours(station: Station) -> None:
    """Psychiatry alone raises no doubt; where one was written down there is a way as everywhere else (R-41)."""
    driver = station.in_hospital()
    driver.do("yiwu", "refer_to_psychiatry", **WILLING)
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问。")
    driver.do("zhaoliao", "request_release")
    timer = driver.case.timers.get(key="TM-30", stopped_at=None)
    assert timedelta(0) <= timer.due_at - START - timedelta(hours=2) < timedelta(minutes=1)
    driver.two("shegong1", "zhiban", "leave_after_assessment", findings="认得回家的路。")
    assert driver.case.outcome == "left_voluntarily"

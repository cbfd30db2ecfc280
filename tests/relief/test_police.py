"""To the police before admission and back, and over to them by a lawful paper; the way out stays open all the time."""

import pytest

from casework import documents
from casework.demo import actor
from casework.refusals import InvalidData
from relief.states import DEPARTURE, PENDING_ARCHIVE, PREADMIT_POLICE, REVIEW, SCREENING, SECURITY_CHECK
from tests.relief.guards_intake import at_the_police
from tests.relief.station import CHILD, Driver, Station, again, denied

BACK = {"officer": "仇样", "handling": "醒酒后无违法情形，交回。"}


def test_from_the_check_back_to_the_first_look(station: Station) -> None:
    driver = station.at(SECURITY_CHECK)
    me, other = actor("anjian").user_id, actor("zhiban").user_id
    assert denied(lambda: driver.do("anjian", "call_police_at_check", found="匕首一把", second=me)) == [
        "dangerous_item_found"
    ], "two saw it, not one twice"
    driver.do("anjian", "call_police_at_check", found="匕首一把", second=other, unit="示范派出所", receipt_no="J-1")
    call = driver.case.policecalls.get()
    assert (driver.case.state, call.seen_by_id, call.called_at) == (PREADMIT_POLICE, other, driver.case.police_at)
    assert denied(lambda: driver.do("shegong1", "return_from_police", **BACK)) == ["screening_recorded"]
    for at in ("2026-11-20T09:00", "2026-12-20T09:00"):
        with pytest.raises(InvalidData) as told:
            driver.do("jiedai", "return_from_police_to_screening", **BACK, back_at=at)
        assert list(told.value.errors) == ["back_at"]
    driver.do("jiedai", "return_from_police_to_screening", **BACK)
    assert driver.case.state == SCREENING
    page = station.client("shegong1").get(f"/relief/{driver.case.number}/").content.decode()
    for words in ("匕首一把", "示范派出所", "J-1", "醒酒后无违法情形"):
        assert words in page, words
    assert "仇样" not in page


def test_whoever_was_looked_at_goes_on_to_the_review(station: Station) -> None:
    driver = station.at(SCREENING)
    driver.do("zhiban", "call_police_at_screening", matter="fugitive", findings="神志清楚，有酒气。")
    driver.do("shegong1", "return_from_police", **BACK)
    assert (driver.case.state, driver.case.screenings.count()) == (REVIEW, 1)


@pytest.mark.parametrize("state", [PREADMIT_POLICE, REVIEW, DEPARTURE])
def test_the_police_keep_somebody_by_a_paper_alone(station: Station, state: str) -> None:
    driver = at_the_police(station) if state == PREADMIT_POLICE else station.at(state)
    assert denied(lambda: driver.do("zhiban", "transfer_to_police", unit="示范派出所", paper="传唤证")) == [
        "lawful_police_paper"
    ]
    driver.do("zhiban", "transfer_to_police", unit="示范派出所", emergency=True)
    assert (driver.case.state, driver.case.outcome) == (PENDING_ARCHIVE, "transferred_police")
    assert not driver.case.timers.filter(stopped_at=None).exists()
    body = station.client("dangan").get(f"/relief/{driver.case.number}/").content.decode()
    assert "归档还缺：公安法律文书" in body
    driver.do("jiedai", "record_police_paper", paper="传唤证", paper_no="示公传字1号")
    assert (
        "公安法律文书"
        not in station.client("dangan")
        .get(f"/relief/{driver.case.number}/")
        .content.decode()
        .split("历史")[0]
        .split("报警与移交公安")[0]
    )


def test_a_child_at_the_police_is_brought_back_or_kept_never_lost(station: Station) -> None:
    driver = Driver(**CHILD).to(SCREENING)
    driver.do("zhiban", "call_police_at_screening", matter="offence")
    assert denied(lambda: driver.do("zhiban", "withdraw_request")) == ["capable_adult"]
    driver.do("shegong1", "return_from_police_to_screening", **BACK)
    assert again(driver).state == SCREENING


def test_the_form_of_the_police_is_printed_when_they_hand_somebody_back(station: Station) -> None:
    driver = at_the_police(station, findings="有酒气。", unit="示范派出所")
    assert not documents.of(driver.case).filter(code="J-06").exists(), "nobody was handed to the station"
    driver.do("shegong1", "return_from_police", **BACK)
    made = documents.snapshot_of(documents.of(driver.case).get(code="J-06"))
    assert (made["unit"], made["officer"]) == ("示范派出所", "仇样")

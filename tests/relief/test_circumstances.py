"""Why somebody came, what they want, and what follows from who they are; never a condition of anything."""

from typing import Any

import pytest
from django.http import QueryDict

from casework import forms, value_words
from relief import codes, origin
from relief.lifecycle import CASE
from relief.states import OPEN, PENDING_ARCHIVE, REVIEW, SCREENING
from tests.relief.station import API, NO_MORE, Station, again

NEAR = "220399195203080015"
WHOLE = {
    "cause": "20", "course": "一周前来找活，钱用完了。", "needs_requested": ["food", "return_home"],
    "person_category": "03", "relief_type": "05", "relief_types_other": ["02", "05"], "health": "10",
    "benefit_status": "unclear",
}  # fmt: skip


@pytest.mark.parametrize(("number", "paper", "station", "region"), [
    ("220302", "111", "220302", "1"), ("220399", "111", "220302", "2"),
    ("220199", "", "220302", "3"), ("610399", "111", "220302", "4"), ("810000", "", "220302", "5"),
    ("", "516", "220302", "5"), ("", "553", "220302", "6"), ("", "111", "220302", ""), ("", "", "220302", ""),
    ("220399", "111", "2203", "1"), ("220302", "111", "220302001", "1"),
])  # fmt: skip
def test_the_region_as_seen_from_the_station(number: str, paper: str, station: str, region: str) -> None:
    assert origin.region(number, paper, station) == region


def test_it_is_written_down_corrected_and_read_by_whom_it_concerns(station: Station) -> None:
    driver = station.at(SCREENING, gender_declared="1", age_least=50, age_most=60, id_declared=NEAR, request="想回家。")
    assert driver.case.region == "2", "by the number they say"
    path = f"/relief/{driver.case.number}/"
    form = {"version": driver.case.version, "idempotency_key": "once"} | WHOLE
    answer = station.client("jiedai").post(f"{path}amend/record-circumstances/", form)
    assert answer.status_code == 302, answer.content.decode()[:500]
    case = again(driver)
    assert (case.relief_type, case.relief_types_other, case.needs_requested) == ("05", ["02"], ["food", "return_home"])
    assert (case.region, case.region_said, case.state) == ("2", False, SCREENING)
    page = station.client("shegong1").get(path).content.decode()
    for words in (
        "钱款用尽",
        "食、返乡",
        "临时遇困",
        "返乡救助",
        "生活救助",
        "慢性病",
        "本市他县（按证件推定）",
        "钱用完了",
    ):
        assert words in page, words
    assert "慢性病" not in station.client("minzheng").get(path).content.decode(), "a summary of health is not made yet"
    assert "钱款用尽" not in station.client("husong").get(path).content.decode()
    told = station.client("shegong1").get(f"{API}/{case.pk}").json()["circumstances"]
    assert (told["cause"], told["health"], told["age_at_admission"]) == ("20", "10", None)
    assert "health" not in station.client("minzheng").get(f"{API}/{case.pk}").json()["circumstances"]
    filled = station.client("shegong1").get(f"{path}amend/record-circumstances/").content.decode()
    assert '<option value="20" selected>' in filled
    assert '<option value="2" selected>' not in filled, "what follows by itself is not said again by hand"
    # corrected by hand: stays, whatever a number says later; a masked text that is left empty is kept
    driver.do("shegong1", "record_circumstances", region="4", cause="03")
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=NEAR)
    assert (driver.case.region, driver.case.cause, driver.case.course.reveal()) == ("4", "03", WHOLE["course"])
    driver.do("shegong1", "record_circumstances")
    assert (driver.case.region, driver.case.cause, driver.case.region_said) == ("2", "", False)


def test_others_without_a_main_one_are_refused_by_the_field(station: Station) -> None:
    driver = station.at(SCREENING)
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"relief_types_other": ["02"]}, "relief_type"), ({"needs_requested": ["x"]}, "needs_requested"),
        ({"needs_requested": "food"}, "needs_requested"),
    )  # fmt: skip
    for sent, field in wrong:
        answer = station.api("jiedai", driver, "amendments/record-circumstances", sent)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_several_codes_come_back_as_they_were_sent(station: Station) -> None:
    """What a draft or a conflict kept of ticked boxes fills them again."""
    ask = next(ask for ask in CASE.amendments["record_circumstances"].asks if ask.name == "needs_requested")
    kept = forms.for_ledger(["food", "other"])
    sent = QueryDict(mutable=True)
    sent.setlist("needs_requested", forms.as_sent(ask, kept)["needs_requested"])
    assert forms.cleaned(ask, sent, lambda one: codes.choices(one.choices)) == ["food", "other"]
    assert value_words.typed(ask, kept, station.at(SCREENING).case) == "食、其他"


def test_it_is_never_asked_for(station: Station) -> None:
    """Open wherever somebody lives through the case and after it; nothing looks at it."""
    act = CASE.amendments["record_circumstances"]
    assert set(act.states) == {*OPEN, PENDING_ARCHIVE}
    assert not any(ask.required for ask in act.asks)
    driver: Any = station.at(REVIEW)
    driver.review(narrow_test=True)
    driver.do("shegong1", "admit_person")
    assert (driver.case.cause, driver.case.region) == ("", "")
    assert driver.case.age_at_admission == 50, "a guess counts as the younger age"
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=NEAR)
    assert (driver.case.age_at_admission, driver.case.region) == (74, "2")
    driver.do("zhaoliao", "leave_voluntarily")
    driver.do("jiedai", "record_circumstances", cause="20")
    assert (driver.case.state, driver.case.cause) == (PENDING_ARCHIVE, "20")

"""Over to relief of another kind: only where somebody has accepted in writing, agreed to by the bureau, asked after."""

from datetime import timedelta

import pytest

from casework import boundary, clock, documents, proposals
from casework.demo import actor
from casework.refusals import Conflict, NotYourRole
from relief.demo import beds
from relief.states import ARCHIVED, DEPARTURE, IN_STATION, PENDING_ARCHIVE
from tests.relief.guards_referral import ACCEPTED, WHOLE, refer
from tests.relief.station import API, START, Station, again, denied
from tests.relief.test_clocks import TICK, swept, told
from tests.relief.test_papers import KNOWN, printed, says


def running(driver: object) -> dict[str, str]:
    found = driver.case.timers.filter(stopped_at=None)  # type: ignore[attr-defined]
    return {one.key: one.due_at.astimezone(clock.CHINA).isoformat() for one in found}


@pytest.mark.parametrize("state", [IN_STATION, DEPARTURE])
def test_the_worker_asks_the_bureau_agrees_and_the_township_is_asked_after(station: Station, state: str) -> None:
    beds.load()
    driver = station.at(state, **KNOWN)
    driver.bed("B2")
    with pytest.raises(Conflict):
        driver.do("minzheng", "refer_to_other_relief", **WHOLE)
    asked = proposals.propose(driver.case, "refer_to_other_relief", actor=actor("shegong1"), data=WHOLE)
    assert again(driver).state == state, "care goes on until the bureau has agreed"
    for nobody in ("shegong2", "zhanzhang", "zhiban"):
        with pytest.raises(NotYourRole):
            proposals.agree(asked, actor=actor(nobody))
    boundary.with_follow_up(lambda: proposals.agree(asked, actor=actor("minzheng")).record)
    case = again(driver)
    assert (case.state, case.outcome, case.departure_mode) == (PENDING_ARCHIVE, "referred_other", "5.10")
    assert not case.bedstays.filter(until=None).exists(), "the bed is free"
    assert running(driver) == {"TM-24": "2026-11-27T00:00:00+08:00"}, "three days after the township accepted"
    page = station.client("shegong1").get(f"/relief/{case.number}/").content.decode()
    for words in ("示范镇人民政府", "临时救助（乡镇、街道）", "还没有登记"):
        assert words in page, words
    body = station.client("shegong1").get(f"{API}/{case.pk}").json()["referral"]
    assert (body["kind"], body["paper_no"], body["result"]) == ("temporary_relief", "示镇救〔2026〕11号", "")
    assert "郝例" not in str(body), "names are masked"
    assert "referral" not in station.client("anjian").get(f"{API}/{case.pk}").json()
    driver.do("shegong1", "record_referral_result", result="镇里给了500元，住进镇养老院。")
    assert running(driver) == {}
    assert denied(lambda: driver.do("shegong1", "record_referral_result", result="又问了一次。")) == ["referral_open"]


def test_by_pages(station: Station) -> None:
    """The worker fills in one form with the acceptance in hand; the bureau reads it and agrees by one press."""
    driver = station.at(IN_STATION)
    worker, path = station.client("shegong1"), f"/relief/{driver.case.number}/do/refer-to-other-relief/"
    assert "县民政局同意" in worker.get(path).content.decode()
    sent = {"version": driver.case.version, "idempotency_key": "over", **WHOLE, "agrees": "on",
            "accepted_at": "2026-11-23T08:30"}  # fmt: skip
    answer = worker.post(path, sent)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    bureau = station.client("minzheng")
    review = f"/relief/{driver.case.number}/proposals/{driver.case.proposals.get().pk}/"
    assert review in bureau.get("/").content.decode()
    assert "示镇救〔2026〕11号" in bureau.get(review).content.decode()
    assert bureau.post(review, {"decision": "agree"}).status_code == 302
    assert again(driver).outcome == "referred_other"


def test_the_papers_say_who_accepted(station: Station) -> None:
    driver = station.at(IN_STATION, **KNOWN)
    refer(driver)
    assert printed(driver) >= {"J-04", "J-08", "J-22"}
    says(
        driver,
        "J-22",
        "示范镇人民政府：",
        "石样",
        "示镇救〔2026〕11号",
        "临时救助（乡镇、街道）",
        "在三日内告知办理结果",
    )
    says(driver, "J-04", "其他", "示范镇人民政府郝例", "返回常住地")
    away = station.at(IN_STATION)
    away.do("shegong1", "verify_identity", verified_from="id_card", name_verified="石样", gender_verified="1",
            birth_verified="1952-03-08")  # fmt: skip
    away.do("shegong1", "prepare_departure", mode="5.7", destination="01")
    home = says(away, "J-22", "预计启程时间")
    assert "书面接收" not in home


def test_only_the_township_has_a_clock_and_the_file_waits_for_its_answer_and_the_acceptance(station: Station) -> None:
    driver = station.at(IN_STATION)
    refer(driver, kind="elderly_home", agency="示范区福利院")
    assert running(driver) == {}
    volume = {"volume": "2026-9", "retention": "years_30"}
    assert denied(lambda: driver.do("dangan", "archive_case", **volume)) == ["archive_checklist_complete"]
    other = station.at(IN_STATION)
    refer(other, copy=other.copy())
    assert denied(lambda: other.do("dangan", "archive_case", **volume)) == ["archive_checklist_complete"]
    other.do("shegong1", "record_referral_result", result="镇里已给临时救助。")
    other.do("dangan", "archive_case", **volume)
    assert again(other).state == ARCHIVED
    mended = station.at(IN_STATION)
    refer(mended, kind="elderly_home", agency="示范区福利院", copy=mended.copy())
    mended.do("dangan", "archive_case", **volume)
    assert again(mended).state == ARCHIVED, "of others nobody has to be asked"
    assert documents.of(mended.case).filter(code="J-41").exists()


def test_the_clock_counts_from_the_acceptance_to_its_last_minute(station: Station) -> None:
    driver = station.at(IN_STATION)
    refer(driver, accepted_at=(START - timedelta(days=1)).isoformat())
    (due,) = running(driver).values()
    assert due == "2026-11-26T00:00:00+08:00"
    timer = driver.case.timers.get(key="TM-24")
    swept(timer.due_at - timedelta(days=1) - TICK)
    assert told(driver, "TM-24") == []
    swept(timer.due_at - timedelta(days=1))
    swept(timer.due_at - TICK)
    assert told(driver, "TM-24") == [("due_soon", ["CSW"])]
    swept(timer.due_at)
    assert told(driver, "TM-24")[1:] == [("overdue", ["CSW"])]


@pytest.mark.parametrize("wrong", [
    {"accepted_at": "2026-11-23T09:01:00+08:00"}, {"accepted_by": ""}, {"agency": ""}, {"accepted_at": ""},
])  # fmt: skip
def test_an_acceptance_names_who_when_and_by_which_paper(station: Station, wrong: dict[str, str]) -> None:
    driver = station.at(IN_STATION)
    assert denied(lambda: refer(driver, **wrong)) == ["referral_accepted"]


def test_of_a_minor_the_wish_is_heard(station: Station) -> None:
    child = station.minor()
    assert denied(lambda: refer(child, agrees=True)) == ["person_agrees"]
    refer(child, **ACCEPTED, wish="想去姐姐那里的福利院。")
    assert child.case.referrals.get().wish.reveal() == "想去姐姐那里的福利院。"

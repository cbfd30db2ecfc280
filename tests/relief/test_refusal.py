"""No to relief: never to whoever cannot do without it, never by one alone, never without the written reasons."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import clock, proposals
from casework.demo import actor
from casework.refusals import Conflict, InvalidData
from relief.lifecycle import CASE
from relief.states import ARCHIVED, PENDING_ARCHIVE, REVIEW, SECURITY_CHECK
from tests.relief.refusing import SERVED, WHOLE, YOUNG, refuse, refused
from tests.relief.station import API, CHILD, START, Driver, Station, again, denied, later

NIGHT = START + timedelta(hours=14)


def test_the_hard_ones_are_lifted_by_nobody(station: Station) -> None:
    """HB-07: a reason and a leader lift none of them, nor does the director."""
    minor = Driver(**CHILD).to(REVIEW)
    for driver, wanted in (
        (minor, "not_minor"), (_unable(station), "able_to_express"), (_ill(station), "not_in_emergency"),
    ):  # fmt: skip
        for second in ("zhiban", "zhanzhang"):
            act = lambda: refuse(driver, second, lift_reason="领导要求。")  # noqa: B023, E731
            assert denied(act) == [wanted]
        assert driver.case.state == REVIEW
    assert not [g.code for g in CASE.rows["refuse_relief"].needs if g.override and g.code not in (
        "no_dangerous_weather_night", "reason_and_second_person")]  # fmt: skip


def _unable(station: Station) -> Driver:
    driver = station.at(REVIEW)
    driver.review(cannot_state=True)
    return driver


def _ill(station: Station) -> Driver:
    driver = station.at(REVIEW)
    driver.do("shegong1", "record_circumstances", health="7")
    return driver


def test_what_else_the_guards_look_at(station: Station) -> None:
    court, victim, needy = station.at(REVIEW), station.at(REVIEW), station.at(REVIEW)
    court.do("shegong1", "record_capacity", capacity="court_found", signs="法院判决书。")
    victim.review(suspected_victim=True)
    needy.review(practice_test=True)
    assert denied(lambda: refuse(court)) == ["able_to_express"]
    assert denied(lambda: refuse(victim)) == ["refusal_reason_listed"], "a suspected victim is protected"
    assert denied(lambda: refuse(needy)) == ["refusal_reason_listed"], "in need by our own finding"
    assert denied(lambda: refuse(needy, reasons=["a"])) == [], "though whoever refuses the check may be refused"
    assert denied(lambda: refuse(station.at(REVIEW), facts=" ")) == ["refusal_reason_listed"]


def test_one_proposes_another_decides(station: Station) -> None:
    driver = station.at(REVIEW)
    with pytest.raises(Conflict) as told:
        driver.do("zhiban", "refuse_relief", **WHOLE)
    assert told.value.code == "ask_first"
    asked = proposals.propose(driver.case, "refuse_relief", actor=actor("shegong1"), data=WHOLE)
    # meanwhile they may go, or be found to be ill: what was proposed is looked at again
    driver.do("shegong1", "record_circumstances", health="2")
    assert denied(lambda: proposals.agree(asked, actor=actor("zhiban"))) == ["not_in_emergency"]
    driver.do("jiedai", "withdraw_request")
    assert driver.case.outcome == "withdrawn", "a proposal keeps nobody"


def test_at_night_the_weather_counts_and_a_second_person_lifts_it(station: Station) -> None:
    with clock.moved_to(NIGHT):
        driver = station.at(REVIEW)
        assert denied(lambda: refuse(driver)) == ["no_dangerous_weather_night"], "silence is no good news"
        assert denied(lambda: refuse(driver, temperature=-22)) == ["no_dangerous_weather_night"]
        refuse(driver, temperature=-22, lift_reason="本人已订旅馆，派车送到。")
        assert driver.case.outcome == "refused"
        event = driver.case.events.get(name="refuse_relief")
        assert event.detail["lifted"] == ["no_dangerous_weather_night"]


def test_the_decision_its_service_and_the_remedies(station: Station) -> None:
    driver = refused(station, referred_to="示范镇", sender_told="已电话告知镇信访办。")
    decision = driver.case.refusaldecisions.get()
    assert (decision.proposed_by.user.username, decision.recorded_by.user.username) == ("shegong1", "zhiban")
    assert (driver.case.state, driver.case.outcome) == (PENDING_ARCHIVE, "refused")
    assert {t.key for t in driver.case.timers.filter(stopped_at=None)} == {"TM-24"}, "remedies run from service"
    page = station.client("shegong1").get(f"/relief/{driver.case.number}/").content.decode()
    for words in ("自身有能力解决食宿", "还没有送达", "归档还缺：不予救助通知书的送达", "示范镇", "已电话告知镇信访办"):
        assert words in page, words
    assert station.client("shegong1").get(f"{API}/{driver.case.pk}").json()["refusal"]["reasons"] == ["c"]
    assert station.client("jiedai").get(f"{API}/{driver.case.pk}").json().get("refusal") is None
    late = driver.case.refusaldecisions.get().recorded_at - timedelta(minutes=1)
    for wrong, field in (({"signature": "refused"}, "second"), ({"served_at": late.isoformat()}, "served_at"),
                         ({"served_at": "2026-12-24T09:00"}, "served_at")):  # fmt: skip
        with pytest.raises(InvalidData) as told:
            driver.do("shegong1", "serve_refusal_notice", **SERVED | wrong)
        assert list(told.value.errors) == [field]
    second = actor("zhiban").user_id
    with later(hours=2):
        driver.do("shegong1", "serve_refusal_notice", served_how="in_person", signature="refused", second=second)
    decision.refresh_from_db()
    assert (decision.served_by.username, decision.served_second.username) == ("shegong1", "zhiban")
    driver.do("shegong1", "record_referral_result", result="镇里当天给了临时救助。")
    assert {t.key for t in driver.case.timers.filter(stopped_at=None)} == {"TM-23a", "TM-23b"}
    assert driver.case.due_at is None, "a right that runs is nobody's deadline"
    driver.do("jiedai", "tell_rights") if driver.case.rights_told_at is None else None
    driver.do("dangan", "archive_case", volume="2026-3", retention="years_10")
    assert again(driver).state == ARCHIVED


def test_by_pages(station: Station) -> None:
    """The worker fills in one form, the leader reads it and decides."""
    driver = station.at(REVIEW)
    worker, path = station.client("shegong1"), f"/relief/{driver.case.number}/do/refuse-relief/"
    form = worker.get(path).content.decode()
    assert "符合条件的应当及时救助" in form
    sent = {"version": driver.case.version, "idempotency_key": "no"} | {k: v for k, v in WHOLE.items() if v is not True}
    answer = worker.post(path, sent | {"no_emergency": "on"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    leader = station.client("zhiban")
    review = f"/relief/{driver.case.number}/proposals/{driver.case.proposals.get().pk}/"
    shown = leader.get(review).content.decode()
    assert "自身有能力解决食宿" in shown
    assert "救助热线、乡镇（街道）临时救助" in shown
    assert leader.post(review, {"decision": "agree"}).status_code == 302
    assert again(driver).outcome == "refused"


def test_whoever_refuses_the_check_is_not_decided_about_at_the_door(station: Station) -> None:
    driver = station.at(SECURITY_CHECK, **YOUNG)
    driver.do("anjian", "refer_check_refusal", explained=True, words="说明了，本人不让看包。")
    assert (driver.case.state, driver.case.outcome) == (REVIEW, "")
    assert "拒检" in station.client("anjian").get(f"/relief/{driver.case.number}/").content.decode()


@pytest.mark.parametrize(("who", "said"), [
    ({"age_least": 55, "age_most": 60}, {}), ({"age_least": 16, "age_most": 20}, {}), ({}, {"words": ""}),
    ({}, {"emergency": True}),
])  # fmt: skip
def test_old_young_ill_or_unasked_nobody_has_refused_a_check(
    station: Station, who: dict[str, Any], said: dict[str, Any]
) -> None:
    driver = station.at(SECURITY_CHECK, **YOUNG | who)
    data = {"explained": True, "words": "说明了，不让看包。"} | said
    assert denied(lambda: driver.do("anjian", "refer_check_refusal", **data)) == ["check_refusal_explained"]


@pytest.mark.parametrize(("key", "served", "due"), [
    # 60 days end on Labour Day, six months on National Day: both roll to the next working day
    ("TM-23a", datetime(2026, 3, 2, 10, 0, tzinfo=clock.CHINA), "2026-05-07"),
    ("TM-23b", datetime(2026, 4, 1, 10, 0, tzinfo=clock.CHINA), "2026-10-09"),
])  # fmt: skip
def test_remedies_from_service_roll_over_holidays(station: Station, key: str, served: datetime, due: str) -> None:
    with clock.moved_to(served):
        driver = refused(station)
        driver.do("shegong1", "serve_refusal_notice", **SERVED)
    timer = driver.case.timers.get(key=key)
    assert timer.due_at.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M") == f"{due} 00:00"

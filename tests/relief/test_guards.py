"""Each guard of each act by its name: refused for want of that alone, and done once it is there."""

from collections.abc import Callable
from typing import Any

import pytest

from casework import engine
from casework.actor import Actor
from casework.demo import actor
from casework.models import Post, Record
from casework.refusals import GuardsFailed
from relief.demo.roads import ADULT, PLAN, Driver
from relief.lifecycle import CASE
from relief.models import ReliefCase
from relief.states import DEPARTURE, IN_STATION, RECEPTION, REVIEW, SCREENING, SECURITY_CHECK
from tests.relief import (
    guards_ahead,
    guards_backdating,
    guards_background,
    guards_beds,
    guards_belongings,
    guards_care,
    guards_inquiries,
    guards_intake,
    guards_national,
    guards_people,
    guards_referral,
    guards_rides,
    guards_stay,
    loss,
    protecting,
    region_cases,
)
from tests.relief.station import NO_MORE, SEVENTEEN, Station, denied, later

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
WHY = "家里的地址和儿子的姓名都说清了。"
RELEASE = {
    "no_risk": True, "assessment": "两次谈话，无风险。", "guardian_contact": "母亲电话同意。",
    "bureau_informed": "翁例，10时",
}  # fmt: skip


def _act(driver: Driver, who: str, code: str, data: dict[str, Any]) -> Callable[[], Any]:
    return lambda: driver.do(who, code, **data)


def _both(driver: Driver, who: str, code: str, without: dict[str, Any], then: dict[str, Any]) -> Case:
    """The same act, first without what the guard looks at, then with it."""
    return driver, _act(driver, who, code, without), _act(driver, who, code, without | then)


def _after(driver: Driver, who: str, code: str, data: dict[str, Any], mend: Callable[[], Any]) -> Case:
    """The same act, before and after something is put right on record."""
    act = _act(driver, who, code, data)
    return driver, act, lambda: (mend(), act())


def _begin(station: Station) -> Case:
    data = ADULT | {"arrival_mode": "01"}
    made: list[Any] = []

    def begin(**more: Any) -> None:
        made.append(engine.create(ReliefCase, actor=actor("jiedai"), data=data | more).record)

    return Driver(), begin, lambda: begin(present=True)


def _check(**missing: Any) -> Callable[[Station], Case]:
    whole = {"consent": True, "method": "handheld", "body_check": True, "same_sex": True}
    return lambda s: _both(s.at(RECEPTION), "anjian", "start_security_check", {**whole, **missing}, whole)


def _eligible(station: Station) -> Case:
    """Protected by being unable to state anything: then a countersignature is not asked for either."""
    driver = station.at(REVIEW)
    driver.do("shegong1", "record_review", review_note="有钱有住处。")
    driver.do("zhiban", "countersign_admission")
    return _after(driver, "shegong1", "admit_person", {}, lambda: driver.review(cannot_state=True))


def _countersigned(station: Station) -> Case:
    driver = station.at(REVIEW)
    driver.review(practice_test=True)
    return _after(
        driver, "shegong1", "admit_person", {}, lambda: driver.do("zhiban", "countersign_admission")
    )  # fmt: skip


def _capable(code: str, state: str) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.doubtful(state)
        mend = _act(driver, "yiwu", "record_capacity", {"capacity": "clearly_capable"})
        return _after(driver, "zhiban", code, {}, mend)

    return case


def _of_doubt(code: str, state: str, **data: Any) -> Callable[[Station], Case]:
    """Only for an adult whose capacity is in doubt: refused to one who is capable, with everything else in place."""

    def case(station: Station) -> Case:
        driver = station.at(state)
        mend = _act(driver, "yiwu", "record_capacity", {"capacity": "suspected_limited", "signs": "答非所问。"})
        act = _agreed(driver, code, data)
        return driver, act, lambda: (mend(), act())

    return case


def _agreed(driver: Driver, code: str, data: dict[str, Any]) -> Callable[[], Any]:
    if not CASE.rows[code].second_person:
        return _act(driver, "zhiban", code, data)
    return lambda: driver.two("zhiban", "zhiban2", code, **data)


def _assessed(code: str, state: str) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.doubtful(state)
        found = {"findings": "认得回家的路，带着钱。"}
        return driver, _agreed(driver, code, found | {"danger": True}), _agreed(driver, code, found)

    return case


def _deferred(station: Station) -> Case:
    driver, found = station.doubtful(IN_STATION), {"findings": "要往铁路上走。"}
    called = found | {"called": "示范派出所"}
    return driver, _agreed(driver, "defer_release", found), _agreed(driver, "defer_release", called)


def _sixteen(station: Station) -> Case:
    driver = station.minor()
    verified = {**NO_MORE, "id_verified": SEVENTEEN}
    driver.do("shegong1", "verify_identity", **verified)
    return _both(driver, "zhanzhang", "release_minor_aged_16_17", RELEASE | {"no_risk": False}, {"no_risk": True})


def _mode(station: Station) -> Case:
    driver = _verified(station)
    return _both(driver, "shegong1", "prepare_departure", PLAN | {"mode": ""}, PLAN)


def _verified(station: Station) -> Driver:
    driver = station.at(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified="220399195203080015")
    return driver


def _escort(station: Station) -> Case:
    """A reason does not help: an escort goes to a known place with a known person."""
    driver = station.at(IN_STATION)
    data = PLAN | {"mode": "5.6", "lift_reason": WHY}
    mend = _act(driver, "shegong1", "verify_identity", NO_MORE | {"id_verified": "220399195203080015"})
    act = lambda: driver.two("shegong1", "zhiban", "prepare_departure", **data)  # noqa: E731
    return driver, act, lambda: (mend(), driver.do("shegong1", "prepare_departure", **data))


def _plausible(station: Station) -> Case:
    driver = station.at(IN_STATION)
    return (
        driver, _act(driver, "shegong1", "prepare_departure", PLAN),
        lambda: driver.two("shegong1", "zhiban", "prepare_departure", **PLAN, lift_reason=WHY),
    )  # fmt: skip


def _collected(driver: Driver, data: dict[str, Any], mend: Callable[[str], Any], **collector: Any) -> Case:
    key = driver.collector(**collector)
    data = {"collector": key} | data
    act = _act(driver, "shegong1", "hand_over_to_family", data)
    return driver, act, lambda: (mend(key), act())


def _identified(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    copy = driver.copy()
    mend = lambda key: driver.do(  # noqa: E731
        "shegong1", "update_collector", collector=key, proof="村委会证明", copy=copy, risk="none"
    )  # fmt: skip
    return _collected(driver, {"agrees": True}, mend, proof="")


def _no_risk(station: Station) -> Case:
    driver = station.minor(DEPARTURE)

    def mend(key: str) -> None:
        driver.do("shegong1", "update_collector", collector=key, risk="none")

    return _collected(driver, {"wish": "想跟舅舅回去。"}, mend, risk="suspected_abandonment", relation="G5")


def _true_wish(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    key = driver.collector(risk="suspected_violence")
    data = {"collector": key, "agrees": True}
    wish = {"collector": key, "wish": "愿意回家。", "same_sex": True}
    return (
        driver,
        _act(driver, "shegong1", "hand_over_to_family", data),
        lambda: (
            driver.do("shegong2", "hear_true_wish", **wish),
            driver.two("shegong1", "shegong2", "hand_over_to_family", **data, lift_reason=WHY),
        ),
    )


def _agrees(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    return _both(
        driver, "jiedai", "hand_over_to_family", {"collector": driver.collector()}, {"agrees": True}
    )  # fmt: skip


def _fit(station: Station) -> Case:
    driver = station.minor(DEPARTURE)

    def mend(key: str) -> None:
        driver.fit_guardian(key)

    return _collected(driver, {"wish": "想回家。"}, mend)


def _undisputed(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    driver.do("shegong1", "record_identity_doubt", doubt="两份证件的名字不同。")

    def mend(_key: str) -> None:
        driver.do("zhanzhang", "settle_identity_doubt", conclusion="公安核实，是曾用名。")

    return _collected(driver, {"agrees": True}, mend)


def _filed(station: Station) -> Case:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    data = {"volume": "2026-1", "retention": "years_30"}
    mend = _act(driver, "jiedai", "record_leaving_statement", {"statement_kind": "signed"})
    return _after(driver, "dangan", "archive_case", data, mend)


def _told(station: Station) -> Case:
    driver = station.at(RECEPTION)
    other = station.at(RECEPTION, **ADULT, rights_told=False)
    return driver, _act(driver, "jiedai", "tell_rights", {}), _act(other, "jiedai", "tell_rights", {})


def _doubt_open(station: Station) -> Case:
    driver = station.at(RECEPTION)
    mend = _act(driver, "shegong1", "record_identity_doubt", {"doubt": "两份证件。"})
    return _after(driver, "zhanzhang", "settle_identity_doubt", {"conclusion": "同一人。"}, mend)


def _reviewed(station: Station) -> Case:
    driver = station.at(REVIEW)
    return _after(driver, "zhiban", "countersign_admission", {}, lambda: driver.review(practice_test=True))


def _another(station: Station) -> Case:
    """Somebody in two posts: the opinion is written in one, and may not be countersigned in the other."""
    two, case = Post.objects.get(user__username="zhiban"), station.at(REVIEW)
    worker = Post.objects.create(user=two.user, agency=two.agency, role="CSW", title="社工", division=two.division,
                                 valid_from=two.valid_from)  # fmt: skip
    review = {"practice_test": True, "review_note": "钱款用尽。"}
    case.case = engine.amend(case.case, "record_review", actor=Actor(worker), data=review).record
    return case, _act(case, "zhiban", "countersign_admission", {}), _act(case, "zhiban2", "countersign_admission", {})


def _known(code: str) -> Callable[[Station], Case]:
    """Looked at before the form opens, for without a collector there is nothing to choose in it."""

    def case(station: Station) -> Case:
        driver = station.at(IN_STATION)

        def look() -> None:
            offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("shegong1"))}
            if offered[code]:
                raise GuardsFailed(offered[code])

        return driver, look, lambda: (driver.collector(), look())

    return case


def _by_oneself(station: Station) -> Case:
    collected, left = station.at(DEPARTURE), station.at(IN_STATION)
    collected.do("shegong1", "hand_over_to_family", collector=collected.collector(), agrees=True)
    left.do("zhaoliao", "leave_voluntarily")
    data = {"statement_kind": "signed"}
    return (
        collected, _act(collected, "jiedai", "record_leaving_statement", data),
        _act(left, "jiedai", "record_leaving_statement", data),
    )  # fmt: skip


def _unable(station: Station) -> Driver:
    """At a hospital before admission, unable to say anything."""
    driver = _in_hospital(station)
    driver.review(cannot_state=True)
    return driver


def _registered(station: Station) -> Case:
    driver = _in_hospital(station)
    data = {"registration": "住院处王医生。"}
    return _after(driver, "shegong1", "register_inpatient", data, lambda: driver.review(narrow_test=True))


def _night(station: Station) -> Case:
    """At ten in the evening: what the thermometer says decides, and where nobody looked it counts as dangerous."""
    driver = station.in_hospital()

    def at_night(**weather: Any) -> Callable[[], Any]:
        def act() -> None:
            with later(hours=13):
                driver.do("yiwu", "discharge_to_departure", certificate="11月23日内科", **weather)

        return act

    return driver, at_night(temperature=-22), at_night(temperature=-3)


CHECK = {"items": "背包一个。"}
SCREEN = {"findings": "神志清楚。"}
FREE = {"findings": "认得回家的路。"}
#: Act and guard → the act refused for want of this guard alone, and the act done.
CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("receive_person", "person_present"): _begin,
    ("start_security_check", "consents_to_check"): _check(consent=False),
    ("start_security_check", "check_by_same_sex"): _check(same_sex=False),
    ("prioritize_emergency", "visible_emergency"):
        lambda s: _both(s.at(SECURITY_CHECK), "zhiban", "prioritize_emergency", {"seen": "冻伤"}, {"emergency": True}),
    ("pass_security_check", "security_check_recorded"):
        lambda s: _both(s.at(SECURITY_CHECK), "anjian", "pass_security_check", {"items": " "}, CHECK),
    ("complete_screening", "screening_recorded"):
        lambda s: _both(s.at(SCREENING), "shegong1", "complete_screening", {}, SCREEN),
    ("complete_screening", "no_emergency"):
        lambda s: _both(s.at(SCREENING), "shegong1", "complete_screening", SCREEN | {"emergency": True},
                        {"emergency": False}),
    ("send_to_hospital_before_admission", "medical_need_found"):
        lambda s: _both(s.at(RECEPTION), "yiwu", "send_to_hospital_before_admission", {}, {"need": "伤"}),
    ("return_from_hospital", "stable_or_discharged"):
        lambda s: _both(_in_hospital(s), "shegong1", "return_from_hospital", {}, {"back_note": "王医生，可以离院。"}),
    ("register_inpatient", "hospital_requires_registration"):
        lambda s: _both(_unable(s), "zhiban", "register_inpatient", {}, {"registration": "住院处王医生。"}),
    ("register_inpatient", "eligible_or_protected"): _registered,
    ("send_to_hospital", "medical_need_found"):
        lambda s: _both(s.at(DEPARTURE), "zhaoliao", "send_to_hospital", {"hospital": "医院"}, {"need": "伤"}),
    ("discharge_to_station", "discharge_certificate"):
        lambda s: _both(s.in_hospital(), "yiwu", "discharge_to_station", {"by_own_will": True},
                        {"back_note": "想回站里，医生说可以。"}),
    ("discharge_to_departure", "discharge_certificate"):
        lambda s: _both(s.in_hospital(), "shegong1", "discharge_to_departure", {"back_note": "想走。"},
                        {"certificate": "11月23日内科"}),
    ("discharge_to_departure", "no_dangerous_weather_night"): _night,
    ("admit_person", "eligible_or_protected"): _eligible,
    ("admit_person", "countersigned_if_beyond_narrow_test"): _countersigned,
    ("withdraw_request", "capable_adult"): _capable("withdraw_request", SCREENING),
    ("leave_voluntarily", "capable_adult"): _capable("leave_voluntarily", DEPARTURE),
    ("withdraw_after_assessment", "doubtful_capacity"): _of_doubt("withdraw_after_assessment", REVIEW, **FREE),
    ("withdraw_after_assessment", "incapacity_assessed"): _assessed("withdraw_after_assessment", REVIEW),
    ("leave_after_assessment", "doubtful_capacity"): _of_doubt("leave_after_assessment", IN_STATION, **FREE),
    ("leave_after_assessment", "incapacity_assessed"): _assessed("leave_after_assessment", IN_STATION),
    ("request_release", "doubtful_capacity"): _of_doubt("request_release", DEPARTURE),
    ("defer_release", "doubtful_capacity"):
        _of_doubt("defer_release", IN_STATION, findings="要往铁路上走。", called="120"),
    ("defer_release", "danger_assessed_by_two"): _deferred,
    ("release_minor_aged_16_17", "age_16_17_release"): _sixteen,
    ("prepare_departure", "departure_mode_chosen"): _mode,
    ("prepare_departure", "identity_verified_for_escort"): _escort,
    ("prepare_departure", "destination_plausible"): _plausible,
    ("cancel_departure", "cancel_reason_recorded"):
        lambda s: _both(s.at(DEPARTURE), "zhiban", "cancel_departure", {}, {"reason": "儿子来不了。"}),
    ("hand_over_to_family", "collector_identified"): _identified,
    ("hand_over_to_family", "no_risk_flag_for_protected"): _no_risk,
    ("hand_over_to_family", "risk_flag_cleared_by_true_wish"): _true_wish,
    ("hand_over_to_family", "person_agrees"): _agrees,
    ("hand_over_to_family", "guardian_fit_if_protected"): _fit,
    ("hand_over_to_family", "identity_not_disputed"): _undisputed,
    ("archive_case", "archive_checklist_complete"): _filed,
    ("tell_rights", "rights_not_told"): _told,
    ("settle_identity_doubt", "doubt_open"): _doubt_open,
    ("countersign_admission", "review_recorded"): _reviewed,
    ("countersign_admission", "reviewed_by_another"): _another,
    ("update_collector", "collector_known"): _known("update_collector"),
    ("hear_true_wish", "collector_known"): _known("hear_true_wish"),
    ("record_leaving_statement", "left_by_oneself"): _by_oneself,
    **region_cases.CASES,
    **guards_backdating.CASES,
    **guards_background.CASES,
    **protecting.CASES,
    **guards_beds.CASES,
    **guards_belongings.CASES,
    **guards_care.CASES,
    **guards_inquiries.CASES,
    **guards_national.CASES,
    **guards_rides.CASES,
    **guards_ahead.CASES,
}  # fmt: skip

CASES |= guards_intake.CASES | guards_people.CASES | guards_referral.CASES | guards_stay.CASES | loss.CASES


def _in_hospital(station: Station) -> Driver:
    driver = station.at(SCREENING)
    driver.do("yiwu", "send_to_hospital_before_admission", need="外伤")
    return driver


def test_every_guard_of_every_act_is_here() -> None:
    acts = [*CASE.beginnings, *CASE.rows.values(), *CASE.amendments.values()]
    assert {(act.code, guard.code) for act in acts if act for guard in act.needs} == set(CASES)


@pytest.mark.parametrize(("code", "guard"), CASES, ids=lambda value: value)
def test_a_guard_refuses_for_its_own_sake(station: Station, code: str, guard: str) -> None:
    driver, refused, done = CASES[code, guard](station)
    before = Record.objects.filter(pk=driver.case.pk).values("state", "version").get()
    events = driver.case.events.count()
    assert denied(refused) == [guard]
    assert Record.objects.filter(pk=driver.case.pk).values("state", "version").get() == before
    assert driver.case.events.count() == events
    assert denied(done) == []


def test_what_else_the_guards_look_at(station: Station) -> None:
    """The other sides of conditions that have several."""
    driver = station.at(RECEPTION)
    driver.do("anjian", "start_security_check", consent=True, method="gate", same_sex=False)
    assert driver.case.state == SECURITY_CHECK, "a gate has no sex"
    court = station.at(REVIEW)
    court.do("shegong1", "record_capacity", capacity="court_found", signs="法院判决书。")
    court.do("shegong1", "admit_person")
    assert court.case.state == IN_STATION, "whoever a court found without capacity is not turned away"
    victim = station.at(REVIEW)
    victim.review(suspected_victim=True)
    victim.do("shegong1", "admit_person")
    assert victim.case.state == IN_STATION
    nowhere = _verified(station)
    assert denied(_act(nowhere, "shegong1", "prepare_departure", PLAN | {"destination": "14"})) == [
        "destination_plausible"
    ]


def test_minors_of_any_age_and_the_court_found_have_no_way_of_their_own(station: Station) -> None:
    child = station.minor()
    assert denied(_act(child, "zhanzhang", "release_minor_aged_16_17", RELEASE)) == ["age_16_17_release"]
    fifteen = NO_MORE | {"birth_verified": "2010-11-23"}
    child.do("shegong1", "verify_identity", **fifteen)
    assert denied(_act(child, "zhanzhang", "release_minor_aged_16_17", RELEASE)) == ["age_16_17_release"]
    assert denied(_act(child, "zhiban", "request_release", {})) == ["doubtful_capacity"]
    with later(days=1):
        child.do("zhanzhang", "release_minor_aged_16_17", **RELEASE)
    assert child.case.outcome == "left_voluntarily"
    court = station.at(IN_STATION)
    court.do("shegong1", "record_capacity", capacity="court_found", signs="法院判决书。")
    assert denied(_act(court, "zhiban", "leave_voluntarily", {})) == ["capable_adult"]
    assert denied(_act(court, "zhiban", "request_release", {})) == ["doubtful_capacity"]


def test_each_of_the_four_conditions_of_a_release_counts(station: Station) -> None:
    driver = station.minor()
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=SEVENTEEN)
    for name, value in RELEASE.items():
        without = RELEASE | {name: False if value is True else ""}
        assert denied(_act(driver, "zhanzhang", "release_minor_aged_16_17", without)) == ["age_16_17_release"]
    driver.do("zhanzhang", "release_minor_aged_16_17", **RELEASE)
    assert driver.case.outcome == "left_voluntarily"

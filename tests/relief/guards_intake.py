"""Refused for want of one guard alone, and done once it is there: leads, refusals, and the police before admission."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from casework import engine
from casework.demo import actor
from relief.demo.roads import ADULT
from relief.models import ReliefCase
from relief.states import REVIEW, SCREENING, SECURITY_CHECK
from tests.relief.refusing import SERVED, WHOLE, YOUNG, refuse, refused
from tests.relief.station import CHILD, NO_MORE, Driver, Station, denied, later

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
EXPLAINED = {"explained": True, "words": "说明了两次，本人不让看包。"}


def _refused(**missing: Any) -> Callable[[Station], Case]:
    """By what the form says."""

    def case(station: Station) -> Case:
        driver = station.at(REVIEW)
        return driver, lambda: refuse(driver, **missing), lambda: refuse(driver)

    return case


def _mended(driver: Driver, mend: Callable[[], Any]) -> Case:
    """By what is on record."""
    return driver, lambda: refuse(driver), lambda: (mend(), refuse(driver))


def _not_minor(_station: Station) -> Case:
    driver = Driver(**CHILD).to(REVIEW)
    grown = NO_MORE | {"birth_verified": "2000-01-01"}
    return _mended(driver, lambda: driver.do("shegong1", "verify_identity", **grown))


def _able(station: Station) -> Case:
    driver = station.at(REVIEW)
    driver.do("shegong1", "record_review", review_note="不说话。", cannot_state=True)
    return _mended(driver, lambda: driver.do("shegong1", "record_review", review_note="说清了。"))


def _night(station: Station) -> Case:
    driver = station.at(REVIEW)

    def at_ten(**weather: Any) -> None:
        with later(hours=13):
            refuse(driver, **weather)

    return driver, lambda: at_ten(temperature=-22), lambda: at_ten(temperature=-3)


def _alone(station: Station) -> Case:
    """The kernel turns back who asked; the guard holds where somebody came round that."""
    driver = station.at(REVIEW)
    alone: Any = SimpleNamespace(pk="", proposer=actor("zhiban").post)
    act = lambda: engine.perform(  # noqa: E731
        driver.case, "refuse_relief", actor=actor("zhiban"), data=WHOLE, proposal=alone
    )  # fmt: skip
    return driver, act, lambda: refuse(driver)


def at_the_police(station: Station, **more: Any) -> Driver:
    """The police were called at the first look."""
    driver = station.at(SCREENING)
    driver.do("zhiban", "call_police_at_screening", matter="drunk", **more)
    return driver


def _served(station: Station) -> Case:
    driver = refused(station)
    other = refused(station)
    driver.do("shegong1", "serve_refusal_notice", **SERVED)
    again = lambda: driver.do("shegong1", "serve_refusal_notice", **SERVED)  # noqa: E731
    return driver, again, lambda: other.do("shegong1", "serve_refusal_notice", **SERVED)


def _referral(station: Station) -> Case:
    driver, other = refused(station), refused(station, referred_to="示范镇")
    act = lambda of: of.do("shegong1", "record_referral_result", result="镇里已受理。")  # noqa: E731
    return driver, lambda: act(driver), lambda: act(other)


def _check(station: Station) -> Case:
    driver = station.at(SECURITY_CHECK, **YOUNG)
    act = lambda **data: driver.do("anjian", "refer_check_refusal", **data)  # noqa: E731
    return driver, lambda: act(words="说明了。"), lambda: act(**EXPLAINED)


def _found(station: Station) -> Case:
    driver = station.at(SECURITY_CHECK)
    act = lambda **more: driver.do("anjian", "call_police_at_check", found="匕首一把", **more)  # noqa: E731
    return driver, act, lambda: act(second=actor("zhiban").user_id)


def _matter(station: Station) -> Case:
    driver = station.at(SCREENING)
    act = lambda **more: driver.do("zhiban", "call_police_at_screening", **more)  # noqa: E731
    return driver, lambda: act(unit="示范派出所"), lambda: act(matter="drunk")


def _back(code: str) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = at_the_police(station, findings="有酒气。")
        act = lambda **more: driver.do("jiedai", code, handling="交回。", **more)  # noqa: E731
        return driver, act, lambda: act(officer="仇样")

    return case


def _looked_at(station: Station) -> Case:
    driver, other = at_the_police(station), at_the_police(station, findings="有酒气。")
    act = lambda of: of.do("jiedai", "return_from_police", officer="仇样", handling="交回。")  # noqa: E731
    return driver, lambda: act(driver), lambda: act(other)


def _lawful(station: Station) -> Case:
    driver = station.at(REVIEW)
    act = lambda **more: driver.do("zhiban", "transfer_to_police", paper="传唤证", **more)  # noqa: E731
    return driver, act, lambda: act(paper_no="示公传字1号")


def _paper(station: Station) -> Case:
    driver, other = station.at(REVIEW), station.at(REVIEW)
    driver.do("zhiban", "transfer_to_police", paper="传唤证", paper_no="示公传字1号")
    other.do("zhiban", "transfer_to_police", emergency=True)
    act = lambda of: of.do("jiedai", "record_police_paper", paper="传唤证", paper_no="2号")  # noqa: E731
    return driver, lambda: act(driver), lambda: act(other)


def _present(station: Station) -> Case:
    """By reception at once, and by a lead that led to somebody: for want of the person neither is done."""
    driver, arrival = Driver.of_lead(place="汽车站"), ADULT | {"arrival_mode": "01"}

    def absent() -> None:
        if denied(lambda: driver.do("jiedai", "receive_person", **arrival)):
            engine.create(ReliefCase, actor=actor("jiedai"), data=arrival)

    def there() -> None:
        driver.do("jiedai", "receive_person", **arrival, present=True)
        Driver(**arrival)

    return driver, absent, there


def _somewhere(station: Station) -> Case:
    return station.at(REVIEW), lambda: Driver.of_lead(seen="老人。"), lambda: Driver.of_lead(contact="13900000007")


def _ended(station: Station) -> Case:
    driver = Driver.of_lead(place="汽车站")
    act = lambda **more: driver.do("jiedai", "close_lead", **more)  # noqa: E731
    return driver, lambda: act(ended_note="找过。"), lambda: act(ended="not_found")


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("receive_person", "person_present"): _present,
    ("record_lead", "location_or_contact_given"): _somewhere,
    ("close_lead", "lead_ended_without_arrival"): _ended,
    ("refer_check_refusal", "check_refusal_explained"): _check,
    ("refuse_relief", "refusal_reason_listed"): _refused(reasons=[]),
    ("refuse_relief", "not_minor"): _not_minor,
    ("refuse_relief", "able_to_express"): _able,
    ("refuse_relief", "not_in_emergency"): _refused(no_emergency=False),
    ("refuse_relief", "no_dangerous_weather_night"): _night,
    ("refuse_relief", "alternatives_offered"): _refused(alternatives=[]),
    ("refuse_relief", "proposer_is_not_approver"): _alone,
    ("refuse_relief", "reason_and_second_person"): _refused(told=" ", lift_reason="领导要求。"),
    ("call_police_at_check", "dangerous_item_found"): _found,
    ("call_police_at_screening", "police_matter_found"): _matter,
    ("return_from_police", "police_handback_recorded"): _back("return_from_police"),
    ("return_from_police", "screening_recorded"): _looked_at,
    ("return_from_police_to_screening", "police_handback_recorded"): _back("return_from_police_to_screening"),
    ("transfer_to_police", "lawful_police_paper"): _lawful,
    ("record_police_paper", "police_paper_missing"): _paper,
    ("serve_refusal_notice", "notice_to_serve"): _served,
    ("record_referral_result", "referral_open"): _referral,
}  # fmt: skip

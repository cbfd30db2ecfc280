"""Refused for want of one guard alone, and done once it is there: longer stays."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from casework import engine, proposals
from casework.demo import actor
from relief.states import DEPARTURE, EXTENDED, HEARING, HOSPITALIZED, IN_STATION, REVIEW
from tests.relief.station import DISORDER, ENDING, LONGER, OPINION, Driver, Station, later

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]


def _do(driver: Driver, who: str, code: str, *, after: int = 8, **data: Any) -> Callable[[], Any]:
    def act() -> None:
        with later(days=after):
            driver.do(who, code, **data)

    return act


def _ask(driver: Driver, *, after: int = 8, **data: Any) -> Callable[[], Any]:
    def act() -> None:
        with later(days=after):
            proposals.propose(driver.case, "extend_stay", actor=actor("shegong1"), data=data)

    return act


def heard(driver: Driver) -> Driver:
    """The person's opinion, before two."""
    driver.do("shegong1", "record_opinion", second=actor("zhiban").user_id, **OPINION)
    return driver


def _opening(**less: Any) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.at(IN_STATION)
        return (
            driver, _do(driver, "zhiban", "open_termination_hearing", after=0, **(DISORDER | less)),
            _do(driver, "zhiban", "open_termination_hearing", after=0, **DISORDER),
        )  # fmt: skip

    return case


def _against(code: str, spoil: Callable[[Driver], Any], mend: Callable[[Driver], Any]) -> Callable[[Station], Case]:
    """By what is on record of the person."""

    def case(station: Station) -> Case:
        ending = code == "terminate_relief"
        driver = heard(station.hearing()) if ending else station.at(IN_STATION)
        spoil(driver)
        who, data = ("zhanzhang", ENDING) if ending else ("zhiban", DISORDER)
        act = _do(driver, who, code, after=0, **data)
        return driver, act, lambda: (mend(driver), act())

    return case


def _looks(driver: Driver, least: int) -> None:
    driver.do("shegong1", "update_identity", gender_declared="1", age_least=least, age_most=60)


def _mind(driver: Driver, capacity: str) -> None:
    driver.do("yiwu", "record_capacity", capacity=capacity, signs="法院判决书。")


YOUNG = (lambda d: _looks(d, 17), lambda d: _looks(d, 50))
UNABLE = (lambda d: _mind(d, "court_found"), lambda d: _mind(d, "clearly_capable"))


def _ending(**less: Any) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = heard(station.hearing())
        return (
            driver, _do(driver, "zhanzhang", "terminate_relief", after=0, **(ENDING | less)),
            _do(driver, "zhanzhang", "terminate_relief", after=0, **ENDING),
        )  # fmt: skip

    return case


def _victim(station: Station) -> Case:
    driver = station.at(REVIEW)
    driver.review(suspected_victim=True)
    driver.do("shegong1", "admit_person")
    other = station.at(IN_STATION)
    return (
        driver, _do(driver, "shegong1", "open_termination_hearing", after=0, **DISORDER),
        _do(other, "shegong1", "open_termination_hearing", after=0, **DISORDER),
    )  # fmt: skip


def _unheard(station: Station) -> Case:
    driver = station.hearing()
    act = _do(driver, "zhanzhang", "terminate_relief", after=0, **ENDING)
    return driver, act, lambda: (heard(driver), act())


def _cold(station: Station) -> Case:
    driver = heard(station.hearing())

    def at_ten(degrees: int) -> None:
        with later(hours=13):
            driver.do("zhanzhang", "terminate_relief", temperature=degrees, **ENDING)

    return driver, lambda: at_ten(-20), lambda: at_ten(2)


def _again(station: Station) -> Case:
    """The same number, sent away a moment ago: by a reason and a second person alone."""
    known = {"gender_declared": "1", "id_declared": "220399195203080015"}
    first = heard(station.hearing(**known))
    first.do("zhanzhang", "terminate_relief", **ENDING)
    driver = heard(station.hearing(**known))

    def lifted() -> None:
        data = ENDING | {"lift_reason": "医生看过，没有疾病。"}
        driver.two("zhanzhang", "zhiban", "terminate_relief", **data)

    return driver, _do(driver, "zhanzhang", "terminate_relief", after=0, **ENDING), lifted


def _by_the_opener(station: Station) -> Case:
    """Somebody who opened it as duty leader, and is director now."""
    driver = heard(station.hearing())
    opened, opener = driver.case.terminations.get(), actor("shegong1").person
    opened.recorded_by = actor("zhanzhang").person
    opened.save(update_fields=["recorded_by"])
    act = _do(driver, "zhanzhang", "terminate_relief", after=0, **ENDING)

    def by_another() -> None:
        opened.recorded_by = opener
        opened.save(update_fields=["recorded_by"])
        act()

    return driver, act, by_another


def _nothing_to_serve(station: Station) -> Case:
    left, ended = station.at(IN_STATION), heard(station.hearing())
    left.do("zhaoliao", "leave_voluntarily")
    ended.do("zhanzhang", "terminate_relief", **ENDING)
    served = {"served_how": "in_person", "signature": "signed"}
    return (
        left, _do(left, "shegong1", "serve_termination_notice", after=0, **served),
        _do(ended, "shegong1", "serve_termination_notice", after=0, **served),
    )  # fmt: skip


def filed(driver: Driver) -> Driver:
    """Filed where the state does not change with it."""
    with later(days=8):
        driver.do("shegong1", "ask_extension", **LONGER)
        driver.do("zhanzhang", "decide_extension", decision="agree")
    return driver


def _in_station(less: dict[str, Any], days: int) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.at(IN_STATION)
        return driver, _ask(driver, after=days, **less), _ask(driver, **LONGER)

    return case


def _alone(station: Station) -> Case:
    """The kernel turns back who asked; the guard holds where somebody came round that."""
    driver = station.at(IN_STATION)
    own: Any = SimpleNamespace(pk="", proposer=actor("zhanzhang").post)

    def act() -> None:
        with later(days=8):
            engine.perform(driver.case, "extend_stay", actor=actor("zhanzhang"), data=LONGER, proposal=own)

    return driver, act, lambda: _two(driver)


def _two(driver: Driver) -> None:
    with later(days=8):
        driver.two("shegong1", "zhanzhang", "extend_stay", **LONGER)


def _on_the_way(less: dict[str, Any], days: int) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.at(DEPARTURE)
        return (
            driver, _do(driver, "shegong1", "ask_extension", after=days, **less),
            _do(driver, "shegong1", "ask_extension", **LONGER),
        )  # fmt: skip

    return case


def _nothing_asked(station: Station) -> Case:
    driver = station.in_hospital()
    act = _do(driver, "zhanzhang", "decide_extension", decision="agree")
    return driver, act, lambda: (_do(driver, "shegong1", "ask_extension", **LONGER)(), act())


def _decided_alone(station: Station) -> Case:
    """Somebody who was social worker when they asked, and is director now."""
    driver = station.in_hospital()
    _do(driver, "shegong1", "ask_extension", **LONGER)()
    director, worker = actor("zhanzhang").person, actor("shegong1").person
    asked = driver.case.extensions.get()
    asked.recorded_by = director
    asked.save(update_fields=["recorded_by"])

    def by_another() -> None:
        asked.recorded_by = worker
        asked.save(update_fields=["recorded_by"])
        act()

    act = _do(driver, "zhanzhang", "decide_extension", decision="agree")
    return driver, act, by_another


def _nothing_filed(station: Station) -> Case:
    driver = station.in_hospital()
    act = _do(driver, "minzheng", "acknowledge_extension")
    return driver, act, lambda: (filed(driver), act())


def _back_extended(without: str) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.in_hospital()
        act = _do(driver, "yiwu", "discharge_to_extended_stay", certificate="内科")
        if without == "extension_filed":
            return driver, act, lambda: (filed(driver), act())
        filed(driver)
        return driver, _do(driver, "yiwu", "discharge_to_extended_stay"), act

    return case


#: Act → what has to be on record before it is done.
PREPARED: dict[str, Callable[[Driver], Any]] = {
    "discharge_to_extended_stay": filed, "terminate_relief": heard,
    "register_inpatient": lambda driver: driver.review(cannot_state=True),
}  # fmt: skip
ROADS = {EXTENDED: Station.extended, HEARING: Station.hearing, HOSPITALIZED: Station.in_hospital}
_NO_REASON = {"days": 5}
CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("extend_stay", "day_ten_reached_or_near"): _in_station(LONGER, 7),
    ("extend_stay", "special_reason_recorded"): _in_station(_NO_REASON, 8),
    ("extend_stay", "proposer_is_not_approver"): _alone,
    ("ask_extension", "day_ten_reached_or_near"): _on_the_way(LONGER, 7),
    ("ask_extension", "special_reason_recorded"): _on_the_way(_NO_REASON, 8),
    ("decide_extension", "extension_asked"): _nothing_asked,
    ("decide_extension", "decided_by_another"): _decided_alone,
    ("acknowledge_extension", "extension_to_acknowledge"): _nothing_filed,
    ("open_termination_hearing", "termination_reason_listed"): _opening(facts=""),
    ("open_termination_hearing", "not_minor"): _against("open_termination_hearing", *YOUNG),
    ("open_termination_hearing", "able_to_express"): _against("open_termination_hearing", *UNABLE),
    ("open_termination_hearing", "not_in_emergency"): _opening(no_emergency=False),
    ("open_termination_hearing", "not_suspected_victim"): _victim,
    ("terminate_relief", "opinion_heard"): _unheard,
    ("terminate_relief", "lesser_measure_considered"): _ending(lesser=""),
    ("terminate_relief", "not_minor"): _against("terminate_relief", *YOUNG),
    ("terminate_relief", "able_to_express"): _against("terminate_relief", *UNABLE),
    ("terminate_relief", "not_in_emergency"): _ending(no_emergency=False),
    ("terminate_relief", "no_dangerous_weather_night"): _cold,
    ("terminate_relief", "no_recent_termination"): _again,
    ("terminate_relief", "proposer_is_not_approver"): _by_the_opener,
    ("terminate_relief", "reason_and_second_person"): _ending(told=""),
    ("serve_termination_notice", "termination_to_serve"): _nothing_to_serve,
    ("discharge_to_extended_stay", "discharge_certificate"): _back_extended("discharge_certificate"),
    ("discharge_to_extended_stay", "extension_filed"): _back_extended("extension_filed"),
}  # fmt: skip

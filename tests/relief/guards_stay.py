"""Refused for want of one guard alone, and done once it is there: longer stays."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from casework import engine, proposals
from casework.demo import actor
from relief.states import DEPARTURE, EXTENDED, HOSPITALIZED, IN_STATION
from tests.relief.station import LONGER, Driver, Station, later

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
    "discharge_to_extended_stay": filed, "register_inpatient": lambda driver: driver.review(cannot_state=True),
}  # fmt: skip
ROADS = {EXTENDED: Station.extended, HOSPITALIZED: Station.in_hospital}
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
    ("discharge_to_extended_stay", "discharge_certificate"): _back_extended("discharge_certificate"),
    ("discharge_to_extended_stay", "extension_filed"): _back_extended("extension_filed"),
}  # fmt: skip

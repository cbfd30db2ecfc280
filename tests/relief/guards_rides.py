"""The guards of tickets and small fares, each refused for want of one thing alone."""

from collections.abc import Callable
from typing import Any

from relief.states import DEPARTURE, IN_STATION
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
TICKET = {"kind": "train", "origin": "四平东", "goal": "西安北", "travel_on": "2026-11-24", "price": "512.50"}
VIA = {"transit": "沈阳北", "transit_contact": "样例救助站 值班电话已告知本人"}
FARE = {"amount": "4.00", "route": "客运站到火车站", "receipt": "signed"}
WHY = {"lift_reason": "今天没有直达车，最早后天。"}
NO_BUS = {"lift_reason": "身上没有零钱，火车站太远。"}


def _direct(station: Station) -> Case:
    driver = station.at(IN_STATION)
    return (
        driver,
        lambda: driver.do("jiedai", "issue_ticket", **TICKET, **VIA),
        lambda: driver.two("jiedai", "zhiban", "issue_ticket", **TICKET, **VIA, **WHY),
    )


def _cash(station: Station) -> Case:
    driver = station.at(IN_STATION)
    return (
        driver,
        lambda: driver.do("jiedai", "pay_small_fare", **FARE, **NO_BUS),
        lambda: driver.two("jiedai", "zhiban", "pay_small_fare", **FARE, **NO_BUS),
    )


def _out(station: Station) -> Case:
    driver = station.at(IN_STATION)

    def back() -> Any:
        given = driver.case.ticketvouchers.last()
        return driver.do("jiedai", "take_back_ticket", **({"ticket": str(given.pk)} if given else {}))

    return driver, back, lambda: (driver.do("jiedai", "issue_ticket", **TICKET), back())


def _going(code: str, data: dict[str, Any], *two: str) -> Callable[[Station], Case]:
    """Not for whoever was fetched; for whoever went alone."""

    def case(station: Station) -> Case:
        fetched, alone = station.at(DEPARTURE), station.at(IN_STATION)
        fetched.do("jiedai", "hand_over_to_family", collector=fetched.collector(), agrees=True)
        alone.do("zhaoliao", "leave_voluntarily")

        def give(driver: Driver) -> Any:
            return driver.two("jiedai", "zhiban", code, **data) if two else driver.do("jiedai", code, **data)

        return fetched, lambda: give(fetched), lambda: give(alone)

    return case


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("issue_ticket", "goes_on_a_ride"): _going("issue_ticket", TICKET),
    ("issue_ticket", "ticket_direct"): _direct,
    ("take_back_ticket", "ticket_out"): _out,
    ("pay_small_fare", "goes_on_a_ride"): _going("pay_small_fare", FARE | NO_BUS, "two"),
    ("pay_small_fare", "cash_within_limit"): _cash,
}

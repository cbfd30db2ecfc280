"""Refused for want of one guard alone, and done once it is there: what is typed into the national system."""

from collections.abc import Callable
from typing import Any

from relief.states import IN_STATION, RECEPTION
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]


def _entry(driver: Driver) -> None:
    driver.do("jiedai", "record_national_entry", national_number="QG-0001")


def _departure(driver: Driver) -> None:
    driver.do("shegong1", "record_national_departure")


def _admitted(station: Station) -> Case:
    """Who never came in is not typed in."""
    driver, other = station.at(RECEPTION), station.at(IN_STATION)
    driver.do("jiedai", "withdraw_request")
    return driver, lambda: _entry(driver), lambda: _entry(other)


def _number(station: Station) -> Case:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "leave_voluntarily")
    return driver, lambda: _departure(driver), lambda: (_entry(driver), _departure(driver))


def _left(station: Station) -> Case:
    driver = station.at(IN_STATION)
    _entry(driver)
    return driver, lambda: _departure(driver), lambda: (driver.do("jiedai", "leave_voluntarily"), _departure(driver))


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_national_entry", "admitted"): _admitted,
    ("record_national_departure", "national_number_known"): _number,
    ("record_national_departure", "has_left"): _left,
}

"""Refused for want of one guard alone, and done once it is there: word ahead of whoever goes home."""

from collections.abc import Callable
from typing import Any

from relief.states import DEPARTURE
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
TOLD = {"addressee": "relatives", "result": "told", "told": "石例", "channel": "phone"}
OBJECTED = {"addressee": "relatives", "result": "objected", "reason": "“不要告诉家里。”"}


def _word(driver: Driver, **data: Any) -> Callable[[], Any]:
    return lambda: driver.do("shegong1", "record_word_ahead", **data)


def _described(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    return driver, _word(driver, **TOLD | {"told": " "}), _word(driver, **TOLD)


def _capable(station: Station) -> Case:
    driver = station.minor(DEPARTURE)
    return driver, _word(driver, **OBJECTED), _word(driver, **OBJECTED | {"result": "unsafe"})


def _wanted(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    _word(driver, **OBJECTED)()
    return driver, _word(driver, **TOLD), _word(driver, **TOLD, consents=True)


def _safe(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    key = driver.collector(risk="suspected_violence")

    def mend() -> None:
        driver.do("shegong1", "update_collector", collector=key, risk="none")
        _word(driver, **TOLD)()

    return driver, _word(driver, **TOLD), mend


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_word_ahead", "word_ahead_described"): _described,
    ("record_word_ahead", "objection_by_capable_adult"): _capable,
    ("record_word_ahead", "word_not_against_the_will"): _wanted,
    ("record_word_ahead", "no_word_into_danger"): _safe,
}

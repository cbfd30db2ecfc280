"""The one guard of what is written down of the family: nobody calls who may be the danger."""

from collections.abc import Callable
from typing import Any

from relief.states import IN_STATION
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
BROTHER = {"name": "石例", "relation": "70", "phone": "13900000001", "risk": "none"}


def _call(driver: Driver, relative: Any) -> Callable[[], Any]:
    return lambda: driver.do("jiedai", "record_contact", relative=str(relative.pk), channel="phone")


def _safe(station: Station) -> Case:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "record_relative", **BROTHER | {"risk": "suspected_violence"})
    driver.do("jiedai", "record_relative", **BROTHER | {"name": "石样"})
    risky, other = driver.case.relatives.all()
    return driver, _call(driver, risky), _call(driver, other)


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {("record_contact", "safe_to_contact"): _safe}

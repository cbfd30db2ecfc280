"""The one guard of what is written down of the family: nobody calls who may be the danger."""

from collections.abc import Callable
from typing import Any

from casework import engine
from casework.demo import actor
from casework.refusals import GuardsFailed
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


def _known(station: Station) -> Case:
    driver = station.at(IN_STATION)

    def look() -> None:
        offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("shegong1"))}
        if offered["update_relative"]:
            raise GuardsFailed(offered["update_relative"])

    return driver, look, lambda: (driver.do("jiedai", "record_relative", **BROTHER), look())


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_contact", "safe_to_contact"): _safe,
    ("update_relative", "relative_known"): _known,
}

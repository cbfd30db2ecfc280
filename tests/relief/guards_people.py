"""Refused for want of one guard alone, and done once it is there: two persons who may be one."""

from collections.abc import Callable
from typing import Any

from casework import engine
from casework.demo import actor
from casework.refusals import GuardsFailed
from relief.models import SamePerson
from relief.states import IN_STATION, RECEPTION
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]


def _said(driver: Driver, other: Driver) -> None:
    driver.do("shegong1", "propose_same_person", other_number=other.case.number, basis="左手背都有疤。")


def _offered(code: str) -> Callable[[Station], Case]:
    """Looked at before the form opens, for without a pair there is nothing to choose in it."""

    def case(station: Station) -> Case:
        driver, other = station.at(IN_STATION), station.at(RECEPTION)

        def look() -> None:
            offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("shegong1"))}
            if offered[code]:
                raise GuardsFailed(offered[code])

        return driver, look, lambda: (_said(driver, other), look())

    return case


def _two(station: Station) -> Case:
    driver, other = station.at(IN_STATION), station.at(RECEPTION)
    _said(driver, other)
    data = {"pair": str(SamePerson.objects.get().pk), "compared": "都对得上。"}
    confirm = lambda who: driver.do(who, "confirm_same_person", **data)  # noqa: E731
    return driver, lambda: confirm("shegong1"), lambda: confirm("shegong2")


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("confirm_same_person", "pair_waits"): _offered("confirm_same_person"),
    ("confirm_same_person", "two_reviewers"): _two,
    ("undo_same_person", "pair_stands"): _offered("undo_same_person"),
}

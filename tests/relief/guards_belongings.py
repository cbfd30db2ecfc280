"""The guards of belongings by their names, for tests/relief/test_guards.py."""

from collections.abc import Callable
from typing import Any

from relief.demo.roads import ADULT, Driver
from tests.relief.station import Station

BAG = [{"kind": "other", "item": "背包", "quantity": "2", "condition": "旧", "disposition": "stored", "locker": "3"}]
CARD = [{"kind": "id", "item": "身份证", "disposition": "stored"}]
KNIFE = [{"kind": "other", "item": "水果刀", "disposition": "destroyed_with_consent"}]
Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]


def _listing(rows: list[dict[str, str]], then: dict[str, Any]) -> Callable[[Station], Case]:
    def case(_station: Station) -> Case:
        driver = Driver(**ADULT)
        data: dict[str, Any] = {"belongings": rows}
        return (
            driver, lambda: driver.do("anjian", "list_belongings", **data),
            lambda: driver.do("anjian", "list_belongings", **data | then),
        )  # fmt: skip

    return case


def _held(_station: Station) -> Case:
    driver = Driver(**ADULT)
    give = lambda: driver.do("jiedai", "return_belongings")  # noqa: E731
    return driver, give, lambda: (driver.do("anjian", "list_belongings", belongings=BAG), give())


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("list_belongings", "belongings_given"): _listing([], {"belongings": BAG}),
    ("list_belongings", "property_kept_on_written_request"): _listing(CARD, {"asked_in_writing": True}),
    ("list_belongings", "consents_to_destroy"): _listing(KNIFE, {"agrees_to_destroy": True}),
    ("return_belongings", "something_held"): _held,
}

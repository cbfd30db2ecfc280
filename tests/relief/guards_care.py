"""The guards of daily care by their names, for tests/relief/test_guards.py."""

from collections.abc import Callable
from typing import Any

from relief.demo.roads import ADULT, Driver
from tests.relief.station import Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
MEAL = {"services": ["supper"]}


def _both(who: str, code: str, without: dict[str, Any], then: dict[str, Any], **person: str) -> Any:
    def case(_station: Station) -> Case:
        driver = Driver(**{**ADULT, **person})
        return driver, lambda: driver.do(who, code, **without), lambda: driver.do(who, code, **without | then)

    return case


def _twice(_station: Station) -> Case:
    driver = Driver(**ADULT)
    driver.do("zhaoliao", "record_service", **MEAL)
    return (
        driver, lambda: driver.do("zhaoliao", "record_service", **MEAL),
        lambda: driver.do("zhaoliao", "record_service", services=["breakfast", "bath"]),
    )  # fmt: skip


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_service", "services_chosen"): _both("zhaoliao", "record_service", {}, MEAL),
    ("record_service", "female_carer_for_women"):
        _both("zhaoliao", "record_service", MEAL, {"female_carer": True}, gender_declared="2"),
    ("record_service", "meal_once_a_day"): _twice,
    ("give_medication", "medication_by_prescription"):
        _both("yiwu", "give_medication", {"prescription": " "}, {"prescription": "区医院王医生：降压药每日1片"}),
}  # fmt: skip

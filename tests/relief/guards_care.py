"""The guards of daily care by their names, for tests/relief/test_guards.py."""

from collections.abc import Callable
from typing import Any

from casework.demo import actor
from relief.demo.roads import ADULT, Driver
from relief.states import HOSPITALIZED
from tests.relief import staff
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


def _unchecked(_station: Station) -> Case:
    """A girl; her carer was never checked, and then is."""
    driver = Driver(**{**ADULT, "gender_declared": "2", "age_least": 12, "age_most": 14})
    act = lambda: driver.do("zhaoliao", "record_service", services=["supper"], female_carer=True)  # noqa: E731
    return driver, act, lambda: (staff.checked("zhaoliao"), act())


def _companion(station: Station) -> Case:
    """In hospital: whoever is to stay with a boy is checked first."""
    driver = station.minor(HOSPITALIZED)
    named = actor("zhaoliao").user_id
    act = lambda: driver.do("yiwu", "name_hospital_companion", companion=named)  # noqa: E731
    return driver, act, lambda: (staff.checked("zhaoliao"), act())


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_service", "services_chosen"): _both("zhaoliao", "record_service", {}, MEAL),
    ("record_service", "female_carer_for_women"):
        _both("zhaoliao", "record_service", MEAL, {"female_carer": True}, gender_declared="2"),
    ("record_service", "meal_once_a_day"): _twice,
    ("record_service", "carer_of_minor_checked"): _unchecked,
    ("name_hospital_companion", "carer_of_minor_checked"): _companion,
    ("give_medication", "medication_by_prescription"):
        _both("yiwu", "give_medication", {"prescription": " "}, {"prescription": "区医院王医生：降压药每日1片"}),
}  # fmt: skip

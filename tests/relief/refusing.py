"""What tests of refusals say in the forms, and how a refusal comes about."""

from typing import Any

from relief.states import REVIEW
from tests.relief.station import Driver, Station

WHOLE: dict[str, Any] = {
    "reasons": ["c"], "facts": "带着钱，住着旅馆。", "told": "本人有能力解决食宿。", "no_emergency": True,
    "alternatives": ["hotline", "township"],
}  # fmt: skip
YOUNG: dict[str, Any] = {"gender_declared": "1", "age_least": 30, "age_most": 40}
SERVED = {"served_how": "in_person", "signature": "signed"}


def refuse(driver: Driver, second: str = "zhiban", **more: Any) -> Any:
    """Proposed by the worker, decided by a leader."""
    return driver.two("shegong1", second, "refuse_relief", **WHOLE | more)


def refused(station: Station, **more: Any) -> Driver:
    """Somebody whose relief was refused."""
    driver = station.at(REVIEW)
    refuse(driver, **more)
    return driver

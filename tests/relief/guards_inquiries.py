"""The guards of letters to the police by their names, for tests/relief/test_guards.py."""

from collections.abc import Callable
from typing import Any

from relief.demo.roads import ADULT, Driver
from tests.relief.station import CHILD, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
LETTER = {"kind": "identity_inquiry", "addressed_to": "示范区公安局户政大队", "purpose": "没有证件，说不清住处。"}
REPLY = {"reply": "户籍人口中没有相符的人。"}


def inquired(driver: Driver, **more: Any) -> Driver:
    """Somebody about whom the police were asked."""
    driver.do("shegong1", "add_police_inquiry", **LETTER, **more)
    return driver


def reply(driver: Driver, who: str = "shegong1", **more: Any) -> Any:
    """What came back about the last letter."""
    found = driver.case.inquiries.last()
    return driver.do(who, "record_inquiry_reply", inquiry=str(found.pk) if found else "", **(more or REPLY))


def _without(data: dict[str, Any], then: dict[str, Any], **person: Any) -> Callable[[Station], Case]:
    def case(_station: Station) -> Case:
        driver = Driver(**(person or ADULT))
        act = lambda more: lambda: driver.do("shegong1", "add_police_inquiry", **LETTER | data | more)  # noqa: E731
        return driver, act({}), act(then)

    return case


def _waits(_station: Station) -> Case:
    """Looked at before the form opens: without a letter there is none to choose."""
    from casework import engine
    from casework.demo import actor
    from casework.refusals import GuardsFailed

    driver = Driver(**ADULT)

    def look() -> None:
        offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("shegong1"))}
        if offered["record_inquiry_reply"]:
            raise GuardsFailed(offered["record_inquiry_reply"])

    return driver, look, lambda: (inquired(driver), look())


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("add_police_inquiry", "search_purpose_recorded"): _without({"purpose": " "}, {"purpose": "要查户籍。"}, **CHILD),
    ("add_police_inquiry", "age_in_doubt"): _without({"asks_age": True}, {"asks_age": False}),
    ("record_inquiry_reply", "inquiry_waits"): _waits,
}

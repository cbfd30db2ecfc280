"""Refused for want of one guard alone, and done once it is there: relief of another kind, a volume opened again."""

from collections.abc import Callable
from typing import Any

from relief.states import IN_STATION
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
ACCEPTED = {
    "kind": "temporary_relief", "agency": "示范镇人民政府", "accepted_by": "郝例",
    "accepted_at": "2026-11-23T08:30:00+08:00", "paper_no": "示镇救〔2026〕11号",
}  # fmt: skip
WHOLE = ACCEPTED | {"agrees": True, "destination": "02"}


def refer(driver: Driver, **more: Any) -> None:
    """Asked for by the worker, agreed to by the bureau."""
    driver.two("shegong1", "minzheng", "refer_to_other_relief", **(WHOLE | more))


def _without(**less: Any) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = station.at(IN_STATION)
        return driver, lambda: refer(driver, **less), lambda: refer(driver)

    return case


MENDING = {"reason": "correction", "note": "入站日期写错。"}
VOLUME = {"volume": "2026-1", "retention": "years_30"}


def archived(station: Station) -> Driver:
    """Left by themselves, the file bound."""
    driver = station.at(IN_STATION)
    driver.do("jiedai", "leave_voluntarily", statement_kind="signed")
    driver.do("dangan", "archive_case", **VOLUME)
    return driver


def reopen(driver: Driver, **more: Any) -> None:
    """Asked for by the director, agreed to by the bureau."""
    driver.two("zhanzhang", "minzheng", "reopen_archive", **(MENDING | more))


def _reopened(**less: Any) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = archived(station)
        return driver, lambda: reopen(driver, **less), lambda: reopen(driver)

    return case


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("refer_to_other_relief", "referral_accepted"): _without(paper_no=""),
    ("refer_to_other_relief", "person_agrees"): _without(agrees=False),
    ("reopen_archive", "reopen_reason_recorded"): _reopened(reason=""),
    ("reopen_archive", "reason_and_second_person"): _reopened(note=""),
}

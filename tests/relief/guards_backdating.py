"""What is written down a day later: refused for its time alone, done when the director agrees to the reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casework import clock, proposals
from casework.demo import actor
from tests.relief.guards_stay import heard
from tests.relief.loss import dead
from tests.relief.refusing import SERVED, refused
from tests.relief.station import ENDING, OPINION, Driver, Station, later

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
WHY = {"lift_reason": "当班停电，当时记在纸上，今天补录。"}


def _terminated(station: Station) -> Driver:
    driver = heard(station.hearing())
    driver.do("zhanzhang", "terminate_relief", **ENDING)
    return driver


def _backdated(code: str, ask: str, made: Callable[[Station], Driver], **data: Any) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = made(station)
        stated = {ask: (clock.now() + timedelta(minutes=1)).isoformat()}

        def refused_() -> Any:
            with later(hours=14):
                return driver.do("shegong1", code, **data | stated)

        def done() -> Any:
            with later(hours=14):
                sent = data | stated | WHY
                asked = proposals.propose(driver.case, code, actor=actor("shegong1"), data=sent)
                return proposals.agree(asked, actor=actor("zhanzhang"))

        return driver, refused_, done

    return case


def _hearing(station: Station) -> Driver:
    return station.hearing()


def _opinion(station: Station) -> Case:
    second = {"second": actor("zhiban").user_id}
    return _backdated("record_opinion", "heard_at", _hearing, **OPINION, **second)(station)


TOLD = {"name": "石例", "relation": "20", "channel": "phone"}
CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("serve_refusal_notice", "backdating_within_shift"):
        _backdated("serve_refusal_notice", "served_at", refused, **SERVED),
    ("serve_termination_notice", "backdating_within_shift"):
        _backdated("serve_termination_notice", "served_at", _terminated, **SERVED),
    ("record_opinion", "backdating_within_shift"): _opinion,
    ("record_relative_told", "backdating_within_shift"): _backdated("record_relative_told", "told_at", dead, **TOLD),
}  # fmt: skip

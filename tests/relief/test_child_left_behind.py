"""A child under six whose mother leaves first: seen on the board, told to the shift, moved by nobody but people."""

from collections.abc import Callable
from typing import Any

import pytest

from casework import clock, outbox
from casework.models import OutboxMessage
from relief.demo import beds
from relief.models import ReliefCase
from tests.relief.guards_beds import WOMAN, child_of, lying
from tests.relief.station import Driver, Station, again
from tests.relief.test_bed_board import BOARD

ALONE = "独自在成人区，请换床"


def _small(mother: Driver) -> Driver:
    born = clock.now().date().replace(year=clock.now().year - 4)
    child = child_of(mother, gender_declared="1", birth_declared=str(born), age_least=None, age_most=None)
    child.bed("A2")
    return child


def _told(child: Driver) -> list[list[str]]:
    sent = OutboxMessage.objects.filter(record_id=child.case.pk, topic__startswith="notice.child_alone")
    return [outbox.open_payload(one)["audience"]["roles"] for one in sent.order_by("pk")]


def _moved(mother: Driver) -> None:
    mother.bed("D1")


WAYS: dict[str, Callable[[Driver], Any]] = {
    "left": lambda mother: mother.do("jiedai", "withdraw_request"),
    "to hospital": lambda mother: mother.do("yiwu", "send_to_hospital_before_admission", need="外伤"),
    "without a bed": lambda mother: mother.do("zhaoliao", "free_bed"),
    "to another zone": _moved,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_shift_hears_of_a_child_whose_mother_sleeps_there_no_more(station: Station, way: str) -> None:
    beds.load()
    mother = lying("A1", WOMAN)
    child = _small(mother)
    board = station.client("zhaoliao").get(BOARD).content.decode()
    assert (ALONE in board, "随父母" in board) == (False, True)
    WAYS[way](mother)
    assert _told(child) == [["CAR", "CSW", "DUT"]]
    assert ALONE in station.client("zhiban").get(BOARD).content.decode()
    assert again(child).bed.label == "A2", "nobody is moved by itself"
    child.bed("C1", consent=True)
    assert ALONE not in station.client("zhiban").get(BOARD).content.decode()
    assert len(_told(child)) == 1


def test_within_the_zone_nothing_is_told(station: Station) -> None:
    beds.load()
    mother = lying("A1", WOMAN)
    child = _small(mother)
    mother.bed("A5")
    assert _told(child) == []
    assert ALONE not in station.client("zhaoliao").get(BOARD).content.decode()
    lying("A7", WOMAN).do("zhaoliao", "free_bed")
    assert _told(child) == [], "another woman's going is nothing to them"


def test_whoever_is_with_the_police_gets_no_bed_there(station: Station) -> None:
    """Nor do they stand among those without one; what bed they had waits until the police keep them."""
    beds.load()
    driver = station.at("screening")
    driver.bed("B1")
    driver.do("zhiban", "call_police_at_screening", matter="drunk", findings="有酒气。")
    other = station.at("screening")
    other.do("zhiban", "call_police_at_screening", matter="drunk", findings="有酒气。")
    board = station.client("zhaoliao").get(BOARD).content.decode()
    assert "站前移交公安，床位保留" in board
    assert "在站的人都有床位。" in board
    assert station.api("zhaoliao", other, "amendments/assign-bed", {"bed": "1"}).status_code == 409
    driver.do("zhiban", "transfer_to_police", emergency=True)
    assert ReliefCase.objects.get(pk=driver.case.pk).bed is None

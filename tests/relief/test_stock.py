"""The store: batches by expiry, nothing expired, no prescription medicine without an order, losses by two (HB-18)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock, engine, ledger, proposals
from casework.demo import actor
from casework.models import Record
from casework.refusals import Conflict, InvalidData, NotYourRole
from relief.demo.roads import ADULT
from relief.models import Batch, StockItem, StockMove
from relief.states import IN_STATION
from relief.stock import balance
from tests import statements
from tests.relief.station import BY_ROLE, START, Driver, Station, denied
from tests.statements import LIST

KEEPER = "kuguan"
OLD, NEW = "2026-11-23", "2027-05-01"


def thing(item: str = "food_bread", *batches: tuple[str, str | None, int]) -> Any:
    """A thing in store with its batches: number, last day, pieces."""
    made = engine.create(StockItem, actor=actor(KEEPER), data={"item": item, "unit": "件"}).record
    for no, expiry, pieces in batches or (("B-2", NEW, 10), ("B-1", OLD, 3)):
        came = {"kind": "purchase", "batch_no": no, "expiry": expiry, "pieces": pieces}
        do(made, "receive_stock", **came)
    return made


def do(made: Any, code: str, **data: Any) -> Any:
    return engine.amend(StockItem.objects.get(pk=made.pk), code, actor=actor(KEEPER), data=data).record


def issue(made: Any, driver: Driver, pieces: int, **more: Any) -> Any:
    return do(made, "issue_stock", pieces=pieces, case_number=driver.case.number, **more)


def by_two(made: Any, code: str, second: str = "zhiban", **data: Any) -> Any:
    found = proposals.propose(StockItem.objects.get(pk=made.pk), code, actor=actor(KEEPER), data=data)
    return proposals.agree(found, actor=actor(second))


def left(made: Any) -> dict[str, int]:
    return dict(Batch.objects.filter(item=made.pk).values_list("batch_no", "left"))


def batch(made: Any, no: str) -> str:
    return str(Batch.objects.get(item=made.pk, batch_no=no).pk)


def test_the_first_to_expire_goes_out_first_and_every_piece_is_told(station: Station) -> None:
    driver, made = station.at(IN_STATION), thing()
    issue(made, driver, 5, received="signed")
    assert left(made) == {"B-1": 0, "B-2": 8}
    out = StockMove.objects.filter(case=driver.case.pk)
    assert sorted(out.values_list("batch__batch_no", "pieces")) == [("B-1", -3), ("B-2", -2)]
    sums = balance.of(made, START - timedelta(days=1), START + timedelta(days=1))
    assert (sums.opening, sums.came, sums.went, sums.closing) == (0, 13, 5, sum(left(made).values()))
    assert not list(ledger.verify([made.pk]))


def test_guard_item_issue_lawful(station: Station) -> None:
    """The day after the last one nothing of the batch goes out; blood pressure pills want a doctor's word."""
    driver, made = station.at(IN_STATION), thing()
    with clock.moved_to(START + timedelta(days=1)):
        assert denied(lambda: issue(made, driver, 11)) == ["item_issue_lawful", "stock_enough"]
        assert denied(lambda: issue(made, driver, 10)) == []
    pills = thing("medicine_blood_pressure", ("P-1", NEW, 20))
    assert denied(lambda: issue(pills, driver, 1)) == ["item_issue_lawful"]
    assert denied(lambda: issue(pills, driver, 1, medical_order="县医院某医生，每日一次一片。")) == []


def test_guard_stock_enough(station: Station) -> None:
    driver, made = station.at(IN_STATION), thing("food_water", ("W-1", None, 2))
    assert denied(lambda: issue(made, driver, 3)) == ["stock_enough"]
    assert denied(lambda: issue(made, driver, 2)) == []


def test_guards_item_returnable_and_return_was_issued(station: Station) -> None:
    driver = station.at(IN_STATION)
    bread, lent = thing(), thing("epidemic_thermometer", ("T-1", None, 2), ("T-2", None, 2))
    issue(bread, driver, 1)
    assert denied(lambda: do(bread, "return_stock", pieces=1)) == ["item_returnable"]
    issue(lent, driver, 3)
    assert denied(lambda: do(lent, "return_stock", pieces=4)) == ["return_was_issued"]
    assert denied(lambda: do(lent, "return_stock", pieces=3)) == []
    assert left(lent) == {"T-1": 2, "T-2": 2}
    assert denied(lambda: do(lent, "return_stock", pieces=1)) == ["return_was_issued"]


def test_guard_write_off_within_batch(station: Station) -> None:
    made = thing()
    told = {"batch": batch(made, "B-1"), "kind": "loss", "note": "受潮。"}
    assert denied(lambda: by_two(made, "write_off_stock", pieces=4, **told)) == ["write_off_within_batch"]
    assert denied(lambda: by_two(made, "write_off_stock", pieces=0, **told)) == ["write_off_within_batch"]
    assert denied(lambda: by_two(made, "write_off_stock", pieces=3, **told)) == []
    assert left(made)["B-1"] == 0


def test_guard_destroyed_when_expired(station: Station) -> None:
    made = thing()
    told = {"batch": batch(made, "B-1"), "kind": "expired_destroyed", "note": "过期。", "pieces": 3}
    assert denied(lambda: by_two(made, "write_off_stock", **told)) == ["destroyed_when_expired"]
    with clock.moved_to(START + timedelta(days=1)):
        assert denied(lambda: by_two(made, "write_off_stock", **told)) == []


def test_a_count_and_a_loss_need_two_people(station: Station) -> None:
    made = thing()
    told = {"batch": batch(made, "B-2"), "counted": 9, "note": "少一件。"}
    with pytest.raises(Conflict):
        engine.perform(StockItem.objects.get(pk=made.pk), "count_stock", actor=actor("zhiban"), data=told)
    asked = proposals.propose(StockItem.objects.get(pk=made.pk), "count_stock", actor=actor(KEEPER), data=told)
    with pytest.raises(NotYourRole):
        proposals.agree(asked, actor=actor(KEEPER))
    assert left(made)["B-2"] == 10
    proposals.agree(asked, actor=actor("zhanzhang"))
    assert left(made)["B-2"] == 9
    assert StockMove.objects.get(kind="counted").pieces == -1


@pytest.mark.parametrize(
    ("data", "field"),
    [({"pieces": 0}, "pieces"), ({"expiry": "2026-11-22"}, "expiry"), ({"kind": "loss"}, "kind"),
     ({"batch_no": ""}, "batch_no")],
)  # fmt: skip
def test_what_cannot_come_in_is_said_by_field(station: Station, data: dict[str, Any], field: str) -> None:
    made = thing()
    with pytest.raises(InvalidData) as refused:
        do(made, "receive_stock", **{"kind": "purchase", "batch_no": "B-3", "pieces": 1} | data)
    assert field in refused.value.errors
    with pytest.raises(InvalidData) as twice:
        thing()
    assert "item" in twice.value.errors


def test_it_goes_to_people_who_are_helped_here_alone(station: Station) -> None:
    made, driver = thing(), station.at(IN_STATION)
    driver.do("jiedai", "leave_voluntarily")
    for number in (driver.case.number, "JZ-000000-2026-00001"):
        with pytest.raises(InvalidData) as refused:
            do(made, "issue_stock", pieces=1, case_number=number)
        assert "case_number" in refused.value.errors


def test_pages_show_batches_by_expiry_and_no_person(station: Station) -> None:
    """The storekeeper: what is left, what expires first, one page an item."""
    driver, made = station.at(IN_STATION, **ADULT | {"name_declared": "甄样"}), thing()
    issue(made, driver, 1)
    with clock.moved_to(START + timedelta(days=1)):
        browser = station.client(KEEPER)
        page = browser.get(f"/stock/{made.number}/").content.decode()
        assert page.index("<s>B-1</s>") < page.index(">B-2<")
        assert "已过期，不能发" in page
        assert "甄样" not in page
        with statements.counted() as sent:
            listed = browser.get("/stock/").content.decode()
        statements.within(LIST, "page /stock/", sent)
        assert "有过期" in listed
        assert "12件" in listed
        made2 = browser.post("/stock/new/", {"item": "warmth_quilt", "unit": "床"})
        assert made2.status_code == 302
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"STK", "DUT", "DIR", "STA", "SUP"}


def test_the_database_keeps_no_batch_below_nothing(station: Station) -> None:
    made = thing()
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(item=made.pk).update(left=-1)

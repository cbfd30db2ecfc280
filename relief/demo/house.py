"""The demo's house: what lies in store, what one shift leaves to the next, what was complained of."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from casework import clock, engine, proposals
from casework.demo import actor
from casework.timers import local_day
from relief.demo.roads import Driver
from relief.models import Batch, Complaint, Forwarding, Outage, ReliefCase, ShiftHandover, StockItem
from relief.states import IN_STATION

KEEPER, LEADER, NEXT, BUREAU = "kuguan", "zhiban", "zhiban2", "minzheng"
UNITS = {"warmth_quilt": "床", "warmth_coat": "件", "food_noodles": "盒", "food_bread": "袋", "food_water": "瓶",
         "medicine_blood_pressure": "盒", "epidemic_mask": "个"}  # fmt: skip
#: In 200 days these came in: what, batch, pieces, and after how many days from then it expires.
DELIVERIES = (
    ("warmth_quilt", "2026A", 30, None), ("warmth_coat", "2026A", 24, None), ("food_noodles", "F0412", 96, 290),
    ("food_bread", "M0506", 20, 190), ("food_water", "S0301", 240, 540), ("medicine_blood_pressure", "Y0120", 10, 600),
    ("epidemic_mask", "K0008", 500, 900),
)  # fmt: skip


def _delivered() -> None:
    """Long ago: some of it has expired since then."""
    for item, batch, pieces, lasts in DELIVERIES:
        engine.create(StockItem, actor=actor(KEEPER), data={"item": item, "unit": UNITS[item]})
        _came(item, batch, pieces, lasts)


def _came(item: str, batch: str, pieces: int, lasts: int | None) -> None:
    expiry = lasts and (local_day(clock.now()) + dt.timedelta(days=lasts)).isoformat()
    _do(item, "receive_stock", kind="purchase", batch_no=batch, pieces=pieces, expiry=expiry)


def _issued() -> None:
    """Bread that goes bad soon came in last week; whoever is here gets what they need, the first to expire first."""
    _came("food_bread", "M1122", 40, 12)
    numbers = list(ReliefCase.objects.filter(state=IN_STATION).order_by("number").values_list("number", flat=True)[:3])
    for number in numbers:
        _do("food_noodles", "issue_stock", pieces=2, case_number=number, received="signed")
        _do("food_bread", "issue_stock", pieces=3, case_number=number, received="signed")
    _do("warmth_quilt", "issue_stock", pieces=1, case_number=numbers[0], received="signed")
    _do("medicine_blood_pressure", "issue_stock", pieces=1, case_number=numbers[0], received="signed",
        medical_order="县医院医生，每日一次，每次一片。")  # fmt: skip


def _counted() -> None:
    """Two pieces less than on the list: found by one, agreed by another. What has expired waits for the second."""
    there = _batch("food_water", "S0301")
    counted = _asked("food_water", "count_stock", batch=there, counted=there.left - 2, note="两瓶破损。")
    proposals.agree(counted, actor=actor(LEADER))
    old = _batch("food_bread", "M0506")
    _asked("food_bread", "write_off_stock", batch=old, kind="expired_destroyed", pieces=old.left, note="已过保质期。")


def _item(item: str) -> Any:
    return StockItem.objects.get(item=item, owner_agency=actor(KEEPER).agency)


def _do(item: str, code: str, **data: Any) -> None:
    engine.amend(_item(item), code, actor=actor(KEEPER), data=data)


def _asked(item: str, code: str, *, batch: Batch, **data: Any) -> Any:
    return proposals.propose(_item(item), code, actor=actor(KEEPER), data={"batch": str(batch.pk), **data})


def _batch(item: str, number: str) -> Batch:
    return Batch.objects.get(item=_item(item), batch_no=number)


def _shift(shift: str, notes: str) -> Any:
    told = {"shift": shift, "keys": "钥匙5把、对讲机2台，齐", "cash": "800.00", "notes": notes}
    return engine.perform(
        engine.create(ShiftHandover, actor=actor(LEADER), data=told).record, "sign_over_shift", actor=actor(LEADER)
    ).record


def _handed_over() -> None:
    engine.perform(_shift("early", "女区热水器已报修。"), "take_over_shift", actor=actor(NEXT))


def _half_handed_over() -> None:
    """Signed by who goes; who comes has not taken over."""
    _shift("late", "热水器明天上午来修；夜里多看一次隔离间。")


def _complained() -> None:
    """By somebody who gives no name, through the box at the door."""
    said = "晚饭是凉的，说了两次没人管。"
    _complaint("jiedai", content=said, matter="service", way="box", complainant="unnamed")


def _complaint_under_way() -> None:
    made = _complaint(
        BUREAU, content="不给开门，说要等领导签字才能走。", matter="leaving", way="phone", complainant="self"
    )
    engine.perform(made, "acknowledge_complaint", actor=actor(BUREAU), data={"acknowledged_how": "phone"})
    found = "听了本人和当班两人，看了门口录像和离站记录。"
    engine.amend(made, "record_complaint_findings", actor=actor(BUREAU), data={"findings": found})


def _handed_on() -> None:
    """A relative complained about the bedding; the bureau asks the station, which learns nothing of the relative."""
    made = _complaint(
        BUREAU, content="我弟弟说被子是潮的，几天没换。", matter="service", way="phone", complainant="relative",
        name="石例",
    )  # fmt: skip
    engine.perform(made, "acknowledge_complaint", actor=actor(BUREAU), data={"acknowledged_how": "phone"})
    engine.create(Forwarding, actor=actor(BUREAU), data={
        "complaint_number": made.number, "station": str(actor("zhanzhang").agency_id),
        "question": "请说明男区被褥多久晾晒、更换一次，最近一次是哪天，雨天怎样烘干。",
        "reply_by": (local_day(clock.now()) + dt.timedelta(days=6)).isoformat(),
    })  # fmt: skip


def _complaint(by: str, **told: Any) -> Any:
    return engine.create(Complaint, actor=actor(by), data=told).record


def _hotline_out() -> None:
    """Two hours without a line; a call written by hand meanwhile, and entered with its time."""
    told = {"service": "hotline", "cause": "线路故障", "instead": "转到值班手机，手写登记。"}
    made = engine.create(Outage, actor=actor("jiedai"), data=told).record
    called = clock.now() + dt.timedelta(minutes=40)
    with clock.moved_to(clock.now() + dt.timedelta(hours=2)):
        engine.perform(made, "restore_service", actor=actor("jiedai"))
        driver = Driver.of_lead(
            place="示范镇集市北口", called_at=called.isoformat(), source="public", zone="town",
            seen="一个老人在摊位下睡着。",
        )  # fmt: skip
        driver.do("jiedai", "close_lead", ended="helped_on_site", ended_note="村干部送回家，家人在家。")


#: What happened, and how many hours ago.
STORIES: tuple[tuple[Callable[[], None], int], ...] = (
    (_delivered, 24 * 200), (_issued, 20), (_counted, 6), (_handed_over, 16), (_half_handed_over, 0),
    (_complained, 4), (_complaint_under_way, 60), (_handed_on, 30), (_hotline_out, 26),
)  # fmt: skip

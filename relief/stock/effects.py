"""Coming and going of things: every piece is a movement of a batch, in the commit that changes what is left."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.numbers import next_number
from casework.refusals import InvalidData
from casework.timers import local_day
from relief import codes
from relief.models.batch import Batch, StockMove
from relief.states import LIVE
from relief.stock import fefo, rows

PREFIX = "WZ"
#: A count that found another number, in the list stock_move.
COUNTED = "counted"


def record_item(ctx: Context) -> None:
    """A thing the station keeps from now on. Raises InvalidData where it does already."""
    record, data = ctx.record, ctx.data
    if type(record).objects.filter(owner_agency=ctx.actor.agency, item=data["item"]).exists():
        raise InvalidData({"item": [_("本站已登记这种物品，请在它的页面办入库")]})
    record.item, record.unit, record.owner_agency = data["item"], data["unit"], ctx.actor.agency
    record.division_id, record.title = ctx.actor.division_code, codes.label("item", data["item"])
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)


def receive(ctx: Context) -> None:
    """Pieces come in; a delivery of a batch that is there already joins it. Raises InvalidData for expired ones."""
    data, today = ctx.data, local_day(ctx.now)
    _some(data)
    if fefo.expired(data.get("expiry"), today):
        raise InvalidData({"expiry": [_("已过期的不能入库，请核对日期")]})
    found = next(
        (b for b in rows.batches(ctx.record) if (b.batch_no, b.expiry) == (data["batch_no"], data.get("expiry"))), None
    )
    batch = found or ctx.add(Batch(item=ctx.record, batch_no=data["batch_no"], expiry=data.get("expiry")))
    _move(ctx, batch, data["kind"], data["pieces"], note=data.get("note") or "")


def issue(ctx: Context) -> None:
    """Out to somebody who is helped here, the first to expire first. Raises InvalidData for an unknown number."""
    data = ctx.data
    _some(data)
    case = _helped(ctx)
    told = {"case": case, "received": data.get("received") or "", "medical_order": data.get("medical_order") or ""}
    there = {str(batch.pk): batch for batch in rows.batches(ctx.record)}
    for key, pieces in fefo.taken(rows.lots(ctx.record), data["pieces"], local_day(ctx.now)):
        _move(ctx, there[key], rows.ISSUES[0], -pieces, **told)


def give_back(ctx: Context) -> None:
    """Lent pieces come back, into the batches they came from, the last ones first."""
    _some(ctx.data)
    left = ctx.data["pieces"]
    for batch, out in rows.out_by_batch(ctx.record):
        if pieces := min(left, out):
            _move(ctx, batch, rows.RETURNED, pieces)
        left -= pieces


def count(ctx: Context) -> None:
    """What was really there; a difference is a movement of its own."""
    batch = rows.batch(ctx)
    if difference := ctx.data["counted"] - batch.left:
        _move(ctx, batch, COUNTED, difference, note=ctx.data.get("note") or "")


def write_off(ctx: Context) -> None:
    """Lost, broken, or past its day."""
    _move(ctx, rows.batch(ctx), ctx.data["kind"], -ctx.data["pieces"], note=ctx.data["note"])


def _some(data: Any) -> None:
    if not data["pieces"]:
        raise InvalidData({"pieces": [_("数量应大于0")]})


def _helped(ctx: Context) -> Any:
    """The person by the number of the case: the store reads no names. Raises InvalidData where nobody here has it."""
    from relief.models import ReliefCase

    number = ctx.data["case_number"].strip().upper()
    found = ReliefCase.objects.filter(owner_agency=ctx.actor.agency, number=number, state__in=LIVE).first()
    if found is None:
        raise InvalidData({"case_number": [_("本站没有这个编号的在办案件，请核对床头或工单上的编号")]})
    return found


def _move(ctx: Context, batch: Any, kind: str, pieces: int, **more: Any) -> None:
    move = StockMove(batch=batch, kind=kind, pieces=pieces, moved_at=ctx.now, moved_by=ctx.actor.post, **more)
    rows.moved(ctx).append(ctx.add(move))
    ctx.update(batch, left=batch.left + pieces)

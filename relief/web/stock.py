"""The store on the screen: an item with its batches, the first to expire on top, and what came and went."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.ledger import PastView
from casework.timers import local_day
from casework.web.begin import BeginPage
from relief import codes
from relief.models.batch import StockMove
from relief.models.stock import StockItem
from relief.stock import balance, fefo, rows
from relief.stock.kind import expiry_badges, last_day
from relief.stock.lifecycle import RECORD
from relief.web.lines import line, title_alone

#: Movements shown on the page; the history of the record tells all of them.
SHOWN = 20


class NewItem(BeginPage):
    """The storekeeper writes a thing down once; batches come in on its page."""

    model, act, back = StockItem, RECORD, "stock-list"
    lead = gettext_lazy("每种物品登记一次，之后在它的页面按批次办入库。")
    done = gettext_lazy("已登记，可以办入库。")


def parts(record: Any) -> dict[str, Any]:
    """Batches, this month's balance, the last movements."""
    now = clock.now()
    today = local_day(now)
    month = now.astimezone(clock.CHINA).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    sums = balance.of(record, month, now)
    words = [
        (_("结存"), _with_unit(record, sum(b.left for b in rows.batches(record)))),
        (_("可发"), _with_unit(record, sum(lot.left for lot in fefo.usable(rows.lots(record), today)))),
        (_("本月期初"), sums.opening), (_("本月入"), sums.came), (_("本月出"), sums.went), (_("现在"), sums.closing),
    ]  # fmt: skip
    return {
        "overview": [line(label, str(value)) for label, value in words],
        "notes": [_("处方药，凭医嘱发放。")] if rows.is_prescription(record) else [],
        "blocks": [], "files": None,
        "batches": [_batch(b, today) for b in rows.batches(record) if b.left],
        "moves": [_move(m, now) for m in _moves(record)],
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("物品"), past) | {"batches": [], "moves": []}


def _moves(record: Any) -> Any:
    found = StockMove.objects.filter(batch__item=record).select_related("batch", "case__record_ptr", "moved_by__user")
    return found.order_by("-moved_at", "-pk")[:SHOWN]


def _batch(batch: Any, today: Any) -> dict[str, Any]:
    return {
        "no": batch.batch_no, "expiry": last_day(batch.expiry), "left": batch.left,
        "expired": fefo.expired(batch.expiry, today), "badges": expiry_badges(batch.expiry, today),
    }  # fmt: skip


def _move(move: Any, now: Any) -> dict[str, Any]:
    return {
        "when": move.moved_at, "kind": codes.label("stock_move", move.kind), "pieces": f"{move.pieces:+d}",
        "no": move.batch.batch_no, "case": move.case.number if move.case else display.NOTHING,
        "by": move.moved_by.user.display_name if move.moved_by else display.NOTHING,
    }  # fmt: skip


def _with_unit(record: Any, pieces: int) -> str:
    return f"{pieces}{record.unit}"

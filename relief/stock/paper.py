"""What came, went, was counted or destroyed, on paper: signed by who kept it and, where two decide, by the other."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.documents import Paper
from relief import codes
from relief.papers import about
from relief.papers.paper import head_of_other
from relief.stock import rows

CODE = "J-34"
_SHEETS = {
    "receive_stock": gettext_lazy("入库单"), "issue_stock": gettext_lazy("发放单"),
    "return_stock": gettext_lazy("归还单"), "count_stock": gettext_lazy("盘点表"),
    "write_off_stock": gettext_lazy("报损、过期销毁单"),
}  # fmt: skip


def snapshot(ctx: Context) -> dict[str, Any]:
    """The movements of this act. People stand in it by the number of their case alone."""
    item, data, moves = ctx.record, ctx.data, rows.moved(ctx)
    batch = rows.batch(ctx)
    counted = ctx.act.code == "count_stock"
    difference = sum(move.pieces for move in moves)
    return head_of_other(ctx, CODE) | {
        "heading": str(_SHEETS[ctx.act.code]), "item": item.title, "unit": item.unit,
        "moves": [_move(move) for move in moves], "batch_no": batch.batch_no if batch else "",
        "case_no": next((move.case.number for move in moves if move.case), ""),
        "received": codes.label("signature_kind", data["received"]) if data.get("received") else "",
        "counted_shown": counted, "counted": data["counted"] if counted else 0,
        "book": data["counted"] - difference if counted else 0, "difference": difference if counted else 0,
        "left": sum(one.left for one in item.batches.all()), "note": about.typed(data.get("note")),
        "asked_by": ctx.proposal.proposer.user.display_name if ctx.proposal else about.handler(ctx),
        "agreed_by": about.handler(ctx) if ctx.proposal else "", "day": about.today(ctx),
    }  # fmt: skip


def _move(move: Any) -> dict[str, Any]:
    return {
        "batch_no": move.batch.batch_no, "expiry": about.day(move.batch.expiry),
        "kind": codes.label("stock_move", move.kind), "pieces": move.pieces,
    }  # fmt: skip


SAMPLE = Path(__file__).parents[1] / "papers" / f"{CODE}.json"
SHEET = Paper(
    CODE, gettext_lazy("出入库单、盘点表、过期销毁单"), snapshot=snapshot, sample=SAMPLE,
    object="stock", letters="RCUA",
)  # fmt: skip

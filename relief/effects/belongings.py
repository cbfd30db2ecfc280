"""Belongings are listed, and given back: all of them by one act, at any time (R-14, R-52)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import belongings
from relief.models.belongings import STORED, Belonging

MOST = 9999


def list_them(ctx: Context) -> None:
    """What the person has with them, as both looked at it."""
    data = ctx.data
    rows = [_piece(ctx, n, row) for n, row in enumerate(data.get("belongings") or [], 1)]
    for one in rows:
        one.asked_in_writing = bool(data.get("asked_in_writing")) and one.disposition == STORED
        one.acknowledged = bool(data.get("acknowledged"))
    ctx.add_all(rows)
    belongings.changed(ctx.record)


def _piece(ctx: Context, n: int, row: dict[str, Any]) -> Belonging:
    said = (row.get("quantity") or "1").strip()
    if not (said.isascii() and said.isdecimal() and 0 < int(said) <= MOST):
        raise InvalidData({"belongings": [_("第%(n)d项：数量写整数，例如2") % {"n": n}]})
    if row.get("locker") and row["disposition"] != STORED:
        raise InvalidData({"belongings": [_("第%(n)d项：只有寄存的写柜号") % {"n": n}]})
    return Belonging(
        case=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, kind=row["kind"], item=row["item"],
        quantity=int(said), condition=row.get("condition") or "", disposition=row["disposition"],
        locker=row.get("locker") or "",
    )  # fmt: skip


def give_back(ctx: Context) -> None:
    """All that the station has, or the one piece that was asked for."""
    wanted = ctx.data.get("piece")
    for one in belongings.held(ctx.record):
        if not wanted or str(one.pk) == wanted:
            ctx.update(
                one, returned_at=ctx.now, returned_by=ctx.actor.post,
                return_signed=ctx.data.get("return_signed") or "",
            )  # fmt: skip
    belongings.changed(ctx.record)

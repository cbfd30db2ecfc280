"""What must hold before something is given out, comes back or is written off."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from relief.stock import fefo, rows

#: Written off because the last day has passed, in the list stock_out_kind.
DESTROYED = "expired_destroyed"


def _usable(ctx: Context) -> int:
    return sum(lot.left for lot in fefo.usable(rows.lots(ctx.record), local_day(ctx.now)))


def _lawful(ctx: Context) -> bool:
    """Nothing expired, and prescription medicine on a doctor's order alone."""
    wanted, there = int(ctx.data.get("pieces") or 0), sum(lot.left for lot in rows.lots(ctx.record))
    only_with_expired = _usable(ctx) < wanted <= there
    ordered = bool(ctx.data.get("medical_order"))
    return not only_with_expired and (ordered or not rows.is_prescription(ctx.record))


ITEM_ISSUE_LAWFUL = v.holds(
    "item_issue_lawful", _lawful, _("物品已过期，或处方药没有医嘱。"), _("请更换批次；处方药由医务人员凭医嘱发放。"),
    rules="R-26 R-65 HB-18", on_data=True,
)  # fmt: skip


def _enough(ctx: Context) -> Any:
    there = _usable(ctx)
    return True if int(ctx.data.get("pieces") or 0) <= there else {"there": there, "field": "pieces"}


STOCK_ENOUGH = v.holds(
    "stock_enough", _enough, _("库存不够，能发的还有{there}。"), _("请减少数量，或先办入库。"),
    rules="R-65", on_data=True,
)  # fmt: skip
ITEM_RETURNABLE = v.holds(
    "item_returnable", lambda ctx: rows.is_returnable(ctx.record), _("这种物品发放后不收回。"), _("不用办理归还。"),
    rules="R-65",
)  # fmt: skip


def _issued(ctx: Context) -> Any:
    out = rows.out(ctx.record)
    return True if int(ctx.data.get("pieces") or 0) <= out else {"out": out, "field": "pieces"}


RETURN_WAS_ISSUED = v.holds(
    "return_was_issued", _issued, _("没有发出这么多，还在外面的有{out}。"), _("请核对数量；多出的用盘点登记。"),
    rules="R-65", on_data=True,
)  # fmt: skip


def _within(ctx: Context) -> Any:
    found = rows.batch(ctx)
    there = found.left if found else 0
    return True if 0 < int(ctx.data.get("pieces") or 0) <= there else {"there": there, "field": "pieces"}


WRITE_OFF_WITHIN_BATCH = v.holds(
    "write_off_within_batch", _within, _("这个批次只有{there}。"), _("请核对批次和数量。"), rules="R-65", on_data=True,
)  # fmt: skip


def _past_its_day(ctx: Context) -> bool:
    found = rows.batch(ctx)
    return ctx.data.get("kind") != DESTROYED or (found is not None and fefo.expired(found.expiry, local_day(ctx.now)))


DESTROYED_WHEN_EXPIRED = v.holds(
    "destroyed_when_expired", _past_its_day, _("这个批次还没有过期。"), _("损坏、丢失的请选“报损”。"),
    rules="R-65", on_data=True,
)  # fmt: skip

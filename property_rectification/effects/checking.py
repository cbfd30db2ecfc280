"""Receipts, vouchers, the check list."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Relation
from casework.refusals import InvalidData
from casework.timers import local_day
from property_rectification.effects.common import child
from property_rectification.guards.common import current_check
from property_rectification.models.checking import CheckItem
from property_rectification.models.deciding import Voucher


def record_receipt(ctx: Context) -> None:
    """Add the receipt of service to the last notice that has none."""
    notice = ctx.record.ordernotices.filter(receipt__isnull=True).order_by("-served_at").first()
    if notice is None:
        raise InvalidData({"receipt": [_("通知书都已有送达回证")]})
    ctx.update(notice, receipt=ctx.data["receipt"])


def record_voucher(ctx: Context) -> None:
    """Keep the proof that money came back; one file proves one payment."""
    _refuse_nothing(ctx)
    if ctx.data["paid_on"] > local_day(ctx.now):
        raise InvalidData({"paid_on": [_("日期不能晚于今天")]})
    if ctx.record.vouchers.filter(file=ctx.data["file"]).exists():
        raise InvalidData({"file": [_("这份凭证已登记过")]})
    child(ctx, Voucher, **{name: ctx.data[name] for name in ("kind", "amount", "paid_on", "file")})


def correct_voucher(ctx: Context) -> None:
    """Correct an amount that was written down wrongly; the old one stays in the ledger."""
    _refuse_nothing(ctx)
    ctx.update(ctx.record.vouchers.get(pk=ctx.data["voucher"]), amount=ctx.data["amount"])


def correct_amount(ctx: Context) -> None:
    """Correct the amount that must come back, with reasons."""
    ctx.record.amount_confirmed = ctx.data["amount_confirmed"]


def _refuse_nothing(ctx: Context) -> None:
    if ctx.data["amount"] <= 0:
        raise InvalidData({"amount": [_("金额应大于0")]})


def replace_panel(ctx: Context) -> None:
    """Another panel goes on with the round. Where nobody of the old one is left, nothing of what it found stands: each
    item waits for the new one."""
    named = {member.pk: member for member in ctx.data["members"]}
    standing = list(ctx.record.relations.filter(kind=Relation.PANEL, until__isnull=True))
    for relation in standing:
        if relation.user_id not in named:
            ctx.update(relation, until=ctx.now)
    kept = {relation.user_id for relation in standing} & named.keys()
    new = [one for key, one in named.items() if key not in kept]
    ctx.add_all([Relation(record=ctx.record, kind=Relation.PANEL, user=one, since=ctx.now) for one in new])
    for item in () if kept else current_check(ctx).items.all():
        ctx.update(item, passed=False, wanted=_("由新的验收组重新验收"))


def record_check_items(ctx: Context) -> None:
    """Write the check list; an item of the same name gets its new result."""
    check = current_check(ctx)
    known = {item.item: item for item in check.items.all()}
    for row in ctx.data["items"]:
        values: dict[str, Any] = {"passed": row["passed"] == "yes", "wanted": row["wanted"] or ""}
        if not values["passed"] and not values["wanted"]:
            raise InvalidData({"items": [_("“%(item)s”不合格，请写整改要求") % {"item": row["item"]}]})
        if row["item"] in known:
            ctx.update(known[row["item"]], **values)
        else:
            new = CheckItem(check_round=check, position=len(known) + 1, item=row["item"], **values)
            known[row["item"]] = ctx.add(new)

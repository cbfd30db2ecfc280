"""What must hold before somebody gets a ticket or a fare. Going away without either needs none of it (R-39)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import archive, rides
from relief.models.rides import MOST_CASH
from relief.states import LEFT, PENDING_ARCHIVE

GOES_ON_A_RIDE = v.holds(
    "goes_on_a_ride", lambda ctx: ctx.record.state != PENDING_ARCHIVE or ctx.record.outcome == LEFT,
    _("本人不是自行离站的，不再补记。"), _("由亲属接领或移交的，路费不由本人承担，也不记在这里。"), rules="R-43",
)  # fmt: skip
TICKET_DIRECT = v.holds(
    "ticket_direct", lambda ctx: not ctx.data.get("transit"), _("所选车票不是直达。"),
    _("确需中转的说明理由、由第二人确认，并告知中转地救助站联系方式。"), rules="R-43 SB-08", on_data=True,
    override="second_person", may_lift=lambda ctx: bool(ctx.data.get("transit_contact")),
)  # fmt: skip


def _too_much(ctx: Context) -> bool:
    return int(ctx.data["amount"]) + rides.cash_so_far(ctx.record) > MOST_CASH


def _small_and_signed(ctx: Context) -> bool:
    return not _too_much(ctx) and ctx.data["receipt"] in archive.SIGNED


def _cash(ctx: Context) -> Any:
    """In principle there is none: it is always somebody else who agrees to the exception."""
    if _too_much(ctx):
        return {"field": "amount"}
    return {"field": "lift_reason" if _small_and_signed(ctx) else "receipt"}


CASH_WITHIN_LIMIT = v.holds(
    "cash_within_limit", _cash, _("原则上不发现金。"),
    _("短途市内交通不超过20元的，说明理由、由第二人确认并签收。"), rules="R-44 SB-07", on_data=True,
    override="second_person", may_lift=_small_and_signed,
)  # fmt: skip
TICKET_OUT = v.some_of(
    "ticket_out", lambda ctx: rides.open_tickets(ctx.record) if ctx.record.voucher else (), _("没有发出的乘车凭证。"),
    _("不用退回。"), rules="R-43",
)  # fmt: skip

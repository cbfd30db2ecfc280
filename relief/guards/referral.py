"""What must hold before somebody goes over to relief of another kind: the other side has said yes in writing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import referrals

#: What the acceptance says: which organ, who, when, under which number.
ACCEPTANCE = ("agency", "accepted_by", "accepted_at", "paper_no")


def _accepted(ctx: Context) -> Any:
    """Nobody has accepted tomorrow."""
    empty = [name for name in ACCEPTANCE if not ctx.data.get(name)]
    if empty:
        return {"field": empty[0]}
    return ctx.data["accepted_at"] <= ctx.now or {"field": "accepted_at"}


REFERRAL_ACCEPTED = v.holds(
    "referral_accepted", _accepted, _("对方尚未书面接收。"), _("请取得接收函或受理回执。"), rules="R-04 R-07",
    on_data=True,
)  # fmt: skip
REFERRAL_OPEN = v.holds(
    "referral_open", lambda ctx: referrals.waiting(ctx.record) is not None, _("没有等待结果的转介。"),
    _("没有转介，或者结果已经登记的，不用再登记。"), rules="R-07",
)  # fmt: skip

"""What must hold before two persons are taken for one: two people looked, and nothing is decided by a machine."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import pairs

PAIR_WAITS = v.some_of(
    "pair_waits", lambda ctx: pairs.waiting(ctx.record), _("没有等第二人核实的“可能是同一人”。"),
    _("先由一人提出，写明依据。"), rules="R-54 SB-10",
)  # fmt: skip
PAIR_STANDS = v.some_of(
    "pair_stands", lambda ctx: pairs.open_ones(ctx.record), _("没有登记“可能是同一人”。"), _("不用撤销。"),
    rules="R-54 SB-10",
)  # fmt: skip


def _by_another(ctx: Context) -> Any:
    chosen = [pair for pair in pairs.waiting(ctx.record) if str(pair.pk) == str(ctx.data.get("pair"))]
    return all(pair.first_id != ctx.actor.user_id for pair in chosen)


TWO_REVIEWERS = v.holds(
    "two_reviewers", _by_another, _("须另一人核实，您已核过。"), _("请另一名工作人员复核。"), rules="R-54 SB-10",
    on_data=True,
)  # fmt: skip

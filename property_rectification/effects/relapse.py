"""A problem that is back, the renewed order of the organ that holds the power, and the reopening (§1.1.2 #39, #40)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.numbers import with_relapse
from casework.refusals import InvalidData
from casework.timers import local_day
from property_rectification.effects.closing import visit_under_way
from property_rectification.effects.common import child
from property_rectification.effects.facts import serve_order
from property_rectification.effects.supervision import begin, level_up
from property_rectification.models.checking import Relapse
from property_rectification.models.supervision import Supervision
from property_rectification.states import LOOKBACK

BACK = "back"


def record_relapse(ctx: Context) -> None:
    """The closed case is open again under its number with a suffix; a visit under way has found what it looked for."""
    data, record = ctx.data, ctx.record
    seen = data.get("seen_on") or local_day(ctx.now)
    _refuse_outside(ctx, seen)
    record.relapse_count += 1
    child(
        ctx, Relapse, number=record.relapse_count, closed_at=record.closed_at, seen_on=seen, what=data["what"],
        files=[str(f.pk) for f in data.get("files") or ()],
    )  # fmt: skip
    if record.state == LOOKBACK:
        under_way = ctx.once("visited", lambda: visit_under_way(record))
        ctx.update(
            under_way, visited_on=seen, method=data.get("method") or "", result=BACK, note=data["what"],
            visited_by=ctx.actor.post,
        )  # fmt: skip
    record.number = with_relapse(record.number, record.relapse_count)
    record.closed_at = record.renewed_at = None
    record.result = record.satisfaction = ""
    record.callback_due = False
    begin(ctx, level_up(record.supervision_level), Supervision.RELAPSE)


def _refuse_outside(ctx: Context, seen: object) -> None:
    closed = local_day(ctx.record.closed_at)
    if not closed <= seen <= local_day(ctx.now):  # type: ignore[operator]
        raise InvalidData({"seen_on": [_("发现日期应在销号之后、今天之前")]})


def record_renewed_order(ctx: Context) -> None:
    """Keep the new order of the organ that holds the power; the time it gives counts from its service (§5.10)."""
    served = ctx.data["served_at"]
    if served < ctx.record.state_since:
        raise InvalidData({"served_at": [_("应是认定反弹以后送达的通知书")]})
    length = serve_order(ctx)
    if length is not None:
        ctx.start_timer("T.HANDLE.RECTIFY", length, at=served)
    ctx.record.renewed_at = served


def reopen_case(ctx: Context) -> None:
    """Rectification begins anew; the next relapse needs a notice of its own."""
    ctx.record.renewed_at = None

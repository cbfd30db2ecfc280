"""Asking the reporter how it went: by telephone, or by the link of who was drawn (L-76a)."""

from datetime import datetime

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from property_rectification.effects.common import child, refuse_future
from property_rectification.guards.common import asked_since
from property_rectification.guards.rectification import ATTEMPTS
from property_rectification.models.checking import CallBack

#: Codes of the list satisfaction.
NOT_REACHED = "04"


def record_callback(ctx: Context) -> None:
    """Keep one attempt; the third day without an answer counts as not reached."""
    data, at = ctx.data, ctx.data["at"]
    refuse_future(ctx, at, "at", _("时间"))
    reached = bool(data["reached"])
    if reached and (not data["solved"] or data["satisfaction"] in ("", NOT_REACHED)):
        raise InvalidData({"satisfaction": [_("联系上的，请填写解决情况和评价")]})
    _keep(ctx, at, data["solved"] if reached else "", data["satisfaction"] if reached else _of_vain_attempts(ctx))


def rate_result(ctx: Context) -> None:
    """What the reporter said through the link."""
    _keep(ctx, ctx.now, ctx.data["solved"], ctx.data["satisfaction"])


def _keep(ctx: Context, at: datetime, solved: str, satisfaction: str) -> None:
    child(
        ctx, CallBack, at=at, reached=bool(solved), solved=solved, satisfaction=satisfaction,
        reason=ctx.data.get("reason") or "",
    )  # fmt: skip
    if satisfaction:
        ctx.record.satisfaction, ctx.record.callback_due = satisfaction, False


def _of_vain_attempts(ctx: Context) -> str:
    since, tried = asked_since(ctx), ctx.record.callbacks
    earlier = tried.filter(recorded_at__gte=since) if since else tried.all()
    days = {local_day(at) for at in earlier.values_list("at", flat=True)} | {local_day(ctx.data["at"])}
    return NOT_REACHED if len(days) >= ATTEMPTS else ""

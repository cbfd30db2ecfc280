"""Supervision and reassignment (§1.1.2 #43, #44)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from property_rectification.effects.rectification import DONE
from property_rectification.guards.intake import free_of_interest

FLAG = "SUPERVISED"
UNFOUNDED = "03"
_REASON = 10


def _document_complete(ctx: Context) -> Any:
    data = ctx.data
    if len((data.get("document") or "").strip()) < 2:
        return {"field": "document"}
    if len((data.get("reason") or "").strip()) < _REASON:
        return {"field": "reason"}
    if not data.get("level"):
        return {"field": "level"}
    day = data.get("due_on")
    return True if day is not None and day > local_day(ctx.now) else {"field": "due_on"}


SUPERVISION_DOCUMENT_COMPLETE = v.holds(
    "supervision_document_complete", _document_complete, _("挂牌督办材料不完整。"),
    _("请补充文书、理由、级别和期限。"), on_data=True, rules="L-42",
)  # fmt: skip
SUPERVISION_GOAL_REACHED = v.holds(
    "supervision_goal_reached",
    lambda ctx: FLAG in ctx.record.flags and ctx.record.result in (DONE, UNFOUNDED),
    _("尚未通过验收，不能摘牌。"), _("验收通过或查否确认后即可摘牌。"),
)  # fmt: skip
IS_SUPERVISED = v.holds(
    "is_supervised", lambda ctx: FLAG in ctx.record.flags, _("这件没有挂牌督办。"), _("平常的进展写在办理经过里")
)
#: Whoever hands the case on may have to step aside; whoever gets it may not.
NOBODY_NAMED_HAS_INTEREST = v.holds(
    "no_recusal_cause", lambda ctx: free_of_interest(ctx, [ctx.data.get("handler"), ctx.data.get("leader")]),
    _("拟指定的{who}申报过与{firm}有关系，应当回避。"), _("请另选：{colleague}"), on_data=True, rules="L-75 §5.11",
)  # fmt: skip

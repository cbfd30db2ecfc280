"""What must hold before a shift goes, and before the next one takes over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief.shift import figures


def _reported(ctx: Context) -> Any:
    waiting = figures.unreported(ctx.record.owner_agency_id)
    return True if not waiting else {"n": len(waiting), "numbers": "、".join(waiting)}


NO_OPEN_MANDATORY_REPORT = v.holds(
    "no_open_mandatory_report", _reported, _("强制报告{n}件没报：不能交班。"),
    _("请马上办：{numbers}。有受侵害迹象或走失的向公安报告；没有的联系监护人，证实成年的解除保护。办完就能交班。"),
    rules="R-57",
)  # fmt: skip
INCOMING_IS_ANOTHER = v.not_same_person(
    "incoming_is_another", lambda ctx: [ctx.record.signed_by_id] if ctx.record.signed_by_id else [],
    _("交班的人不能自己接班。"), _("请接班的值班领导登录后接班。"), rules="R-54",
)  # fmt: skip
REASON_GIVEN = v.given(
    "handover_return_reason", {"reason": _("原因")}, _("还没有写要补充什么。"), _("请写明哪里要补充。"), rules="R-54",
)  # fmt: skip

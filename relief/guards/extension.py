"""What must hold before a longer stay is filed. Nothing of it touches care: whoever is there stays there (R-37)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import period, rows

DAY_TEN_REACHED_OR_NEAR = v.holds(
    "day_ten_reached_or_near", lambda ctx: period.day(ctx.record, ctx.now) >= period.NEAR,
    _("救助期限尚早，暂不需要延期备案。"), _("自第8日起可以办理；此前照常救助。"), rules="R-37",
)  # fmt: skip
SPECIAL_REASON_RECORDED = v.given(
    "special_reason_recorded", {"reason": _("特殊原因")}, _("尚未填写延期的特殊原因。"),
    _("请选择原因：疾病、等待亲属、交通受阻、身份不明、案件处理、灾害等。救助不因此中断。"), rules="R-37",
)  # fmt: skip
EXTENSION_FILED = v.some_of(
    "extension_filed", lambda ctx: [one for one in rows.extensions(ctx.record) if one.agreed], _("尚无延期备案记录。"),
    _("请先补办延期备案，或选择“出院回站”，照料不中断。"), rules="R-37",
)  # fmt: skip


def _asked(ctx: Context) -> Any:
    return rows.asked_extension(ctx.record)


EXTENSION_ASKED = v.holds(
    "extension_asked", lambda ctx: _asked(ctx) is not None, _("没有等待决定的延期备案申请。"),
    _("请甄别/社工先申请延期备案。"), rules="R-37",
)  # fmt: skip
DECIDED_BY_ANOTHER = v.not_same_person(
    "decided_by_another", lambda ctx: {asked.recorded_by.user_id} if (asked := _asked(ctx)) else set(),
    _("提出人与决定人不能是同一人。"), _("请由另一位有权人员决定；站内无人可替时由县民政局监督员决定。"),
    rules="R-50 R-54",
)  # fmt: skip
EXTENSION_TO_ACKNOWLEDGE = v.holds(
    "extension_to_acknowledge", lambda ctx: bool(rows.unacknowledged(ctx.record)), _("没有等待确认的延期备案。"),
    _("站长同意报备后再确认。"), rules="R-37",
)  # fmt: skip

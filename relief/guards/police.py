"""What must hold before the police take somebody, and when they hand somebody back."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows
from relief.guards.intake import SCREENING_RECORDED


def _seen_by_two(ctx: Context) -> bool:
    second = ctx.data.get("second")
    return bool((ctx.data.get("found") or "").strip()) and second is not None and second.pk != ctx.actor.user_id


DANGEROUS_ITEM_FOUND = v.holds(
    "dangerous_item_found", _seen_by_two, _("尚未记录查获的危险物品。"),
    _("请登记物品名称、数量和两名在场人员后再移交公安。"), rules="R-21 R-51", on_data=True,
)  # fmt: skip
POLICE_MATTER_FOUND = v.given(
    "police_matter_found", {"matter": _("报警情形")}, _("尚未记录需要报警的情形。"),
    _("请勾选具体情形；仅仅是情绪激动或未带证件不属于报警情形。"), rules="R-20 R-21 R-60",
)  # fmt: skip
POLICE_HANDBACK_RECORDED = v.given(
    "police_handback_recorded", {"officer": _("民警姓名"), "handling": _("处理情况")},
    _("公安机关的交回手续尚未登记。"), _("请填写交接表中的民警姓名、时间和处理情况。"), rules="R-20 R-22",
)  # fmt: skip
#: The same words as where the look is recorded; here it has to lie on record already.
SCREENED = v.holds(
    SCREENING_RECORDED.code, lambda ctx: rows.screened(ctx.record), SCREENING_RECORDED.message,
    SCREENING_RECORDED.remedy, rules=SCREENING_RECORDED.rules,
)  # fmt: skip


def _lawful(ctx: Context) -> bool:
    data = ctx.data
    return bool(data.get("paper") and data.get("paper_no")) or bool(data.get("emergency"))


LAWFUL_POLICE_PAPER = v.holds(
    "lawful_police_paper", _lawful, _("尚未登记公安机关的法律文书，不能仅凭口头要求移交。"),
    _("请登记文书名称和编号；紧急情况下可先移交，本班次内补齐文书。"), rules="R-51 R-60", on_data=True,
)  # fmt: skip
PAPER_MISSING = v.holds(
    "police_paper_missing", lambda ctx: rows.paper_missing(ctx.record), _("没有等待补齐的公安法律文书。"),
    _("移交公安时没有文书的才要补。"), rules="R-51",
)  # fmt: skip

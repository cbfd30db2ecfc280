"""What must hold before the police are asked who somebody is, and before an answer is written down."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import standing
from relief.effects.inquiries import INQUIRY_OUT

SEARCH_PURPOSE_RECORDED = v.given(
    "search_purpose_recorded", {"purpose": _("查询目的")}, _("查询须对应在办案件或线索并写明目的。"),
    _("请从案件页面发起查询并填写目的。"), rules="R-33 HB-14",
)  # fmt: skip


def _doubted(ctx: Context) -> bool:
    """Nobody's bones are asked after but of whoever is protected for looking young, while no paper says otherwise."""
    if not ctx.data.get("asks_age"):
        return True
    return standing.is_minor(ctx.record, ctx.now) and not ctx.record.person.birth_verified


AGE_IN_DOUBT = v.holds(
    "age_in_doubt", _doubted, _("本人的年龄没有疑问。"), _("去掉“同时请公安核实年龄”，只查身份。"),
    rules="R-29 R-55", on_data=True,
)  # fmt: skip
INQUIRY_WAITS = v.holds(
    "inquiry_waits", lambda ctx: INQUIRY_OUT in ctx.record.flags, _("没有等复函的协查。"), _("先补发协查。"),
    rules="R-33",
)  # fmt: skip

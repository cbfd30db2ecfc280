"""What the bureau must have done before it answers."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context

#: Conclusions by which the complaint was right, and matters in which the person is still without relief.
UPHELD, WITHOUT_RELIEF = ("upheld", "partly_upheld"), ("refusal",)

FINDINGS_RECORDED = v.holds(
    "complaint_findings_recorded", lambda ctx: bool(ctx.record.findings), _("还没有登记调查情况。"),
    _("请先登记调查情况：听了谁说、看了什么。"), rules="R-53",
)  # fmt: skip


def _upheld(ctx: Context) -> bool:
    return ctx.data.get("conclusion") in UPHELD


MEASURES_GIVEN = v.holds(
    "complaint_measures_given", lambda ctx: not _upheld(ctx) or bool(ctx.data.get("measures")),
    _("投诉属实，还没有写处理措施。"), _("请写明给本人什么救助，对单位和人员怎样处理。"), rules="R-53", on_data=True,
)  # fmt: skip


def _relief_owed(ctx: Context) -> bool:
    return _upheld(ctx) and ctx.record.matter in WITHOUT_RELIEF


RELIEF_ORDERED_AT_ONCE = v.holds(
    "relief_ordered_at_once", lambda ctx: not _relief_owed(ctx) or bool(ctx.data.get("relief_ordered")),
    _("不予救助或终止救助的投诉属实，应先责令救助站立即给予救助。"),
    _("请通知救助站立即给予救助，然后勾选“已责令救助站立即给予救助”。"), rules="R-05 R-53", on_data=True,
)  # fmt: skip

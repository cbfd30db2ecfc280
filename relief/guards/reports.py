"""What must hold before a report counts as made."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v

REPORT_DETAILS_COMPLETE = v.given(
    "report_details_complete",
    {"reported_at": _("报告时间"), "channel": _("报告方式"), "officer": _("接报人")}, _("强制报告信息不完整。"),
    _("请填写报告时间、方式、接报人；回执编号取得后补填，先报告后补录。"), rules="R-57 R-61 AP-05",
)  # fmt: skip
REPORT_KNOWN = v.holds(
    "report_known", lambda ctx: ctx.record.reported_at is not None, _("还没有登记报告。"), _("先登记强制报告。"),
    rules="R-57",
)  # fmt: skip
SOMETHING_SERIOUS = v.holds(
    "something_serious", lambda ctx: ctx.record.serious_at is not None, _("没有需要向上级报告的重大事项。"),
    _("走失、死亡登记后再登记向上级报告。"), rules="R-54",
)  # fmt: skip

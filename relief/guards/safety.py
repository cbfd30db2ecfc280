"""What must hold on the way of an incident, and what can never be the station's."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows
from relief.incidents import ALLEGATIONS, OPEN
from relief.models.reports import UpwardReport

INCIDENT_DESCRIBED = v.given(
    "incident_described", {"category": _("类别"), "course": _("经过")}, _("尚未填写事件情况。"),
    _("请选择类别并简要填写经过，细节可补。"), rules="R-51",
)  # fmt: skip
INCIDENT_OPEN = v.holds(
    "incident_open", lambda ctx: ctx.record.safety_state in OPEN, _("没有正在处理的事件。"), _("直接登记事件。"),
    rules="R-54",
)  # fmt: skip
REPORT_RECORDED = v.given(
    "report_recorded", {"told": _("向何人报告"), "told_at": _("报告时间"), "channel": _("报告方式")},
    _("尚未登记报告情况。"), _("请填写报告对象、时间和方式。"), rules="R-51",
)  # fmt: skip


def _filed(ctx: Context) -> bool:
    """Said in this form, or filed since the first of the incidents that are open."""
    first = min((one.recorded_at for one in rows.open_incidents(ctx.record)), default=ctx.now)
    written = (one for one in rows.upward(ctx.record) if one.form == UpwardReport.WRITTEN)
    return bool(ctx.data.get("written")) or any(one.recorded_at >= first for one in written)


WRITTEN_REPORT_FILED = v.holds(
    "written_report_filed", _filed, _("书面报告尚未提交。"), _("请在24小时内提交书面报告。"), rules="R-54",
    on_data=True,
)  # fmt: skip
FINDINGS_RECORDED = v.given(
    "findings_recorded", {"findings": _("查明的事实"), "measures": _("改进措施")}, _("尚未填写处理结论。"),
    _("请填写查明的事实和改进措施。"), rules="R-54",
)  # fmt: skip
ALLEGATION_KEPT_FROM_STATION = v.none_of(
    "allegation_kept_from_station",
    lambda ctx: [one for one in ctx.record.incidents.all() if one.category in ALLEGATIONS],
    _("该事项由县民政局直接处理。"), _("请等待县民政局的处理结果。"), rules="R-53 HB-16",
)  # fmt: skip

"""导入法定途径、并案: roads beside the straight one, each with its way back and its end (§1.1.2 #06, #07, #48–#51)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import side_roads as do
from property_rectification.guards import side_roads as g
from property_rectification.guards.closing import FILE_COMPLETE
from property_rectification.lifecycle.intake import DISPATCHER
from property_rectification.states import ARCHIVED, DIVERTED, MERGED, TRIAGE

_TOLD = (
    Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how", required=False),
    Ask("told_at", _("告知时间"), "moment", required=False),
)
_STOPS = "T.DISPATCH T.DISPATCH.URGENT T.INTAKE.INFORM"
_TRIAGE_CLOCKS = "T.DISPATCH T.DISPATCH.URGENT"

ROUTES = stage(
    row("divert_case", _("导入途径"), TRIAGE, DIVERTED, by=DISPATCHER, spec_id="1.1.2#06",
        needs=[g.STATUTORY_ROUTE_PROVEN, g.REPORTER_TOLD_ROUTE], effect=do.divert_case,
        asks=[
            Ask("route", _("途径"), "choice", choices="statutory_route"),
            Ask("number", _("案号、件号"), required=False, max_length=60, help=_("案号、复议号或信访件号")),
            Ask("organ", _("办理机关"), max_length=120, help=_("反映人应到哪里")),
            Ask("explanation", _("为什么专属"), "text", required=False, max_length=1000,
                help=_("没有编号的专属途径才填，例如房屋归谁要由法院确认")),
            *_TOLD,
        ],
        warning=_("法定程序办理期间不再另行办理，只跟踪结果。有新的情况，另登记一件，不受影响。"),
        stops=_STOPS, prints="F-01", rules="L-75 L-77"),
    row("resume_diverted", _("重新研判"), DIVERTED, TRIAGE, by=DISPATCHER, spec_id="1.1.2#50",
        needs=[g.STATUTORY_ROUTE_ENDED_UNDECIDED], effect=do.resume_diverted,
        asks=[Ask("new_fact", _("新的事实"), "text", required=False, max_length=3000,
                  help=_("途径没有处理这件事的不用填"))],
        starts=_TRIAGE_CLOCKS, rules="L-75 L-77"),
    row("archive_diverted", _("导入归档"), DIVERTED, ARCHIVED, by=DISPATCHER, spec_id="1.1.2#51",
        needs=[g.STATUTORY_ROUTE_RESULT_RECORDED, FILE_COMPLETE], effect=do.archive_diverted),
)  # fmt: skip

MERGING = stage(
    row("merge_case", _("并案"), TRIAGE, MERGED, by=DISPATCHER, spec_id="1.1.2#07",
        needs=[g.SAME_CORE_FACT, g.MASTER_CASE_OPEN, g.REPORTER_TOLD_MERGE], effect=do.merge_case,
        asks=[
            Ask("master", _("主案编号"), max_length=40),
            Ask("core_fact", _("相同的核心事实"), "text", required=False, max_length=1000,
                help=_("同一小区、同一件事，写清是哪件事")),
            *_TOLD,
        ],
        warning=_("并入后随主案办理，反映人仍会得到单独答复；事实不同的可以分案。"),
        stops=_STOPS, prints="F-01", rules="L-75"),
    row("split_case", _("分案"), MERGED, TRIAGE, by=DISPATCHER, spec_id="1.1.2#48",
        needs=[g.MERGED_FACT_DIFFERS_OR_UNANSWERED], effect=do.split_case,
        asks=[Ask("difference", _("不同在哪里"), "text", required=False, max_length=2000,
                  help=_("主案已经结束、没有答复本人的不用填"))],
        starts=_TRIAGE_CLOCKS, rules="L-75"),
    row("archive_merged", _("并案归档"), MERGED, ARCHIVED, by="system", spec_id="1.1.2#49",
        needs=[g.MASTER_CASE_ARCHIVED, g.OWN_REPORTER_ANSWERED], prints="F-36", rules="L-75"),
)  # fmt: skip

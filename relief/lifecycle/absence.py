"""Somebody is not there: looked for twice, gone without a word, or missing and in danger (R-30, R-42)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import PREVIOUS, amendment, row, stage
from relief.effects import absence as do
from relief.effects import reports as tell
from relief.forms import absence as f
from relief.forms import common, departure
from relief.forms import reports as r
from relief.guards import absence as g
from relief.guards import reports as told
from relief.guards.departure import COLLECTOR_IDENTIFIED, GUARDIAN_FIT_IF_PROTECTED, NO_RISK_FLAG_FOR_PROTECTED
from relief.guards.leaving import CAPABLE_ADULT
from relief.guards.refusal import NOT_MINOR
from relief.states import GONE, MISSING, PICKED_UP, STAYING

_STAYING = " ".join(STAYING)
_ANYBODY = "RCP SEC CSW CAR HLT ESC DUT DIR"

ABSENCE = stage(
    row("record_unannounced_departure", _("擅自离站"), _STAYING, GONE, by="CAR ESC DUT", spec_id="TA39", optional=True,
        needs=[CAPABLE_ADULT, g.ABSENT_TWO_CHECKS], asks=f.GONE, effect=do.record_gone, stops="TM-03 TM-06 TM-30 TM-31",
        prints="J-04 J-08 J-29",
        warning=_("只用于行为能力正常的成年人。有危险迹象的，马上报告走失并报警。"), rules="R-42"),
    row("report_missing", _("报告走失"), _STAYING, MISSING, by="CAR ESC CSW DUT", spec_id="TA40|TA32", optional=True,
        needs=[g.ABSENT_AND_AT_RISK], asks=f.MISSING, effect=do.report_missing, starts="TM-11 TM-13a TM-13b",
        warning=_("先报警，再补录。站长和县民政局同时得到通知；请保存监控录像。"),
        prints="J-13 J-28 J-29", rules="R-30 R-57"),
    row("record_found", _("找到归站"), MISSING, PREVIOUS, by="DUT", spec_id="TA41", usual=True,
        needs=[g.WHEREABOUTS_CONFIRMED], asks=f.SEEN, effect=do.record_found, stops="TM-11",
        prints="J-29", rules="R-30"),
    row("record_found_with_family", _("亲属处找到"), MISSING, PICKED_UP, by="DUT", spec_id="TA41-FA", optional=True,
        needs=[g.WHEREABOUTS_CONFIRMED, COLLECTOR_IDENTIFIED, NO_RISK_FLAG_FOR_PROTECTED, GUARDIAN_FIT_IF_PROTECTED],
        asks=(*f.SEEN, departure.COLLECTOR, common.LIFTING), effect=do.found_with_family, stops="TM-03 TM-06 TM-11",
        prints="J-16 J-29", rules="R-45"),
    row("end_missing_search", _("结束查找"), MISSING, GONE, by="DIR SUP", asked_by="DIR", spec_id="TA42",
        needs=[NOT_MINOR, g.POLICE_CASE_OPEN_30_DAYS, g.REASON_AND_BUREAU], asks=common.REASON,
        effect=do.end_search, stops="TM-03 TM-06", warning=_("站长提出，县民政局同意。寻亲不因此停止。"),
        prints="J-29", rules="R-30 R-42"),
)  # fmt: skip

CHECKS = (
    amendment("record_presence_check", _("登记点名"), by="CAR ESC CSW DUT", states=_STAYING, asks=f.CHECK,
        effect=do.record_check, rules="R-42"),
)  # fmt: skip

#: What follows a report; the report itself is an act of the protection beside the road.
REPORTS = (
    amendment("complete_report_number", _("补填回执编号"), by=_ANYBODY, asks=r.NUMBER, needs=[told.REPORT_KNOWN],
        effect=tell.complete_number, rules="R-57"),
    amendment("report_upward", _("登记向上级报告"), by="DUT DIR", asks=r.UPWARD, needs=[told.SOMETHING_SERIOUS],
        effect=tell.report_upward, rules="R-54"),
)  # fmt: skip

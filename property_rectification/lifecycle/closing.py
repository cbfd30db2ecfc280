"""销号、回头看、归档 (§1.1.2 #36–#38, #42)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import closing as do
from property_rectification.guards import closing as g
from property_rectification.guards.common import NOT_HANDLER
from property_rectification.states import ARCHIVED, CLOSED, LOOKBACK, PRE_CLOSE

VISIT = (
    Ask("visited_on", _("回看日期"), "date"),
    Ask("method", _("方式"), "choice", choices="visit_method"),
    Ask("visit_result", _("结果"), "choice", choices="visit_result"),
    Ask("note", _("看到的情况"), "text", required=False, max_length=2000),
)

CLOSING = stage(
    row("close_case", _("销号"), PRE_CLOSE, CLOSED, by="R02", spec_id="1.1.2#36",
        needs=[g.CLOSING_NOTICE_PERIOD_OVER, g.NO_UNPAID_REFUND, g.SATISFACTION_RECORDED, g.FOUR_EYES_CLOSING],
        effect=do.close_case, second_person=True,
        asks=[Ask("note", _("审批意见"), "text", required=False, max_length=1000)],
        starts="T.LOOKBACK.FIRST T.LOOKBACK.SECOND T.RELAPSE T.ARCHIVE",
        stops="T.CLOSE.PUBLIC T.HANDLE.CONSULT T.HANDLE.ORDINARY T.HANDLE.PETITION T.HANDLE.RECTIFY T.INTAKE.INFORM",
        prints="F-17", rules="§5.16"),
    row("start_lookback", _("开始回看"), CLOSED, LOOKBACK, by="system", spec_id="1.1.2#37",
        needs=[g.LOOKBACK_DUE_AND_DRAWN], effect=do.start_lookback,
        stops="T.LOOKBACK.FIRST T.LOOKBACK.SECOND", prints="F-18"),
    row("confirm_stability", _("确认稳定"), LOOKBACK, CLOSED, by="R03 R25", spec_id="1.1.2#38",
        needs=[NOT_HANDLER, g.RESULT_STABLE, g.CLOSING_RIGHTS_STILL_RUNNING], effect=do.record_visit,
        asks=VISIT, prints="F-18"),
    row("archive_after_lookback", _("回看归档"), LOOKBACK, ARCHIVED, by="R03 R25", spec_id="1.1.2#38",
        needs=[NOT_HANDLER, g.RESULT_STABLE, g.RELAPSE_WINDOW_OVER, g.NO_LOOKBACK_OUTSTANDING, g.FILE_COMPLETE],
        effect=do.record_visit, asks=VISIT, stops="T.RELAPSE T.ARCHIVE", prints="F-18"),
    row("archive_case", _("归档"), CLOSED, ARCHIVED, by="system", spec_id="1.1.2#42",
        needs=[g.RELAPSE_WINDOW_OVER, g.NO_LOOKBACK_OUTSTANDING, g.FILE_COMPLETE],
        stops="T.ARCHIVE T.RELAPSE"),
)  # fmt: skip

"""认定反弹、重启整改 (§1.1.2 #39, #40)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import relapse as do
from property_rectification.guards import relapse as g
from property_rectification.lifecycle.intake import DISPATCHER
from property_rectification.states import CLOSED, LOOKBACK, RECTIFYING, RELAPSED

RELAPSES = stage(
    row("record_relapse", _("认定反弹"), f"{LOOKBACK} {CLOSED}", RELAPSED, by="R03 R16 R17 R25", spec_id="1.1.2#39",
        optional=True,
        needs=[g.RELAPSE_WINDOW_OPEN, g.RELAPSE_SAME_PROBLEM, g.NEW_EVIDENCE_PRESENT], effect=do.record_relapse,
        asks=[
            Ask("what", _("问题怎样重新出现"), "text", min_length=10, max_length=3000,
                help=_("什么时候、在哪里、看到什么")),
            Ask("same", _("还是同一家企业、同一个小区、同一类问题"), "flag", required=False),
            Ask("seen_on", _("发现日期"), "date", required=False, help=_("不填就是今天")),
            Ask("method", _("回看方式"), "choice", choices="visit_method", required=False, help=_("回头看时填写")),
            Ask("files", _("新的材料"), "files", choices="files", required=False),
        ],
        warning=_("认定后案件重新打开，编号后加反弹次数，列入挂牌督办。"),
        stops="T.LOOKBACK.FIRST T.LOOKBACK.SECOND T.RELAPSE T.ARCHIVE T.OBJECTION", prints="F-18", rules="§5.12"),
    row("reopen_case", _("重启整改"), RELAPSED, RECTIFYING, by=DISPATCHER, spec_id="1.1.2#40",
        needs=[g.RENEWED_NOTICE_SERVED], effect=do.reopen_case,
        asks=[Ask("note", _("意见"), "text", required=False, max_length=1000)],
        starts="T.HANDLE.RECTIFY", prints="F-04 F-37", rules="§5.10"),
)  # fmt: skip

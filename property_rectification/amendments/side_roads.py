"""What is written down while a case goes another road: its result, the own answer, the meeting about a dispute."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import disputes, side_roads
from property_rectification.guards.side_roads import MASTER_HAS_RESULT
from property_rectification.lifecycle.intake import DISPATCHER

SIDE_ROADS = (
    amendment("record_route_result", _("登记途径结果"), by=DISPATCHER, states="diverted",
        effect=side_roads.record_route_result,
        asks=[
            Ask("result", _("结果"), "choice", choices="route_result"),
            Ask("result_no", _("文号"), max_length=60, help=_("只记类别和文号，不记内容")),
            Ask("ended_on", _("结束日期"), "date"),
        ],
        rules="L-77"),
    amendment("answer_own_reporter", _("登记单独答复"), by=DISPATCHER, states="merged", needs=[MASTER_HAS_RESULT],
        effect=side_roads.answer_own_reporter,
        asks=[
            Ask("answer", _("答复"), "text", min_length=10, max_length=3000, help=_("主案查了什么、结果怎样")),
            Ask("remedies", _("还可以走的途径"), "text", min_length=10, max_length=2000,
                help=_("有权处理的机关、期限和方式")),
            Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how"),
        ],
        rules="L-75 §5.13"),
    amendment("record_dispute_meeting", _("登记研判会"), by="R01 R02 R04", states="disputed",
        effect=disputes.record_meeting,
        asks=[
            Ask("held_at", _("时间"), "moment"),
            Ask("attendees", _("参加单位和人员"), "text", max_length=1000),
            Ask("judgement", _("研判意见"), "text", min_length=10, max_length=3000,
                help=_("只写职责归谁和依据，不写案情的是非")),
            Ask("tasks", _("任务"), "items", required=False, columns=(
                Ask("task", _("任务"), max_length=200),
                Ask("owner", _("谁办"), max_length=60),
                Ask("day", _("哪天前"), "date", required=False),
            )),
        ],
        prints="F-24", rules="L-76 §5.9"),
)  # fmt: skip

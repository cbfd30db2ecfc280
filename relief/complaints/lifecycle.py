"""The life of a complaint: received, acknowledged, answered. The station can begin one and do nothing else to it."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, amendment, build, row, stage
from relief.complaints import effects as do
from relief.complaints import guards as g

RECEIVED, ACKNOWLEDGED, ANSWERED = "received", "acknowledged", "answered"
STATES = (
    State(RECEIVED, _("已收到投诉"), _("待受理"), "wait", "receipt"),
    State(ACKNOWLEDGED, _("已受理投诉"), _("调查中"), "active", "inquiry"),
    State(ANSWERED, _("已答复投诉"), _("已答复"), "done", "answer", terminal=True),
)
STEPS = (("receipt", _("收到")), ("inquiry", _("调查")), ("answer", _("答复")))
#: Whoever hears one at the station writes it down; what is said on the telephone or in a letter, the bureau (AP-04).
RECORDERS = "RCP CSW CAR HLT SUP"

RECORD = Act(
    code="record_complaint", label=_("登记投诉"), by=frozenset(RECORDERS.split()), effect=do.record_complaint,
    asks=(
        Ask("content", _("投诉什么"), "text", min_length=2, max_length=4000, personal=True,
            help=_("写本人的原话；想到多少写多少，姓名可以不写")),
        Ask("matter", _("关于"), "choice", choices="complaint_matter"),
        Ask("way", _("怎样提出的"), "choice", choices="complaint_way"),
        Ask("complainant", _("谁投诉"), "choice", choices="complainant"),
        Ask("name", _("姓名"), required=False, max_length=40, personal=True),
        Ask("contact", _("联系方式"), required=False, max_length=80, personal=True, help=_("留空的不影响办理")),
        Ask("case_number", _("救助案件编号"), required=False, max_length=40, help=_("不知道的留空")),
    ),
    rules="R-53 AP-04",
)  # fmt: skip

INQUIRY = stage(
    row("acknowledge_complaint", _("受理告知"), RECEIVED, ACKNOWLEDGED, by="SUP", usual=True,
        asks=(Ask("acknowledged_how", _("怎样告知"), "choice", choices="complaint_reply_way"),),
        effect=do.acknowledge, stops="TM-15a", rules="R-53"),
    row("answer_complaint", _("答复投诉"), ACKNOWLEDGED, ANSWERED, by="SUP", usual=True,
        needs=[g.FINDINGS_RECORDED, g.MEASURES_GIVEN, g.RELIEF_ORDERED_AT_ONCE],
        asks=(
            Ask("conclusion", _("结论"), "choice", choices="complaint_conclusion"),
            Ask("answer", _("答复内容"), "text", min_length=5, max_length=4000, personal=True),
            Ask("measures", _("处理措施"), "text", required=False, max_length=2000, personal=True,
                help=_("属实的必须写：给本人什么救助，对单位和人员怎样处理")),
            Ask("relief_ordered", _("已责令救助站立即给予救助"), "flag", required=False),
            Ask("answered_how", _("怎样答复"), "choice", choices="complaint_reply_way"),
        ),
        effect=do.answer, stops="TM-15b", prints="J-38", rules="R-53"),
)  # fmt: skip
AMENDMENTS = (
    amendment("record_complaint_findings", _("登记调查情况"), by="SUP", states=ACKNOWLEDGED,
        asks=(Ask("findings", _("调查情况"), "text", min_length=5, max_length=4000, personal=True,
                  help=_("听了谁说、看了什么；涉及人员的两边都要听")),),
        effect=do.record_findings, rules="R-53"),
)  # fmt: skip

COMPLAINT = build(
    "relief.complaint", initial=RECEIVED, states=STATES, stages=(INQUIRY,), amendments=AMENDMENTS, steps=STEPS,
    start_timers="TM-15a TM-15b", creation=RECORD,
)  # fmt: skip

"""Completing what came in, and the triage."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification import codes
from property_rectification.effects import intake as do
from property_rectification.effects import pairing, parties
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.guards.conduct import GATE, STILL_SUSPECTED
from property_rectification.guards.intake import NEW_HANDLER_FREE
from property_rectification.lifecycle.intake import DEPARTMENT, DESCRIPTION, DISPATCHER, REPORTER

_OPTIONAL = tuple(
    Ask(a.name, a.label, a.kind, required=False, help=a.help, max_length=a.max_length) for a in DESCRIPTION
)
#: A yes or no that is not given leaves the old one: nobody's wish for secrecy is lifted by an omission.
EDIT_REPORTER = (
    *(a for a in REPORTER if a.kind == "line"),
    Ask("secrecy", _("不让物业知道是谁"), "choice", choices="yes_no", required=False),
    Ask("minor_involved", _("涉及未成年人"), "choice", choices="yes_no", required=False),
    Ask("child", _("未满14周岁"), "choice", choices="yes_no", required=False),
    Ask("consent", _("监护人同意登记本人信息"), "choice", choices="yes_no", required=False),
)
LAWFUL = tuple(Ask(f"lawful_{code}", label, "choice", choices="yes_no") for code, label in codes.choices("lawful_way"))

INTAKE = (
    amendment("edit_intake", _("补充登记信息"), by="R02 R04 R05", states="draft registered", effect=do.edit_intake,
        asks=[Ask("channel", _("来源"), "choice", choices="channel", required=False), *_OPTIONAL]),
    amendment("edit_reporter", _("补充反映人信息"), by="R04", states="draft registered triage", effect=do.edit_reporter,
        asks=EDIT_REPORTER, rules="§5.5 §5.6"),
    amendment("record_conduct", _("登记行为事实"), by=DISPATCHER, states="registered triage",
        effect=parties.record_conduct,
        asks=[
            Ask("happened_at", _("时间"), "moment"),
            Ask("place", _("地点"), max_length=120),
            Ask("conduct", _("行为"), "text", min_length=10, max_length=2000, help=_("写做了什么，不写评价")),
            Ask("effect", _("对经营的影响"), "text", min_length=5, max_length=1000),
            Ask("calmed_by", _("谁先劝解过"), max_length=60),
            Ask("source", _("谁看到"), "choice", choices="conduct_source", help=_("只有物业企业的说法不够")),
            Ask("owners_claim", _("业主一方同时有诉求"), "choice", choices="yes_no", help=_("有的另立一件，先查起因")),
            Ask("file", _("证据"), "file", choices="files", required=False),
            *LAWFUL,
        ],
        warning=_("投诉、信访、起诉、开业主大会、拍摄、要求公开账目都是合法行为；是哪一项就选“是”。"), rules="§5.3"),
    amendment("set_triage", _("登记研判"), by=DISPATCHER, states="registered triage", needs=GATE,
        effect=do.set_triage,
        asks=[
            Ask("category", _("类别"), "choice", choices="category", help=_("由人确认；WB12—WB14须先登记行为事实")),
            Ask("more", _("其他类别"), "items", required=False,
                columns=(Ask("category", _("类别"), "choice", choices="category"),)),
            Ask("matter", _("事项类型"), "choice", choices="matter"),
            Ask("urgency", _("紧急程度"), "choice", choices="urgency"),
            Ask("risk", _("风险"), "choice", choices="risk", required=False),
            Ask("complex", _("情况复杂"), "flag", required=False, help=_("退办期限按3个工作日")),
            Ask("firm", _("物业企业"), "choice", choices="firm", required=False),
            Ask("title", _("事由"), required=False, max_length=60),
        ],
        rules="§2.4 §5.3"),
    amendment("split_off", _("拆出另一件"), by=DISPATCHER, states="registered triage", effect=pairing.split_off,
        asks=[
            Ask("narrative", _("另一件说的什么事"), "text", min_length=20, max_length=10000,
                help=_("只写另一方的问题，原话记录")),
            Ask("claim", _("要求"), "text", required=False, max_length=2000),
            Ask("same_reporter", _("反映人是同一人"), "flag", required=False),
        ],
        warning=_("马上生成一件新的线索，两件互相关联，各自办理、各自决定。"), rules="§2.4 §5.3"),
    amendment("pair_case", _("关联另一件"), by=DISPATCHER, effect=pairing.pair_case,
        asks=[Ask("number", _("编号"), max_length=40, help=_("同一件事里另一方的案件"))], rules="§2.4"),
    amendment("record_effective_decision", _("登记生效决定"), by=DEPARTMENT,
        needs=[ACTOR_IN_LEAD_UNIT, STILL_SUSPECTED], effect=pairing.record_effective_decision,
        asks=[
            Ask("reference", _("决定文号"), max_length=80, help=_("公安机关或法院已经生效的决定")),
            Ask("decided_at", _("决定日期"), "moment"),
            Ask("file", _("决定书"), "file", choices="files"),
        ],
        warning=_("登记后不再标“涉嫌”。"), rules="§2.4 §5.3"),
    amendment("assign_handler", _("确定承办人"), by="R05 R07 R08",
        states="dispatched handling fact_finding rectifying check_req", effect=do.assign_handler,
        needs=[ACTOR_IN_LEAD_UNIT, NEW_HANDLER_FREE],
        asks=[Ask("handler", _("承办人"), "user", choices="handler_candidates")], rules="§5.11"),
    amendment("declare_recusal", _("申报回避"), by="R01 R02 R03 R04 R05 R06 R07 R08 R09 R14 R25",
        effect=parties.declare_recusal,
        asks=[Ask("reason", _("与企业或小区的关系"), "text", min_length=4, max_length=500)],
        warning=_("申报对这家企业、这个小区的所有案件有效。"), rules="§5.11"),
)  # fmt: skip

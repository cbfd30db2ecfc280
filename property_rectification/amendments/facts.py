"""Facts, evidence, both sides, legal review."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import evidence as do
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT, NOT_HANDLER
from property_rectification.guards.facts import RECHECK_WANTED
from property_rectification.lifecycle.intake import DEPARTMENT

_WORKING = "handling fact_finding penalty"
_OPEN = "registered triage dispatched handling fact_finding penalty rectifying check_req checking relapsed"
#: What makes a record of a camera evidence (行政处罚法 41).
MONITOR_NOTE = Ask(
    "monitor_note", _("监控设备合法性说明"), "text", required=False, max_length=1000,
    help=_("电子监控取得的必填：设备经过法制和技术审核，标志明显，设置地点已公布，记录经过审核"),
)  # fmt: skip

FACTS = (
    amendment("record_statement", _("登记双方意见"), by=DEPARTMENT, states=f"{_WORKING} relapsed",
        needs=[ACTOR_IN_LEAD_UNIT], effect=do.record_statement,
        asks=[
            Ask("side", _("哪一方"), "choice", choices="statement_side"),
            Ask("kind", _("形式"), "choice", choices="statement_kind"),
            Ask("at", _("时间"), "moment"),
            Ask("mode", _("方式"), "choice", choices="statement_mode", required=False),
            Ask("speaker", _("陈述人"), required=False, max_length=40, personal=True, help=_("也可以写身份，不写姓名")),
            Ask("content", _("内容"), "text", required=False, max_length=10000,
                help=_("陈述笔录必填；通知写明要求答复什么")),
            Ask("file", _("附件"), "file", choices="files", required=False, help=_("书面放弃必须附上")),
        ],
        prints="F-15", rules="§5.1"),
    amendment("submit_statement", _("提交陈述"), by="R15", states=f"{_WORKING} relapsed", effect=do.submit_statement,
        asks=[
            Ask("content", _("陈述和申辩"), "text", min_length=4, max_length=10000,
                help=_("怎么回事、有什么依据；不会因为申辩加重处理")),
            Ask("speaker", _("陈述人"), required=False, max_length=40, personal=True, help=_("可以写职务，不写姓名")),
            Ask("file", _("附件"), "file", choices="files", required=False, help=_("先在“材料”里添加，再在这里选")),
        ],
        rules="§5.1 L-31"),
    amendment("add_fact", _("补充事实"), by=DEPARTMENT, states=_WORKING, needs=[ACTOR_IN_LEAD_UNIT], effect=do.add_fact,
        asks=[
            Ask("statement", _("事实"), "text", min_length=4, max_length=2000, help=_("一条只写一件事")),
            Ask("element", _("要素"), "choice", choices="fact_element", required=False),
        ],
        rules="§5.12"),
    amendment("set_fact_status", _("认定事实"), by=DEPARTMENT, states="fact_finding penalty",
        needs=[ACTOR_IN_LEAD_UNIT], effect=do.set_fact_status,
        asks=[
            Ask("fact", _("事实"), "choice", choices="facts"),
            Ask("status", _("状态"), "choice", choices="fact_status"),
        ],
        rules="§5.12"),
    amendment("add_evidence", _("添加证据"), by=f"{DEPARTMENT} R04 R06 R15 R16", states=_OPEN, effect=do.add_evidence,
        asks=[
            Ask("type", _("种类"), "choice", choices="evidence_type"),
            Ask("title", _("名称"), max_length=120),
            Ask("obtained_at", _("取得时间"), "moment"),
            Ask("obtained_by", _("取得人"), max_length=60),
            Ask("source_note", _("来源和取得方式"), "text", min_length=4, max_length=1000),
            Ask("file", _("附件"), "file", choices="files", required=False),
            Ask("monitored", _("由电子监控设备取得"), "flag", required=False),
            MONITOR_NOTE,
            Ask("lawful", _("来源和取得方式合法"), "flag", required=False, help=_("由牵头单位认定")),
            Ask("fact", _("证明哪条事实"), "choice", choices="facts", required=False),
            Ask("contrary", _("与这条事实相反"), "flag", required=False),
        ],
        rules="§5.12"),
    amendment("judge_evidence", _("认定证据"), by=DEPARTMENT, states=_WORKING, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.judge_evidence,
        asks=[
            Ask("evidence", _("证据"), "choice", choices="evidence"),
            Ask("lawful", _("来源和取得方式合法"), "choice", choices="yes_no"),
            MONITOR_NOTE,
            Ask("reasons", _("理由"), "text", required=False, max_length=500),
        ],
        rules="§5.12"),
    amendment("link_evidence", _("证据对应事实"), by=DEPARTMENT, states=_WORKING, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.link_evidence,
        asks=[
            Ask("fact", _("事实"), "choice", choices="facts"),
            Ask("evidence", _("证据"), "choice", choices="evidence"),
            Ask("contrary", _("与这条事实相反"), "flag", required=False),
        ],
        rules="§5.12"),
    amendment("record_legal_review", _("法制审核"), by="R09", states="fact_finding", effect=do.record_legal_review,
        asks=[
            Ask("agreed", _("结论"), "choice", choices="review_opinion"),
            Ask("opinion", _("审核意见"), "text", min_length=4, max_length=2000),
        ],
        rules="L-33"),
    amendment("record_recheck", _("登记复查"), by="R03", states="unfounded", needs=[NOT_HANDLER, RECHECK_WANTED],
        effect=do.record_recheck,
        asks=[
            Ask("result", _("结果"), "choice", choices="recheck_result"),
            Ask("note", _("复查情况"), "text", min_length=4, max_length=2000),
        ]),
)  # fmt: skip

"""The states of a case that can be reached so far, with the words and tones of their badges (§1.1.1)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State

DRAFT, REGISTERED, SUPPLEMENT, TRIAGE, NOT_ACCEPTED = "draft", "registered", "supplement", "triage", "not_accepted"
DISPATCHED, RETURN_REQ, HANDLING = "dispatched", "return_req", "handling"
FACT_FINDING, UNFOUNDED, RECTIFYING, PENALTY = "fact_finding", "unfounded", "rectifying", "penalty"
SUSPENDED, HUNG = "suspended", "hung"
MEDIATION = "mediation"
CHECK_REQ, CHECKING, CHECK_FAILED = "check_req", "checking", "check_failed"
PRE_CLOSE, OBJECTION = "pre_close", "objection"
CLOSED, LOOKBACK, ARCHIVED, TERMINATED = "closed", "lookback", "archived", "terminated"
RELAPSED = "relapsed"
DIVERTED, MERGED, DISPUTED = "diverted", "merged", "disputed"

#: The straight road, for the stage bar.
STEPS = (
    ("intake", _("登记")),
    ("triage", _("研判分流")),
    ("dispatch", _("交办签收")),
    ("facts", _("核查")),
    ("rectify", _("限期整改")),
    ("check", _("验收")),
    ("notice", _("公示异议")),
    ("close", _("销号")),
    ("lookback", _("回头看")),
)

STATES = (
    State(DRAFT, _("线索草稿"), _("线索草稿"), "wait", "intake"),
    State(REGISTERED, _("已登记"), _("已登记"), "wait", "intake"),
    State(SUPPLEMENT, _("待补正"), _("待补正"), "wait", "intake"),
    State(TRIAGE, _("研判分流"), _("研判分流"), "wait", "triage"),
    State(NOT_ACCEPTED, _("不予受理"), _("不予受理"), "plain", "triage", terminal=True),
    State(DIVERTED, _("导入法定途径"), _("导入法定途径"), "plain"),
    State(MERGED, _("并案"), _("并案"), "plain"),
    State(DISPATCHED, _("已交办(待签收)"), _("已交办"), "wait", "dispatch"),
    State(RETURN_REQ, _("申请退办"), _("申请退办"), "wait", "dispatch"),
    State(DISPUTED, _("职责争议"), _("职责争议"), "wait", "dispatch"),
    State(HANDLING, _("办理中(已签收)"), _("办理中"), "active", "dispatch"),
    State(FACT_FINDING, _("核查"), _("核查"), "active", "facts"),
    State(UNFOUNDED, _("查否"), _("查否"), "done", "facts"),
    State(RECTIFYING, _("限期整改"), _("限期整改"), "active", "rectify"),
    State(SUSPENDED, _("中止"), _("中止"), "wait", "rectify"),
    State(HUNG, _("挂账"), _("挂账"), "soon", "rectify"),
    State(MEDIATION, _("调解中"), _("调解中"), "active", "rectify", branch=True),
    State(PENALTY, _("立案查处"), _("立案查处"), "active", "facts"),
    State(CHECK_REQ, _("申请验收"), _("申请验收"), "wait", "check"),
    State(CHECKING, _("验收"), _("验收"), "active", "check"),
    State(CHECK_FAILED, _("验收退回"), _("验收退回"), "soon", "check"),
    State(PRE_CLOSE, _("拟销号公示/告知"), _("拟销号公示"), "active", "notice"),
    State(OBJECTION, _("异议复核"), _("异议复核"), "wait", "notice"),
    State(CLOSED, _("已销号"), _("已销号"), "done", "close"),
    State(LOOKBACK, _("回头看"), _("回头看"), "active", "lookback"),
    State(RELAPSED, _("反弹回潮"), _("反弹回潮"), "soon", "lookback"),
    State(ARCHIVED, _("归档"), _("归档"), "done", "lookback", terminal=True),
    State(TERMINATED, _("终止"), _("终止"), "plain", "close", terminal=True),
)

#: Active: from registration on, neither ended nor closed, and not followed elsewhere.
_NOT_ACTIVE = frozenset({DRAFT, CLOSED, LOOKBACK, "merged", "diverted"})
ACTIVE = tuple(state.code for state in STATES if not state.terminal and state.code not in _NOT_ACTIVE)
#: What a withdrawal or a termination may end: everything open but a penalty procedure, which runs ex officio (L-30).
ENDABLE = (DRAFT, *(code for code in ACTIVE if code != "penalty"))

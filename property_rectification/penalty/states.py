"""The states of a penalty procedure, with the words and tones of their badges (§1.1.3).

The transfer of a suspected crime comes with the handoffs.
"""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State

FILED, INVESTIGATED, EVIDENCE_HELD = "filed", "investigated", "evidence_held"
PROPOSED, STATEMENT, HEARING_REQ, HEARING_HELD = "proposed", "statement", "hearing_req", "hearing_held"
LEGAL_REVIEW, COLLECTIVE = "legal_review", "collective"
DECIDED, NO_PENALTY, SERVED, PERFORMED = "decided", "no_penalty", "served", "performed"
OVERDUE, URGED, COURT_ENFORCE, DONE = "overdue", "urged", "court_enforce", "done"

#: A decision to punish stands.
STANDING = f"{DECIDED} {SERVED} {PERFORMED} {OVERDUE} {URGED} {COURT_ENFORCE}"
#: It was served and is not yet obeyed.
OWED = f"{SERVED} {OVERDUE} {URGED} {COURT_ENFORCE}"

STEPS = (
    ("file", _("立案")),
    ("investigate", _("调查")),
    ("propose", _("告知")),
    ("hear", _("陈述听证")),
    ("review", _("审核讨论")),
    ("decide", _("决定")),
    ("serve", _("送达")),
    ("perform", _("履行")),
    ("end", _("办结")),
)

STATES = (
    State(FILED, _("已立案"), _("已立案"), "active", "file"),
    State(INVESTIGATED, _("调查终结"), _("调查终结"), "active", "investigate"),
    State(EVIDENCE_HELD, _("先行登记保存"), _("登记保存"), "soon", "investigate"),
    State(PROPOSED, _("处罚告知"), _("处罚告知"), "wait", "propose"),
    State(STATEMENT, _("陈述申辩"), _("陈述申辩"), "active", "hear"),
    State(HEARING_REQ, _("申请听证"), _("申请听证"), "active", "hear"),
    State(HEARING_HELD, _("已听证"), _("已听证"), "active", "hear"),
    State(LEGAL_REVIEW, _("法制审核"), _("法制审核"), "wait", "review"),
    State(COLLECTIVE, _("集体讨论"), _("集体讨论"), "active", "review"),
    State(DECIDED, _("决定处罚"), _("决定处罚"), "active", "decide"),
    State(NO_PENALTY, _("不予处罚"), _("不予处罚"), "active", "decide"),
    State(SERVED, _("已送达"), _("已送达"), "wait", "serve"),
    State(PERFORMED, _("已履行"), _("已履行"), "done", "perform"),
    State(OVERDUE, _("逾期未履行"), _("逾期未履行"), "late", "perform"),
    State(URGED, _("已催告"), _("已催告"), "late", "perform"),
    State(COURT_ENFORCE, _("申请强制执行"), _("强制执行"), "wait", "perform"),
    State(DONE, _("办结"), _("办结"), "done", "end", terminal=True),
)

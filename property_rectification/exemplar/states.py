"""The states of an exemplary case, with the words and tones of their badges (§1.5)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State

CANDIDATE, DRAFTED, ANONYMISED, FACT_CHECK = "candidate", "drafted", "anonymised", "fact_check"
LEGAL, PRIVACY, PARTY_NOTICE, APPROVED = "legal", "privacy", "party_notice", "approved"
PUBLISHED, CORRECTED, WITHDRAWN = "published", "corrected", "withdrawn"
EXPIRED, REJECTED = "expired", "rejected"

ON_LINE = (PUBLISHED, CORRECTED)

STEPS = (
    ("candidate", _("备选")),
    ("draft", _("编写")),
    ("mask", _("脱敏")),
    ("facts", _("事实核对")),
    ("legal", _("法律审查")),
    ("privacy", _("隐私审查")),
    ("party", _("告知当事人")),
    ("approve", _("批准")),
    ("publish", _("发布")),
)

STATES = (
    State(CANDIDATE, _("备选"), _("备选"), "wait", "candidate"),
    State(DRAFTED, _("编写"), _("编写"), "active", "draft"),
    State(ANONYMISED, _("脱敏"), _("脱敏"), "active", "mask"),
    State(FACT_CHECK, _("事实核对"), _("事实核对"), "active", "facts"),
    State(LEGAL, _("法律审查"), _("法律审查"), "wait", "legal"),
    State(PRIVACY, _("隐私/保密审查"), _("隐私审查"), "wait", "privacy"),
    State(PARTY_NOTICE, _("告知当事人"), _("告知当事人"), "wait", "party"),
    State(APPROVED, _("批准"), _("批准"), "active", "approve"),
    State(PUBLISHED, _("发布"), _("发布"), "done", "publish"),
    State(CORRECTED, _("更正"), _("更正"), "done", "publish"),
    State(WITHDRAWN, _("撤回"), _("撤回"), "susp"),
    State(EXPIRED, _("到期下线"), _("到期下线"), "plain", terminal=True),
    State(REJECTED, _("不采用"), _("不采用"), "plain", terminal=True),
)

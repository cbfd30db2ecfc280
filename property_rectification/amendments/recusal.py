"""Stepping aside in one case: a party or an official asks for it, somebody else decides (§5.11).

The committee decides who may handle a case, not what comes of it: that is no fact and no legal qualification (§5.9).
"""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import recusal as do
from property_rectification.guards import recusal as g

RECUSAL = (
    amendment("request_recusal", _("申请回避"), by="R02 R03 R04 R05 R06 R07 R08 R09 R14 R15 R16 R17 R25",
        effect=do.request_recusal,
        asks=[
            Ask("applicant", _("谁提出"), "choice", choices="recusal_applicant", required=False,
                help=_("代当事人登记时填")),
            Ask("person", _("申请谁回避"), "user", choices="recusal_candidates"),
            Ask("reason", _("理由"), "text", min_length=4, max_length=1000, personal=True,
                help=_("与当事人、与这件事有什么关系；不写反映人的姓名")),
        ],
        warning=_("决定作出之前，办理不停止。"), prints="F-39", rules="§5.11"),
    amendment("decide_recusal", _("决定回避申请"), by="R01 R02 R09",
        needs=[g.RECUSAL_ASKED, g.RECUSAL_DECIDED_BY_ANOTHER], effect=do.decide_recusal,
        asks=[
            Ask("request", _("哪一份申请"), "choice", choices="recusal_requests"),
            Ask("decision", _("决定"), "choice", choices="recusal_decision"),
            Ask("reasons", _("理由"), "text", min_length=4, max_length=1000, personal=True),
        ],
        warning=_("同意的，这个人马上不能再办理这件；是承办人的，请牵头单位另行确定。"), prints="F-39", rules="§5.11"),
)  # fmt: skip

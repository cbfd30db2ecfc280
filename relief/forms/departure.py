"""What is asked when somebody is sent home or fetched, and for the archive."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

PLAN = (
    Ask("mode", _("离站方式"), "choice", choices="departure_plan", required=False),
    Ask("destination", _("去向"), "choice", choices="destination", required=False),
    Ask("destination_note", _("去向说明"), required=False, max_length=200, personal=True),
)
COLLECTOR = Ask("collector", _("接领人"), "choice", choices="collectors")
RISK = Ask("risk", _("风险标记"), "choice", choices="relative_risk_flag")
PAPERS = (
    Ask("id_number", _("接领人证件号"), required=False, max_length=24, personal=True),
    Ask("proof", _("关系证明"), required=False, max_length=120, help=_("例如户口簿、村委会证明、单位介绍信")),
    Ask("copy", _("证件复印件"), "file", choices="files", required=False),
)
NEW_COLLECTOR = (
    Ask("name", _("姓名"), max_length=40, personal=True),
    Ask("relation", _("与本人关系"), "choice", choices="relationship"),
    Ask("phone", _("电话"), required=False, max_length=20, personal=True),
    *PAPERS,
    RISK,
)
COLLECTOR_PAPERS = (COLLECTOR, *PAPERS, RISK)
WISH = (
    COLLECTOR,
    Ask("wish", _("本人真实意愿"), "text", max_length=1000, personal=True),
    Ask("same_sex", _("由同性工作人员单独询问"), "flag", required=False),
)
HANDOVER = (
    COLLECTOR,
    Ask("agrees", _("本人同意随其离开"), "flag", required=False),
    Ask("wish", _("本人意愿"), "text", required=False, max_length=1000, personal=True,
        help=_("未成年人和行为能力受限的人，写其能够表达的意愿")),
)  # fmt: skip

"""What is asked of somebody who goes by their own will. None of it holds a capable adult up (R-39)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

WITHDRAWAL = (Ask("leaflet", _("已给救助政策单页和求助电话"), "flag", required=False),)
LEAVING = (
    Ask("voucher", _("提供乘车凭证"), "flag", required=False),
    Ask("food", _("提供途中食品"), "flag", required=False),
    Ask("destination", _("去向"), "choice", choices="destination", required=False),
    Ask("statement_kind", _("离站声明"), "choice", choices="signature_kind", required=False,
        help=_("没有签名不影响离站，可以事后补记")),
)  # fmt: skip
FINDINGS = Ask("findings", _("评估意见"), "text", required=False, max_length=2000, personal=True)
ASSESSED = (FINDINGS, Ask("danger", _("目前离开有具体危险"), "flag", required=False))
WITHDRAWAL_ASSESSED, LEAVING_ASSESSED = (*ASSESSED, *WITHDRAWAL), (*ASSESSED, *LEAVING)
DEFERRAL = (
    FINDINGS,
    Ask("called", _("已联系的医院或公安"), required=False, max_length=80),
)
RELEASE = (
    Ask("no_risk", _("评估无风险，且无受侵害迹象"), "flag", required=False),
    Ask("assessment", _("书面评估"), "text", required=False, max_length=2000, personal=True),
    Ask("guardian_contact", _("联系监护人的情况，没有联系的写原因"), "text", required=False, max_length=1000,
        personal=True),
    Ask("bureau_informed", _("何时告知县民政局何人"), required=False, max_length=80, personal=True),
)  # fmt: skip
STATEMENT = (
    Ask("statement_kind", _("离站声明"), "choice", choices="signature_kind"),
    Ask("second", _("第二名在场工作人员"), "user", choices="staff", required=False),
)

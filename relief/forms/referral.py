"""What is asked before somebody goes over to relief of another kind, and of what became of it."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

REFERRAL = (
    Ask("kind", _("转介类别"), "choice", choices="referral_kind"),
    Ask("agency", _("接收单位"), required=False, max_length=80),
    Ask("accepted_by", _("接收人"), required=False, max_length=40, personal=True, help=_("对方经办人的姓名")),
    Ask("accepted_at", _("接收时间"), "moment", required=False, help=_("接收函或受理回执上的时间")),
    Ask("paper_no", _("接收函或回执编号"), required=False, max_length=80),
    Ask("copy", _("接收函或回执"), "file", choices="files", required=False),
    Ask("destination", _("去向"), "choice", choices="destination", required=False),
    Ask("agrees", _("本人同意转介"), "flag", required=False),
    Ask("wish", _("本人意愿"), "text", required=False, max_length=1000, personal=True,
        help=_("未成年人和行为能力受限的人，写其能够表达的意愿")),
)  # fmt: skip
RESULT = (Ask("result", _("转介结果"), "text", max_length=1000, personal=True),)

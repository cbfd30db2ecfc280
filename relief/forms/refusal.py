"""What is asked before relief is refused, when the notice is handed over, and when a check is refused."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms.common import LIFTING
from relief.forms.weather import WEATHER

CHECK_REFUSED = (
    Ask("explained", _("已说明安检的目的和范围"), "flag", required=False),
    Ask("words", _("说明的内容和本人的回答"), "text", required=False, max_length=1000, personal=True),
    Ask("emergency", _("有伤病等紧急情形"), "flag", required=False),
)
REFUSAL = (
    Ask("reasons", _("理由"), "choices", choices="refusal_reason", required=False),
    Ask("facts", _("事实"), "text", required=False, max_length=2000, personal=True),
    Ask("told", _("写给本人的理由"), "text", required=False, max_length=1000, personal=True, help=_("印在通知书上")),
    Ask("no_emergency", _("本人没有急病、受伤等紧急情形"), "flag", required=False),
    Ask("alternatives", _("已告知的其他求助途径"), "choices", choices="refusal_alternative", required=False),
    Ask("referred_to", _("转介的乡镇（街道）"), required=False, max_length=80, help=_("转介的，3日内跟进结果")),
    Ask("sender_told", _("告知送来单位的情况"), "text", required=False, max_length=1000, personal=True,
        help=_("有单位送来的，写告知了谁：不符合条件的不能留在站里")),
    *WEATHER,
    LIFTING,
)  # fmt: skip
SERVICE = (
    Ask("served_at", _("送达时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("served_how", _("送达方式"), "choice", choices="service_method"),
    Ask("signature", _("签收"), "choice", choices="signature_kind"),
    Ask("second", _("第二名在场工作人员"), "user", choices="staff", required=False, help=_("拒签或无法签的必选")),
    LIFTING,
)  # fmt: skip

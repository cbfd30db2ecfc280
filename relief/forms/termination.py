"""What is asked before relief is ended against somebody's will."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms.common import LIFTING
from relief.forms.weather import WEATHER

WELL = Ask("no_emergency", _("本人没有急病、受伤等紧急情形"), "flag", required=False)
OPENING = (
    Ask("reasons", _("理由"), "choices", choices="termination_reason", required=False),
    Ask("facts", _("事实"), "text", required=False, max_length=2000, personal=True),
    WELL,
)
OPINION = (
    Ask("opinion", _("本人意见"), "text", max_length=2000, personal=True, help=_("本人拒绝陈述的，如实写明")),
    Ask("heard_at", _("听取意见时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("second", _("第二听取人"), "user", choices="staff"),
    LIFTING,
)
DECISION = (
    Ask("lesser", _("较轻的措施为何不足"), "text", required=False, max_length=1000, personal=True,
        help=_("劝导、调换房间等")),
    Ask("told", _("写给本人的理由"), "text", required=False, max_length=1000, personal=True, help=_("印在通知书上")),
    WELL,
    *WEATHER,
    LIFTING,
)  # fmt: skip

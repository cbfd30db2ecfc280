"""What is asked when somebody gets a ticket or a fare. None of it holds up whoever wants to go (R-39)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms.common import LIFTING

TICKET = (
    Ask("kind", _("种类"), "choice", choices="ticket_kind"),
    Ask("origin", _("从"), max_length=60, help=_("上车的车站")),
    Ask("goal", _("到"), max_length=60, personal=True),
    Ask("travel_on", _("乘车日期"), "date"),
    Ask("service", _("车次"), required=False, max_length=20),
    Ask("number", _("凭证编号"), required=False, max_length=40),
    Ask("transit", _("中转地点"), required=False, max_length=60, help=_("直达的不填")),
    Ask("transit_contact", _("中转地救助站和电话"), required=False, max_length=120,
        help=_("要中转的必须写，并告诉本人")),
    Ask("price", _("票价"), "money", required=False, help=_("只供站内记账，不印在任何单据上，不向任何人收取")),
    LIFTING,
)  # fmt: skip
TAKEN_BACK = (
    Ask("ticket", _("乘车凭证"), "choice", choices="open_tickets", required=False, help=_("不选就是最近发的一张")),
    Ask("refunded", _("已退票"), "flag", required=False),
    Ask("reason", _("原因"), "text", required=False, max_length=500, personal=True),
)
FARE = (
    Ask("amount", _("金额"), "money", help=_("不超过20元；一次救助里合计")),
    Ask("route", _("路段"), max_length=80, help=_("市内短途公共交通，从哪里到哪里")),
    Ask("receipt", _("签收"), "choice", choices="signature_kind"),
    LIFTING,
)

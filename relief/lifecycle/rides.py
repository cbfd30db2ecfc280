"""For the way home: a ticket where there is no money for it, at most a fare in the town; never a condition (R-43)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import rides as do
from relief.forms import rides as f
from relief.guards import rides as g
from relief.states import PENDING_ARCHIVE, STAYING

#: Also afterwards: whoever goes at two in the morning goes first.
_GOING = " ".join((*STAYING, PENDING_ARCHIVE))

RIDES = (
    amendment("issue_ticket", _("发放乘车凭证"), by="RCP CSW", states=_GOING, asks=f.TICKET,
        needs=[g.GOES_ON_A_RIDE, g.TICKET_DIRECT], effect=do.issue_ticket, prints="J-17", rules="R-43"),
    amendment("take_back_ticket", _("退回乘车凭证"), by="RCP CSW", states=_GOING, asks=f.TAKEN_BACK,
        needs=[g.TICKET_OUT], effect=do.take_back_ticket, rules="R-43"),
    amendment("pay_small_fare", _("发放小额交通费"), by="RCP CSW", states=_GOING, asks=f.FARE,
        needs=[g.GOES_ON_A_RIDE, g.CASH_WITHIN_LIMIT], effect=do.pay_small_fare, prints="J-17", rules="R-44"),
)  # fmt: skip

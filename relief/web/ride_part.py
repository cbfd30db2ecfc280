"""Tickets and fares, as the page of a case shows them."""

from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from relief import codes, reading, rides
from relief.web.lines import block, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """For who reads of the departure; what a ticket costs is no matter of this page."""
    if not reading.reads(actor, reading.DEPARTURE):
        return None
    now = clock.now()
    lines = [line(_("乘车凭证"), _ticket(one, now), wide=True) for one in rides.tickets(case)]
    lines += [
        line(_("小额交通费"), f"{display.money(one.amount)}　{one.route}　{codes.label('signature_kind', one.receipt)}")
        for one in case.smallfares.all()
    ]
    return block("rides", _("路途"), lines)


def _ticket(one: Any, now: Any) -> str:
    if one.returned_at is None:
        return rides.words(one)
    return f"{rides.words(one)}　{_('%(when)s已退回') % {'when': display.moment(one.returned_at, now)}}"

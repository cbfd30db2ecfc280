"""The letter to the police that asks who somebody is (R-30)."""

from typing import Any

from django.utils.translation import gettext_lazy

from casework.context import Context
from relief import codes, reading
from relief.papers import about
from relief.papers.paper import paper


def inquiry(ctx: Context) -> dict[str, Any]:
    """Everything known that helps, what is asked, and by when somebody signs for it; age only as a request."""
    case, found = ctx.record, ctx.record.inquiries.last()
    return {
        "addressee": found.addressed_to, "kind": codes.label("inquiry_type", found.kind),
        "person": about.person(ctx), "arrived_at": about.moment(case.arrived_at),
        "arrival": " ".join(filter(None, [about.coded("arrival_mode", case.arrival_mode), case.brought_by_unit])),
        "request": about.lines(case.request), "purpose": about.lines(found.purpose), "asks_age": found.asks_age,
        "sent_at": about.moment(found.sent_at), "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


INQUIRY = paper("J-11", gettext_lazy("身份协查函"), inquiry, holds=(reading.REGISTRATION, reading.TRACING))

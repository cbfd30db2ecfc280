"""What the police were asked about somebody, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from relief import codes, reading, rows
from relief.web.lines import block, line


def part(case: Any, actor: Actor, now: Any) -> dict[str, Any] | None:
    """Every letter, the latest last, with what came back."""
    if not reading.reads(actor, reading.TRACING):
        return None
    lines = [one for found in rows.inquiries(case) for one in _letter(found, now)]
    return block("inquiries", _("身份协查"), lines)


def _letter(found: Any, now: Any) -> list[dict[str, Any]]:
    asked = [codes.label("inquiry_type", found.kind), _("请核实年龄") if found.asks_age else "", found.addressed_to,
             mask_text(found.purpose.reveal())]  # fmt: skip
    back = [found.received_ack, display.moment(found.reply_at, now) if found.reply_at else "",
            mask_text(found.reply.reveal()) if found.reply else _("还没有复函")]  # fmt: skip
    return [
        line(display.moment(found.sent_at, now), "　".join(filter(None, asked)), wide=True),
        line(_("回执和复函"), "　".join(filter(None, back)), wide=True),
    ]

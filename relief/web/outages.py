"""An outage on the screen, and the form for whoever notices it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.ledger import PastView
from casework.masking import mask_text
from casework.web.begin import BeginPage
from relief import codes
from relief.models.outage import Outage
from relief.outage.lifecycle import RECORD
from relief.web.lines import line, title_alone


class NewOutage(BeginPage):
    """Two fields: what, and since when."""

    model, act, back = Outage, RECORD, "outages-list"
    lead = gettext_lazy("值班领导和县民政局马上得到通知。电话打不进来的，用空白热线登记表手写，恢复后补录。")
    done = gettext_lazy("已登记，值班领导和县民政局已收到通知。恢复后在这里登记恢复。")


def parts(record: Any) -> dict[str, Any]:
    """What, since when, until when, why, what instead."""
    now = clock.now()
    told = [
        (_("什么停用"), codes.label("outage_service", record.service)),
        (_("停用时间"), display.moment(record.since, now)),
        (_("恢复时间"), display.moment(record.until, now) if record.until else ""), (_("原因"), record.cause),
    ]  # fmt: skip
    instead = mask_text(record.instead.reveal()) if record.instead else ""
    return {
        "overview": [
            *(line(label, value) for label, value in told), line(_("停用期间怎样办"), instead, wide=True),
        ],
        "notes": [], "blocks": [], "files": None, "documents": None,
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("什么停用"), past)

"""What the bureau handed on, on the screen; and the form of the bureau, reached from the complaint."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.actor import Actor
from casework.ledger import PastView
from casework.session import actor_of
from casework.web import frames
from casework.web.begin import BeginPage
from relief.complaints.lifecycle import ACKNOWLEDGED
from relief.forwarding import stations
from relief.forwarding.effects import KEPT
from relief.forwarding.kind import BUREAU
from relief.forwarding.lifecycle import FORWARD
from relief.models import Forwarding
from relief.web.lines import block, filled, known, line, title_alone


class Forward(BeginPage):
    """The bureau: asks the station how it is, in two minutes, and names nobody."""

    model, act, back = Forwarding, FORWARD, "forwardings-list"
    private = True
    lead = gettext_lazy("救助站只看到这里写的话和日期，看不到投诉、投诉人和投诉编号。")
    done = gettext_lazy("已转救助站，站长已收到通知。")

    def given(self) -> dict[str, Any]:
        found = list(stations.of_division(actor_of(self.request).division_code)[:2])
        given: dict[str, Any] = {"complaint_number": self.request.GET.get("complaint", "")[:40]}
        return given | ({"station": str(found[0].pk)} if len(found) == 1 else {})

    def _choices(self, ask: Any) -> list[tuple[Any, Any]]:
        """The stations of the own county alone."""
        return list(stations.choices(actor_of(self.request).division_code))


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """What is asked until when, what the station says. The bureau finds the way back to the complaint."""
    now = clock.now()
    whose = [
        line(_("救助管理站"), record.station.name),
        line(_("投诉"), record.origin.number, url=frames.url(record.origin)),
    ] if actor.role == BUREAU else []  # fmt: skip
    asked = [
        *whose,
        line(_("最晚答复"), display.day(record.reply_by, now)),
        line(_("请说明"), str(record.question or ""), wide=True),
        line(_("还要说明"), str(record.missing or ""), wide=True),
        line(_("撤回原因"), str(record.why or ""), wide=True),
    ]
    said = [
        line(_("说明时间"), display.moment(record.replied_at, now) if record.replied_at else ""),
        line(_("情况说明"), str(record.reply or ""), wide=True),
        line(_("已做的改进"), str(record.measures or ""), wide=True),
    ]
    shown = known("reply", _("救助站的说明"), said)
    return {
        "overview": filled(asked), "notes": [], "files": None,
        "blocks": [shown] if shown else [], "documents": None,
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("转办"), past)


def of_complaint(complaint: Any) -> dict[str, Any] | None:
    """On the page of the complaint: what the station was asked, and the way to ask it."""
    forwarded = list(complaint.forwardings.select_related("station").order_by("opened_at"))
    lines = [
        line(one.number, f"{one.station.name} {one.lifecycle.states[one.state].badge}", url=frames.url(one))
        for one in forwarded
    ]
    waits = any(one.closed_at is None for one in forwarded)
    if complaint.state == ACKNOWLEDGED and complaint.matter not in KEPT and not waits:
        url = f"{reverse('forwardings-new')}?complaint={complaint.number}"
        lines.append(line(_("需要救助站说明"), str(FORWARD.label), url=url))
    return block("forwardings", _("转办"), lines)

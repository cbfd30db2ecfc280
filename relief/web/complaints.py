"""Complaints on the screen: writing one down, the receipt of whoever wrote it, and reading it at the bureau."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.actor import Actor
from casework.ledger import PastView
from casework.models import Record
from casework.session import actor_of
from casework.web import acts, frames
from casework.web.begin import BeginPage
from casework.web.records import PageView
from relief import codes
from relief.complaints.lifecycle import RECORD
from relief.models import Complaint
from relief.web import forwardings
from relief.web.lines import filled, known, line, title_alone

#: Where the number waits for the page that tells it, once.
_RECEIPT = "complaint_receipt"


class WriteDown(BeginPage):
    """Somebody says what is wrong; whoever hears it writes it down in two minutes and keeps a receipt, nothing else."""

    model, act, back = Complaint, RECORD, "desk"
    private = True
    lead = gettext_lazy(
        "直接送县民政局，不经救助站；提交后站内任何人都看不到。投诉不影响救助，任何人不得因此为难投诉人。"
    )
    done = gettext_lazy("已登记投诉。")

    def onward(self, request: HttpRequest, made: Record) -> HttpResponse:
        if Record.objects.visible_to(actor_of(request), made.kind).filter(pk=made.pk).exists():
            return super().onward(request, made)
        request.session[_RECEIPT] = made.number
        return acts.onward(request, reverse("complaints-sent"))


class Sent(PageView):
    """The receipt, for handing to the complainant; it says the number and the days, and nothing of what was said."""

    def get(self, request: HttpRequest) -> HttpResponse:
        number = request.session.get(_RECEIPT)
        if not number:
            return HttpResponseRedirect(reverse("desk"))
        return render(request, "relief/complaint_sent.html", {"number": number})


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """What the bureau reads. Name and contact are masked until opened for a purpose."""
    now = clock.now()
    case = record.case
    said = [
        line(_("关于"), codes.label("complaint_matter", record.matter)),
        line(_("怎样提出的"), codes.label("complaint_way", record.way)),
        line(_("谁投诉"), codes.label("complainant", record.complainant)),
        line(_("姓名"), str(record.name or ""), reveal=_reveal(record, "name")),
        line(_("联系方式"), str(record.contact or ""), reveal=_reveal(record, "contact")),
        line(_("救助案件"), case.number if case else "", url=frames.url(case) if case else ""),
        line(_("登记单位"), record.received_by.name if record.received_by else ""),
        line(_("投诉什么"), str(record.content), wide=True),
    ]
    inquiry = [
        line(_("受理告知"), display.moment(record.acknowledged_at, now) if record.acknowledged_at else ""),
        line(_("调查情况"), str(record.findings or ""), wide=True),
    ]
    answer = [
        line(_("结论"), codes.label("complaint_conclusion", record.conclusion) if record.conclusion else ""),
        line(_("答复内容"), str(record.answer or ""), wide=True),
        line(_("处理措施"), str(record.measures or ""), wide=True),
        line(_("责令立即给予救助"), _("已责令") if record.relief_ordered else ""),
    ]
    blocks = [
        known("inquiry", _("调查"), inquiry), forwardings.of_complaint(record), known("answer", _("答复"), answer),
    ]  # fmt: skip
    return {
        "overview": filled(said), "notes": [], "files": None,
        "blocks": [one for one in blocks if one],
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("投诉"), past)


def _reveal(record: Any, field: str) -> str:
    return frames.url(record, "reveal", field=field) if getattr(record, field) else ""

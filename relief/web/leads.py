"""热线线索: who is to be looked for, the most urgent first; and the form for whoever answers the telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework import accesslog, clock, kinds
from casework.models import Record
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import clocks as chips
from casework.web import lists
from casework.web.begin import BeginPage
from casework.web.records import PageView
from relief import reading
from relief.lifecycle import CASE
from relief.lifecycle.lead import RECORD_LEAD
from relief.models import Lead, ReliefCase
from relief.papers.hotline import HOTLINE
from relief.states import LEAD_RECORDED


class NewLead(BeginPage):
    """A place or a telephone number is enough."""

    model, act, back = ReliefCase, RECORD_LEAD, "relief-leads"
    lead = _("有地点或电话就能派人，其余可以不填。有生命危险的先请对方打120。")
    done = _("已登记线索。")


class Leads(PageView):
    """GET: the open leads of the station."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if not reading.reads(actor, reading.LEADS):
            raise NotYourRole
        kind = kinds.by_name(CASE.name)
        found = list(
            Record.objects.visible_to(actor, kind.name)
            .filter(kind=kind.name, state=LEAD_RECORDED)
            .order_by("due_at", "pk")[:200]
        )
        shown = chips.of_list(found, clock.now())
        written = Lead.objects.filter(case__in=[r.pk for r in found], called_at__isnull=False)
        called = dict(written.values_list("case", "called_at"))
        accesslog.record_access(actor, "list", subject=f"list:{kind.name}", request=request)
        context = {
            "rows": [
                lists.row(record, shown.get(record.pk), place="", category="") | {"called": called.get(record.pk)}
                for record in found
            ],
            "blank_url": reverse("relief-form", kwargs={"form": HOTLINE.code}),
            "new_url": reverse("relief-lead-new") if actor.role in RECORD_LEAD.by else "",
            "phone": actor.agency.public_phone if actor.agency else "",
        }
        return render(request, "relief/leads.html", context)

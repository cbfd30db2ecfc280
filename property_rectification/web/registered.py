"""After registering: the number, the receipt, the code for asking back, and what happens by when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, accesslog, clock, documents
from casework.actor import Actor
from casework.models import Event
from casework.web import clocks as clock_chips
from casework.web import frames
from casework.web.records import RecordPage
from property_rectification.models.parties import Reporter

RECEIPT = "F-01"
STEPS = ("create_case", "register_case", "start_triage", "set_triage", "dispatch_case")


class Registered(RecordPage):
    """GET: what was registered. The code is told to who registered it, for the caller on the telephone (§5.15)."""

    kind_name = "property.case"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        case, now = self.record(), clock.now()
        events = list(case.events.filter(name__in=STEPS).select_related("post__user").order_by("seq"))
        code = _code(case, events, self.actor)
        accesslog.record_access(
            self.actor, "view", record=case, subject=f"{case.kind}:{'code' if code else 'registered'}", request=request
        )
        context = {
            "case": {
                "number": case.number or _("未编号"), "place": self.kind.place(case), "title": case.title,
                "url": frames.url(case), "badges": [frames.state_badge(case), *self.kind.badges(case)],
                "unit": case.owner_agency.name if case.owner_agency else "",
            },
            "code": code, "steps": _steps(case, events), "clocks": clock_chips.chips(case, now),
            "receipt_url": _receipt(case, self.actor),
            "next": frames.next_step(case, self.actor), "reachable": _reachable(case),
            "again_url": f"{reverse('cases-new')}?channel={case.channel}",
            "again_here_url": _again_here(case),
        }  # fmt: skip
        return render(request, "casework/registered.html", context)


def _steps(case: Any, events: list[Event]) -> list[dict[str, Any]]:
    """The acts that were carried out, in their own words."""
    lifecycle = case.lifecycle
    labels = {lifecycle.creation.code: lifecycle.creation.label}
    labels |= {act.code: act.label for act in (*lifecycle.rows.values(), *lifecycle.amendments.values())}
    return [{"label": labels[event.name], "at": event.at} for event in events]


def _code(case: Any, events: list[Event], actor: Actor) -> str:
    """The code for asking back, as it is read out in two halves; only for the clerk who registered the case."""
    registered = next((event for event in events if event.name == "register_case"), None)
    if registered is None or registered.actor_id != actor.user_id or not access.may(actor, "reporter_identity", "R"):
        return ""
    key = case.public_keys.filter(revoked_at__isnull=True).first()
    return key.spoken_code if key else ""


def _receipt(case: Any, actor: Actor) -> str:
    """The address of the receipt as a PDF, to be printed; empty where there is none for this actor."""
    found = documents.latest(case, RECEIPT)
    if found is None or not documents.may_open(found, actor):
        return ""
    return frames.url(case, "document-pdf", document=found.pk)


def _reachable(case: Any) -> bool:
    reporter = Reporter.objects.filter(case=case).first()
    return bool(reporter and reporter.reachable)


def _again_here(case: Any) -> str:
    address = f"{reverse('cases-new')}?channel={case.channel}"
    return f"{address}&compound={case.compound_id}" if case.compound_id else ""

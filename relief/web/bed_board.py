"""床位: who sleeps where tonight; choose a person, then a bed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, accesslog, boundary, clock, display, engine
from casework.actor import Actor
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.timers import local_day
from casework.web import errors, frames
from casework.web.records import PageView
from relief import case_kind, codes, reading, rooms
from relief.beds import Ward
from relief.guards import beds as rules
from relief.lifecycle import CASE
from relief.models import Bed, ReliefCase
from relief.models.beds import Zone
from relief.states import HERE

_NO_ICON = {"icon": "", "url": ""}
_GIVES, _CALLS = CASE.amendments["assign_bed"].by, CASE.amendments["record_presence_check"].by
#: The bureau reads of beds case by case: it has no house of its own.
_OUTSIDE = frozenset({"SUP"})
#: Hours at which somebody looks in at night, for the sheet on paper.
ROUNDS = ("22:00", "0:00", "2:00", "4:00", "6:00")


class BedPage(PageView):
    """Base: the beds of the own station, for who reads of beds there."""

    def ward(self) -> tuple[Actor, Ward, list[Any]]:
        """The actor, the beds, and those who are there without one. Raises NotYourRole."""
        actor = actor_of(self.request)
        if actor.role in _OUTSIDE or not reading.reads(actor, reading.BEDS):
            raise NotYourRole
        here = ReliefCase.objects.filter(owner_agency=actor.agency_id, state__in=HERE)
        homeless = list(here.filter(bed=None).select_related("person").order_by("opened_at", "pk"))
        return actor, Ward(actor.agency_id, clock.now(), also=homeless), homeless


class Board(BedPage):
    """GET ?person=&view= the board; POST person, version, bed: the person gets the bed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, request.GET.get("person", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, number, sent = actor_of(request), request.POST.get("person", ""), request.POST
        case = boundary.find(CASE.name, actor, number=number)
        act = "assign_bed" if case.bed_id is None else "move_bed"
        asked = {name: sent.get(name) == "on" for name in ("female_carer", "consent")}
        version = sent.get("version", "")
        try:
            engine.amend(
                case, act, actor=actor, data={"bed": sent.get("bed", ""), **asked},
                expected_version=int(version) if version.isdecimal() else case.version,
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.status not in (409, 412, 422):
                raise
            errors.log_refusal(request, refusal, record=case, code=act)
            return self._show(request, number, refusal)
        label = Bed.objects.values_list("label", flat=True).get(pk=sent["bed"])
        messages.success(request, _("%(number)s：已安排%(bed)s。") % {"number": number, "bed": label})
        return HttpResponseRedirect(reverse("relief-beds"))

    def _show(self, request: HttpRequest, number: str, refusal: Refusal | None = None) -> HttpResponse:
        actor, ward, homeless = self.ward()
        gives = actor.role in _GIVES
        people = {case.number: case for case in [*homeless, *(stay.case for stay in ward.stays)]}
        chosen = people.get(number) if gives else None
        shown = {
            "zones": zones(ward, chosen), "without": [who(case, ward) for case in homeless], "gives": gives,
            "cleans": access.may(actor, reading.BEDS, "U"), "calls": actor.role in _CALLS,
            "table": request.GET.get("view") == "table",
            "chosen": _chosen(ward, chosen, request) if chosen else None, "url": reverse("relief-beds"),
            "total": len(ward.beds), "taken": len(ward.stays),
        }  # fmt: skip
        refusals = _told(refusal) if refusal else []
        status = refusal.status if refusal else 200
        return render(request, "relief/beds.html", {"board": shown, "refusals": refusals}, status=status)


class Ready(BedPage):
    """POST bed: it is disinfected and may be given again (R-25)."""

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, ward, _homeless = self.ward()
        if not access.may(actor, reading.BEDS, "U"):
            raise NotYourRole
        for bed in ward.beds:
            if str(bed.pk) == request.POST.get("bed"):
                Bed.objects.filter(pk=bed.pk).update(ready_at=ward.now, ready_by=actor.post)
                messages.success(request, _("%(bed)s消毒好了，可以安排。") % {"bed": bed.label})
        return HttpResponseRedirect(reverse("relief-beds"))


class NightRound(BedPage):
    """The sheet for the night: every bed by zone and room, with room to tick."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, ward, homeless = self.ward()
        accesslog.record_access(
            actor, "list", subject=f"{CASE.name}:night", detail={"n": len(ward.stays)}, request=request
        )  # fmt: skip
        sheet = {
            "zones": zones(ward, None), "rounds": ROUNDS, "without": [who(case, ward) for case in homeless],
            "day": local_day(ward.now), "station": actor.person.agency.name, "back_url": reverse("relief-beds"),
        }  # fmt: skip
        return render(request, "relief/night_round.html", {"sheet": sheet})


def zones(ward: Ward, chosen: Any) -> list[dict[str, Any]]:
    """The zones in their order with counts and tiles; for a chosen person each bed with why it is not for them."""
    found = []
    for kind, label in Zone.KINDS:
        tiles = [_tile(ward, bed, chosen) for bed in ward.beds if bed.zone.kind == kind]
        if tiles:
            taken = sum(1 for tile in tiles if tile["who"])
            found.append({"code": kind, "label": label, "taken": taken, "total": len(tiles), "tiles": tiles})
    return found


def _tile(ward: Ward, bed: Any, chosen: Any) -> dict[str, Any]:
    stay, until = ward.stay(bed), ward.cleaning_until(bed)
    own = chosen is not None and stay is not None and stay.case_id == chosen.pk
    why = rules.objection(ward, ward.guests[chosen.pk], bed) if chosen and not own else ""
    return {
        "pk": bed.pk, "label": bed.label, "room": bed.room, "zone": bed.zone, "why": why, "own": own,
        "who": who(stay.case, ward) if stay else None, "open": bool(chosen) and not own and not why,
        "by_form": bed.zone.kind == rooms.ISOLATION, "until": display.moment(until, ward.now) if until else "",
    }  # fmt: skip


def who(case: Any, ward: Ward) -> dict[str, Any]:
    """Somebody in words that name nobody: what they are called, since when, what to heed."""
    guest, needs = ward.guests[case.pk], case_kind.badges(case, case.person)
    if ward.among_adults(case):
        needs = [*needs, {"tone": "late", "text": _("独自在成人区，请换床")} | _NO_ICON]
    elif guest.parents:
        needs = [*needs, {"tone": "plain", "text": _("随父母")} | _NO_ICON]
    day = _("入站前")
    if case.admitted_at:
        day = _("第%(n)d天") % {"n": (local_day(ward.now) - local_day(case.admitted_at)).days + 1}
    return {
        "number": case.number, "name": case.person.name_temp or case.number, "title": case.title, "day": day,
        "needs": needs, "away": _away(case), "url": frames.url(case), "key": case.pk,
        "choose_url": f"?person={case.number}",
    }  # fmt: skip


def _away(case: Any) -> str:
    """Where somebody is whose bed waits; empty for whoever is here."""
    return "" if case.state in HERE else _("%(state)s，床位保留") % {"state": CASE.states[case.state].badge}


def _chosen(ward: Ward, case: Any, request: HttpRequest) -> dict[str, Any]:
    """The person a bed is looked for: which are open, and what its zone still wants to know."""
    guest = ward.guests[case.pk]
    lies = next((stay.bed for stay in ward.stays if stay.case_id == case.pk), None)
    others = [bed for bed in ward.beds if lies is None or bed.pk != lies.pk]
    taken = {bed: _("%(bed)s已有人。") % {"bed": bed.label} for bed in others if ward.stay(bed)}
    why = {bed: taken.get(bed) or rules.objection(ward, guest, bed) for bed in others}
    open_beds = [bed for bed in others if not why[bed] and bed.zone.kind != rooms.ISOLATION]
    code = "move-bed" if lies else "assign-bed"
    return {
        "number": case.number, "name": case.person.name_temp, "words": case.title, "version": case.version,
        "open": open_beds, "closed": [reason for reason in why.values() if reason],
        "asks_carer": any(bed.zone.kind == rooms.WOMEN for bed in open_beds),
        "asks_consent": bool(guest.parents) and any(bed.zone.kind == rooms.CHILDREN for bed in open_beds),
        "carer": request.POST.get("female_carer") == "on", "consent": request.POST.get("consent") == "on",
        "lies": lies, "form_url": frames.url(case, "amend", code=code), "sex": codes.label("gender", guest.sex),
        "free_url": frames.url(case, "amend", code="free-bed") if lies else "",
    }  # fmt: skip


def _told(refusal: Refusal) -> list[Any]:
    """Why not, as the page lists it: each denial, else the one sentence of the refusal."""
    if refusal.denials:
        return list(refusal.denials)
    words = [str(word) for told in refusal.errors.values() for word in told] or [str(refusal.message)]
    return [{"message": word, "remedy": "", "link": ""} for word in words]

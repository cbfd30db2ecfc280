"""登记诉求: one screen; register, or register and dispatch in one go."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import drafts, idempotency
from casework.actor import Actor
from casework.declaration import may_act
from casework.idempotency import Answer
from casework.models import Agency
from casework.refusals import Refusal
from casework.session import actor_of
from casework.web import errors, frames, pins
from casework.web.acts import STAY, fingerprint
from casework.web.records import PageView
from geo.models import Compound
from property_rectification import codes, one_go
from property_rectification.intake import Taken, take_in
from property_rectification.models import RectificationCase
from property_rectification.web import intake_help, same_matter
from property_rectification.web.intake_form import COMMON_SOURCES, IntakeForm, as_asked, field_of

#: Name of the draft of this screen.
DRAFT = "intake"
NEXT, DISPATCH = "next", "dispatch"


class Intake(PageView):
    """GET the screen; POST registers and goes on to what was registered, or to the next complaint."""

    def get(self, request: HttpRequest) -> HttpResponse:
        intake_help.check(actor_of(request))
        return _show(request, IntakeForm(initial=_kept_from_last(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        intake_help.check(actor)
        form = IntakeForm(request.POST)
        if pins.pressed(request.POST):  # only the map was pressed: nothing is missing yet
            return _show(request, IntakeForm(initial=request.POST.dict()))
        if not form.is_valid():
            return _show(request, form, status=422)
        try:
            answer = _register_once(request, form, actor)
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, code="create_case")
            for name, words in refusal.errors.items():
                field = field_of(name)
                form.add_error(field if field in form.fields else None, list(words))
            return _show(request, form, refusal=refusal, status=refusal.status)
        return HttpResponseRedirect(_onward(request, answer))


def _register_once(request: HttpRequest, form: IntakeForm, actor: Actor) -> Answer:
    """Take the complaint in under the key of its page; the refused step, if any, told and logged after the commit."""
    said = same_matter.typed(request.POST)
    taken: list[Taken] = []

    def work() -> Answer:
        data, category = form.cleaned_data, form.cleaned_data["category"]
        done = take_in(
            as_asked(data, list(said.same)), actor=actor, category=category, unit=_unit(request, said, actor)
        )
        taken.append(done)
        return Answer(200, {"key": frames.key_of(done.case), "compound": done.case.compound_id})

    key = request.POST.get("idempotency_key", "")
    user: Any = request.user
    answer = idempotency.run_once(user, request.path, key, fingerprint(request), work)
    drafts.done(request.user, DRAFT, opening=key)
    for one in taken:
        if one.refusal is not None:
            errors.log_refusal(request, one.refusal, record=one.case, code=one.stopped)
            messages.warning(request, _stopped_words(one))
    return answer


def _unit(request: HttpRequest, said: same_matter.Typed, actor: Actor) -> Agency | None:
    """The unit of 登记并交办, decided anew: what the page offered a minute ago may no longer hold."""
    if request.POST.get("then") != DISPATCH:
        return None
    shown = same_matter.candidates(said, "", actor)
    offer = one_go.offer(intake_help.entry_of(request.POST, said, len(shown) + len(said.same), actor), actor)
    if offer.agency is None:
        why = "；".join(str(one_go.REASONS[code]) for code in offer.reasons)
        messages.warning(request, _("没有交办：%(why)s。") % {"why": why})
    return offer.agency


def _stopped_words(taken: Taken) -> str:
    """Which step was refused, why, and the way out."""
    lifecycle, refusal = taken.case.lifecycle, taken.refusal
    act = lifecycle.rows.get(taken.stopped) or lifecycle.amendments[taken.stopped]
    denials = [f"{d.message}{d.remedy}" for d in refusal.denials] if refusal else []
    told = [*denials, *(str(m) for words in (refusal.errors if refusal else {}).values() for m in words)]
    reason = " ".join(told) or str(refusal.message if refusal else "")
    return _("“%(act)s”没有办成：%(reason)s") % {"act": act.label, "reason": reason}


def _onward(request: HttpRequest, answer: Answer) -> str:
    """On to what was registered; with 继续下一件 to an empty screen that keeps the source and perhaps the compound."""
    key = str(answer.body["key"])
    if request.POST.get("then") != NEXT:
        return reverse("cases-registered", kwargs={"key": key})
    messages.success(request, _("已登记%(number)s") % {"number": key})
    keeps = {"channel": request.POST.get("channel", "")}
    if "same_compound" in request.POST and answer.body["compound"]:
        keeps["compound"] = answer.body["compound"]
    return f"{reverse('cases-new')}?{urlencode(keeps)}"


def _kept_from_last(request: HttpRequest) -> dict[str, Any]:
    """Source and compound of the complaint before, which the clerk asked to keep; or the case that leads to this."""
    kept: dict[str, Any] = {"linked_to": request.GET.get("linked", "").replace("\x00", "")[:40]}
    channel, wanted = request.GET.get("channel", ""), request.GET.get("compound", "")
    if channel in codes.lists()["channel"]:
        kept["channel"] = channel
    pk = same_matter.key_of(wanted)
    compound = Compound.objects.filter(pk=pk).first() if pk is not None else None
    if compound:
        kept |= {"compound": compound.pk, "compound_name": compound.name}
    return kept


# --- the page ---------------------------------------------------------------------------------------------------


def _show(request: HttpRequest, form: IntakeForm, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    compound = _compound_of(form)
    context = {
        "intake": _frame(request, actor) | drafts.frame(request.user, DRAFT),
        "form": form,
        "refusals": refusal.denials if refusal else (),
        "sources": _sources(form),
        "similar": intake_help.found(request.POST, actor),
        "categories": intake_help.all_categories(),
        "may_triage": _may(actor, "start_triage"),
        "compound": intake_help.card(compound.pk, actor) if compound else None,
        "pin": pins.read(request.POST, compound=compound).context(),
        "more_open": _any_filled(form, MORE) or pins.pressed(request.POST),
        "same_compound": "same_compound" in request.POST or "compound" in request.GET,
    }
    return render(request, "casework/intake.html", context, status=status)


#: Fields behind 更多.
MORE = ("external_no", "reported_at", "happened_at", "interpreter", "title", "position")


def _frame(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    return {
        "submit": _("登记并打印回执") if _may(actor, "register_case") else _("记录这件"),
        "url": request.path, "key": request.POST.get("idempotency_key") or str(uuid.uuid4()),
        "compounds_url": reverse("compound-names"), "similar_url": reverse("cases-similar"),
        "order_url": reverse("cases-order"), "card_url": reverse("compound-card", kwargs={"pk": 0}),
    }  # fmt: skip


def _may(actor: Actor, step: str) -> bool:
    return may_act(RectificationCase.lifecycle.rows[step], actor.role)


def _compound_of(form: IntakeForm) -> Compound | None:
    wanted = form["compound"].value()
    pk = wanted if isinstance(wanted, int) else same_matter.key_of(str(wanted or ""))
    return Compound.objects.filter(pk=pk).first() if pk is not None else None


def _sources(form: IntakeForm) -> dict[str, Any]:
    """The common sources with their digits, the others behind one word."""
    chosen, common = form["channel"].value() or "", dict(COMMON_SOURCES)
    first = [
        {"code": code, "label": label, "digit": n, "checked": code == chosen}
        for n, (code, label) in enumerate(COMMON_SOURCES, 1)
    ]
    others = [
        {"code": code, "label": label, "checked": code == chosen}
        for code, label in codes.choices("channel")
        if code not in common
    ]
    return {"first": first, "others": others, "other_chosen": any(one["checked"] for one in others)}


def _any_filled(form: IntakeForm, names: tuple[str, ...]) -> bool:
    return any(form[name].value() or form[name].errors for name in names)

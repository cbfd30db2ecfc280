"""登记诉求: one screen, likely duplicates and suggested categories while typing, register in one go."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock
from casework.declaration import may_act
from casework.masking import mask_text
from casework.models import Record
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.web import errors, frames
from casework.web.acts import STAY, run_once
from casework.web.records import PageView
from geo import compounds
from geo.models import Compound
from property_rectification import codes
from property_rectification.intake import take_in
from property_rectification.models import RectificationCase
from property_rectification.roles import ROLES
from property_rectification.suggest import categories, duplicates
from property_rectification.web.lead_parts import labels_of_categories, suggestions

#: Characters from which looking for the same matter makes sense, and cases of a compound it looks at.
FROM, LOOKED_AT, SHOWN = 8, 200, 3


class IntakeForm(forms.Form):
    """What the screen asks; nothing is chosen beforehand."""

    channel = forms.ChoiceField(
        label=gettext_lazy("来源"), widget=forms.RadioSelect, choices=(),
        error_messages={"required": gettext_lazy("请填写来源")},
    )  # fmt: skip
    compound_name = forms.CharField(label=gettext_lazy("小区"), required=False, max_length=60)
    compound = forms.ModelChoiceField(
        Compound.objects.all(), required=False, widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("没有这个小区。选一个，或选“不在小区”")},
    )  # fmt: skip
    address = forms.CharField(label=gettext_lazy("具体位置"), required=False, max_length=120)
    narrative = forms.CharField(
        label=gettext_lazy("说的什么事"), max_length=10000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("请填写说的什么事")},
    )  # fmt: skip
    claim = forms.CharField(label=gettext_lazy("要求"), required=False, max_length=2000)
    reporter_name = forms.CharField(label=gettext_lazy("反映人（可不留）"), required=False, max_length=40)
    reporter_phone = forms.CharField(label=gettext_lazy("电话"), required=False, max_length=20)
    confidential = forms.BooleanField(label=gettext_lazy("不让物业知道是谁"), required=False)
    many_households = forms.BooleanField(label=gettext_lazy("5户以上"), required=False)
    involves_minor = forms.BooleanField(label=gettext_lazy("涉及未成年人"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = codes.choices("channel")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("compound_name") and not data.get("compound"):
            found = Compound.objects.filter(name=data["compound_name"]).first()
            if found is None:
                self.add_error("compound_name", _("没有这个小区。选一个，或选“不在小区”"))
            data["compound"] = found
        if not data.get("compound") and not data.get("address"):
            self.add_error("compound_name", _("请填写小区；不在小区的，填具体位置"))
        return data


#: The words of the screen → the asks of `create_case`.
_ASKS = {"address": "place", "confidential": "wants_secrecy", "many_households": "group", "involves_minor": "minor"}
_SCREEN = {ask: name for name, ask in _ASKS.items()}


def _as_asked(data: dict[str, Any]) -> dict[str, Any]:
    asked = {_ASKS.get(name, name): value for name, value in data.items() if name not in ("compound", "compound_name")}
    if data.get("compound"):
        asked["compound"] = data["compound"].pk
    return {name: value for name, value in asked.items() if value not in ("", None)}


class Intake(PageView):
    """GET the screen; POST registers and goes on to the case, or to the next complaint."""

    def get(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        return self._show(request, IntakeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        form, category = IntakeForm(request.POST), request.POST.get("category", "")
        if not form.is_valid():
            return self._show(request, form, status=422)
        data, actor, made = _as_asked(form.cleaned_data), actor_of(request), []
        try:
            run_once(request, lambda version: made.append(take_in(data, actor=actor, category=category)))
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, code="create_case")
            for name, words in refusal.errors.items():
                field = _SCREEN.get(name, name)
                form.add_error(field if field in form.fields else None, list(words))
            return self._show(request, form, refusal=refusal, status=refusal.status)
        if not made:
            return HttpResponseRedirect(reverse("desk"))
        messages.success(request, _("已登记%(number)s") % {"number": made[0].number})
        onward = reverse("cases-new") if request.POST.get("then") == "next" else frames.url(made[0])
        return HttpResponseRedirect(onward)

    def _show(self, request: HttpRequest, form: IntakeForm, *, refusal: Refusal | None = None,
              status: int = 200) -> HttpResponse:  # fmt: skip
        typed = {name: request.POST.get(name, "") for name in ("narrative", "compound", "category")}
        context = {
            "intake": {
                "url": request.path, "key": request.POST.get("idempotency_key") or str(uuid.uuid4()), "draft": "intake",
                "draft_url": "", "kept": None, "compounds_url": reverse("compound-names"),
                "similar_url": reverse("cases-similar"), "emergency": "",
            },
            "form": form,
            "refusals": refusal.denials if refusal else (),
            "similar": similar(request, typed),
        }  # fmt: skip
        return render(request, "casework/intake.html", context, status=status)


class Similar(PageView):
    """POST of the half-typed form: what may be the same matter, and which category the words suggest."""

    def post(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        typed = {name: request.POST.get(name, "") for name in ("narrative", "compound", "category")}
        return render(request, "casework/similar.html", similar(request, typed))


class CompoundNames(PageView):
    """GET ?q=: at most five compounds for the picker."""

    def get(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        found = compounds.find(request.GET.get("q", "").replace("\x00", ""))
        results = [{"id": m.compound.pk, "name": m.compound.name, "hint": m.compound.division.name} for m in found]
        return JsonResponse({"results": results})


def _check(request: HttpRequest) -> None:
    creation = RectificationCase.lifecycle.creation
    if not may_act(creation, actor_of(request).role):
        raise NotYourRole("、".join(str(ROLES[role]) for role in sorted(creation.by)))


def similar(request: HttpRequest, typed: dict[str, str]) -> dict[str, Any]:
    """Candidates and suggestions for what has been typed so far."""
    text = typed["narrative"].strip()
    if len(text) < FROM:
        return {"candidates": [], "suggestions": [], "chosen": typed["category"]}
    found = categories.suggest(text, in_compound=typed["compound"].isdecimal())
    suggestion = {
        "code": found.code, "words": list(found.words),
        "alternatives": [{"code": a.code, "words": list(a.words)} for a in found.alternatives],
    }  # fmt: skip
    shown = [s for s in suggestions(suggestion) if s["code"]]
    return {"candidates": _candidates(request, typed, text), "suggestions": shown, "chosen": typed["category"]}


def _candidates(request: HttpRequest, typed: dict[str, str], text: str) -> list[dict[str, Any]]:
    if not typed["compound"].isdecimal():
        return []
    now = clock.now()
    visible = Record.objects.visible_to(actor_of(request)).filter(
        kind=RectificationCase.lifecycle.name, opened_at__gt=now - duplicates.WINDOW
    )
    nearby = RectificationCase.objects.filter(compound_id=int(typed["compound"]), pk__in=visible.values("pk"))
    entry: duplicates.Entry[Any] = duplicates.Entry(None, (), now, typed["compound"], typed["category"] or None)
    others = {case.pk: case for case in nearby.select_related("compound").order_by("-opened_at")[:LOOKED_AT]}
    texts = {pk: mask_text(case.narrative.reveal()) if case.narrative else "" for pk, case in others.items()}
    compared = [
        (duplicates.Entry(pk, (), case.reported_at, str(case.compound_id), case.category or None), texts[pk])
        for pk, case in others.items()
    ]
    same = duplicates.likely_duplicates(text, entry, compared, SHOWN)
    return [_shown(others[c.key], c, texts[c.key]) for c in same]


def _shown(case: RectificationCase, candidate: Any, text: str) -> dict[str, Any]:
    labels = labels_of_categories()
    return {
        "url": frames.url(case), "title": case.title or labels.get(case.category, ""), "number": case.number or "",
        "when": case.reported_at, "place": _("同小区"), "badge": frames.state_badge(case),
        "sentence": [{"text": candidate.sentence or text[:60], "same": bool(candidate.sentence)}],
        "reasons": [_(duplicates.REASONS[code]).format(days=candidate.days) for code in candidate.reasons],
        "compare_url": frames.url(case),
    }  # fmt: skip

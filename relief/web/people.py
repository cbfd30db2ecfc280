"""人员: what one person said, what was proved, and by what; who may be the same; looking whether they came before."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, boundary, clock, display
from casework.actor import Actor
from casework.models import Purpose
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.timers import local_day
from casework.web import acts, errors, frames
from casework.web.records import PageView
from relief import age, codes, pairs, people_search, reading
from relief.forms.person import A_READ
from relief.lifecycle import CASE
from relief.states import OPEN, PRESENT
from relief.words import described


class PersonPage(PageView):
    """GET: one person of one case. There is no list of persons, and no way from one to the next."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        actor = actor_of(request)
        case = boundary.find(CASE.name, actor, pk=pk)
        if not reading.reads(actor, reading.REGISTRATION):
            raise NotYourRole
        people_search.opened(case, actor, request)
        now = clock.now()
        can = frames.possible_amendments(frames.amendments_of(case, actor))
        context = {
            "person": _head(case, now), "rows": _rows(case, actor, now), "pairs": _pairs(case, actor, now),
            "acts": [_act(case, code) for code in PAIR_ACTS if code in can],
            "search_url": _search_url(case, actor),
        }  # fmt: skip
        return render(request, "relief/people/person.html", context)


PAIR_ACTS = ("propose_same_person", "confirm_same_person", "undo_same_person")


def _head(case: Any, now: Any) -> dict[str, Any]:
    days = ""
    if case.state in PRESENT and case.admitted_at:
        days = _("在站第%(n)d天") % {"n": (local_day(now) - local_day(case.admitted_at)).days + 1}
    return {
        "summary": described(case.person, local_day(now)), "number": case.number, "url": frames.url(case), "days": days,
        "badge": frames.state_badge(case),
    }  # fmt: skip


def _search_url(case: Any, actor: Actor) -> str:
    """Where to look whether they came before; empty where there is no open case or no right to it."""
    may = case.state in OPEN and access.may_unmask(actor, reading.REGISTRATION)
    return f"{reverse('relief-people-search')}?case={case.number}" if may else ""


def _rows(case: Any, actor: Actor, now: Any) -> list[dict[str, Any]]:
    """Said, proved, and from where: three columns, masked. A day of birth is half a number: the age has to do."""
    person = case.person
    source = codes.label("verify_source", person.verified_from) if person.verified_at else ""
    opens = access.may_unmask(actor, reading.REGISTRATION)

    def secret(name: str) -> dict[str, str]:
        value = getattr(person, name)
        return {"value": str(value or ""), "url": frames.url(case, "reveal", field=name) if value and opens else ""}

    def plain(value: Any) -> dict[str, str]:
        return {"value": str(value or ""), "url": ""}

    def old(born: Any) -> str:
        return _("%(n)d岁") % {"n": age.years(born, local_day(now))} if born else ""

    lines = [
        (_("姓名"), secret("name_declared"), secret("name_verified"), source),
        (_("性别"), plain(codes.label("gender", person.gender_declared)),
         plain(codes.label("gender", person.gender_verified)), source),
        (_("年龄"), plain(old(person.birth_declared) or _estimate(person)), plain(old(person.birth_verified)),
         source or codes.label("age_source", person.age_source)),
        (_("证件"), plain(codes.label("id_document_type", person.id_type)), plain(""), ""),
        (_("证件号"), secret("id_declared"), secret("id_verified"), source),
        (_("口音、语言"), plain(person.accent), plain(""), ""),
        (_("身高、特征"), secret("features"), plain(""), ""),
    ]  # fmt: skip
    return [
        {"label": label, "said": said, "proved": proved, "source": from_ if proved["value"] or not said["url"] else ""}
        for label, said, proved, from_ in lines
    ]


def _estimate(person: Any) -> str:
    """约70–80岁, by the looks."""
    if person.age_least is None:
        return ""
    most = person.age_most if person.age_most is not None else person.age_least
    return _("约%(least)d–%(most)d岁") % {"least": person.age_least, "most": most}


def _pairs(case: Any, actor: Actor, now: Any) -> list[dict[str, str]]:
    """Each pair by the number of the other case, where that is in sight; who looked, and what became of it."""
    found = pairs.of(case)
    seen = set(type(case).objects.visible_to(actor).filter(pk__in=[pairs.partner(p, case).pk for p in found])
               .values_list("pk", flat=True))  # fmt: skip
    return [
        {"number": pairs.partner(pair, case).number if pairs.partner(pair, case).pk in seen else _("外站一件"),
         "words": _said(pair, now)}
        for pair in found
    ]  # fmt: skip


def _said(pair: Any, now: Any) -> str:
    words = {"first": pair.first.display_name, "second": pair.second.display_name if pair.second else ""}
    if pair.undone_at:
        return _("已撤销，%(when)s") % {"when": display.moment(pair.undone_at, now)}
    if pair.confirmed_at:
        return _("%(first)s、%(second)s两人核实") % words
    return _("%(first)s提出，等另一人核实") % words


def _act(case: Any, code: str) -> dict[str, Any]:
    return {"label": CASE.amendments[code].label, "url": frames.url(case, "amend", code=code.replace("_", "-"))}


class SearchForm(forms.Form):
    """From which case, for what, and whom: whole names and numbers only. Nothing is chosen beforehand."""

    case = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("姓名（写全）"), max_length=40, required=False)
    identity = forms.CharField(label=gettext_lazy("证件号（写全）"), max_length=A_READ, required=False)
    purpose = forms.ChoiceField(
        label=gettext_lazy("用途"), choices=Purpose.choices, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(label=gettext_lazy("说明"), max_length=100, required=False)


class PeopleSearch(PageView):
    """GET ?case= the form; POST looks. Without an open case it is refused, and that is on record."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, SearchForm(initial={"case": request.GET.get("case", "")[:40]}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST)
        form.is_valid()
        asked = {name: str(form.cleaned_data.get(name) or "") for name in ("name", "identity", "purpose", "words")}
        try:
            found = people_search.search(
                str(form.cleaned_data.get("case") or ""), actor=actor_of(request), request=request, **asked
            )
        except Refusal as refusal:
            if refusal.status not in acts.STAY:
                return errors.refused(request, refusal)
            return self._show(request, form, refusal=refusal)
        return self._show(request, form, found=found)

    def _show(
        self, request: HttpRequest, form: SearchForm, *, found: Any = None, refusal: Refusal | None = None
    ) -> HttpResponse:
        now = clock.now()
        context = {
            "form": form, "refusals": refusal.denials if refusal else (), "looked": found is not None,
            "too_many": found is not None and len(found) > people_search.MOST,
            "found": [] if found is None or len(found) > people_search.MOST else [
                {"number": case.number, "summary": described(case.person, local_day(now)),
                 "badge": frames.state_badge(case), "arrived": case.arrived_at}
                for case in found
            ],
        }  # fmt: skip
        answer = render(request, "relief/people/search.html", context, status=refusal.status if refusal else 200)
        answer["Cache-Control"] = "no-store"
        return answer

"""What the intake screen asks for while somebody types: the same matter, the category, the compound, a pasted order.
Nothing here changes anything."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, boundary, clock
from casework.actor import Actor
from casework.declaration import may_act
from casework.models import Record
from casework.refusals import NotYourRole, OutOfScope
from casework.session import actor_of
from casework.timers import local_day
from casework.web.records import PageView
from geo import compounds, names
from geo.models import Compound
from property_rectification import one_go
from property_rectification.categories import in_force
from property_rectification.models import CategoryVersion, FirmService, RectificationCase
from property_rectification.roles import ROLES
from property_rectification.suggest import categories, orders
from property_rectification.suggest.categories import NOT_PROPERTY
from property_rectification.web import same_matter

#: States in which nobody has anything left to do; the others are open.
ENDED = frozenset({"closed", "lookback"})
LONGEST_ORDER = 20_000


class IntakeHelp(PageView):
    """Base: only for who takes complaints in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            self.actor = actor_of(request)
        return super().dispatch(request, *args, **kwargs)


def check(actor: Actor) -> None:
    """Raises NotYourRole for a post that takes nothing in."""
    creation = RectificationCase.lifecycle.creation
    if not may_act(creation, actor.role):
        raise NotYourRole("、".join(str(ROLES[role]) for role in sorted(creation.by)))


class Similar(IntakeHelp):
    """POST of the half-typed form: candidates, suggested categories and compound, and whether one go is enough."""

    def post(self, request: HttpRequest) -> HttpResponse:
        check(self.actor)
        return render(request, "casework/similar.html", found(request.POST, self.actor))


class CompareTyped(IntakeHelp):
    """POST of the half-typed form: its text beside that of one candidate, both at full height."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        check(self.actor)
        case = boundary.find(RectificationCase.lifecycle.name, self.actor, number=key)
        accesslog.record_access(self.actor, "view", record=case, subject=case.kind, request=request)
        shown = same_matter.side_by_side(case, same_matter.typed(request.POST))
        fragment = request.headers.get("HX-Request") == "true"
        template = "casework/components/compare_typed.html" if fragment else "casework/compare_typed.html"
        return render(request, template, {"compare": shown, "fragment": fragment})


class CompoundNames(IntakeHelp):
    """GET ?q=: at most five compounds for the picker, each with its street and the firm that serves it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        check(self.actor)
        matches = compounds.find(request.GET.get("q", "").replace("\x00", ""))
        firms = _firms([match.compound.pk for match in matches])
        results = [
            {"id": m.compound.pk, "name": m.compound.name,
             "hint": "　".join(filter(None, (m.compound.division.name, firms.get(m.compound.pk, ""))))}
            for m in matches
        ]  # fmt: skip
        return JsonResponse({"results": results})


class CompoundCard(IntakeHelp):
    """GET: what is known of one compound."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        check(self.actor)
        return render(request, "casework/components/compound_card.html", {"compound": card(pk, self.actor)})


class ReadOrder(IntakeHelp):
    """POST text=: a pasted work order taken apart; {"fields": {name: text}} with nothing lost, or {"fields": null}."""

    def post(self, request: HttpRequest) -> HttpResponse:
        check(self.actor)
        text = request.POST.get("text", "")[:LONGEST_ORDER].replace("\x00", "")
        order = orders.read(text, frozenset(request.POST.getlist("filled")))
        return JsonResponse({"fields": _as_fields(order) if order else None})


def _as_fields(order: orders.Order) -> dict[str, str]:
    """The order in the fields of the screen; the compound is the one that place and words name, where it is one."""
    fields = dict(order.fields)
    if order.reported_at is not None:
        fields["reported_at"] = order.reported_at.strftime("%Y-%m-%dT%H:%M:%S")
    written = " ".join(fields.get(name, "") for name in ("compound_name", "address", "narrative"))
    mention = compounds.in_text(written, compounds.known_names(settings.SERVED_DIVISION))
    if mention:
        fields["compound"] = str(mention.key)
        fields["compound_name"] = Compound.objects.values_list("name", flat=True).get(pk=mention.key)
    return fields


# --- what was found ---------------------------------------------------------------------------------------------


def found(post: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    """The whole context of similar.html for a form, whole, half-filled or empty."""
    said = same_matter.typed(post)
    enough = len(said.text) >= same_matter.FROM
    suggestion = categories.suggest(said.text, in_compound=said.compound is not None) if enough else None
    shown = same_matter.candidates(said, suggestion.code or "" if suggestion else "", actor)
    versions = _versions()
    open_ones = sum(not one["proposed"] for one in shown)
    return {
        "candidates": shown, "count": len(shown), "not_same": said.not_same, "looked": enough and bool(said.compound),
        "suggestions": _suggestions(suggestion, versions), "chosen": said.category,
        "chosen_label": str(versions.get(said.category, "")),
        "police": said.category in versions and versions[said.category].police,
        "mentioned": _mentioned(post, said), "one_go": one_go_words(post, said, open_ones + len(said.same), actor),
    }  # fmt: skip


def _suggestions(suggestion: categories.Suggestion | None, versions: Mapping[str, CategoryVersion]) -> list[Any]:
    """The suggested categories with the words that led there; none where nothing speaks for one."""
    if suggestion is None or suggestion.code in (None, NOT_PROPERTY):
        return []
    entries = [(suggestion.code, suggestion.words), *((a.code, a.words) for a in suggestion.alternatives)]
    return [chip(versions[code], words) for code, words in entries if code in versions]


def chip(version: CategoryVersion, words: tuple[str, ...] = ()) -> dict[str, Any]:
    """One category to choose, with its clock where it belongs to the SAFETY set and its mark of the POLICE set."""
    units = {"hour": _("小时"), "calendar_day": _("日"), "working_day": _("个工作日")}
    limit = f"{version.limit}{units[version.unit]}" if version.limit else ""
    return {
        "code": version.code, "label": version.name, "words": words, "police": version.police,
        "safety": (_("安全，%(limit)s") % {"limit": limit} if limit else _("安全")) if version.safety else "",
        "search": f"{version.code} {version.name} {names.initials(version.name)}".lower(),
    }  # fmt: skip


def all_categories() -> list[dict[str, Any]]:
    """Every category in force, for the list behind 选其他."""
    return [chip(version) for version in _versions().values()]


def _versions() -> dict[str, CategoryVersion]:
    return {version.code: version for version in in_force(local_day(clock.now()))}


def _mentioned(post: Mapping[str, Any], said: same_matter.Typed) -> dict[str, Any] | None:
    """The compound that place or words name, unless it is the chosen one; shown, never chosen for the clerk."""
    written = f"{post.get('address', '')} {said.text}".strip()
    if len(written) < 2 or post.get("no_compound"):
        return None
    mention = compounds.in_text(written, compounds.known_names(settings.SERVED_DIVISION))
    if mention is None or mention.key == said.compound:
        return None
    named = Compound.objects.select_related("division").get(pk=mention.key)
    return {"id": named.pk, "name": named.name, "hint": named.division.name, "written": mention.written}


def entry_of(post: Mapping[str, Any], said: same_matter.Typed, candidates: int, actor: Actor) -> one_go.Entry:
    """What decides whether one go is enough, of a form whole or half-filled."""
    compound = Compound.objects.filter(pk=said.compound).first() if said.compound is not None else None
    return one_go.Entry(
        division=compound.division_id if compound else actor.division_code,
        category=one_go.category_of(said.category), channel=str(post.get("channel", "")),
        compound=compound.pk if compound else None, secrecy="confidential" in post, minor="involves_minor" in post,
        group="many_households" in post, candidates=candidates,
    )  # fmt: skip


def one_go_words(post: Mapping[str, Any], said: same_matter.Typed, same: int, actor: Actor) -> dict[str, Any] | None:
    """The second button, or why there is none; None where this post only registers or nothing was chosen yet."""
    offer = one_go.offer(entry_of(post, said, same, actor), actor)
    if offer.agency is not None:
        return {"button": _("登记并交办%(agency)s") % {"agency": offer.agency.name}, "why": ""}
    if set(offer.reasons) & {"role", "category"}:
        return None
    return {"button": "", "why": "；".join(str(one_go.REASONS[code]) for code in offer.reasons)}


# --- the compound -----------------------------------------------------------------------------------------------


def card(pk: int, actor: Actor) -> dict[str, Any]:
    """Households, firm, and the cases of this compound in the actor's scope, each number with its list (§5.2).

    Raises OutOfScope for a compound that is not there.
    """
    compound = Compound.objects.select_related("division").filter(pk=pk).first()
    if compound is None:
        raise OutOfScope
    states = RectificationCase.lifecycle.states
    still = [s.code for s in states.values() if not s.terminal and s.code not in ENDED]
    mine = Record.objects.visible_to(actor).filter(
        kind=RectificationCase.lifecycle.name, rectificationcase__compound=pk
    )
    address = f"{reverse('cases-list')}?compound={pk}"
    return {
        "name": compound.name, "street": compound.division.name, "households": compound.unit_count,
        "elevators": compound.elevator_count, "firm": _firms([pk]).get(pk, ""),
        "open": mine.filter(state__in=still).count(), "open_url": f"{address}&state={','.join(still)}",
        "closed": mine.filter(state__in=ENDED).count(), "closed_url": f"{address}&state={','.join(sorted(ENDED))}",
    }  # fmt: skip


def _firms(compounds_: list[int]) -> dict[int, str]:
    """The firm that serves each compound today."""
    rows = FirmService.objects.filter(compound__in=compounds_, valid_to__isnull=True)
    return dict(rows.values_list("compound", "firm__name"))

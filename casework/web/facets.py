"""The filters of a list as chips: what is chosen in words, and what could be chosen with the count of each.

A chip's options are fetched when it is opened, so that a list costs the same however many filters it has.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import kinds
from casework.actor import Actor
from casework.agency_names import agency_names
from casework.api import filters
from casework.listing import Facet, Option, Reach
from casework.refusals import OutOfScope
from casework.web.records import PageView
from geo.models import Division

if TYPE_CHECKING:
    from casework.web.lists import Listing

#: Options shown at once; the rest is found by typing.
MOST = 60
STREET_DIGITS = 9


# --- the facets every kind can have ---------------------------------------------------------------------------------


def states(kind: kinds.Kind) -> Facet:
    """The states of the kind, each with its count."""

    def options(rows: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
        counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
        return [(s.code, s.badge, counts.get(s.code, 0)) for s in kind.lifecycle.states.values() if words in s.badge]

    def named(values: Sequence[str]) -> list[Any]:
        return [kind.lifecycle.states[code].badge for code in values if code in kind.lifecycle.states]

    return Facet("state", gettext_lazy("状态"), options, named, reach=Reach.MATTER)


def _due_options(rows: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
    counts = rows.aggregate(**{value: Count("pk", filter=filters.due_condition(value)) for value in filters.DUE})
    return [(value, label, counts[value]) for value, label in filters.DUE.items()]


def _dues_named(values: Sequence[str]) -> list[Any]:
    return [filters.DUE[value] for value in values if value in filters.DUE]


def _street_options(rows: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
    found = rows.order_by().values_list(Left("division_id", STREET_DIGITS)).annotate(n=Count("pk"))
    counts = {code: n for code, n in found if len(code) == STREET_DIGITS}
    names = Division.objects.filter(code__in=counts, name__contains=words).values_list("code", "name").order_by("code")
    return [(code, name, counts[code]) for code, name in names]


def _agency_options(rows: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
    found = rows.order_by().filter(owner_agency__name__contains=words)
    counted = found.values_list("owner_agency", "owner_agency__name").annotate(n=Count("pk"))
    return [(str(pk), name, n) for pk, name, n in counted.order_by("-n", "owner_agency__name")[:MOST]]


def _agencies_named(values: Sequence[str]) -> list[Any]:
    return _names(agency_names().items(), values)


def _streets_named(values: Sequence[str]) -> list[Any]:
    return _names(Division.objects.filter(code__in=values).values_list("code", "name"), values)


def _names(pairs: Any, values: Sequence[str]) -> list[Any]:
    known = {str(key): name for key, name in pairs}
    return [known.get(value, value) for value in values]


def listed_options(rows: QuerySet[Any], path: str, labels: Mapping[str, Any], words: str) -> list[Option]:
    """The entries of a code list, each with how many rows have it at `path`; entries of none come last."""
    counts = dict(rows.order_by().values_list(path).annotate(n=Count("pk")))
    found = [(code, label, counts.get(code, 0)) for code, label in labels.items() if words in str(label)]
    return sorted(found, key=lambda option: option[2] == 0)


def related_options(rows: QuerySet[Any], path: str, words: str) -> list[Option]:
    """The objects that rows point to at `path`, by name, those of most rows first."""
    found = rows.order_by().filter(**{f"{path}__isnull": False, f"{path}__name__contains": words})
    counted = found.values_list(path, f"{path}__name").annotate(n=Count("pk")).order_by("-n", f"{path}__name")
    return [(str(pk), name, n) for pk, name, n in counted[:MOST]]


DUE = Facet("due", gettext_lazy("期限"), _due_options, _dues_named, reach=Reach.TIME)
STREET = Facet("division", gettext_lazy("街道"), _street_options, _streets_named, reach=Reach.PLACE)
AGENCY = Facet("agency", gettext_lazy("承办"), _agency_options, _agencies_named, reach=Reach.ORGANISATION)
OPENED = Facet("from", gettext_lazy("登记日期"), dates=True, more=True, reach=Reach.TIME)
OPEN = Facet("open", gettext_lazy("只看在办"), flag="1", more=True, reach=Reach.MATTER)
MINE = Facet("mine", gettext_lazy("我经办的"), flag="1", more=True, reach=Reach.SELF)
FOLLOWED = Facet("followed", gettext_lazy("我关注的"), flag="1", more=True, reach=Reach.SELF)


# --- as chips -------------------------------------------------------------------------------------------------------


def in_force(kind: kinds.Kind, params: Mapping[str, str]) -> list[Facet]:
    """The facets that narrow a list with these parameters, the words typed included."""
    found = [f for f in kind.facets() if _value(f, params)]
    return [*found, WORDS] if params.get("q") else found


def _named_words(values: Sequence[str]) -> list[Any]:
    return [_("含“%(words)s”") % {"words": ",".join(values)}]


WORDS = Facet("q", gettext_lazy("事由"), named=_named_words, reach=Reach.MATTER)


def _value(facet: Facet, params: Mapping[str, str]) -> str:
    if facet.dates:
        return "".join(params.get(name, "") for name in ("from", "to"))
    value = params.get(facet.name, "")
    return value if not facet.flag or facet.flag in value.split(",") else ""


def in_words(facet: Facet, params: Mapping[str, str]) -> str:
    """A chosen filter: 状态：办理中、核查."""
    if facet.flag:
        return str(facet.label)
    if facet.dates:
        begin, end = params.get("from", ""), params.get("to", "")
        words = _("%(begin)s至%(end)s") if begin and end else _("%(begin)s起") if begin else _("到%(end)s")
        return f"{facet.label}：{words % {'begin': begin, 'end': end}}"
    assert facet.named is not None
    named = facet.named(params.get(facet.name, "").split(","))
    return f"{facet.label}：{'、'.join(str(word) for word in named)}"


def without(listing: "Listing", facet: Facet) -> str:
    """The address of the list without this filter."""
    if facet.dates:
        return listing.address(**{"from": "", "to": ""})
    if facet.flag:
        rest = [v for v in listing.params.get(facet.name, "").split(",") if v and v != facet.flag]
        return listing.address(**{facet.name: ",".join(rest)})
    return listing.address(**{facet.name: ""})


def _with_flag(listing: "Listing", facet: Facet) -> str:
    have = [v for v in listing.params.get(facet.name, "").split(",") if v]
    return listing.address(**{facet.name: ",".join([*have, facet.flag])})


def shown(listing: "Listing") -> dict[str, Any]:
    """The chips of a list: those always in sight, those under 更多, and what is typed."""
    chips = [_chip(listing, facet) for facet in listing.kind.facets()]
    return {
        "first": [c for c in chips if not c["more"]], "more": [c for c in chips if c["more"]],
        "more_on": sum(c["on"] for c in chips if c["more"]), "words": listing.params.get("q", ""),
        "hidden": hidden(listing, {"q"}),
    }  # fmt: skip


def _chip(listing: "Listing", facet: Facet) -> dict[str, Any]:
    on = bool(_value(facet, listing.params))
    path = reverse(f"{listing.kind.page}-filter", kwargs={"name": facet.name})
    query = listing.address().partition("?")[2]
    return {
        "name": facet.name, "label": facet.label, "flag": bool(facet.flag), "more": facet.more, "on": on,
        "words": listing.said(facet) if on else facet.label,
        "off_url": without(listing, facet), "on_url": _with_flag(listing, facet) if facet.flag else "",
        "panel_url": f"{path}?{query}" if query else path,
    }  # fmt: skip


def hidden(listing: "Listing", but: Collection[str]) -> list[tuple[str, str]]:
    """The parameters that a form of the list carries along."""
    return [(n, v) for n, v in listing.params.items() if n not in but and n not in ("page", "view")]


class Panel(PageView):
    """GET: the options of one filter, each with its count; `words` narrows a long list of them."""

    kind_name = ""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        from casework.web.lists import Listing

        listing = Listing.of(request, self.kind_name)
        words = listing.params.pop("words", "")[:40]
        facet = next((f for f in listing.kind.facets() if f.name == name and not f.flag), None)
        if facet is None:
            raise OutOfScope
        chosen = [v for v in listing.params.get(name, "").split(",") if v]
        panel = {
            "facet": facet, "base": listing.base, "options": [], "words": words,
            "hidden": hidden(listing, {"from", "to"} if facet.dates else {name}), "address": request.get_full_path(),
            "begin": listing.params.get("from", ""), "end": listing.params.get("to", ""),
        }  # fmt: skip
        if facet.options is not None:
            rows = filters.narrowed(listing.kind, listing.params, listing.actor, but={name})
            found = list(facet.options(rows, listing.actor, words))
            panel["options"] = _marked(facet, found, chosen)
            panel["long"] = len(found) >= MOST // 2 or bool(words)
        template = "casework/components/filter_panel.html" if request.htmx else "casework/filter.html"  # type: ignore[attr-defined]
        return render(request, template, {"panel": panel, "list": {"title": listing.kind.label}})


def _marked(facet: Facet, found: Sequence[Option], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The options with what is chosen ticked; a chosen one that is out of sight is put first."""
    there = {value for value, _label, _count in found}
    missing = [value for value in chosen if value not in there]
    kept = list(zip(missing, facet.named(missing), strict=False)) if missing and facet.named else []
    options: list[Option] = [*((value, label, None) for value, label in kept), *found]
    return [{"value": v, "label": label, "count": n, "chosen": v in chosen} for v, label, n in options]

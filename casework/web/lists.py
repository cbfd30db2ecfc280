"""The list of a kind: filters, order and page live in the address, so that a link reproduces the view."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, bulk, clock, kinds, scopes
from casework.actor import Actor
from casework.api import filters
from casework.list_settings import ListSettings, settings_of
from casework.listing import MOST_COLUMNS, Column, Facet
from casework.models import Record, SavedView
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import clocks, facets, frames, maps, navigation
from casework.web.records import PageView


def params_of(query: QueryDict) -> dict[str, str]:
    """The parameters of a list's address; one that came several times is one with several values."""
    joined = {name: ",".join(v.strip() for v in query.getlist(name) if v.strip()) for name in query}
    return {name: value for name, value in joined.items() if value}


def query_of(params: Mapping[str, Any]) -> str:
    """The query string of these parameters, as it stands in addresses and saved views."""
    return urlencode({name: value for name, value in params.items() if value}, safe=",")


class Listing:
    """One list as one actor asked for it: what is in it, how it is counted, where its links lead."""

    def __init__(self, kind: kinds.Kind, actor: Actor, params: Mapping[str, str]) -> None:
        if actor.role not in scopes.roles_seeing(kind.name) or kind.party_view(actor):
            raise NotYourRole
        self.kind, self.actor, self.params = kind, actor, dict(params)
        self._said: dict[str, str] = {}

    @classmethod
    def of(cls, request: HttpRequest, kind_name: str) -> "Listing":
        """The list of this request's address."""
        return cls(kinds.by_name(kind_name), actor_of(request), params_of(request.GET))

    @property
    def base(self) -> str:
        """The address of the list without any filter."""
        return reverse(f"{self.kind.page}-list")

    @property
    def chosen(self) -> dict[str, str]:
        """The parameters that filter."""
        return {name: value for name, value in self.params.items() if name not in filters.SHOWN_AS}

    @property
    def order(self) -> str:
        return self.params.get("order", self.kind.order)

    def address(self, **changes: str) -> str:
        """This list with some parameters changed; an empty one goes. A changed list begins at its first page."""
        kept = {name: value for name, value in self.params.items() if name != "page"}
        query = query_of(kept | changes)
        return f"{self.base}?{query}" if query else self.base

    def query(self) -> str:
        """What a saved view keeps of the address."""
        return query_of({n: v for n, v in self.params.items() if n not in ("page", "view", "list", "post")})

    def rows(self) -> QuerySet[Record]:
        """Everything in it, in no order."""
        return filters.narrowed(self.kind, self.params, self.actor)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many it holds and how many of them are late, in one statement."""
        found: dict[str, int] = self.rows().aggregate(
            total=Count("pk"), late=Count("pk", filter=filters.due_condition("late"))
        )
        return found

    def page(self) -> Page[Record]:
        """The numbered page that was asked for; one past the end is the last."""
        return filters.paginated(self.rows(), self.order, self.kind.listed(), self.params, self.counts["total"])

    @cached_property
    def settings(self) -> ListSettings:
        """How this person wants the list; as it comes where they never said."""
        return settings_of(self.actor.person.user, self.kind.name)

    def columns(self) -> list[Column]:
        """The fixed columns, then those the person chose, in their order."""
        return columns_of(self.kind, self.settings.columns)

    def words(self) -> list[str]:
        """The filters in force, each in words."""
        return [self.said(facet) for facet in facets.in_force(self.kind, self.params)]

    def said(self, facet: Facet) -> str:
        """A filter in force in words, looked up once: it stands as a chip and in the head."""
        if facet.name not in self._said:
            self._said[facet.name] = facets.in_words(facet, self.params)
        return self._said[facet.name]


def columns_of(kind: kinds.Kind, wanted: Sequence[str]) -> list[Column]:
    """The columns with these codes after the fixed ones; codes that are no longer known are passed over."""
    known = {column.code: column for column in kind.columns}
    fixed = [column for column in kind.columns if column.fixed]
    chosen = [known[code] for code in wanted or kind.first_columns if code in known and not known[code].fixed]
    return [*fixed, *chosen][:MOST_COLUMNS]


class RecordList(PageView):
    """GET: one numbered page of what is in scope and matches."""

    kind_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        if party := kinds.by_name(self.kind_name).party_view(actor_of(request)):
            return HttpResponseRedirect(party.home)
        listing = Listing.of(request, self.kind_name)
        page = listing.page()
        accesslog.record_access(listing.actor, "list", subject=listing.kind.name, request=request)
        context = shown(listing, page) | {
            "page": page, "pages": page.paginator.get_elided_page_range(page.number),
        }  # fmt: skip
        answer = render(request, listing.kind.list_template, context)
        if request.htmx:  # type: ignore[attr-defined]
            page_number = str(page.number) if page.number > 1 else ""
            answer["HX-Push-Url"] = listing.address(page=page_number)
        return answer


def shown(listing: Listing, page: Page[Record]) -> dict[str, Any]:
    """The context of a list page."""
    kind, actor, split = listing.kind, listing.actor, maps.split(listing)
    columns = [c for c in listing.columns() if not split or c.fixed or c.kind in ("badges", "clock")]
    return {
        "list": {
            "title": navigation.called(actor.role, listing.address()) or kind.label,
            "total": listing.counts["total"], "late": listing.counts["late"],
            "view": _view_name(listing), "filtered": bool(listing.chosen), "clear_url": listing.base,
            "facets": facets.shown(listing), "words": listing.words(), "density": listing.settings.density,
            "intake_url": _intake_url(listing), "import_url": kind.import_url(actor),
            "begin": kind.begin(actor), "columns": [_head(column, listing) for column in columns],
            "rows": rows_of(listing, list(page), columns), "nothing_found": kind.nothing_found,
            "nothing_yet": kind.nothing_yet, "query": listing.query(), "base": listing.base,
            "bulk": kind.bulk if kind.bulk and bulk.may(actor, kind) else None, "may_assign": _may_assign(kind, actor),
            "may_export": kind.bulk is not None and bulk.may(actor, kind, internal=False),
            "map_on": "map" in listing.params,
            "map_url": maps.switch_url(listing),
        },
        "split": split,
    }  # fmt: skip


def _intake_url(listing: Listing) -> str:
    """Where this actor registers the first one; empty for a list whose records come in another way."""
    entry = navigation.intake(listing.actor.role)
    return entry.url if entry and entry.url.startswith(listing.base) else ""


def _may_assign(kind: kinds.Kind, actor: Actor) -> bool:
    return kind.bulk is not None and actor.role in kind.lifecycle.rows[kind.bulk.code].by


def _view_name(listing: Listing) -> str:
    pk = listing.params.get("view", "")
    if not pk.isdecimal() or len(pk) > 9:
        return ""
    found = SavedView.objects.filter(pk=int(pk), kind=listing.kind.name).first()
    return found.name if found and found.query == listing.query() else ""


def rows_of(listing: Listing, records: Sequence[Record], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The rows as the table draws them: key, address, and one cell a column."""
    records, query = list(records), query_of({"list": listing.query() or "-"})
    lines = listing.kind.list_rows(records, listing.actor)
    return [
        line | {"pk": record.pk, "open_url": f"{line['url']}?{query}", "cells": [_cell(c, line) for c in columns]}
        for record, line in zip(records, lines, strict=True)
    ]


def _cell(column: Column, line: Mapping[str, Any]) -> dict[str, Any]:
    value = line.get(column.code)
    if column.kind == "code":
        code, _space, words = str(value or "").partition(" ")
        return {"column": column, "kind": column.kind, "value": code, "words": words}
    return {"column": column, "kind": column.kind, "value": value}


def row(record: Record, clock_chip: Any, **more: Any) -> dict[str, Any]:
    """The part of a list row that follows from the base table; the kind adds place and category."""
    return {
        "url": frames.url(record), "number": record.number or _("未编号"), "summary": record.title,
        "badges": [frames.state_badge(record)], "clock": clock_chip,
        "owner": record.owner_agency.name if record.owner_agency else "", "updated": record.updated_at,
        "opened": record.opened_at, "since": record.state_since, "closed": record.closed_at,
    } | more  # fmt: skip


def plain_rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    """Rows with their clocks and nothing else of the kind: two statements, however many there are."""
    shown = clocks.of_list(records, clock.now())
    return [row(record, shown.get(record.pk), place="", category="") for record in records]


def _head(column: Column, listing: Listing) -> dict[str, Any]:
    """The head of a column: what a press on it sorts by, and how it is sorted now."""
    plain = {"label": column.label, "kind": column.kind, "url": "", "sorted": ""}
    if not column.sort:
        return plain
    up, down = column.sort, f"-{column.sort.removeprefix('work') or 'due'}"
    now = "ascending" if listing.order in (up, "due" if up == "work" else up) else ""
    now = "descending" if listing.order == down else now
    # what is new is looked for first at the top; everything else from its beginning
    first = down if column.kind == "moment" else up
    wanted = {"ascending": down, "descending": up}.get(now, first)
    return plain | {"url": listing.address(order=wanted), "sorted": now}

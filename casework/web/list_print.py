"""A list for paper: the ticked records, or the first of the filter, with the filter in words above."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from casework import accesslog, bulk
from casework.api import filters
from casework.models import Record
from casework.web.lists import Listing, params_of, rows_of
from casework.web.records import PageView


class Print(PageView):
    """GET: as much of the filtered list as goes on paper; POST: the ticked records."""

    kind_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        listing = Listing.of(request, self.kind_name)
        rows = filters.ordered(listing.rows(), listing.order).select_related("owner_agency")
        return self._show(listing, list(rows[: bulk.MOST_PRINTED]), listing.counts["total"], listing.words())

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = Listing.of(request, self.kind_name)
        listing = Listing(listing.kind, listing.actor, params_of(QueryDict(request.POST.get("back", "")[:600])))
        picked = bulk.picked(listing.kind, listing.actor, request.POST.getlist("pick"), bulk.MOST_PRINTED)
        return self._show(listing, picked, len(picked), [])

    def _show(self, listing: Listing, records: list[Record], total: int, words: list[Any]) -> HttpResponse:
        columns = listing.columns()
        accesslog.record_access(
            listing.actor,
            "list",
            subject=f"{listing.kind.name}:print",
            detail={"n": len(records)},
            request=self.request,
        )
        heads = [{"label": column.label, "kind": column.kind, "url": "", "sorted": ""} for column in columns]
        context = {
            "list": {"title": listing.kind.label, "columns": heads, "rows": rows_of(listing, records, columns),
                     "density": "", "bulk": None},
            "words": words, "total": total, "shown": len(records), "most": bulk.MOST_PRINTED,
            "back_url": listing.address(),
        }  # fmt: skip
        return render(self.request, "casework/list_print.html", context)

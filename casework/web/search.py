"""The search box: suggestions while typing, and the page of what was found."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from casework import accesslog, search
from casework.models import AccessAction
from casework.search import Found
from casework.session import actor_of
from casework.web.records import PageView


def _find(request: HttpRequest) -> Found:
    """What the words in the request name; a search for a person is recorded without the words."""
    actor = actor_of(request)
    found = search.find(request.GET.get("q", ""), actor)
    if found.person:
        accesslog.record_access(actor, AccessAction.SEARCH_REFUSED, request=request)
    return found


class Suggest(PageView):
    """GET ?q=: groups of hits, or a sentence, as JSON for the box."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = _find(request)
        groups: list[dict[str, Any]] = [
            {"label": str(label), "hits": [{"label": h.label, "hint": h.hint, "url": h.url} for h in hits]}
            for label, hits in found.groups
        ]
        answer = JsonResponse({"groups": groups, "message": str(found.message)})
        answer["Cache-Control"] = "no-store"
        return answer


class Search(PageView):
    """GET ?q=: the page; the only hit is opened at once. Never a person (§5.2)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found, words = _find(request), request.GET.get("q", "").strip()
        if found.only:
            return HttpResponseRedirect(found.only.url)
        shown = "" if found.person else words[: search.LONGEST]
        request.angui_searched = shown  # type: ignore[attr-defined]
        context = {"found": found, "words": shown}
        return render(request, "casework/search.html", context, status=400 if found.person else 200)

"""典型案例 for the public: a list with a search box, and one text. Nothing of it is kept by anybody on the way."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from casework.web import public
from property_rectification import codes
from property_rectification.exemplar import detail
from property_rectification.exemplar import public as online
from property_rectification.models import Exemplar
from property_rectification.papers.exemplar import law_words

PAGE_SIZE = 20


def _fresh(answer: HttpResponse) -> HttpResponse:
    """Neither browser nor proxy keeps it: a text that is withdrawn is gone with the next look."""
    answer["Cache-Control"] = "no-store"
    return answer


class Listed(View):
    """GET ?q=&genre=&page=: what is on line, newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words, genre = request.GET.get("q", "").strip(), request.GET.get("genre", "")
        kinds = codes.choices("exemplar_kind")
        genre = genre if genre in dict(kinds) else ""
        page = Paginator(online.search(words, genre), PAGE_SIZE).get_page(request.GET.get("page"))
        context = {
            "q": words[: online.LONGEST_SEARCH], "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "genres": [{"value": code, "label": label, "selected": code == genre} for code, label in kinds],
            "rows": [self._row(record) for record in page.object_list],
        }  # fmt: skip
        return _fresh(public.page(request, "property_rectification/public/exemplars.html", context, private=False))

    def _row(self, record: Exemplar) -> dict[str, Any]:
        assert record.online is not None
        return {
            "pk": record.pk, "title": record.online.title, "genre": codes.label("exemplar_kind", record.genre),
            "published": record.published_at, "excerpt": online.excerpt(record),
        }  # fmt: skip


class One(View):
    """One text; one that was withdrawn says so, with the reason once it is published."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        record = online.on_line().filter(pk=pk).first()
        if record is None:
            return self._gone(request, pk)
        assert record.online is not None
        parts = [
            {"label": part["label"], "paragraphs": [
                "".join(s.body.reveal() for s in rows) for rows in part["paragraphs"].values()
            ]}
            for part in detail.parts_of(record.online)
        ]  # fmt: skip
        context = {
            "title": record.online.title, "genre": codes.label("exemplar_kind", record.genre), "parts": parts,
            "law": [law_words(row) for row in record.online.law], "published": record.published_at,
            "corrected": record.corrected_at,
        }  # fmt: skip
        return _fresh(public.page(request, "property_rectification/public/exemplar.html", context, private=False))

    def _gone(self, request: HttpRequest, pk: Any) -> HttpResponse:
        told = online.gone(pk)
        if told is None:
            raise Http404
        title = _("已撤回") if told.withdrawn else _("已到期下线")
        context = {"title": title, "gone": told}
        return public.page(request, "property_rectification/public/exemplar_gone.html", context, status=410)

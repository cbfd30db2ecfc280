"""Papers of a record on the screen: one paper beside what is known of it, the PDF itself, and its copy for Word."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin

from casework import accesslog, documents
from casework.models import Document
from casework.papers import copies
from casework.refusals import OutOfScope
from casework.web import frames, paper_rows
from casework.web.records import RecordPage


def url(document: Document) -> str:
    """The page of a paper."""
    return frames.url(document.record, "document", document=document.pk)


class DocumentView(RecordPage):
    """Base: the paper the address names."""

    for_parties = True

    def found(self) -> tuple[Any, Document]:
        """Record and paper. Raises OutOfScope for one that may not be opened."""
        record = self.record()
        found = documents.find(record, self.kwargs["document"])
        if not documents.may_open(found, self.actor):
            raise OutOfScope
        return record, found


class OneDocument(DocumentView):
    """GET: a paper beside what is known of it. It is frozen now where the worker has not come by."""

    def get(self, request: HttpRequest, key: str, document: Any) -> HttpResponse:
        record, found = self.found()
        if found.erased_at is None and found.frozen_at is None:
            documents.freeze(found.pk)
            found = documents.of(record).get(pk=found.pk)
        accesslog.record_access(
            self.actor, "view", record=record, subject=f"document:{found.code}", request=request,
            detail={"document": str(found.pk)},
        )  # fmt: skip
        party = self.kind.party_view(self.actor)
        page = paper_rows.row(found, record, self.actor) | {
            "record_url": frames.url(record), "place": party.place(record) if party else self.kind.place(record),
            "erased": found.erased_at,
            "frozen_at": found.frozen_at, "sha256": found.sha256,
            "pdf_url": frames.url(record, "document-pdf", document=found.pk),
            "word_url": self._word_url(record, found),
            "unset": copies.unset(found),
        }  # fmt: skip
        return render(request, "casework/document.html", {"document": page})

    def _word_url(self, record: Any, found: Document) -> str:
        return frames.url(record, "document-word", document=found.pk) if copies.may_copy(record, self.actor) else ""


@method_decorator(xframe_options_sameorigin, name="dispatch")
@method_decorator(csp_replace({"frame-ancestors": [SELF], "object-src": [SELF]}), name="dispatch")
class Pdf(DocumentView):
    """GET: the PDF, shown by the browser beside the page, or saved with `?save=1`; the look is recorded."""

    def get(self, request: HttpRequest, key: str, document: Any) -> HttpResponse:
        _record, found = self.found()
        return documents.response(found, actor=self.actor, request=request, inline=not request.GET.get("save"))


class Word(DocumentView):
    """GET: the paper as a document for WPS or Word, marked as a copy; for officials, and recorded."""

    def get(self, request: HttpRequest, key: str, document: Any) -> HttpResponse:
        _record, found = self.found()
        return copies.response(found, actor=self.actor, request=request)

"""Papers of a record over HTTP: the list, and the PDF."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from casework import documents
from casework.actor import Actor
from casework.api.present import moment
from casework.api.views import RecordView
from casework.models import Document


class Documents(RecordView):
    """GET: the papers of a record, newest first."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        rows = [_one(found, self.actor()) for found in documents.of(record)]
        party = self.kind.party_view(self.actor())  # that a paper went to the other side is no party's to know
        return Response({"documents": [row for row in rows if not party or row["may_open"]]})


def _one(found: Document, actor: Actor) -> dict[str, Any]:
    return {
        "id": str(found.pk), "code": found.code, "name": found.template.name, "template": found.template.version,
        "event": found.event_seq, "requested_at": moment(found.requested_at), "frozen_at": moment(found.frozen_at),
        "erased_at": moment(found.erased_at), "digest": found.digest, "sha256": found.sha256 or None,
        "may_open": documents.may_open(found, actor),
    }  # fmt: skip


class OneDocument(RecordView):
    """GET: the PDF; the look is recorded."""

    def get(self, request: Request, pk: Any, document: Any) -> HttpResponse:
        record = self.record()
        found = documents.find(record, document)
        return documents.response(found, actor=self.actor(), request=request._request, inline=False)

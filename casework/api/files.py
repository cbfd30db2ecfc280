"""Files of a record, and opening one masked value, over HTTP."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from casework import attaching, files, kinds, unmask
from casework.api.preconditions import etag, expected_version
from casework.api.views import RecordView
from casework.idempotency import Answer
from casework.models import RecordFile
from casework.refusals import InvalidData, OutOfScope


class Files(RecordView):
    """GET: the files of a record. POST (multipart): add one; needs If-Match."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        rows = record.files.filter(removed_at=None).select_related("file", "added_by").order_by("added_at")
        party = self.kind.party_view(self.actor())
        return Response({"files": [_one(f) for f in rows if not party or files.may_open(f, self.actor())]})

    def post(self, request: Request, pk: Any) -> Response:
        actor, record = self.actor(), self.record()
        version = expected_version(request._request)
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidData({"file": [str(_("请选择要添加的文件。"))]})
        sent: Any = request.data
        data = {name: value for name, value in sent.items() if name != "file"}

        def produce() -> Answer:
            done = attaching.attach(record, upload, actor=actor, data=data, expected_version=version)
            return Answer(201, {"version": done.record.version}, {"ETag": etag(done.record.version)})

        return self.once(produce)


def _one(file: RecordFile) -> dict[str, Any]:
    return {
        "id": str(file.pk), "title": file.title, "purpose": file.purpose, "media_type": file.file.media_type,
        "size": file.file.size, "sha256": file.file.sha256,
    }  # fmt: skip


class OneFile(RecordView):
    """GET: the content; the look is recorded."""

    def get(self, request: Request, pk: Any, file: Any) -> HttpResponse:
        record = self.record()
        found = record.files.select_related("file").filter(pk=file).first()
        if found is None:
            raise OutOfScope
        return files.response(found, actor=self.actor(), request=request._request)


class Unmask(RecordView):
    """POST field and purpose: one masked value in full; the look is recorded."""

    def post(self, request: Request, pk: Any) -> Response:
        actor, record, body = self.actor(), self.record(), self.body()
        wanted = kinds.kind_of(record).unmaskable(record).get(str(body.get("field", "")))
        if wanted is None:
            raise InvalidData({"field": [str(_("没有这个字段。"))]})
        obj, field = wanted
        value = unmask.reveal(
            obj, field, actor=actor, purpose=str(body.get("purpose", "")), words=str(body.get("words", "")),
            object_code=kinds.kind_of(record).unmask_object_of(body["field"]), request=request._request,
        )  # fmt: skip
        return Response({"field": body["field"], "value": value, "minutes": unmask.SHOWN_MINUTES})

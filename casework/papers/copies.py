"""A paper as a document for WPS or Word: a copy of what was issued, for officials, with a line in the access log."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework import documents, files, kinds
from casework.accesslog import record_access
from casework.actor import Actor
from casework.models import AccessAction, Document, Record
from casework.papers import wording
from casework.refusals import OutOfScope


def may_copy(record: Record, actor: Actor) -> bool:
    """Whether somebody works with copies: people of the firm, owners and reporters get the original alone."""
    return not actor.outside and actor.role not in kinds.kind_of(record).outside_roles


def unset(document: Document) -> list[str]:
    """What stands on a paper as a box, because nobody has set it yet: the handler is told beside the paper."""
    if document.erased_at or document.code not in {paper.code for paper in documents.papers()}:
        return []
    return wording.unset_of(wording.rendered(document.template.body, documents.snapshot_of(document)))


def word(document: Document) -> bytes:
    """The copy. Raises OutOfScope for a paper that was lawfully erased."""
    from casework.papers import word as renderer  # lxml is loaded where a copy is made

    if document.erased_at:
        raise OutOfScope
    content = documents.snapshot_of(document)
    foot = _("副本，仅供工作参考，以定稿PDF为准　模板%(version)s　数据截至%(at)s　校验码%(tail)s") % {
        "version": f"{document.code} v{document.template.version}", "at": content["data_at"], "tail": document.tail,
    }  # fmt: skip
    body = wording.rendered(document.template.body, content)
    return renderer.render(document.template.name, body, content, mark=_("副本"), foot=foot)


def response(document: Document, *, actor: Actor, request: HttpRequest) -> HttpResponse:
    """The copy as an answer. Raises OutOfScope where the paper may not be opened, or not be copied."""
    from casework.papers import word as renderer

    if not may_copy(document.record, actor) or not documents.may_open(document, actor):
        raise OutOfScope
    data = word(document)
    with transaction.atomic():
        record_access(
            actor, AccessAction.DOWNLOAD, record=document.record, subject=f"document:{document.code}",
            detail={"document": str(document.pk), "copy": "docx"}, request=request,
        )  # fmt: skip
    answer = HttpResponse(data, content_type=renderer.MEDIA_TYPE)
    name = f"{document.code} {document.record.number or ''}".strip() + _("（副本）") + ".docx"
    answer["Content-Disposition"] = files.disposition(name)
    answer["Cache-Control"] = "private, no-store"
    return answer

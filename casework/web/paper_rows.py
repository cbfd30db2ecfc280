"""The papers of a record as its page, its sheet and their own page list them."""

from typing import Any

from django.utils.translation import gettext as _

from casework import documents
from casework.actor import Actor
from casework.models import Document
from casework.web import frames


def section(record: Any, actor: Actor) -> dict[str, Any]:
    """The papers of a record as its page lists them; one that may not be opened has no address."""
    return {"rows": [row(found, record, actor) for found in documents.of(record)]}


def row(found: Document, record: Any, actor: Actor) -> dict[str, Any]:
    """One paper in a list."""
    opens = found.erased_at is None and documents.may_open(found, actor)
    post = found.requested_by
    return {
        "code": found.code, "seq": found.event_seq, "name": found.template.name, "number": record.number or "",
        "version": f"v{found.template.version}", "when": found.requested_at,
        "by": post.agency.name if post else _("系统"), "tail": found.tail, "state": _state(found),
        "url": frames.url(record, "document", document=found.pk) if opens else "",
    }  # fmt: skip


def _state(found: Document) -> str:
    if found.erased_at:
        return _("已依法删除")
    return _("已定稿") if found.frozen_at else _("正在生成")

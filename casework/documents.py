"""Papers: asked for in the commit of an act, worded by a dated template, frozen once as PDF, opened through a record.

A domain declares a `Paper` and registers it in its `apps.py`; a transition whose `prints` names the paper's code asks
for it. `request` then writes, in the same commit, a `Document` with the encrypted snapshot of what the paper says;
its digest stands in the event. The worker renders and freezes it; whoever opens it earlier freezes it then.

    documents.register([Paper("F-01", _("受理回执"), snapshot=…, sample=…)])
    documents.of(record)                        the papers of a record, newest first
    documents.latest(record, "F-01")            the last one of a sort, or None
    documents.pdf(document)                     its bytes, frozen if nobody has yet; for callers that checked the right
                                                to it themselves (a public receipt opened with its key)
    documents.open_for(document, actor=…)       the same for a person in a post, with a line in the access log
    documents.may_open(document, actor)         whether that would be allowed
    casework.web.documents.url(document)        its page: the PDF beside what is known of it; `…/pdf/` the file itself
    /cases/{number}/documents/{id}/ · /api/v1/rectification-cases/{id}/documents

A snapshot function gets the act's `Context` after clocks and number are set, and answers with plain words, lists and
mappings, or None where the paper is not due. `qr` in it is the address the code on the paper leads to.
"""

import json
import logging
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, clock, crypto, display, files, kinds, ledger
from casework.accesslog import record_access
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Guard
from casework.ids import uuid7
from casework.models import AccessAction, Document, Record
from casework.papers import templates
from casework.refusals import OutOfScope
from casework.timers import local_day

log = logging.getLogger(__name__)

SNAPSHOT_CONTEXT = "casework.Document.snapshot"
#: Failed attempts after which the worker leaves a paper alone; the page of templates shows it.
MAX_TRIES = 5


def nobody(_ctx: Context) -> Iterable[str]:
    """What is addressed to nobody outside."""
    return ()


@dataclass(frozen=True)
class Paper:
    """One sort of paper. `object` is the part of the permission matrix whose `letters` open it.

    `sample` names a JSON file with an invented snapshot: the fields a template may name, and what a preview shows.
    `addressed` says of the act which roles of outsiders (`Kind.outside_roles`) it goes to: who has one of them opens
    what is addressed to it or what it asked for itself, and no other paper whatever the matrix says.
    A paper whose text is written in the form of its act can be looked at before it is issued; `draft_needs` are the
    guards that must agree even for that.
    `chosen` says of an act whose form decides whether the paper comes of it which answers it comes of, field by field;
    `comes` whether it can come of the act at all as the record stands.
    `opens` says who may open it where a domain knows better than `object`, `letters` and the agency that made it.
    """

    code: str
    name: Any
    snapshot: Callable[[Context], dict[str, Any] | None]
    sample: Path
    object: str = "reporter_identity"
    letters: str = "R"
    publicity: Any = field(default_factory=lambda: gettext_lazy("不公开"))
    addressed: Callable[[Context], Iterable[str]] = nobody
    drafted: bool = False
    draft_needs: tuple[Guard, ...] = ()
    chosen: Mapping[str, Mapping[str, Collection[Any]]] = field(default_factory=dict)
    comes: Callable[[Context], bool] = lambda _ctx: True
    opens: Callable[[Document, Actor], bool] | None = None

    def answers_of(self, act: Act) -> Mapping[str, Collection[Any]]:
        """Field → the answers that print this paper, of those this act asks for; empty where any form does."""
        asked = {ask.name for ask in act.asks}
        return {name: answers for name, answers in self.chosen.get(act.code, {}).items() if name in asked}

    def is_chosen(self, act: Act, data: Mapping[str, Any]) -> bool:
        """Whether what the form says prints this paper."""
        return all(data.get(name) in answers for name, answers in self.answers_of(act).items())

    def sample_snapshot(self) -> dict[str, Any]:
        """The invented snapshot."""
        return json.loads(self.sample.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


_PAPERS: dict[str, Paper] = {}


def register(papers: Iterable[Paper]) -> None:
    """Make papers known. Called in the domain's `AppConfig.ready`."""
    _PAPERS.update({paper.code: paper for paper in papers})


def papers() -> list[Paper]:
    """Every paper, by code."""
    return [_PAPERS[code] for code in sorted(_PAPERS)]


def paper_of(code: str) -> Paper:
    """The declaration of a paper. Raises OutOfScope for a code nobody declared."""
    if code not in _PAPERS:
        raise OutOfScope
    return _PAPERS[code]


# --- asking -----------------------------------------------------------------------------------------------------


def request(ctx: Context) -> dict[str, str]:
    """Ask for the papers of an act, in its commit; answers code → digest for the event. One insert for all."""
    papers_of_act = (_PAPERS[code] for code in printed_by(ctx.act))
    wanted = [paper for paper in papers_of_act if paper.is_chosen(ctx.act, ctx.data)]
    if not wanted:
        return {}
    versions = templates.in_force([paper.code for paper in wanted], local_day(ctx.now))
    rows = [row for row in (_asked(ctx, paper, versions[paper.code]) for paper in wanted) if row]
    Document.objects.bulk_create(rows)
    if rows:
        transaction.on_commit(_kick, robust=True)
    return {row.code: row.digest for row in rows}


def printed_by(act: Any) -> list[str]:
    """The codes of the declared papers that an act asks for."""
    return [code for code in getattr(act, "prints", ()) if code in _PAPERS]


def _asked(ctx: Context, paper: Paper, template: Any) -> Document | None:
    fields = paper.snapshot(ctx)
    if fields is None:
        return None
    key = uuid7()
    kept = {"addressed": _receivers(ctx, paper), "salt": secrets.token_hex(16)}
    content = plain(head(ctx, paper) | {"qr": check_address(key)} | fields | kept)
    return Document(
        id=key, record_id=ctx.record.pk, event_seq=ctx.record.version, code=paper.code, template=template,
        snapshot=crypto.encrypt_json(content, context=SNAPSHOT_CONTEXT), digest=digest(template.sha256, content),
        requested_at=ctx.now, requested_by=ctx.actor.post,
    )  # fmt: skip


def _receivers(ctx: Context, paper: Paper) -> list[str]:
    """The roles of outsiders that the paper goes to; whoever of them asks for it is one."""
    own = {ctx.actor.role} & kinds.kind_of(ctx.record).outside_roles
    return sorted(own | set(paper.addressed(ctx)))


def head(ctx: Context, paper: Paper) -> dict[str, Any]:
    """What stands at head and foot of every paper: `qr` is an address, all others are words."""
    agency, user, moment = ctx.actor.agency, ctx.actor.user, display.on_paper(ctx.now)
    return {
        "organ": agency.name if agency else _("系统"), "number": ctx.record.number or "",
        "publicity": str(paper.publicity), "data_at": moment, "printed_at": moment,
        "printed_by": user.display_name if user else _("系统"), "qr": "",
    }  # fmt: skip


def check_address(key: Any) -> str:
    """Where anybody who holds the paper sees that it is genuine; nothing of the case stands in it or there."""
    return f"{settings.SITE_URL}{reverse('document-check', args=[key])}"


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot as it reads after its way through JSON: words, numbers, lists and mappings, nothing else."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))  # type: ignore[no-any-return]


def digest(template: str, content: Mapping[str, Any]) -> str:
    """SHA-256 over the template's digest and the snapshot, whose salt keeps its values from being guessed."""
    return sha256(template.encode() + ledger.canonical(content)).hexdigest()


def _kick() -> None:
    """Wake a worker; without a broker beat comes by."""
    from casework.tasks import freeze_papers

    freeze_papers.apply_async(retry=False, expires=30)


# --- freezing ---------------------------------------------------------------------------------------------------


def freeze(pk: Any) -> Document:
    """Render a paper and keep it, exactly once: whoever comes second waits and finds it done."""
    with transaction.atomic():
        found = Document.objects.select_for_update(of=("self",), no_key=True).select_related("template").get(pk=pk)
        if found.frozen_at is None and found.erased_at is None:
            _freeze(found)
        return found


def _freeze(found: Document) -> None:
    from casework.papers import pdf as renderer

    data = renderer.render(found.template, snapshot_of(found), tail=found.tail)
    upload = BytesIO(data)
    upload.name = f"{found.code}.pdf"
    stored = files.store(upload, actor=Actor.system())  # type: ignore[arg-type]
    found.file, found.sha256, found.frozen_at = stored, stored.sha256, clock.now()
    found.save(update_fields=["file", "sha256", "frozen_at"])


def freeze_waiting(limit: int = 50) -> int:
    """What the worker does: every paper that waits, the oldest first; one that fails does not stop the next."""
    waiting = Document.objects.filter(frozen_at=None, erased_at=None, tries__lt=MAX_TRIES).order_by("requested_at")
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)[:limit]):
        try:
            freeze(pk)
            done += 1
        except Exception as error:  # the type alone: its text may quote the paper
            log.error("document %s is not printed: %s", pk, type(error).__name__)
            Document.objects.filter(pk=pk).update(tries=F("tries") + 1)
    return done


# --- opening ----------------------------------------------------------------------------------------------------


def of(record: Record) -> QuerySet[Document]:
    """The papers of a record, newest first."""
    rows: QuerySet[Document] = record.documents.select_related("template", "requested_by__agency")
    return rows.order_by("-requested_at", "code")


def find(record: Record, key: Any) -> Document:
    """The paper of a record with this id. Raises OutOfScope."""
    found = of(record).filter(pk=key).first()
    if found is None:
        raise OutOfScope
    return found


def latest(record: Record, code: str) -> Document | None:
    """The last paper of a sort."""
    return of(record).filter(code=code).first()


def snapshot_of(document: Document) -> dict[str, Any]:
    """What a paper says, in the clear."""
    return crypto.decrypt_json(bytes(document.snapshot), context=SNAPSHOT_CONTEXT)  # type: ignore[no-any-return]


def received_by(document: Document) -> frozenset[str]:
    """The roles of outsiders that the paper went to, as its snapshot keeps them; none once it is erased."""
    return frozenset(() if document.erased_at else snapshot_of(document).get("addressed", ()))


def may_open(document: Document, actor: Actor) -> bool:
    """Whether the role reads what the paper holds, or it was made in their own agency; of a party from outside whether
    it is addressed to it."""
    if document.code not in _PAPERS:
        return False
    if kinds.keeps_from(document.record, "document/", actor):
        return False
    paper = _PAPERS[document.code]
    if actor.role in kinds.kind_of(document.record).outside_roles:
        return actor.role in received_by(document)
    if paper.opens is not None:
        return paper.opens(document, actor)
    if any(access.may(actor, paper.object, letter) for letter in paper.letters):
        return True
    return document.requested_by is not None and document.requested_by.agency_id == actor.agency_id


def pdf(document: Document) -> bytes:
    """The bytes of a paper, frozen now where nobody has yet. Raises OutOfScope for one that was lawfully erased."""
    found = document if document.frozen_at else freeze(document.pk)
    if found.file_id is None:
        raise OutOfScope
    return files.content(found.file_id)


def open_for(document: Document, *, actor: Actor, request: HttpRequest | None = None) -> bytes:
    """The paper for a person in a post, with a line in the access log.

    The caller found it through a record in the actor's scope. Raises OutOfScope where it may not be opened.
    """
    if not may_open(document, actor):
        raise OutOfScope
    data = pdf(document)
    with transaction.atomic():
        record_access(
            actor, AccessAction.DOWNLOAD, record=document.record, subject=f"document:{document.code}",
            detail={"document": str(document.pk)}, request=request,
        )  # fmt: skip
    return data


def response(document: Document, *, actor: Actor, request: HttpRequest, inline: bool) -> HttpResponse:
    """The PDF of a paper as an answer, under its own name. Raises OutOfScope where it may not be opened."""
    answer = HttpResponse(open_for(document, actor=actor, request=request), content_type="application/pdf")
    name = f"{document.code} {document.record.number or ''}".strip() + ".pdf"
    answer["Content-Disposition"] = files.disposition(name, inline=inline)
    answer["Cache-Control"] = "private, no-store"
    return answer

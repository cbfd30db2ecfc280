"""A paper as it would read if the act were carried out with what stands in its form now: looked at, never issued.

Nothing is written and nothing is asked of the guards but what the paper itself names. A field that cannot be read yet
stands empty on the draft; the form says what is wrong with it when it is sent.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from casework import clock, documents, engine, forms
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, may_act
from casework.documents import Paper
from casework.models import DocumentTemplate
from casework.papers import templates, wording
from casework.refusals import Denial, GuardsFailed, NotYourRole, OutOfScope
from casework.timers import local_day


def offered(act: Act) -> list[Paper]:
    """The papers of an act whose text is written in its form."""
    papers = (documents.paper_of(code) for code in documents.printed_by(act))
    return [paper for paper in papers if paper.drafted]


def open_to(record: Any, act: Act, actor: Actor) -> list[Paper]:
    """Those of them that can come of the act as the record stands, for this actor: what a page offers to look at."""
    ctx = Context(record, act, actor, clock.now(), preview=True)
    return [paper for paper in offered(act) if paper.comes(ctx) and not _denials(paper, ctx, asked=False)]


def _denials(paper: Paper, ctx: Context, *, asked: bool) -> list[Denial]:
    """What stands against the draft; guards that look at what a form says wait for one."""
    needs = (guard for guard in paper.draft_needs if asked or not guard.on_data)
    return [denial for guard in needs if (denial := guard.denial(ctx))]


def content(record: Any, act: Act, code: str, *, actor: Actor, sent: Any) -> tuple[DocumentTemplate, dict[str, Any]]:
    """Wording and snapshot of a draft. Raises OutOfScope, NotYourRole, GuardsFailed."""
    paper = next((one for one in offered(act) if one.code == code), None)
    if paper is None or not engine.stands_right(record, act):
        raise OutOfScope
    if not may_act(act, actor.role):
        raise NotYourRole
    ctx = Context(record, act, actor, clock.now(), preview=True)
    ctx.data = readable(act, sent, engine.choices_for(record))
    if denials := _denials(paper, ctx, asked=True):
        raise GuardsFailed(denials)
    if not paper.is_chosen(act, ctx.data):
        raise GuardsFailed([_not_chosen(paper, ctx)])
    fields = paper.snapshot(ctx)
    if fields is None:
        raise OutOfScope
    template = templates.in_force([code], local_day(ctx.now))[code]
    return template, documents.plain(documents.head(ctx, paper) | fields | {"salt": ""})


def _not_chosen(paper: Paper, ctx: Context) -> Denial:
    """Why this form prints no such paper, and which answers do."""
    choices_of, asks = engine.choices_for(ctx.record, ctx.actor), {ask.name: ask for ask in ctx.act.asks}
    answers = []
    for name, wanted in paper.answers_of(ctx.act).items():
        labels = [str(label) for code, label in choices_of(asks[name]) if code in wanted]
        answers.append(_("“%(field)s”选“%(answer)s”") % {"field": asks[name].label, "answer": "、".join(labels)})
    message = _("按现在选的内容，不出“%(paper)s”。") % {"paper": paper.name}
    return Denial("paper_not_chosen", message, "，".join(answers))


def readable(act: Act, sent: Any, choices_of: Any) -> dict[str, Any]:
    """What of a form can be read already; a field that cannot is None, and words are words, however few."""
    found: dict[str, Any] = {}
    for ask in act.asks:
        try:
            found[ask.name] = forms.cleaned(ask, sent, choices_of)
        except ValidationError:
            found[ask.name] = sent.get(ask.name, "")[: ask.max_length] if ask.kind in ("line", "text") else None
    return found


def pdf(template: DocumentTemplate, fields: dict[str, Any]) -> bytes:
    """The draft as PDF, marked as one on every page."""
    from casework.papers import pdf as renderer  # pango is loaded where something is printed

    body = mark_safe(wording.rendered(template.body, fields))
    version = f"{template.code} v{template.version}"
    return renderer.printed(template.name, body, fields, version=version, tail=_("无"), mark=_("稿"))

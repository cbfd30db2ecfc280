"""The drawer: one form for every transition and amendment, as a fragment or a full page."""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import attaching, boundary, clock, conflicts, drafts, engine, forms, idempotency, kinds, proposals
from casework.declaration import LIFT, Act, Row, may_act
from casework.idempotency import Answer
from casework.models import Record
from casework.refusals import BadRequest, Denial, InvalidData, OutOfScope, Refusal, StaleVersion
from casework.web import consequences, errors, frames, paper_buttons
from casework.web.records import RecordPage

#: Refusals that stay on the form, with everything that was typed.
STAY = frozenset({409, 412, 422})
TEMPLATE = "casework/transition_form.html"
ATTACH = "attach_file"


class UploadForm(forms.ActForm):
    """The form of the amendment that adds a file: what is asked, and the file itself."""

    file = django_forms.FileField(label=gettext_lazy("文件"), required=False)


class ActPage(RecordPage):
    """Base: show the form, carry it out once, keep what was typed when it is refused. Where the act needs a second
    person, or a reason asks to lift what is against it, what is sent is a proposal.
    """

    for_parties = True

    def declared(self, record: Any) -> Act:
        raise NotImplementedError

    def at_once(self, record: Any, version: int, data: Any) -> Any:
        """Carry it out with nobody asked."""
        raise NotImplementedError

    def carry_out(self, record: Any, version: int, data: Any) -> Any:
        act = self.declared(record)
        if not (act.second_person or self._lifting(act)):
            return self.at_once(record, version, data)
        return proposals.propose(record, act.code, actor=self.actor, data=data, expected_version=version)

    def _lifting(self, act: Act) -> bool:
        """Whether a reason is given why something should be lifted."""
        return act.liftable and bool(self.typed.get(LIFT, "").strip())

    def get(self, request: HttpRequest, key: str, code: str) -> HttpResponse:
        record = self.record()
        act = self.declared(record)
        party = self.kind.party_view(self.actor)
        if party and not (may_act(act, self.actor.role) and party.offers(act)):
            raise OutOfScope  # the form alone tells what the file holds
        return self._show(record, act, self._form(record))

    def post(self, request: HttpRequest, key: str, code: str) -> HttpResponse:
        record = self.record()
        act = self.declared(record)

        def act_once(version: int) -> Any:
            carried_out = boundary.with_follow_up(lambda: self.carry_out(record, version, self.typed).record)
            opening = request.POST.get("idempotency_key", "")
            drafts.done(request.user, draft_place(record, act), opening=opening)
            return carried_out

        try:
            run_once(request, act_once)
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, record=record, code=act.code)
            return self._show(record, act, self._form(record, refusal), refusal)
        current = kinds.full(Record.objects.get(pk=record.pk))
        return done(request, current, frames.url(self.kind.shown_next(current, act)), self.done_words(act, current))

    @property
    def typed(self) -> Any:
        """What was sent, with the choices between both values of a conflict carried out."""
        return conflicts.chosen(self.request.POST)

    def done_words(self, act: Act, current: Any) -> str:
        """What the page says afterwards, about the record as it now is."""
        if act.asked_by:
            names = "、".join(str(self.kind.roles[role]) for role in sorted(act.by))
            return _("已送%(roles)s，决定前仍按原状办理。") % {"roles": names}
        if act.second_person or self._lifting(act):
            return _("“%(act)s”已提交复核，等待另一人。") % {"act": act.label}
        return self.kind.said_after(current, act) or _("%(act)s：已办好。") % {"act": act.label}

    def _form(self, record: Any, refusal: Refusal | None = None) -> forms.ActForm:
        act = self.declared(record)
        made = UploadForm if act.code == ATTACH else forms.ActForm
        party = self.kind.party_view(self.actor)
        # whose act it is not reads why; lists of people and papers to choose from are not for them
        asks = party.asks(act) if party else act.asks if may_act(act, self.actor.role) else ()
        options: dict[str, Any] = {"asks": asks, "choices_of": engine.choices_for(record, self.actor)}
        if refusal is None:
            known = self.kind.initial(record, act) if may_act(act, self.actor.role) else {}
            return made(initial=known, **options)
        form = made(self.typed, self.request.FILES, **options)
        form.is_valid()
        for name, words in refusal.errors.items():
            if name in form.fields and name not in form.errors:
                form.add_error(name, list(words))
        return form

    def _show(self, record: Any, act: Act, form: Any, refusal: Refusal | None = None) -> HttpResponse:
        context = {
            "act": self._act_context(record, act),
            "form": form,
            "refusals": self._denials(record, act, refusal),
            "conflict": conflict(record, self.actor, refusal, act, self.typed),
            "review": None,
        }
        return render(self.request, TEMPLATE, context, status=refusal.status if refusal else 200)

    def _act_context(self, record: Any, act: Act) -> dict[str, Any]:
        second, asked = act.second_person, bool(act.asked_by)
        lines = consequences.of(record, act, clock.now()) if isinstance(act, Row) else []
        submit = (_("申请：%(act)s") if asked else _("提交复核：%(act)s")) % {"act": act.label} if second else act.label
        party = self.kind.party_view(self.actor)
        return head(record, self.kind, self.request.path) | ({"place": party.place(record)} if party else {}) | {
            "title": act.label, "consequences": lines, "warning": act.warning, "submit": submit, "note": "",
            "script": act.script,
            "second": _("这一步须由另一人复核，不能是本人。") if second and not asked else "",
            "papers": paper_buttons.of(record, act, self.actor),
        } | drafts.frame(self.request.user, draft_place(record, act))  # fmt: skip

    def _denials(self, record: Any, act: Act, refusal: Refusal | None) -> list[Denial]:
        """Why it was refused, or the reasons known before the form is filled: the same as on the page."""
        amendments = engine.amendments(record, self.actor)
        found = engine.options(record, self.actor) if isinstance(act, Row) else amendments
        denials = refusal.denials if refusal else [d for o in found if o.act.code == act.code for d in o.denials]
        possible = frames.possible_amendments(amendments)
        return [frames.remedied(d, record, possible) for d in denials]


class Do(ActPage):
    """A transition."""

    def declared(self, record: Any) -> Row:
        return engine.row_of(record, self.kwargs["code"].replace("-", "_"))

    def at_once(self, record: Any, version: int, data: Any) -> Any:
        code = self.declared(record).code
        return engine.perform(record, code, actor=self.actor, data=data, expected_version=version)


class Amend(ActPage):
    """An amendment; the one that adds a file takes it along."""

    def declared(self, record: Any) -> Act:
        declared = record.lifecycle.amendments.get(self.kwargs["code"].replace("-", "_"))
        if declared is None:
            raise OutOfScope
        return declared  # type: ignore[no-any-return]

    def at_once(self, record: Any, version: int, data: Any) -> Any:
        act = self.declared(record)
        if act.code != ATTACH:
            return engine.amend(record, act.code, actor=self.actor, data=data, expected_version=version)
        upload = self.request.FILES.get("file")
        if upload is None:
            raise InvalidData({"file": [_("请选择要添加的文件。")]})
        return attaching.attach(record, upload, actor=self.actor, data=data, expected_version=version)


def draft_place(record: Any, act: Act) -> str:
    """The name of the draft of this act of this record."""
    return f"{record.pk}.{act.code}"


# --- shared with the review page and the intake -----------------------------------------------------------------


def head(record: Any, kind: kinds.Kind, address: str) -> dict[str, Any]:
    """The part of the act's context that names the record, and the hidden values of the form."""
    return {
        "number": record.number or _("未编号"), "place": kind.place(record), "url": address,
        "back_url": frames.url(record), "version": record.version, "key": str(uuid.uuid4()),
    }  # fmt: skip


def run_once(request: HttpRequest, produce: Any) -> None:
    """Carry out what a page's form asks under the key made when the form opened; `produce(version)` does it."""
    version = request.POST.get("version", "0")
    if not version.isdecimal() or len(version) > 9:
        raise BadRequest(_("表单不完整，请从页面上重新打开。"), field="version")

    def answered() -> Answer:
        produce(int(version))
        return Answer(200, {})

    key = request.POST.get("idempotency_key", "")
    user: Any = request.user
    idempotency.run_once(user, request.path, key, fingerprint(request), answered)


#: Hidden values and choices of the conflict panel, which are no data of the act.
_NO_DATA = frozenset({"csrfmiddlewaretoken", "idempotency_key", "version"})


def fingerprint(request: HttpRequest) -> bytes:
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _NO_DATA)
    files: Any = request.FILES
    return repr((sent, sorted((f.name, f.size) for f in files.values()))).encode()


def conflict(record: Any, actor: Any, refusal: Refusal | None, act: Act | None = None,
             sent: Any = None) -> dict[str, Any] | None:  # fmt: skip
    """The panel for 409 (what is possible now) and 412 (somebody changed it; nothing typed is lost).

    A change that took the record out of the states the act begins in is told as what it is: the state went on.
    """
    if refusal is None or refusal.status not in (409, 412):
        return None
    current = kinds.full(Record.objects.select_related("owner_agency").get(pk=record.pk))
    gone = isinstance(act, Row) and not engine.stands_right(current, act)
    moved = refusal.status == 409 or gone
    step = frames.next_step(current, actor) if moved else {}
    possible = [step["primary"], *step["others"]] if step.get("primary") else []
    state = current.lifecycle.states[current.state].badge
    message = _("案件已是“%(state)s”，这一步不用办了。") % {"state": state} if gone else refusal.message
    changes: list[dict[str, Any]] = []
    happened: list[Any] = []
    if isinstance(refusal, StaleVersion) and act is not None:
        events = conflicts.since(current, refusal.extra["since"])
        happened = conflicts.happened(current, actor, events)
        changes = [] if moved else [
            vars(one) | {"now": json.dumps(one.values) if one.values is not None else ""}
            for one in conflicts.both_values(current, act, actor, sent, events)
        ]  # fmt: skip
    return {
        "kind": "moved" if moved else "stale", "message": message, "options": possible, "changes": changes,
        "happened": happened,
    }  # fmt: skip


def done(request: HttpRequest, record: Any, address: str, words: str) -> HttpResponse:
    """On to the record with the sentence; on the desk the row says it and the person stays there."""
    htmx: Any = getattr(request, "htmx", None)
    if htmx and htmx.current_url_abs_path and urlsplit(htmx.current_url_abs_path).path == reverse("desk"):
        told = {"ag:done": {"record": str(record.pk), "words": words, "url": address}}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
    messages.success(request, words)
    return onward(request, address)


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page, out of the drawer too."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)

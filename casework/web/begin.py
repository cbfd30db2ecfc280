"""The page on which a record begins that has one of its own."""

import uuid
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import boundary, drafts, engine, forms, idempotency, kinds
from casework.declaration import Act
from casework.idempotency import Answer
from casework.models import Record
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.web import acts, errors, frames
from casework.web.records import PageView


class BeginPage(PageView):
    """GET ?case= the form; POST begins the record, once however often it is sent. `lead` stands above the form, `done`
    is said afterwards, `back` is the name of the list. Where `private` is set nothing typed is kept in the browser."""

    model: ClassVar[Any]
    act: ClassVar[Act]
    lead: ClassVar[Any] = ""
    done: ClassVar[Any]
    back: ClassVar[str]
    private: ClassVar[bool] = False

    def get(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        given = {"case_number": request.GET.get("case", "")[:40], **self.given()}
        return self._show(request, forms.ActForm(initial=given, asks=self.act.asks, choices_of=self._choices))

    def post(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        try:
            made = self._begun(request)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            errors.log_refusal(request, refusal, code=self.act.code)
            return self._show(request, self._bound(request, refusal), refusal)
        return self.onward(request, made)

    def onward(self, request: HttpRequest, made: Record) -> HttpResponse:
        """Where the page leads once the record has begun."""
        messages.success(request, str(self.done))
        return acts.onward(request, frames.url(made))

    def _begun(self, request: HttpRequest) -> Record:
        """The record, begun now or by the same form before."""

        def begin() -> Answer:
            made = engine.create(self.model, actor=actor_of(request), data=request.POST, code=self.act.code).record
            boundary.follow_up(made)
            return Answer(200, {"id": str(made.pk)})

        key = request.POST.get("idempotency_key") or str(uuid.uuid4())
        user: Any = request.user
        answer = idempotency.run_once(user, request.path, key, acts.fingerprint(request), begin)
        drafts.done(user, self._draft, opening=key)
        return Record.objects.get(pk=answer.body["id"])

    @property
    def _draft(self) -> str:
        return f"begin.{self.model.lifecycle.name}"

    def given(self) -> dict[str, Any]:
        """What the form is filled with besides the number of the case."""
        return {}

    def _check(self, request: HttpRequest) -> None:
        if actor_of(request).role not in self.act.by:
            raise NotYourRole

    def _choices(self, ask: Any) -> list[tuple[Any, Any]]:
        return kinds.by_name(self.model.lifecycle.name).choices(ask.choices, None)

    def _bound(self, request: HttpRequest, refusal: Refusal) -> forms.ActForm:
        form = forms.ActForm(request.POST, asks=self.act.asks, choices_of=self._choices)
        form.is_valid()
        for name, told in refusal.errors.items():
            if name in form.fields and name not in form.errors:
                form.add_error(name, list(told))
        return form

    def _show(self, request: HttpRequest, form: forms.ActForm, refusal: Refusal | None = None) -> HttpResponse:
        context = {
            "form": form, "refusals": refusal.denials if refusal else [], "submit": self.act.label,
            "lead": self.lead, "url": request.path, "back_url": reverse(self.back), "private": self.private,
            "key": request.POST.get("idempotency_key") or str(uuid.uuid4()),
        } | drafts.frame(request.user, self._draft)  # fmt: skip
        status = refusal.status if refusal else 200
        return render(request, "casework/begin.html", context, status=status)

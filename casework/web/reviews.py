"""The second person's page: what was proposed, read-only, with what changed since."""

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import boundary, clock, drafts, engine, forms, kinds, proposals, value_words
from casework.event_words import labels_of, who
from casework.models import Proposal, Record
from casework.refusals import OutOfScope, Refusal
from casework.web import consequences, errors, frames
from casework.web.acts import STAY, TEMPLATE, conflict, done, head
from casework.web.records import RecordPage


class ReviewForm(django_forms.Form):
    """What the reviewer writes when sending it back."""

    reasons = django_forms.CharField(
        label=gettext_lazy("退回的理由"), required=False, max_length=500, help_text=gettext_lazy("同意的不用写"),
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class Review(RecordPage):
    """Agree or return with reasons; the proposer may only take it back."""

    def get(self, request: HttpRequest, key: str, proposal: Any) -> HttpResponse:
        record = self.record()
        return self._show(record, self._proposal(record, proposal), ReviewForm())

    def post(self, request: HttpRequest, key: str, proposal: Any) -> HttpResponse:
        record = self.record()
        found = self._proposal(record, proposal)
        decision = request.POST.get("decision", "withdraw")
        try:
            reasons = request.POST.get("reasons", "")
            boundary.with_follow_up(lambda: proposals.decide(found, decision, actor=self.actor, reasons=reasons))
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, record=record, code=found.transition)
            return self._show(record, found, self._form_with(refusal), refusal)
        drafts.done(request.user, _draft_place(found), opening=request.POST.get("idempotency_key", ""))
        current = kinds.full(Record.objects.get(pk=record.pk))
        return done(request, current, frames.url(current), self._done_words(found, decision, current))

    def _done_words(self, found: Proposal, decision: str, current: Any) -> str:
        if decision == "agree":
            return self.kind.said_after(current, engine.act_of(current, found.transition)) or _("已生效。")
        if decision == "return":
            return _("已退回%(who)s。") % {"who": found.proposer.user.display_name}
        return _("已撤回，案件没有变化。")

    def _form_with(self, refusal: Refusal) -> ReviewForm:
        form = ReviewForm(self.request.POST)
        form.is_valid()
        for words in refusal.errors.values():
            form.add_error("reasons", list(words))
        return form

    def _proposal(self, record: Any, proposal: Any) -> Proposal:
        found = Proposal.objects.filter(pk=proposal, record_id=record.pk, outcome=Proposal.OPEN)
        first = found.select_related("proposer__user", "record").first()
        if first is None or not proposals.reads(first, record, self.actor):
            raise OutOfScope
        return first

    def _show(self, record: Any, found: Proposal, form: ReviewForm, refusal: Refusal | None = None) -> HttpResponse:
        act = engine.act_of(record, found.transition)
        mine = found.proposer.user_id == self.actor.user_id
        rows = [{"label": _("提交人"), "value": found.proposer.user.display_name}, *self._proposed(record, found)]
        context = {
            "act": head(record, self.kind, self.request.path) | {
                "title": _("撤回：%(act)s") % {"act": act.label} if mine else _("复核：%(act)s") % {"act": act.label},
                "consequences": [] if mine else consequences.of(record, act, clock.now(), agreed=True), "warning": "",
                "submit": _("撤回，案件不变") if mine else "", "second": "", "note": "",
            } | drafts.frame(self.request.user, _draft_place(found)),
            "form": django_forms.Form() if mine else form,
            "refusals": refusal.denials if refusal else (),
            "conflict": conflict(record, self.actor, refusal),
            "review": None if mine else {
                "rows": rows, "changes": self._since(record, found), "agree_label": _("同意"),
                "return_label": _("退回并说明"),
            },
        }  # fmt: skip
        return render(self.request, TEMPLATE, context, status=refusal.status if refusal else 200)

    def _proposed(self, record: Any, found: Proposal) -> list[dict[str, Any]]:
        act = engine.act_of(record, found.transition)
        cleaned = forms.validate(act.asks, proposals.data_of(found), engine.choices_for(record))
        return [
            {"label": a.label, "value": value_words.typed(a, forms.for_ledger(cleaned[a.name]), record)}
            for a in act.asks if cleaned.get(a.name) not in (None, "", [])
        ]  # fmt: skip

    def _since(self, record: Any, found: Proposal) -> list[dict[str, Any]]:
        """The events after the proposal, so that the reviewer knows what the proposer did not."""
        labels = labels_of(record)
        later = record.events.filter(seq__gt=found.based_on_version + 1).select_related("post__agency", "post__user")
        return [{"who": who(event), "what": labels.get(event.name, event.name)} for event in later]


def _draft_place(proposal: Proposal) -> str:
    return f"{proposal.pk}.review"

"""One masked value in full, after a purpose was stated; shown five minutes, and the look is recorded."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import unmask
from casework.models import Purpose
from casework.refusals import OutOfScope, Refusal
from casework.web import errors
from casework.web.acts import STAY, TEMPLATE, head
from casework.web.records import RecordPage


class PurposeForm(forms.Form):
    """Which purpose; another one is said in words. Nothing is chosen beforehand."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("用途"), choices=Purpose.choices, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(label=gettext_lazy("说明"), max_length=100, required=False)


class Reveal(RecordPage):
    """The purpose form, then the value."""

    def get(self, request: HttpRequest, key: str, field: str) -> HttpResponse:
        record = self.record()
        self._field(record, field)
        return self._show(record, PurposeForm())

    def post(self, request: HttpRequest, key: str, field: str) -> HttpResponse:
        record = self.record()
        obj, name = self._field(record, field)
        try:
            value = unmask.reveal(
                obj, name, actor=self.actor, purpose=request.POST.get("purpose", ""),
                words=request.POST.get("words", ""), object_code=self.kind.unmask_object_of(field), request=request,
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, record=record, code="unmask")
            return self._show(record, PurposeForm(request.POST), refusal)
        label = obj._meta.get_field(name).verbose_name
        context = {
            "label": label, "value": value, "minutes": unmask.SHOWN_MINUTES, "case": head(record, self.kind, ""),
            "viewer": self.actor.user,
        }  # fmt: skip
        answer = render(request, "casework/revealed.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    def _field(self, record: Any, field: str) -> Any:
        found = self.kind.unmaskable(record).get(field)
        if found is None:
            raise OutOfScope
        return found

    def _show(self, record: Any, form: PurposeForm, refusal: Refusal | None = None) -> HttpResponse:
        act = head(record, self.kind, self.request.path) | {
            "title": _("说明用途后查看"), "warning": "", "submit": _("查看%(n)d分钟") % {"n": unmask.SHOWN_MINUTES},
            "consequences": [_("会留记录，本人可以查。"), _("%(n)d分钟后自动收起。") % {"n": unmask.SHOWN_MINUTES}],
            "second": "", "note": "", "draft": "", "draft_url": "", "kept": None,
        }  # fmt: skip
        context = {
            "act": act,
            "form": form,
            "refusals": refusal.denials if refusal else (),
            "conflict": None,
            "review": None,
        }
        return render(self.request, TEMPLATE, context, status=refusal.status if refusal else 200)

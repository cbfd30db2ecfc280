"""上线确认项 (§0.4): what only the place can answer, who answers for it, and what stays off until then."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, accounts, clock, rules
from casework.actor import Actor
from casework.models import AccessAction, Gate
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm


class Gates(ManagePage):
    """All of them, the unanswered first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts = may_act(self.reader())
        unanswered = {gate.code for gate in rules.open_gates()}
        rows = [_row(gate, gate.code in unanswered, acts) for gate in Gate.objects.select_related("set_by")]
        page = {"rows": sorted(rows, key=lambda row: not row["waits"]), "left": len(unanswered)}
        return render(request, "casework/manage/gates.html", {"gates": page})


def _row(gate: Gate, waits: bool, acts: bool) -> dict[str, Any]:
    return {
        "code": gate.code, "title": gate.title, "owner": gate.owner, "keeps_off": gate.keeps_off, "waits": waits,
        "note": gate.value_note, "when": gate.set_at, "by": gate.set_by.display_name if gate.set_by else "",
        "set_url": reverse("gate-set", args=[gate.code]) if acts else "",
    }  # fmt: skip


class NoteForm(ActForm):
    """What was confirmed, by whom, on what paper."""

    note = forms.CharField(
        label=gettext_lazy("确认说明"), min_length=10, max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("谁确认的、依据哪份文件、哪天。"),
        error_messages={"required": gettext_lazy("请写清确认了什么"),
                        "min_length": gettext_lazy("请写清理由，至少10个字")},
    )  # fmt: skip


class SetGate(FormPage):
    """Answer for a gate."""

    code, form_class = "set_gate", NoteForm

    def gate(self) -> Gate:
        found: Gate = accounts.find(Gate.objects.all(), self.kwargs["gate"], by="code")
        return found

    def about(self, actor: Actor) -> dict[str, Any]:
        gate = self.gate()
        lines = [_("由%(owner)s负责确认，系统管理员只登记结果。") % {"owner": gate.owner},
                 _("登记后启用：%(what)s。") % {"what": gate.keeps_off}]  # fmt: skip
        return {"title": _("登记确认"), "subject": f"{gate.code} {gate.title}", "submit": _("登记确认"), "lines": lines,
                "back_url": reverse("gates")}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {"note": self.gate().value_note}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        gate = rules.set_gate(self.gate().code, data["note"], by=actor.user, at=clock.now())
        accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=f"gate:{gate.code}", request=self.request)
        messages.success(self.request, _("已登记%(code)s。") % {"code": gate.code})
        return HttpResponseRedirect(reverse("gates"))

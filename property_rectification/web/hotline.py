"""12345回传: the file that goes back to the hotline, and what the hotline calls our states."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, accounts, jobs
from casework.actor import Actor
from casework.models import AccessAction
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, text_field
from property_rectification import hotline
from property_rectification.hotline_jobs import ReturnFile
from property_rectification.models import HotlineStatus
from property_rectification.web.imports import ImportPage

DAYS = ("since", "until", "changed")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("没有这一天，请检查")},
    )  # fmt: skip


class ChoiceForm(forms.Form):
    """Which work orders, in which form."""

    since = _day(gettext_lazy("收到日期，从"))
    until = _day(gettext_lazy("到"))
    changed = _day(gettext_lazy("只要这天以来有变化的"))
    form = forms.ChoiceField(
        label=gettext_lazy("格式"), choices=[("xlsx", "XLSX"), ("csv", "CSV")], widget=forms.RadioSelect,
        initial="xlsx", error_messages={"required": gettext_lazy("请选格式")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", _("截止不能早于起始"))
        return data


class Hotline(ImportPage):
    """GET: the choice, and how many work orders it holds. POST: the worker makes the file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self.check(), ChoiceForm(request.GET if any(d in request.GET for d in DAYS) else None))

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, form = self.check(), ChoiceForm(request.POST)
        if not form.is_valid():
            return self._show(actor, form, status=422)
        days = {name: form.cleaned_data[name].isoformat() if form.cleaned_data[name] else "" for name in DAYS}
        total = _count(actor, form)
        if not total:
            form.add_error(None, _("没有符合条件的工单，换个日期再试。"))
            return self._show(actor, form, status=422)
        accesslog.record_access(actor, AccessAction.EXPORT, subject="hotline", detail={"n": total}, request=request)
        params = {"days": days, "form": form.cleaned_data["form"]}
        return HttpResponseRedirect(jobs.url(jobs.submit(ReturnFile.code, actor=actor, params=params, total=total)))

    def _show(self, actor: Actor, form: ChoiceForm, status: int = 200) -> HttpResponse:
        known = set(HotlineStatus.objects.values_list("state", flat=True))
        shown = {
            "url": reverse("hotline"), "total": _count(actor, form), "imports_url": reverse("imports"),
            "lacking": [words for state, words in hotline.states().items() if state not in known],
        }  # fmt: skip
        context = {"form": form, "hotline": shown}
        return render(self.request, "property_rectification/hotline.html", context, status=status)


def _count(actor: Actor, form: ChoiceForm) -> int:
    days = {name: form.cleaned_data.get(name) for name in DAYS} if form.is_bound and form.is_valid() else {}
    choice = hotline.Choice(**days)
    return hotline.leads(actor, choice).count() + hotline.cases(actor, choice).count()


# --- the statuses -------------------------------------------------------------------------------------------------


class Statuses(ManagePage):
    """Each state with the hotline's code for it; what has none stands first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts = may_act(self.reader())
        known = {row.state: row for row in HotlineStatus.objects.all()}
        rows = [
            {"state": state, "label": label, "status": known.get(state), "kind": state.split(":")[0],
             "change_url": reverse("hotline-status", args=[state]) if acts else ""}
            for state, label in hotline.states().items()
        ]  # fmt: skip
        page = {"rows": sorted(rows, key=lambda row: row["status"] is not None)}
        return render(request, "property_rectification/manage/hotline.html", {"hotline": page})


class StatusForm(ActForm):
    """The hotline's code and word."""

    code = text_field(gettext_lazy("热线代码"), 12)
    words = text_field(gettext_lazy("热线状态"), 40)
    ended = forms.BooleanField(label=gettext_lazy("热线那边算办结"), required=False)


class ChangeStatus(FormPage):
    """Another code or word for a state."""

    code, form_class = "change_hotline_status", StatusForm

    def state(self) -> str:
        """The state named in the address. Raises OutOfScope for one that is none."""
        state: str = self.kwargs["state"]
        if state not in hotline.states():
            accounts.find(HotlineStatus.objects.none(), state, by="state")
        return state

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("下次生成回传文件时用；已经传出的不变。")]
        return {"title": _("热线状态"), "subject": hotline.states()[self.state()], "submit": _("保存"), "lines": lines,
                "back_url": reverse("hotline-statuses")}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        there = HotlineStatus.objects.filter(pk=self.state()).first()
        return {"code": there.code, "words": there.words, "ended": there.ended} if there else {}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        state = self.state()
        HotlineStatus.objects.update_or_create(state=state, defaults=data)
        accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=f"hotline:{state}", request=self.request)
        messages.success(self.request, _("已保存。"))
        return HttpResponseRedirect(reverse("hotline-statuses"))

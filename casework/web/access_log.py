"""查看记录: who saw or tried what, for the auditor and, as far as it is about personal data, the privacy officer."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, accesslog, clock
from casework.actor import Actor, without_post
from casework.models import AccessAction, AccessEntry, Purpose
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import access_words
from casework.web.records import PageView

PAGE_SIZE = 50
#: So many lines are counted and leafed through; who needs more narrows the filter.
MOST = 10_000
#: What the privacy officer sees: where personal data were opened, taken or looked for.
PERSONAL = (AccessAction.UNMASK, AccessAction.DOWNLOAD, AccessAction.EXPORT, AccessAction.SEARCH_REFUSED)
#: What a refused attempt met, by its status.
OUTCOMES = {
    400: gettext_lazy("表单不完整"), 403: gettext_lazy("不由这个岗位办理"), 404: gettext_lazy("不在范围内"),
    409: gettext_lazy("状态已变"), 412: gettext_lazy("他人先改了"), 422: gettext_lazy("条件不具备"),
    428: gettext_lazy("没有写明版本"),
}  # fmt: skip


class FilterForm(forms.Form):
    """The filters of the address; what is none of its kind filters nothing and is said."""

    action = forms.ChoiceField(choices=AccessAction.choices, required=False)
    purpose = forms.ChoiceField(choices=Purpose.choices, required=False)
    number = forms.CharField(max_length=40, required=False)
    who = forms.CharField(max_length=40, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def narrow(self, rows: QuerySet[AccessEntry]) -> QuerySet[AccessEntry]:
        """The entries that match; days are whole days in China."""
        self.is_valid()
        data = self.cleaned_data
        for name, lookup in (("action", "action"), ("purpose", "purpose"), ("who", "user__username")):
            if data.get(name):
                rows = rows.filter(**{lookup: data[name]})
        if data.get("number"):
            rows = rows.filter(record__number=data["number"].strip().upper())
        if data.get("since"):
            rows = rows.filter(at__gte=datetime.combine(data["since"], time(), clock.CHINA))
        if data.get("until"):
            rows = rows.filter(at__lt=datetime.combine(data["until"] + timedelta(days=1), time(), clock.CHINA))
        return rows


class _Counted(Paginator):
    """Counts no further than what is leafed through."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[:MOST].count())


class AccessLog(PageView):
    """GET: the lines, newest first, narrowed by what was done, for what, on which record, by which account, when."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if not access.may(actor, "audit_log", "R"):
            raise NotYourRole
        form = FilterForm(request.GET)
        rows = form.narrow(_readable(actor))
        page = _Counted(rows, PAGE_SIZE).get_page(request.GET.get("page"))
        accesslog.record_access(actor, AccessAction.LIST, subject="access_log", request=request)
        log = {
            "total": page.paginator.count, "more": page.paginator.count == MOST,
            "filters": _filters(form, request), "rows": [_entry(e) for e in page.object_list],
        }  # fmt: skip
        pages = page.paginator.get_elided_page_range(page.number)
        return render(request, "casework/access_log.html", {"log": log, "page": page, "pages": pages})


def _readable(actor: Actor) -> QuerySet[AccessEntry]:
    rows = AccessEntry.objects.select_related("user", "post__agency", "record").order_by("-at", "-pk")
    return rows.filter(action__in=PERSONAL) if access.scope_of(actor, "audit_log") else rows


def _filters(form: FilterForm, request: HttpRequest) -> list[dict[str, Any]]:
    labels = {
        "action": _("做了什么"), "purpose": _("用途"), "number": _("案号"), "who": _("登录名"), "since": _("从"),
        "until": _("到"),
    }  # fmt: skip
    shapes = {"action": "select", "purpose": "select", "since": "date", "until": "date"}
    found = []
    for name, label in labels.items():
        value = request.GET.get(name, "")
        choices = getattr(form.fields[name], "choices", ())
        options = [{"value": v, "label": w, "selected": v == value} for v, w in choices]
        wrong = _("（没有这个值，没有筛选）") if name in form.errors else ""
        found.append({"name": name, "label": f"{label}{wrong}", "kind": shapes.get(name, "text"), "value": value,
                      "options": options})  # fmt: skip
    return found


def _entry(entry: AccessEntry) -> dict[str, Any]:
    refused = entry.status is not None and entry.status >= 400
    words = OUTCOMES.get(entry.status or 0, _("没有办成"))
    return {
        "when": entry.at, "who": entry.user.display_name if entry.user else without_post(entry.role),
        "post": entry.post.title if entry.post else "",
        "act": f"{entry.get_action_display()} {access_words.words(entry.subject)}",
        "number": entry.record.number if entry.record else "",
        "purpose": entry.get_purpose_display() if entry.purpose else "",
        "badge": {"tone": "late" if refused else "plain", "text": words if refused else _("已记录"),
                  "icon": "", "url": ""},
    }  # fmt: skip

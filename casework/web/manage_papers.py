"""模板: the papers, their dated versions, and a new version that is tried with an invented case before it is added."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, clock, documents, files
from casework.actor import Actor
from casework.documents import MAX_TRIES, Paper
from casework.models import AccessAction, Document, DocumentTemplate
from casework.papers import templates
from casework.refusals import OutOfScope
from casework.timers import local_day
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, day_field, text_field


class Papers(ManagePage):
    """Every paper with the version in force, what follows it, and how many were issued."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.reader()
        stuck = Q(frozen_at=None, erased_at=None, tries__gte=MAX_TRIES)
        counts = Document.objects.values("code").annotate(issued=Count("pk"), stuck=Count("pk", filter=stuck))
        by_code: dict[str, Any] = {row["code"]: row for row in counts.order_by()}
        rows = [_paper_row(paper, by_code.get(paper.code, {})) for paper in documents.papers()]
        return render(request, "casework/manage/papers.html", {"papers": {"rows": rows}})


def _paper_row(paper: Paper, counts: dict[str, Any]) -> dict[str, Any]:
    today = local_day(clock.now())
    known = list(templates.versions(paper.code))
    now = next((v for v in known if v.valid_from <= today), None)
    ahead = next((v for v in reversed(known) if v.valid_from > today), None)
    return {
        "code": paper.code, "name": now.name if now else paper.name, "version": f"v{now.version}" if now else "",
        "since": now.valid_from if now else None, "next": f"v{ahead.version}" if ahead else "",
        "next_from": ahead.valid_from if ahead else None, "issued": counts.get("issued", 0),
        "stuck": counts.get("stuck", 0), "url": reverse("template", args=[paper.code]),
    }  # fmt: skip


class OnePaper(ManagePage):
    """The versions of one paper, the newest first."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        actor, declared = self.reader(), documents.paper_of(code)
        known = templates.versions(code).annotate(issued=Count("documents"))
        page = {
            "code": code, "name": declared.name, "rows": [_version_row(v) for v in known],
            "new_url": reverse("template-new", args=[code]) if may_act(actor) else "",
        }  # fmt: skip
        return render(request, "casework/manage/paper.html", {"paper": page})


def _version_row(version: Any) -> dict[str, Any]:
    today = local_day(clock.now())
    ended = version.valid_to is not None and version.valid_to <= today
    state = _("已停用") if ended else _("未启用") if version.valid_from > today else _("在用")
    by = version.added_by.user.display_name if version.added_by else _("随系统")
    return {
        "version": f"v{version.version}", "name": version.name, "since": version.valid_from, "until": version.valid_to,
        "state": state, "issued": version.issued, "by": by, "added": version.added_at, "tail": version.sha256[-8:],
        "body": version.body, "preview_url": reverse("template-preview", args=[version.code, version.version]),
    }  # fmt: skip


class PaperForm(ActForm):
    """Title, text and first day of a version."""

    name = text_field(gettext_lazy("标题"), 60)
    valid_from = day_field(
        gettext_lazy("启用日期"), help_text=gettext_lazy("从明天起的某一天；这天以前出具的仍按旧版本。")
    )
    body = forms.CharField(
        label=gettext_lazy("正文"), strip=False, max_length=templates.LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=gettext_lazy("只能用文字、段落、表格和列表；字段写成两对花括号。保存时用样例试排一遍。"),
        error_messages={"required": gettext_lazy("请填写模板正文")},
    )  # fmt: skip


class NewVersion(FormPage):
    """Add a version; the text in force is what one begins with."""

    code, form_class = "add_template", PaperForm

    def about(self, actor: Actor) -> dict[str, Any]:
        code = self.kwargs["code"]
        return {
            "title": _("加新版本"), "subject": f"{code} {documents.paper_of(code).name}", "submit": _("加新版本"),
            "back_url": reverse("template", args=[code]),
            "lines": [_("从启用日起，新出具的文书按新版本；已出具的不变。"), _("加入后不能改，只能再加一个版本。")],
        }  # fmt: skip

    def _page(self, actor: Actor, form: ActForm, refusals: Any, status: int, more: dict[str, Any]) -> HttpResponse:
        code = self.kwargs["code"]
        fields = [
            _field_line(name, value)
            for name, value in documents.paper_of(code).sample_snapshot().items()
            if name != "salt"
        ]
        act = {"url": self.request.path} | self.about(actor) | {
            "preview_url": reverse("template-try", args=[code]), "fields": fields,
        }  # fmt: skip
        context = {"act": act, "form": form, "refusals": refusals}
        return render(self.request, "casework/manage/paper_form.html", context, status=status)

    def initial(self, actor: Actor) -> dict[str, Any]:
        newest = templates.versions(documents.paper_of(self.kwargs["code"]).code).first()
        return {"name": newest.name, "body": newest.body} if newest else {}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        declared = documents.paper_of(self.kwargs["code"])
        made = templates.add(
            declared.code, name=data["name"], body=data["body"], valid_from=data["valid_from"],
            sample=declared.sample_snapshot(), actor=actor,
        )  # fmt: skip
        subject = f"template:{made.code}/{made.version}"
        accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=subject, request=self.request)
        messages.success(self.request, _("已加入第%(n)d版") % {"n": made.version})
        return HttpResponseRedirect(reverse("template", args=[made.code]))


def _field_line(name: str, value: Any) -> str:
    """A field of the paper as its author may write it, with the names inside a list of rows."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{name}（{'、'.join(value[0])}）"
    return name


class TryVersion(NewVersion):
    """POST: the PDF of a text that is not added yet, with an invented case. Refused texts come back with the form."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.actor()
        return HttpResponseRedirect(reverse("template-new", args=[documents.paper_of(self.kwargs["code"]).code]))

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        declared = documents.paper_of(self.kwargs["code"])
        text = templates.tried(data["body"].replace("\r\n", "\n"), declared.sample_snapshot())
        return _sheet(declared, data["name"], text, _("未加入"))


@method_decorator(csp_replace({"object-src": [SELF]}), name="dispatch")
class Preview(ManagePage):
    """GET: the PDF of a version with an invented case."""

    def get(self, request: HttpRequest, code: str, version: int) -> HttpResponse:
        self.reader()
        declared = documents.paper_of(code)
        found = DocumentTemplate.objects.filter(code=code, version=version).first()
        if found is None:
            raise OutOfScope
        text = templates.tried(found.body, declared.sample_snapshot())
        return _sheet(declared, found.name, text, f"{code} v{version}")


def _sheet(declared: Paper, name: str, text: str, version: str) -> HttpResponse:
    from casework.papers import pdf  # pango is loaded where something is printed, not with every page

    sample = declared.sample_snapshot()
    # the text was escaped and its elements checked when it was tried
    data = pdf.printed(name, mark_safe(text), sample, version=version, tail=_("样例"))
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = files.disposition(f"{declared.code}.pdf", inline=True)
    return answer

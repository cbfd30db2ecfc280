"""Uploading a file of messages, following the run, reading the refused rows."""

import csv
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import imports
from casework.importing import FileRefused
from casework.models import ImportedRow, ImportProfile, ImportRun
from casework.refusals import NotYourRole, OutOfScope
from casework.session import actor_of
from casework.web.records import PageView
from property_rectification import tasks
from property_rectification.importers import seed_profiles
from property_rectification.lead_lifecycle import INTAKE
from property_rectification.roles import ROLES

PAGE_SIZE = 50
TONES = {"done": "done", "refused": "late", "failed": "late"}


class UploadForm(forms.Form):
    """A file, and how its columns are read."""

    profile = forms.ModelChoiceField(
        ImportProfile.objects.none(), label=gettext_lazy("方案"), empty_label=gettext_lazy("请选择"),
        error_messages={"required": gettext_lazy("请填写方案"), "invalid_choice": gettext_lazy("没有这个方案。")},
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("文件"), help_text=gettext_lazy("CSV、CSV.GZ、XLSX"),
        error_messages={"required": gettext_lazy("请选择文件"), "empty": gettext_lazy("这个文件是空的")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = ImportProfile.objects.filter(kind="property.lead")  # type: ignore[attr-defined]


def _check(request: HttpRequest) -> None:
    if actor_of(request).role not in INTAKE.split():
        raise NotYourRole("、".join(str(ROLES[role]) for role in INTAKE.split()))


class Imports(PageView):
    """GET: the runs. POST: a new one; the worker carries it out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        seed_profiles()
        return self._show(request, UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        upload = form.cleaned_data["file"]
        try:
            with transaction.atomic():
                run = imports.receive(
                    form.cleaned_data["profile"], upload.chunks(), file_name=upload.name, actor=actor_of(request)
                )
                transaction.on_commit(lambda: tasks.run_import.delay(run.pk))
        except FileRefused as refusal:
            form.add_error("file", refusal.problem.text(_))
            return self._show(request, form, status=422)
        messages.success(request, _("已收到文件，正在导入。"))
        return HttpResponseRedirect(reverse("import", kwargs={"run": run.pk}))

    def _show(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {"imports": {"url": request.path, "runs": runs()}, "form": form, "run": None}
        return render(request, "casework/import_list.html", context, status=status)


def runs() -> list[dict[str, Any]]:
    """The last runs, newest first."""
    latest = ImportRun.objects.select_related("profile", "post__user").order_by("-created_at")[:PAGE_SIZE]
    return [
        {
            "url": reverse("import", kwargs={"run": run.pk}), "file": run.file_name, "profile": run.profile.label,
            "by": run.post.user.display_name if run.post else _("系统"), "started": run.created_at,
            "badge": {"tone": TONES.get(run.state, "wait"), "text": run.get_state_display(), "icon": "", "url": ""},
            "done": run.progress, "total": run.rows, "made": run.new, "known": run.already, "refused": run.refused,
        }
        for run in latest
    ]  # fmt: skip


class OneImport(PageView):
    """One run and the rows it refused; ?download=1 gives them as a table."""

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        _check(request)
        found = ImportRun.objects.select_related("profile").filter(pk=run).first()
        if found is None:
            raise OutOfScope
        refused = ImportedRow.objects.filter(run=found, record__isnull=True).order_by("line")
        if request.GET.get("download"):
            return _download(found, refused)
        page = Paginator(refused, PAGE_SIZE).get_page(request.GET.get("page"))
        words = _("%(new)d件新增，%(already)d件此前已导入，%(refused)d行没有收") % {
            "new": found.new, "already": found.already, "refused": found.refused,
        }  # fmt: skip
        running = found.state in (ImportRun.State.WAITING, ImportRun.State.RUNNING)
        shown = {
            "file": found.file_name, "words": found.problem or words, "running": running, "done": found.progress,
            "total": found.rows, "refused_url": "?download=1" if found.refused else "",
            "refused": [{"line": row.line, "reason": row.reason, "excerpt": ""} for row in page.object_list],
        }  # fmt: skip
        context = {
            "imports": {"url": "", "runs": runs()}, "run": shown, "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
        }  # fmt: skip
        return render(request, "casework/import_list.html", context)


def _download(run: ImportRun, refused: Any) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{run.pk}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([_("行"), _("原因")])
    writer.writerows((row.line, row.reason) for row in refused)
    return answer

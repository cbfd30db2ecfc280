"""批量导入: a file goes up, its columns are mapped beside its first rows, it is read without writing, then for good."""

import csv
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, imports, jobs
from casework.importing import FileRefused, Row
from casework.importing.matching import propose
from casework.masking import mask_hidden, mask_name, mask_text
from casework.models import AccessAction, ImportedRow, ImportProfile, ImportRun
from casework.refusals import Conflict, NotYourRole, OutOfScope
from casework.session import actor_of
from casework.tables import harmless
from casework.web.records import PageView
from property_rectification.import_jobs import Rehearse, RunImport
from property_rectification.importers import TARGETS, seed_profiles
from property_rectification.lead_lifecycle import INTAKE
from property_rectification.roles import ROLES
from property_rectification.web.import_forms import MappingForm, UploadForm, from_saved

PAGE_SIZE = 50
KIND = "property.lead"
TONES = {"done": "done", "refused": "late", "failed": "late"}
State = ImportRun.State
#: States in which the columns may still be mapped.
MAPPABLE = (State.MAPPING, State.REHEARSED)


class ImportPage(PageView):
    """Base: for who takes messages in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    def check(self) -> Any:
        """The actor. Raises NotYourRole."""
        actor = actor_of(self.request)
        if actor.role not in INTAKE.split():
            raise NotYourRole("、".join(str(ROLES[role]) for role in INTAKE.split()))
        return actor

    def run_of(self, pk: int) -> ImportRun:
        """The run. Raises OutOfScope."""
        found = ImportRun.objects.select_related("profile", "post__user").filter(pk=pk).first()
        if found is None:
            raise OutOfScope
        return found


class Imports(ImportPage):
    """GET: the runs. POST: a file; its columns are mapped next."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.check()
        seed_profiles()
        return self._show(request, UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = self.check()
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        upload = form.cleaned_data["file"]
        try:
            run = imports.receive(None, upload.chunks(), file_name=upload.name, actor=actor)
            imports.check_readable(run)
        except FileRefused as refusal:
            form.add_error("file", refusal.problem.text(_))
            return self._show(request, form, status=422)
        return HttpResponseRedirect(reverse("import-mapping", kwargs={"run": run.pk}))

    def _show(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {"imports": {"url": request.path, "runs": runs(), "return_url": reverse("hotline")}, "form": form}
        return render(request, "casework/import_list.html", context, status=status)


def runs() -> list[dict[str, Any]]:
    """The last runs, newest first."""
    latest = ImportRun.objects.select_related("profile", "post__user").order_by("-created_at")[:PAGE_SIZE]
    return [
        {
            "url": reverse("import", kwargs={"run": run.pk}), "file": run.file_name,
            "profile": run.profile.label if run.profile else "",
            "by": run.post.user.display_name if run.post else _("系统"), "started": run.created_at,
            "badge": {"tone": TONES.get(run.state, "wait"), "text": run.get_state_display(), "icon": "", "url": ""},
            **_figures(run),
        }
        for run in latest
    ]  # fmt: skip


def _figures(run: ImportRun) -> dict[str, str]:
    """What came of it; nothing was written yet while its columns may still be mapped."""
    counts = {"total": run.rows, "made": run.new, "known": run.already, "refused": run.refused}
    return {name: "—" if run.state in MAPPABLE else f"{n:,}" for name, n in counts.items()}


class Mapping(ImportPage):
    """GET: our fields beside the columns and the first rows of the file. POST: the file is read without writing."""

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        self.check()
        found = self._open(run)
        columns, rows = imports.look(imports.upload_path(found))
        return self._show(found, MappingForm(columns, initial=_initial(found, columns)), rows)

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        actor, found = self.check(), self._open(run)
        columns, rows = imports.look(imports.upload_path(found))
        form = MappingForm(columns, request.POST)
        if not form.is_valid():
            return self._show(found, form, rows, status=422)
        saved = _saved(found, columns)
        if saved is None or not form.confirms(from_saved(saved.mapping, saved.options, columns)):
            saved = imports.profile_of(KIND, form.mapping(), form.options(), form.cleaned_data["label"])
        waiting = ImportRun.objects.filter(pk=found.pk, state__in=MAPPABLE)
        if not waiting.update(profile=saved, state=State.MAPPING, rehearsal=None):
            raise _begun()
        return HttpResponseRedirect(jobs.url(jobs.submit(Rehearse.code, actor=actor, params={"run": found.pk})))

    def _open(self, pk: int) -> ImportRun:
        run = self.run_of(pk)
        if run.state not in MAPPABLE or not imports.upload_path(run).exists():
            raise _begun()
        return run

    def _show(self, run: ImportRun, form: MappingForm, rows: list[Row], status: int = 200) -> HttpResponse:
        context = {"form": form, "run": run.file_name, "back_url": reverse("imports"),
                   "samples": samples(rows, form)}  # fmt: skip
        return render(self.request, "casework/import_mapping.html", context, status=status)


def _begun() -> Conflict:
    return Conflict("import_begun", _("这个文件已经导入或已删除，请重新上传。"))


def _initial(run: ImportRun, columns: tuple[str, ...]) -> dict[str, Any]:
    saved = _saved(run, columns)
    if saved is not None:
        return from_saved(saved.mapping, saved.options, columns) | {"label": saved.label}
    found = {name: str(columns.index(column)) for name, column in propose(columns, TARGETS).items()}
    return found | {"label": run.file_name.rsplit(".", 1)[0][:80], "channel": "02" if "12345" in run.file_name else ""}


def _saved(run: ImportRun, columns: tuple[str, ...]) -> ImportProfile | None:
    return run.profile or imports.fitting(KIND, columns, TARGETS)


def samples(rows: list[Row], form: MappingForm) -> list[dict[str, Any]]:
    """Each column with its first values, cut short; names and numbers of people masked."""
    named = {form[name].value(): name for name in ("reporter_name", "reporter_contact")}
    found = []
    for number, column in enumerate(form.columns):
        target = named.get(str(number), "")
        values = [_sample(row.cells.get(column), target) for row in rows if row.problem is None]
        found.append({"column": column, "values": values})
    return found


def _sample(cell: Any, target: str) -> str:
    text = str(cell or "").strip()
    if not text:
        return "—"
    if target == "reporter_name":
        return mask_name(text)
    if target == "reporter_contact":
        return mask_hidden(text)
    shown = mask_text(text)
    return shown if len(shown) <= 24 else f"{shown[:24]}…"


class OneImport(ImportPage):
    """GET: one run: what reading it found, or what came of it. POST: import it. ?download=1: the refused rows."""

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        actor, found = self.check(), self.run_of(run)
        if request.GET.get("download"):
            accesslog.record_access(actor, AccessAction.DOWNLOAD, subject=f"import:{found.pk}", request=request)
            return _download(found)
        refused = refusals(found)
        page = Paginator(refused, PAGE_SIZE).get_page(request.GET.get("page"))
        context = {"run": _shown(found, len(refused)), "page": page, "refused": page.object_list,
                   "pages": page.paginator.get_elided_page_range(page.number)}  # fmt: skip
        return render(request, "casework/import_run.html", context)

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        actor, found = self.check(), self.run_of(run)
        begun = ImportRun.objects.filter(pk=found.pk, state=State.REHEARSED).update(state=State.WAITING)
        if not begun:
            raise Conflict("import_begun", _("这个文件已经在导入，或还没有试读。"))
        total = (found.rehearsal or {}).get("rows", 0)
        job = jobs.submit(RunImport.code, actor=actor, params={"run": found.pk}, total=total)
        return HttpResponseRedirect(jobs.url(job))


def refusals(run: ImportRun) -> list[tuple[int, str]]:
    """Line and reason of the rows that were, or would be, refused."""
    if run.state in MAPPABLE:
        return [(line, reason) for line, reason in (run.rehearsal or {}).get("refusals", ())]
    refused = ImportedRow.objects.filter(run=run, record__isnull=True).order_by("line")
    return list(refused.values_list("line", "reason"))


def _shown(run: ImportRun, listed: int) -> dict[str, Any]:
    tried = run.rehearsal if run.state == State.REHEARSED else None
    counts = tried or {n: getattr(run, n) for n in ("rows", "new", "already", "repeated", "refused")}
    words = _("%(new)s件新增，%(already)s件此前已导入，%(refused)s行没有收")
    if tried:
        words = _("试读：共%(rows)s行，%(new)s件会新增，%(already)s件此前已导入，%(refused)s行不会收")
    said = words % {name: f"{counts[name]:,}" for name in ("rows", "new", "already", "refused")}
    repeated = _("；%(n)s行在文件里重复，只记一次") % {"n": f"{counts['repeated']:,}"} if counts["repeated"] else ""
    waits = run.state in MAPPABLE and imports.upload_path(run).exists()
    return {
        "file": run.file_name, "words": run.problem or said + repeated,
        "profile": run.profile.label if run.profile else "",
        "running": run.state in (State.WAITING, State.RUNNING), "new": counts["new"], "tried": bool(tried),
        "import_url": reverse("import", kwargs={"run": run.pk}) if tried and waits and counts["new"] else "",
        "mapping_url": reverse("import-mapping", kwargs={"run": run.pk}) if waits else "",
        "refused_url": "?download=1" if listed else "", "back_url": reverse("imports"),
        "reasons": sorted((run.rehearsal or {}).get("reasons", {}).items(), key=lambda pair: -pair[1]),
        "leads_url": "/leads/?state=pending" if run.state == State.DONE and run.new else "",
    }  # fmt: skip


def _download(run: ImportRun) -> HttpResponse:
    """The refused rows with their reasons; while the file is there, with what stood in them, to be mended."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{run.pk}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    reasons, path = dict(refusals(run)), imports.upload_path(run)
    if run.state != State.REHEARSED or not path.exists():
        writer.writerow([_("行"), _("原因")])
        writer.writerows(reasons.items())
        return answer
    columns, rows = imports.look(path, rows=max(reasons, default=0))
    writer.writerow([*map(harmless, columns), _("行"), _("原因")])
    for row in rows:
        if row.line in reasons:
            cells = [harmless(str(row.cells.get(c) or "")) for c in columns]
            writer.writerow([*cells, row.line, reasons[row.line]])
    return answer

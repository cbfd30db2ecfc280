"""Reading an uploaded file, first without writing, then for good: long work of the worker, with progress."""

from contextlib import suppress

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import imports, jobs
from casework.actor import Actor
from casework.importing import FileRefused, Report
from casework.models import ImportRun, Job
from property_rectification.importers import LeadImporter


def run_import(run_id: int, progress: imports.Progress | None = None) -> ImportRun:
    """Carry out an import whose file was uploaded; the file is deleted when the run has ended well.

    May be lost or begun twice: rows already imported are passed over. A refused file's reason stands in the run.
    """
    run = ImportRun.objects.select_related("profile", "post__user").get(pk=run_id)
    path = imports.upload_path(run)
    if run.state in (ImportRun.State.DONE, ImportRun.State.REFUSED) or not path.exists():
        return run
    with suppress(FileRefused):
        imports.carry_out(run, path, LeadImporter(), actor=Actor(run.post), progress=progress)
    path.unlink(missing_ok=True)
    return run


class _OfRun(jobs.Work):
    back_label = gettext_lazy("看结果")

    def back_url(self, job: Job) -> str:
        return reverse("import", kwargs={"run": job.params["run"]})


class RunImport(_OfRun):
    """The rows become leads."""

    code = "property.import"
    label = gettext_lazy("导入文件")
    repeatable = False

    def run(self, job: Job, step: jobs.Step) -> None:
        run = run_import(job.params["run"], lambda report, line: step(report.rows, max(job.total, report.rows)))
        if run.state == ImportRun.State.REFUSED:
            raise jobs.Unfinished(run.problem)


class Rehearse(_OfRun):
    """The file is read and reported on; nothing is written but the report."""

    code = "property.rehearse"
    label = gettext_lazy("试读文件")
    repeatable = False

    def run(self, job: Job, step: jobs.Step) -> None:
        run = ImportRun.objects.select_related("profile").get(pk=job.params["run"])
        path = imports.upload_path(run)
        if run.profile is None or not path.exists():
            raise jobs.Unfinished(_("文件已不在，请重新上传。"))
        try:
            report = imports.rehearse(
                run.profile, path, LeadImporter(), progress=lambda so_far, line: step(so_far.rows, so_far.rows + 1)
            )
        except FileRefused as refusal:
            raise jobs.Unfinished(refusal.problem.text(_)) from None
        _keep(run, report)


def _keep(run: ImportRun, report: Report) -> None:
    """What was read stands for these columns only, and only while nothing is imported; else the reading was for
    nothing. Raises jobs.Unfinished."""
    waiting = ImportRun.objects.filter(
        pk=run.pk, profile=run.profile, state__in=(ImportRun.State.MAPPING, ImportRun.State.REHEARSED)
    )
    if not waiting.update(rehearsal=as_saved(report), state=ImportRun.State.REHEARSED):
        raise jobs.Unfinished(_("这个文件已经在导入，或列已重新对应。"))


def as_saved(report: Report) -> dict[str, object]:
    """A report as it stands in the run: counts, the first thousand refusals, and how often each reason came."""
    counts = {name: getattr(report, name) for name in ("rows", "new", "already", "repeated", "refused")}
    refusals = [[line, problem.text(_)] for line, problem in report.refusals]
    return {**counts, "refusals": refusals, "reasons": dict(report.by_reason.most_common(20))}

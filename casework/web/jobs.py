"""Pages of long work: one's own jobs, how far each is, and its file."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from casework import accesslog, files, jobs
from casework.models import AccessAction, Job
from casework.refusals import OutOfScope
from casework.session import actor_of
from casework.web.records import PageView

SHOWN = 50


class _OwnJob(PageView):
    """Base: only who asked for it, and only while they hold the post they asked in, learns that it exists."""

    def job(self, pk: UUID) -> Job:
        found = Job.objects.select_related("post").filter(pk=pk, post__user=actor_of(self.request).user_id).first()
        if found is None:
            raise OutOfScope
        jobs.actor_of(found)
        return found


class Jobs(PageView):
    """What one had made lately, newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        own = Job.objects.filter(post__user=actor_of(request).user_id).select_related("post").order_by("-created_at")
        return render(request, "casework/jobs.html", {"rows": [_shown(job) for job in own[:SHOWN]]})


class OneJob(_OwnJob):
    """The progress, asked for again every two seconds while it runs; POST does the same work once more."""

    def get(self, request: HttpRequest, job: UUID) -> HttpResponse:
        found = self.job(job)
        template = "casework/components/job.html" if request.htmx else "casework/job.html"  # type: ignore[attr-defined]
        return render(request, template, {"job": _shown(found)})

    def post(self, request: HttpRequest, job: UUID) -> HttpResponse:
        found = self.job(job)
        if found.state in Job.OPEN or not jobs.work_of(found).repeatable:
            return HttpResponseRedirect(jobs.url(found))
        again = jobs.submit(found.kind, actor=actor_of(request), params=found.params, total=found.total)
        return HttpResponseRedirect(jobs.url(again))


class JobFile(_OwnJob):
    """The file, for who asked for it; every download is recorded."""

    def get(self, request: HttpRequest, job: UUID) -> HttpResponse:
        found = self.job(job)
        data = jobs.read(found)
        accesslog.record_access(
            actor_of(request), AccessAction.DOWNLOAD, subject=f"job:{found.kind}", detail={"job": str(found.pk)},
            request=request,
        )  # fmt: skip
        answer = HttpResponse(data, content_type=found.media_type)
        answer["Content-Disposition"] = files.disposition(found.file_name)
        answer["Cache-Control"] = "private, no-store"
        return answer


def _shown(job: Job) -> dict[str, Any]:
    work = jobs.work_of(job)
    over = job.state not in Job.OPEN
    there = over and jobs.available(job)
    return {
        "label": work.label, "url": jobs.url(job), "words": jobs.words(job), "running": not over, "done": job.done,
        "total": job.total, "failed": job.state == Job.FAILED, "created": job.created_at, "finished": job.finished_at,
        "file": job.file_name if there else "", "size": max(1, job.size // 1024), "expires": job.expires_at,
        "back_url": work.back_url(job), "back_label": work.back_label, "again": over and work.repeatable and not there,
        "badge": {"tone": TONES[job.state], "text": job.get_state_display(), "icon": "", "url": ""},
    }  # fmt: skip


TONES = {Job.WAITING: "wait", Job.RUNNING: "active", Job.DONE: "done", Job.FAILED: "late"}

"""Long work with progress: a person starts it, may leave, and is told in the bell when it is done.

For a new sort of long work (an export, a return file, an import) subclass `Work`, register it once in the domain's
`AppConfig.ready`, and submit it from a view:

    class ReturnFile(jobs.Work):
        code = "hotline.return"                       # [a-z.]+, at most 40 characters
        label = _("回传文件")                          # what the page and the bell call it

        def run(self, job, step):
            orders = …                                # read what job.params names, in the scope of jobs.actor_of(job)
            for n, order in enumerate(orders, start=1):
                …
                step(n, len(orders))                  # done, total; cheap, as often as you like, outside transactions
            return jobs.Result(data, "回传.xlsx", jobs.XLSX)     # or None where the work leaves no file

    jobs.register(ReturnFile())
    job = jobs.submit("hotline.return", actor=actor, params={"run": run.pk})
    return HttpResponseRedirect(jobs.url(job))        # 正在生成，{n}/{m}。可以离开，好了会通知。

`run` may begin more than once (the worker was killed): what it commits on the way must bear that, as imports do by
their row keys. It refuses by raising `Unfinished(sentence)` or any `Refusal`. The page, the bell, the download by the
owner alone with its line in the access log, and the end of the file after seven days are done here.

Whether a worker is alive is told by an advisory lock on its connection, which goes with the worker; no lease, no clock.
The truth is the row: a broker that forgot the message is reminded by `sweep`.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, crypto, notices
from casework.actor import Actor
from casework.masking import contains_personal
from casework.models import Job, Notice
from casework.refusals import OutOfScope, Refusal

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=7)
#: Begun so often without an end, the work itself is what kills the worker.
ATTEMPTS = 3
#: How often progress is written at most; seconds.
EVERY = 1.0
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_LOCK_SPACE = 0x4A4F42
FAILED = gettext_lazy("没有办成，可以重新开始。再不行告诉管理员，编号%(ref)s。")
INTERRUPTED = gettext_lazy("后台中断了%(n)d次，没有办成。可以重新开始。")


@dataclass(frozen=True)
class Result:
    """The file a work leaves: its bytes, its name on the screen, its media type."""

    data: bytes
    file_name: str
    media_type: str


class Unfinished(Exception):
    """The work cannot be done; the sentence is for the person who asked, and names no person."""


class Step:
    """Tells how far the work is: `step(done, total)`."""

    def __init__(self, job: Job) -> None:
        self._job, self._written = job, 0.0

    def __call__(self, done: int, total: int) -> None:
        if done < total and monotonic() - self._written < EVERY:
            return
        self._written = monotonic()
        self._job.done, self._job.total = done, total
        self._job.save(update_fields=["done", "total"])


class Work:
    """One sort of long work."""

    code = ""
    label: Any = ""
    #: Whether the page offers to do the same once more.
    repeatable = True
    #: What the way back is called.
    back_label: Any = gettext_lazy("回到列表")

    def run(self, job: Job, step: Step) -> Result | None:
        """Do it. Raises Unfinished or a Refusal."""
        raise NotImplementedError

    def back_url(self, job: Job) -> str:
        """Where the person came from and can start it again; empty where nowhere."""
        return ""


_WORKS: dict[str, Work] = {}


def register(work: Work) -> None:
    """Make a sort of work known. Called in `AppConfig.ready`."""
    _WORKS[work.code] = work


class _Gone(Work):
    """Work of a sort that this version of the product no longer does."""

    label = gettext_lazy("后台任务")
    repeatable = False

    def run(self, job: Job, step: Step) -> None:
        raise Unfinished(_("这种任务已停用。"))


def work_of(job: Job) -> Work:
    """The work a job does."""
    return work_called(job.kind)


def work_called(code: str) -> Work:
    """The work with this code."""
    return _WORKS.get(code) or _Gone()


def submit(kind: str, *, actor: Actor, params: Mapping[str, Any] | None = None, total: int = 0) -> Job:
    """Write the job in the caller's commit and wake a worker afterwards.

    `params` are codes and numbers as JSON; ValueError where they hold a number of a person, KeyError for an unknown
    kind.
    """
    given = dict(params or {})
    if contains_personal(json.dumps(given, ensure_ascii=False)):
        raise ValueError("the parameters of a job name no person")
    job = Job.objects.create(
        kind=_WORKS[kind].code, post=actor.person, params=given, total=total, created_at=clock.now()
    )
    transaction.on_commit(lambda: _wake(job.pk), robust=True)
    return job


def url(job: Job) -> str:
    """The page of the job, with its progress and its file."""
    return reverse("job", kwargs={"job": job.pk})


def actor_of(job: Job) -> Actor:
    """Who asked, for scopes and rights; raises OutOfScope when they no longer hold that post."""
    post = type(job.post).objects.held().filter(pk=job.post_id).select_related("user", "agency", "division").first()
    if post is None:
        raise OutOfScope
    return Actor(post)


def _wake(pk: UUID, **options: Any) -> None:
    """Without a broker nothing is lost: beat comes by every 30 s."""
    from casework.tasks import run_job

    run_job.apply_async([str(pk)], retry=False, **options)


# --- the worker ---------------------------------------------------------------------------------------------------


def run(pk: UUID | str) -> None:
    """Do the job unless it is done or another worker has it."""
    with _held(pk) as alone:
        job = Job.objects.select_related("post").filter(pk=pk, state__in=Job.OPEN).first() if alone else None
        if job is not None and _begin(job):
            _carry_out(job)


def _begin(job: Job) -> bool:
    if job.attempts >= ATTEMPTS:
        _end(job, Job.FAILED, problem=str(INTERRUPTED) % {"n": job.attempts})
        return False
    job.state, job.attempts, job.done, job.started_at = Job.RUNNING, job.attempts + 1, 0, clock.now()
    job.save(update_fields=["state", "attempts", "done", "started_at"])
    return True


def _carry_out(job: Job) -> None:
    try:
        result = work_of(job).run(job, Step(job))
    except (Unfinished, Refusal) as refusal:
        words = refusal.message if isinstance(refusal, Refusal) else refusal
        _end(job, Job.FAILED, problem=str(words))
    except Exception:
        log.exception("job %s %s", job.kind, job.pk)
        _end(job, Job.FAILED, problem=str(FAILED) % {"ref": str(job.pk)[-8:]})
    else:
        _end(job, Job.DONE, result=result)


def _end(job: Job, state: str, *, problem: str = "", result: Result | None = None) -> None:
    job.state, job.problem, job.finished_at = state, problem[:200], clock.now()
    if result is not None:
        path = path_of(job)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(crypto.encrypt_bytes(result.data, _context(job)))
        job.file_name, job.media_type, job.size = result.file_name, result.media_type, len(result.data)
        job.expires_at = job.finished_at + KEPT_FOR
    with transaction.atomic():
        job.save()
        code = "job_done" if state == Job.DONE else "job_failed"
        params = {"action": str(work_of(job).label), "job": str(job.pk)}
        notices.tell_person(job.post.user, Notice.REMIND, code, params)


@contextmanager
def _held(pk: UUID | str) -> Iterator[bool]:
    """Whether this process alone holds the job; the lock ends with the block or with the process."""
    key = [_LOCK_SPACE, UUID(str(pk)).int % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def sweep() -> int:
    """Wake workers for jobs that wait, and for those whose worker died; returns how many. Beat calls it."""
    found = 0
    for job in Job.objects.filter(state__in=Job.OPEN).order_by("created_at"):
        with _held(job.pk) as nobody_has_it:
            pass
        if nobody_has_it:
            found += 1
            _wake(job.pk, expires=30)  # or a busy worker would find one message a sweep
    return found


# --- the file -----------------------------------------------------------------------------------------------------


def path_of(job: Job) -> Path:
    """Where its file lies, encrypted."""
    return Path(settings.VAR_DIR) / "jobs" / str(job.pk)


def _context(job: Job) -> str:
    return f"casework.Job:{job.pk}"


def available(job: Job) -> bool:
    """Whether its file can still be fetched."""
    return job.expires_at is not None and job.expires_at > clock.now() and path_of(job).exists()


def read(job: Job) -> bytes:
    """The content of its file. Raises OutOfScope when it is gone."""
    if not available(job):
        raise OutOfScope
    return crypto.decrypt_bytes(path_of(job).read_bytes(), _context(job))


def expire() -> int:
    """Delete the files whose seven days are over; returns how many."""
    now, deleted = clock.now(), 0
    for job in Job.objects.filter(expires_at__lte=now):
        path_of(job).unlink(missing_ok=True)
        deleted += Job.objects.filter(pk=job.pk).update(expires_at=None)
    return deleted


def words(job: Job) -> str:
    """How it stands, in one sentence."""
    if job.state == Job.FAILED:
        return job.problem
    if job.state == Job.DONE:
        return _("已完成。") if not job.file_name or available(job) else _("文件已过7天，已删除。可重新导出。")
    if job.state == Job.WAITING or not job.total:
        return _("在排队，马上开始。可以离开，好了会通知。")
    return _("正在生成，%(done)s/%(total)s。可以离开，好了会通知。") % {
        "done": f"{job.done:,}", "total": f"{job.total:,}",
    }  # fmt: skip

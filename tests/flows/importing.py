"""A file through the pages of 批量导入, as a clerk sends it: upload, columns, reading without writing, import."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework import jobs
from casework.models import ImportRun, Job


def upload(client: Client, content: bytes, name: str) -> Any:
    """The answer to the upload."""
    return client.post("/imports/", {"file": SimpleUploadedFile(name, content)})


def proposed(client: Client, run: ImportRun, **changed: str) -> dict[str, str]:
    """The mapping as the page proposes it, with what the clerk changes."""
    page = client.get(f"/imports/{run.pk}/mapping/")
    assert page.status_code == 200, page.content.decode()
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in (typed | changed).items() if value not in (None, "")}


def work() -> Job:
    """Let the worker do the last job."""
    job = Job.objects.latest("created_at")
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def rehearse(client: Client, content: bytes, name: str = "messages.csv", **changed: str) -> ImportRun:
    """Upload, confirm the columns, read without writing."""
    sent = upload(client, content, name)
    assert sent.status_code == 302, sent.content.decode()
    run = ImportRun.objects.latest("pk")
    answer = client.post(f"/imports/{run.pk}/mapping/", proposed(client, run, **changed))
    assert answer.status_code == 302, answer.content.decode()
    work()
    run.refresh_from_db()
    return run


def bring_in(client: Client, content: bytes, name: str = "messages.csv", **changed: str) -> ImportRun:
    """The whole way."""
    run = rehearse(client, content, name, **changed)
    answer = client.post(f"/imports/{run.pk}/")
    assert answer.status_code == 302, answer.content.decode()
    work()
    run.refresh_from_db()
    return run

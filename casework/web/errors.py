"""Pages for what went wrong: the page says what failed, what was kept, and what to do."""

import uuid
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework import accesslog
from casework.refusals import Refusal

log = structlog.get_logger()


def log_refusal(request: HttpRequest, refusal: Refusal, *, record: Any = None, code: str = "") -> None:
    """The line in the access log. Called after the rollback."""
    accesslog.record_refusal(
        getattr(request, "angui_actor", None), record_id=getattr(record, "pk", None),
        kind=getattr(record, "kind", "") or "page", transition=code, status=refusal.status, codes=refusal.codes,
        request=request,
    )  # fmt: skip


def refused(request: HttpRequest, refusal: Refusal, *, record: Any = None, code: str = "") -> HttpResponse:
    """A refusal as a page, with its line in the access log."""
    log_refusal(request, refusal, record=record, code=code)
    template = {403: "403.html", 404: "404.html"}.get(refusal.status, "400.html")
    return render(request, template, {"message": refusal.message, "refusal": refusal}, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", {}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "csrf.html", {}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", {}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference number; nothing of the error itself is shown."""
    reference = uuid.uuid4().hex[:8]
    log.error("server_error", reference=reference, path=request.path)
    return render(request, "500.html", {"ref": reference}, status=500)

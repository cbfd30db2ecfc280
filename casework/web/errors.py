"""Pages for what went wrong: the page says what failed, what was kept, and what to do."""

import logging
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework import accesslog
from casework.refusals import OutOfScope, Refusal
from casework.web import public

log = logging.getLogger(__name__)


def log_refusal(request: HttpRequest, refusal: Refusal, *, record: Any = None, code: str = "") -> None:
    """The line in the access log. Called after the rollback."""
    accesslog.record_refusal(
        getattr(request, "angui_actor", None), record_id=getattr(record, "pk", None),
        kind=getattr(record, "kind", "") or "page", transition=code.replace("-", "_"), status=refusal.status,
        codes=refusal.codes, request=request,
    )  # fmt: skip


def refused(request: HttpRequest, refusal: Refusal, *, record: Any = None, code: str = "") -> HttpResponse:
    """A refusal as a page, with its line in the access log."""
    log_refusal(request, refusal, record=record, code=code)
    template = {403: "403.html", 404: "404.html"}.get(refusal.status, "400.html")
    return render(request, template, {"message": refusal.message, "refusal": refusal}, status=refusal.status)


def _page(request: HttpRequest, template: str, outside: str, status: int) -> HttpResponse:
    """The page of colleagues, or `outside` in the shell of people without an account."""
    if request.path.startswith("/p/"):
        return public.page(request, f"casework/public/{outside}.html", {}, status=status)
    return render(request, template, {}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _of_api(request):
        return JsonResponse({"code": "bad_request", "message": _("请求里有不能接受的内容。")}, status=400)
    return _page(request, "400.html", "refused", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _of_api(request):
        return JsonResponse({"code": "forbidden", "message": _("请求没有通过校验，请刷新页面后再试。")}, status=403)
    return _page(request, "403.html", "refused", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "csrf.html", "again", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _of_api(request):
        return JsonResponse(OutOfScope().as_json(), status=404)
    return _page(request, "404.html", "missing", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference number; nothing of the error itself is shown."""
    reference = uuid.uuid4().hex[:8]
    log.error("server error %s at %s", reference, request.path)
    if _of_api(request):
        message = _("系统出错，没有办成。报修时请说编号%(ref)s。") % {"ref": reference}
        return JsonResponse({"code": "server_error", "message": message}, status=500)
    return render(request, "500.html", {"ref": reference}, status=500)


def _of_api(request: HttpRequest) -> bool:
    """Whether a machine asked: it gets the one JSON shape, for addresses that no view answers too."""
    return request.path.startswith("/api/")

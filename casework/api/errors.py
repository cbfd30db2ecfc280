"""Every refusal and every broken request as one JSON shape, in Chinese; refusals go to the access log."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions, status
from rest_framework.response import Response

from casework import accesslog, conflicts
from casework.refusals import Refusal, StaleVersion


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler: a body with code and message, `denials` or `errors` where there are any."""
    if isinstance(error, Refusal):
        _log(error, context)
        if isinstance(error, StaleVersion):
            return Response(_explained(error, context), status=error.status)
        return Response(error.as_json(), status=error.status)
    for kind, code, http, message in _KNOWN:
        if isinstance(error, kind):
            headers = {"WWW-Authenticate": "Session"} if http == status.HTTP_401_UNAUTHORIZED else None
            return Response({"code": code, "message": str(_(message))}, status=http, headers=headers)
    if isinstance(error, exceptions.APIException):
        return Response({"code": error.default_code, "message": str(error.detail)}, status=error.status_code)
    return None


_KNOWN: list[tuple[Any, str, int, str]] = [
    (exceptions.ParseError, "bad_body", 400, gettext_noop("请求正文读不出来：应为UTF-8编码的JSON。")),
    (RequestDataTooBig, "too_large", 413, gettext_noop("请求正文太大：文字内容不超过5 MB，文件请单独上传。")),
    (exceptions.NotAuthenticated, "not_logged_in", 401, gettext_noop("登录已超时，请重新登录。")),
    (exceptions.AuthenticationFailed, "not_logged_in", 401, gettext_noop("登录已超时，请重新登录。")),
    (exceptions.UnsupportedMediaType, "media_type", 415, gettext_noop("请求头Content-Type应为application/json。")),
    (exceptions.MethodNotAllowed, "method", 405, gettext_noop("这个地址不支持这种请求方法。")),
    (exceptions.NotAcceptable, "accept", 406, gettext_noop("请求头Accept应包含application/json。")),
    (exceptions.Throttled, "busy", 429, gettext_noop("请求太频繁，请稍后再试。")),
    (exceptions.NotFound, "not_found", 404, gettext_noop("没有找到，或不在您的范围内。")),
    (Http404, "not_found", 404, gettext_noop("没有找到，或不在您的范围内。")),
    (exceptions.PermissionDenied, "forbidden", 403, gettext_noop("请求没有通过校验，请刷新页面后再试。")),
    (PermissionDenied, "forbidden", 403, gettext_noop("请求没有通过校验，请刷新页面后再试。")),
    (SuspiciousOperation, "bad_request", 400, gettext_noop("请求里有不能接受的内容。")),
]


def _explained(error: StaleVersion, context: dict[str, Any]) -> dict[str, Any]:
    """A 412 with what changed since, by whom and when: the same as the page shows."""
    view = context["view"]
    record, code = view.record(), view.kwargs.get("code", "").replace("-", "_")
    declared = record.lifecycle.rows.get(code) or record.lifecycle.amendments.get(code)
    if declared is None:
        return error.as_json()
    told = conflicts.explain(record, declared, view.actor(), view.sent(), error.extra["since"])
    return error.as_json() | told


def _log(error: Refusal, context: dict[str, Any]) -> None:
    view, request = context["view"], context["request"]
    accesslog.record_refusal(
        getattr(request._request, "angui_actor", None),
        record_id=view.kwargs.get("pk"),
        kind=getattr(view, "log_kind", ""),
        transition=view.kwargs.get("code", "").replace("-", "_"),
        status=error.status,
        codes=error.codes,
        request=request._request,
    )

"""ETag and If-Match: a change says which version it is based on."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from casework.refusals import BadRequest, PreconditionRequired

_FORM = re.compile(r'"(\d{1,9})"')


def etag(version: int) -> str:
    """The ETag of a record's version."""
    return f'"{version}"'


def expected_version(request: HttpRequest) -> int:
    """The version in If-Match. Raises PreconditionRequired without it, BadRequest where it is none of ours."""
    raw = request.headers.get("If-Match")
    if raw is None:
        raise PreconditionRequired
    found = _FORM.fullmatch(raw.strip())
    if not found:
        raise BadRequest(_('请求头If-Match应为读取案件时得到的ETag，如"7"。'), field="If-Match", code="if_match")
    return int(found[1])

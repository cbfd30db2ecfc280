"""核对文书: whoever holds a paper sees by its code that it was issued, when, by whom, and with which check code.

Nothing of the case stands here; what the paper says is on the paper.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from casework import display
from casework.models import Document
from casework.web import limits, public

TRIES = (("paper", "30/minute", False), ("papers", "300/minute", True))


class Genuine(View):
    """GET: genuine, of this day, with this code and hash; or that there is no such paper."""

    def get(self, request: HttpRequest, document: Any) -> HttpResponse:
        if seconds := limits.wait(request, TRIES):
            words = _("查的人太多，请过%(n)d秒再试。") % {"n": seconds}
            return _page(request, {"notice": words}, status=429)
        found = Document.objects.select_related("template", "requested_by__agency").filter(pk=document).first()
        if found is None:
            return _page(request, {"notice": _("没有这份文书。请核对二维码是否完整，或拿文书到窗口核对。")}, status=404)
        return _page(request, {"paper": _known(found)})


def _known(found: Document) -> dict[str, Any]:
    post = found.requested_by
    return {
        "name": found.template.name, "organ": post.agency.name if post else _("系统"),
        "day": display.on_paper(found.requested_at).split(" ")[0], "tail": found.tail, "sha256": found.sha256,
        "erased": found.erased_at is not None,
    }  # fmt: skip


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return public.page(request, "casework/public/genuine.html", context, status=status)

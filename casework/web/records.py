"""Pages of one record: the page itself, its past, its files."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from casework import boundary, files, kinds
from casework.actor import Actor
from casework.models import RecordFile
from casework.refusals import OutOfScope, Refusal
from casework.session import actor_of
from casework.web import errors


class PageView(LoginRequiredMixin, View):
    """Base: refusals become pages, and lines in the access log."""

    def handle_no_permission(self) -> HttpResponse:  # type: ignore[override]
        """To the log-in and back to this page: an open drawer leads the whole window there."""
        if getattr(self.request, "htmx", False):
            back = urlencode({"next": self.request.path})
            return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('login')}?{back}"})
        return super().handle_no_permission()  # type: ignore[return-value]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except Refusal as refusal:
            return errors.refused(request, refusal, code=kwargs.get("code", ""))


class RecordPage(PageView):
    """Base of the pages of one kind."""

    kind_name = ""

    @property
    def kind(self) -> kinds.Kind:
        return kinds.by_name(self.kind_name)

    @property
    def actor(self) -> Actor:
        return actor_of(self.request)

    def record(self) -> Any:
        """The record the address names, in scope. Raises OutOfScope."""
        key = self.kwargs["key"]
        by = {"pk": key} if _is_id(key) else {"number": key}
        return boundary.find(self.kind_name, self.actor, **by)


def _is_id(key: str) -> bool:
    return len(key) == 36 and key.count("-") == 4


class File(RecordPage):
    """One file of a record; the look is recorded."""

    def get(self, request: HttpRequest, key: str, file: Any) -> HttpResponse:
        record = self.record()
        found = RecordFile.objects.select_related("file").filter(pk=file, record_id=record.pk).first()
        if found is None:
            raise OutOfScope
        return files.response(found, actor=self.actor, request=request)

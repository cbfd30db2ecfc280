"""Pages of one record: the page itself, its past, its files."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from casework import boundary, files, kinds
from casework.actor import Actor
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
    #: Whether a party from outside may come here with a record of its own.
    for_parties = False

    @property
    def kind(self) -> kinds.Kind:
        return kinds.by_name(self.kind_name)

    @property
    def actor(self) -> Actor:
        return actor_of(self.request)

    def record(self) -> Any:
        """The record the address names, in scope. Raises OutOfScope."""
        key = self.kwargs["key"]
        if not self.for_parties and self.kind.party_view(self.actor):
            raise OutOfScope
        if _is_id(key):
            return boundary.find(self.kind_name, self.actor, pk=key)
        try:
            return boundary.find(self.kind_name, self.actor, number=key)
        except OutOfScope:  # what was printed before a relapse still leads to the case
            return boundary.find(self.kind_name, self.actor, number__startswith=f"{key}-R")


def _is_id(key: str) -> bool:
    return len(key) == 36 and key.count("-") == 4


class File(RecordPage):
    """One file of a record; the look is recorded."""

    for_parties = True

    def get(self, request: HttpRequest, key: str, file: Any) -> HttpResponse:
        record = self.record()
        found = record.files.select_related("file").filter(pk=file).first()
        if found is None:
            raise OutOfScope
        return files.response(found, actor=self.actor, request=request)

"""The draft of a paper in a window of its own, out of what stands in the form of its act."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator

from casework import accesslog, files
from casework.models import AccessAction
from casework.papers import drafting
from casework.web import acts, frames


class _Draft(acts.ActPage):
    """POST: the draft as PDF. Nothing is kept but that somebody looked."""

    page = ""

    def get(self, request: HttpRequest, key: str, code: str, paper: str = "") -> HttpResponse:
        return HttpResponseRedirect(frames.url(self.record(), self.page, code=code))

    def post(self, request: HttpRequest, key: str, code: str, paper: str = "") -> HttpResponse:
        record = self.record()
        act = self.declared(record)
        template, fields = drafting.content(record, act, paper, actor=self.actor, sent=self.typed)
        accesslog.record_access(self.actor, AccessAction.VIEW, record=record, subject=f"draft:{paper}", request=request)
        answer = HttpResponse(drafting.pdf(template, fields), content_type="application/pdf")
        answer["Content-Disposition"] = files.disposition(f"{paper}.pdf", inline=True)
        answer["Cache-Control"] = "private, no-store"
        return answer


@method_decorator(csp_replace({"object-src": [SELF]}), name="dispatch")
class OfTransition(_Draft, acts.Do):
    """The draft of a paper of a transition."""

    page = "do"


@method_decorator(csp_replace({"object-src": [SELF]}), name="dispatch")
class OfAmendment(_Draft, acts.Amend):
    """The draft of a paper of an amendment."""

    page = "amend"

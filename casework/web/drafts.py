"""Where the forms of a page keep what is typed: POST the fields, as often as one likes."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View

from casework import drafts
from casework.refusals import Refusal

REVISION, OPENING = "X-Draft-Revision", "X-Draft-Opening"


class KeepDraft(LoginRequiredMixin, View):
    """POST the fields of a form; answers {saved_at, revision, other}. 401 once the log-in has ended.

    The header X-Draft-Revision tells which revision the window knew, X-Draft-Opening the key of the form it shows.
    """

    def handle_no_permission(self) -> HttpResponse:  # type: ignore[override]
        return JsonResponse({"code": "logged_out"}, status=401)

    def post(self, request: HttpRequest, place: str) -> HttpResponse:
        known = request.headers.get(REVISION, "0")
        values = {name: request.POST.getlist(name) for name in request.POST}
        revision = int(known) if known.isdecimal() and len(known) < 10 else 0
        opening = request.headers.get(OPENING, "")
        try:
            found = drafts.save(request.user, place, values, revision=revision, opening=opening)
        except Refusal as refusal:
            return JsonResponse(refusal.as_json(), status=refusal.status)
        body = found.as_json()
        del body["values"]
        return JsonResponse(body)

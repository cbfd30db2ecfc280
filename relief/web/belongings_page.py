"""随身物品: what lies in the lockers, case by case; one press gives all of it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import boundary, engine
from casework.models import Record
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.web import errors, frames
from casework.web.records import PageView
from relief import belongings
from relief.lifecycle import CASE
from relief.states import OPEN

RETURN = "return_belongings"


class Lockers(PageView):
    """GET what is kept, of those who left first; POST case: everything of it is given back (R-52)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if actor.role not in CASE.amendments[RETURN].by:
            raise NotYourRole
        seen = Record.objects.visible_to(actor, CASE.name).values("pk")
        kept = belongings.in_lockers(actor.agency_id).filter(case__in=seen).select_related("case__person")
        shown = {"rows": _rows(list(kept)), "url": reverse("relief-belongings")}
        return render(request, "relief/belongings.html", {"lockers": shown})

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        case = boundary.find(CASE.name, actor, number=request.POST.get("case", ""))
        count = belongings.pieces(belongings.held(case))
        try:
            engine.amend(case, RETURN, actor=actor)
        except Refusal as refusal:
            errors.log_refusal(request, refusal, record=case, code=RETURN)
            if refusal.status != 422:
                raise
            messages.error(request, _("%(number)s：没有寄存的物品了。") % {"number": case.number})
        else:
            messages.success(request, _("%(number)s：%(n)d件已归还本人。") % {"number": case.number, "n": count})
        return HttpResponseRedirect(reverse("relief-belongings"))


def _rows(kept: list[Any]) -> list[dict[str, Any]]:
    """A row a case: who it is without a name, the lockers, how many pieces, since when."""
    by_case: dict[Any, list[Any]] = {}
    for one in sorted(kept, key=lambda one: (one.case.state in OPEN, one.case.opened_at, one.recorded_at)):
        by_case.setdefault(one.case, []).append(one)
    return [
        {
            "number": case.number, "title": case.title, "url": frames.url(case), "badge": frames.state_badge(case),
            "lockers": "、".join(sorted({one.locker for one in pieces if one.locker})),
            "count": belongings.pieces(pieces), "since": pieces[0].recorded_at, "left": case.state not in OPEN,
            "one_url": frames.url(case, "amend", code="return-belongings"),
        }
        for case, pieces in by_case.items()
    ]  # fmt: skip

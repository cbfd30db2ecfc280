"""点名: everybody of the house at once; who was not seen is ticked, the others were there. It holds nobody (R-42)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import boundary, engine
from casework.actor import Actor
from casework.refusals import BadRequest, NotYourRole, Refusal
from casework.web import errors
from relief.effects.absence import ABSENT
from relief.lifecycle import CASE
from relief.models import PresenceCheck
from relief.models.beds import Zone
from relief.states import PRESENT
from relief.web.bed_board import BedPage, who

CALL, THERE = CASE.amendments["record_presence_check"], "present"
MOST = 100


class RollCall(BedPage):
    """GET everybody by zone with the last look; POST who (all that were on the page), absent, searched."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, _ward, _homeless = self._begin()
        numbers, absent = request.POST.getlist("who"), set(request.POST.getlist("absent"))
        searched = request.POST.get("searched", "").strip()
        if not numbers or len(numbers) > MOST or not absent <= set(numbers):
            raise BadRequest(_("名单不完整，请从页面上重新打开。"))
        if absent and not searched:
            return self._show(request, _("还没有写找过哪里、问过谁。写在下面，再登记。"))
        refused = [told for number in numbers if (told := self._refused(actor, number, absent, searched))]
        done = len(numbers) - len(refused)
        if done:
            messages.success(request, _("已点名%(n)d人，%(gone)d人不在。") % {"n": done, "gone": len(absent)})
        for told in refused:
            messages.error(request, told)
        return HttpResponseRedirect(reverse("relief-roll-call"))

    def _begin(self) -> tuple[Actor, Any, list[Any]]:
        actor, ward, homeless = self.ward()
        if actor.role not in CALL.by:
            raise NotYourRole("、".join(str(role) for role in CALL.by))
        return actor, ward, homeless

    def _show(self, request: HttpRequest, wrong: str = "") -> HttpResponse:
        _actor, ward, homeless = self._begin()
        here = [stay for stay in ward.stays if stay.case.state in PRESENT]
        zones = {bed.pk: bed.zone.kind for bed in ward.beds}
        groups: list[tuple[str, Any, list[Any]]] = [
            (kind, label, [s.case for s in here if zones.get(s.bed_id) == kind]) for kind, label in Zone.KINDS
        ]
        groups.append(("without", _("还没有床位"), [case for case in homeless if case.state in PRESENT]))
        looks = _last([case.pk for _code, _label, cases in groups for case in cases])
        ticked = set(request.POST.getlist("absent"))
        shown = {
            "wrong": wrong, "searched": request.POST.get("searched", ""), "total": sum(len(c) for _g, _l, c in groups),
            "groups": [
                {"code": code, "label": label, "people": [
                    who(case, ward) | {"look": looks.get(case.pk), "absent": case.number in ticked} for case in cases
                ]}
                for code, label, cases in groups if cases
            ],
        }  # fmt: skip
        return render(request, "relief/roll_call.html", {"call": shown}, status=422 if wrong else 200)

    def _refused(self, actor: Actor, number: str, absent: set[str], searched: str) -> str:
        """Looked for one person, each on their own; else why not."""
        case = boundary.find(CASE.name, actor, number=number)
        data = {"found": ABSENT, "searched": searched} if number in absent else {"found": THERE}
        try:
            engine.amend(case, CALL.code, actor=actor, data=data)
        except Refusal as refusal:
            if refusal.status not in (409, 422):
                raise
            errors.log_refusal(self.request, refusal, record=case, code=CALL.code)
            words = "".join(f"{denial.message}{denial.remedy}" for denial in refusal.denials) or refusal.message
            return f"{number}：{words}"
        return ""


def _last(keys: list[Any]) -> dict[Any, Any]:
    """The last look at each; one statement."""
    found = PresenceCheck.objects.filter(case__in=keys).order_by("case_id", "-recorded_at", "-pk").distinct("case_id")
    return {look.case_id: look for look in found}

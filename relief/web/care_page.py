"""照料登记: one service for everybody of a zone in one go."""

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
from relief import care, codes, rooms, standing
from relief.lifecycle import CASE
from relief.models.beds import Zone
from relief.staff import checks
from relief.states import HERE
from relief.web.bed_board import BedPage, who

RECORD = "record_service"
MOST = 100


class Care(BedPage):
    """GET ?service= everybody by zone, those who had it marked; POST service, who: it is written down for each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, ward, homeless = self.ward()
        _check(actor)
        kinds = care.kinds()
        service = request.GET.get("service", "")
        service = service if service in dict(kinds) else care.usual(ward.now)
        here = [stay for stay in ward.stays if stay.case.state in HERE]
        everybody = [*(stay.case for stay in here), *homeless]
        had = care.served([case.pk for case in everybody], service, ward.now)
        barred = not checks.holds(checks.of_user(actor.user_id, ward.now))
        minors = {case.pk for case in everybody if barred and standing.is_minor(case, ward.now)}
        marks = {"had": had, "barred": minors}
        zones = {bed.pk: bed.zone.kind for bed in ward.beds}
        groups: list[tuple[str, Any, list[Any]]] = [
            (kind, label, [s.case for s in here if zones.get(s.bed_id) == kind]) for kind, label in Zone.KINDS
        ]
        groups.append(("without", _("还没有床位"), homeless))
        shown = {
            "barred": barred,
            "services": [{"code": code, "label": label, "current": code == service} for code, label in kinds],
            "service": service, "label": codes.label("service_kind", service), "url": reverse("relief-care"),
            "groups": [_group(code, label, cases, marks, ward) for code, label, cases in groups if cases],
        }  # fmt: skip
        return render(request, "relief/care.html", {"care": shown})

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, _ward, _homeless = self.ward()
        _check(actor)
        service, numbers = request.POST.get("service", ""), request.POST.getlist("who")
        if service not in dict(care.kinds()) or not numbers or len(numbers) > MOST:
            raise BadRequest(_("还没有勾选。选做了什么、给了谁，再登记。"))
        data = {"services": [service], "female_carer": request.POST.get("female_carer") == "on"}
        refused = [told for number in numbers if (told := self._refused(actor, number, data))]
        label = codes.label("service_kind", service)
        if done := len(numbers) - len(refused):
            messages.success(request, _("%(what)s：已登记%(n)d人。") % {"what": label, "n": done})
        for told in refused:
            messages.error(request, told)
        return HttpResponseRedirect(f"{reverse('relief-care')}?service={service}")

    def _refused(self, actor: Actor, number: str, data: dict[str, Any]) -> str:
        """Written down for one person, each on their own; else why not."""
        case = boundary.find(CASE.name, actor, number=number)
        try:
            engine.amend(case, RECORD, actor=actor, data=data)
        except Refusal as refusal:
            if refusal.status not in (409, 422):
                raise
            errors.log_refusal(self.request, refusal, record=case, code=RECORD)
            words = "".join(f"{denial.message}{denial.remedy}" for denial in refusal.denials) or refusal.message
            return f"{number}：{words}"
        return ""


def _check(actor: Actor) -> None:
    if actor.role not in CASE.amendments[RECORD].by:
        raise NotYourRole("、".join(str(role) for role in CASE.amendments[RECORD].by))


def _group(code: str, label: Any, cases: list[Any], marks: dict[str, set[Any]], ward: Any) -> dict[str, Any]:
    """A zone; `barred` are the minors of whoever may not care for one (HB-09)."""
    people = [who(case, ward) | {mark: case.pk in keys for mark, keys in marks.items()} for case in cases]
    women = any(ward.guests[case.pk].sex == rooms.FEMALE for case in cases)
    return {"code": code, "label": label, "people": people, "women": women,
            "left": sum(1 for one in people if not one["had"])}  # fmt: skip

"""逾期督办: the late cases by the rung of the ladder they have reached, with what a person may decide by one click."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, boundary, clock, clocks, engine, kinds, workcalendar
from casework.actor import Actor
from casework.models import Record, Timer
from casework.refusals import NotYourRole, Refusal
from casework.session import actor_of
from casework.web import desk, frames
from casework.web.records import PageView
from casework.workcalendar import WorkCalendar
from property_rectification import codes, ladder
from property_rectification.lifecycle import CASE
from property_rectification.lifecycle.supervision import ACTIVE
from property_rectification.models import Escalation

PAGE = 50
ROLES = frozenset({"R01", "R02", "R03"})
#: The rungs from the top, each up to the one above it: code, words, working days after the due moment.
RUNGS = (
    ("supervise", gettext_lazy("满10个工作日：挂牌或通报"), 10),
    ("talk", gettext_lazy("满5个工作日：约谈"), 5),
    ("red", gettext_lazy("满3个工作日：督办单"), 3),
    ("yellow", gettext_lazy("满1个工作日：单位负责人"), 1),
    ("urge", gettext_lazy("刚到期：催办；限小时办的出督办单"), 0),
)


class Supervision(PageView):
    """GET ?rung=&page= the late cases; POST case, step: the step is taken."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, now = _reader(request), clock.now()
        calendar = workcalendar.current()
        within = _within(now, calendar)
        late = Record.objects.visible_to(actor, CASE.name).filter(state__in=ACTIVE.split(), due_at__lte=now)
        counts = late.aggregate(**{code: Count("pk", filter=q) for code, q in within.items()})
        rung = request.GET.get("rung", "")
        rung = rung if rung in within else ""
        chosen = late.filter(within[rung]) if rung else late
        pages = Paginator(chosen.select_related("owner_agency").order_by("due_at", "pk"), PAGE)
        pages.count = counts[rung] if rung else sum(counts.values())  # type: ignore[misc]
        page = pages.get_page(request.GET.get("page"))
        rows = _rows(list(page.object_list), actor, now, calendar)
        shown = {
            "rows": rows, "total": pages.count, "url": request.get_full_path(),
            "rungs": [
                {"label": label, "count": counts[code], "current": rung == code,
                 "url": reverse("supervision") if rung == code else f"?rung={code}"}
                for code, label, _days in RUNGS
            ],
        }  # fmt: skip
        context = {"supervision": shown, "page": page, "pages": pages.get_elided_page_range(page.number)}
        return render(request, "property_rectification/supervision.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = _reader(request)
        case = boundary.find(CASE.name, actor, number=request.POST.get("case", ""))
        data = {"esc_step": request.POST.get("step", ""), "esc_decision": Escalation.TAKEN}
        try:
            boundary.with_follow_up(lambda: engine.amend(case, "decide_escalation", actor=actor, data=data).record)
        except Refusal as refusal:
            accesslog.record_refusal(
                actor, record_id=case.pk, kind=case.kind, transition="decide_escalation", status=refusal.status,
                codes=refusal.codes, request=request,
            )  # fmt: skip
            reasons = [f"{denial.message}{denial.remedy}" for denial in refusal.denials] or [str(refusal.message)]
            messages.error(request, f"{case.number}：{''.join(reasons)}")
        else:
            words = {"number": case.number, "step": codes.label("escalation_step", data["esc_step"])}
            messages.success(request, _("%(number)s：已决定%(step)s，已通知承办单位。") % words)
        return HttpResponseRedirect(request.get_full_path())


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.role not in ROLES:
        names = kinds.by_name(CASE.name).roles
        raise NotYourRole("、".join(str(names[role]) for role in sorted(ROLES)))
    return actor


def _within(now: datetime, calendar: WorkCalendar) -> dict[str, Q]:
    """Rung → the due moments that stand on it now."""
    found: dict[str, Q] = {}
    above: datetime | None = None
    for code, _label, days in RUNGS:
        until = clocks.late_by(days, now, calendar)
        found[code] = Q(due_at__lte=until) & (Q(due_at__gt=above) if above else Q())
        above = until
    return found


def _rows(records: list[Record], actor: Actor, now: datetime, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """The desk's lines, each with the open steps of its clocks: a fixed number of statements a page."""
    keys = [record.pk for record in records]
    late: dict[Any, list[Any]] = defaultdict(list)
    decided: dict[Any, list[Any]] = defaultdict(list)
    over = Timer.objects.filter(record__in=keys, is_deadline=True, stopped_at=None, paused_at=None, due_at__lte=now)
    for timer in over.select_related("rule"):
        late[timer.record_id].append(timer)
    for one in Escalation.objects.filter(case__in=keys):
        decided[one.case_id].append(one)

    def acts(record: Record, _line: dict[str, Any]) -> dict[str, Any]:
        return _acts(record, actor, ladder.steps(late[record.pk], decided[record.pk], now, calendar))

    return desk.lines_of(records, actor, acts)


def _acts(record: Record, actor: Actor, found: list[ladder.Open]) -> dict[str, Any]:
    """One button a step that this person decides on by a click; where words are needed, links to the forms."""
    steps = list(dict.fromkeys(one.step for one in found if actor.role in ladder.DECIDES[one.step]))
    click = [step for step in steps if step != ladder.DISCIPLINE]
    supervises = ladder.SUPERVISE in steps and "SUPERVISED" not in record.flags
    return {
        "steps": [{"code": step, "label": codes.label("escalation_step", step)} for step in click],
        "place_url": frames.url(record, "do", code="place-supervision") if supervises else "",
        "other_url": frames.url(record, "amend", code="decide-escalation") if steps else "",
        "discipline": ladder.DISCIPLINE in steps,
    }

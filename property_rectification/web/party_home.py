"""我的事项 of the firm and the owners' committee: what waits for them first, then what goes on, then what ended.

整改通知 of the firm: the orders served on it, with what is left of their time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, clock, workcalendar
from casework.actor import Actor
from casework.models import Timer
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import clocks, frames
from casework.web.records import PageView
from geo.models import Compound
from property_rectification import due
from property_rectification.case_party import COMMITTEE, FIRM, CaseParty, view_of
from property_rectification.effects.common import SIDE_OF_PARTY
from property_rectification.lifecycle import CASE
from property_rectification.models import RectificationCase
from property_rectification.models.deciding import OrderNotice
from property_rectification.models.facts import Statement
from property_rectification.models.mediation import Mediation
from property_rectification.roles import ROLES

PAGE = 50
RECTIFY, OBJECTION = "T.HANDLE.RECTIFY", "T.OBJECTION"
#: Groups in order, by the number the database sorts by.
GROUPS = ((0, gettext_lazy("等我办理")), (1, gettext_lazy("正在办理")), (2, gettext_lazy("已办结")))
#: States in which a side may be asked whether it wants to be mediated.
_ASKED_TO_MEDIATE = ("fact_finding", "rectifying")


def to_answer(side: str) -> Q:
    """Under fact-finding, and this side has said nothing yet, or nothing since it was last asked (§5.1)."""
    said = Statement.objects.filter(side=side).exclude(kind=Statement.NOTICE)
    asked = Statement.objects.filter(case=OuterRef("pk"), side=side, kind=Statement.NOTICE)
    unanswered = asked.exclude(Exists(said.filter(case=OuterRef("case"), at__gte=OuterRef("at"))))
    silent = ~Q(Exists(said.filter(case=OuterRef("pk"))))
    return Q(state="fact_finding") & (silent | Q(Exists(unanswered)))


def to_consent(side: str) -> Q:
    """The other side asked for mediation and this one has not answered (L-70)."""
    open_one = Mediation.objects.filter(case=OuterRef("pk"), result=Mediation.OPEN).exclude(consents__side=side)
    return Q(state__in=_ASKED_TO_MEDIATE) & Q(Exists(open_one))


#: What may wait for a party, the first that fits is said: code of the act, its condition by side, whose it is.
_WAITS: tuple[tuple[str, Any, frozenset[str]], ...] = (
    ("record_consent", to_consent, frozenset({FIRM, COMMITTEE})),
    ("submit_statement", to_answer, frozenset({FIRM})),
    ("request_check", lambda side: Q(state="rectifying", side=side), frozenset({FIRM})),
)


def _waits(role: str) -> list[tuple[str, Q]]:
    side = SIDE_OF_PARTY[role]
    return [(code, condition(side)) for code, condition, roles in _WAITS if role in roles]


def waiting(actor: Actor) -> QuerySet[Any]:
    """The cases in which something waits for this party, for the number in the side bar."""
    condition = Q(pk__in=[])
    for _code, one in _waits(actor.role):
        condition |= one
    return RectificationCase.objects.visible_to(actor, CASE.name).filter(condition)


class Home(PageView):
    """GET ?page=: 我的事项. Each role has its own address."""

    role = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, party = _party(request, self.role)
        page = Paginator(_ordered(actor), PAGE).get_page(request.GET.get("page"))
        accesslog.record_access(actor, "list", subject=CASE.name, request=request)
        context = {
            "page": page, "pages": page.paginator.get_elided_page_range(page.number),
            "groups": _groups(_rows(list(page.object_list), party, clock.now())), "firm": self.role == FIRM,
        }  # fmt: skip
        return render(request, "property_rectification/party_home.html", context)


def _party(request: HttpRequest, role: str) -> tuple[Actor, CaseParty]:
    actor = actor_of(request)
    party = view_of(actor)
    if party is None or actor.role != role:
        raise NotYourRole(str(ROLES[role]))
    return actor, party


def _ordered(actor: Actor) -> QuerySet[Any]:
    """All own cases with what waits in each, those in front in which something does, then by their deadline."""
    todo = [When(condition, then=Value(n)) for n, (_code, condition) in enumerate(_waits(actor.role))]
    rows = RectificationCase.objects.visible_to(actor, CASE.name).select_related("compound", "owner_agency")
    rows = rows.annotate(wait=Case(*todo, default=Value(None), output_field=IntegerField()))
    group = Case(
        When(wait__isnull=False, then=Value(0)), When(closed_at__isnull=False, then=Value(2)), default=Value(1),
        output_field=IntegerField(),
    )  # fmt: skip
    return rows.annotate(group=group).order_by("group", F("due_at").asc(nulls_last=True), "-updated_at", "pk")


def _rows(cases: Sequence[Any], party: CaseParty, now: datetime) -> list[dict[str, Any]]:
    """The lines of a page; their clocks in one statement."""
    chips, objecting = _clocks(cases, now)
    acts = {**CASE.rows, **CASE.amendments}
    codes = [code for code, _condition in _waits(party.actor.role)]
    found = []
    for case in cases:
        act = acts[codes[case.wait]] if case.wait is not None else None
        page = "do" if act and act.code in CASE.rows else "amend"
        found.append({
            "group": case.group, "url": frames.url(case), "number": case.number or _("未编号"),
            "title": party.title(case), "place": party.place(case),
            "badge": frames.state_badge(case), "clock": chips.get(case.pk),
            "unit": case.owner_agency.name if case.owner_agency else "", "objecting": objecting.get(case.pk, ""),
            "todo": act.label if act else "",
            "verb_url": frames.url(case, page, code=act.code.replace("_", "-")) if act else "",
        })  # fmt: skip
    return found


def _clocks(cases: Sequence[Any], now: datetime) -> tuple[dict[Any, Any], dict[Any, str]]:
    """The clock of the order by case, and until when one may object."""
    timers = Timer.objects.filter(
        record__in=[case.pk for case in cases], key__in=(RECTIFY, OBJECTION), stopped_at__isnull=True,
        paused_at__isnull=True,
    ).annotate(calendar=workcalendar.version())  # fmt: skip
    chips, objecting = {}, {}
    for timer in timers:
        if timer.key == RECTIFY:
            chips[timer.record_id] = clocks.short(timer, now, workcalendar.of(timer.calendar))
        elif timer.due_at > now:
            objecting[timer.record_id] = due.until(timer, now)
    return chips, objecting


def _groups(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    groups = [{"label": label, "rows": [row for row in rows if row["group"] == n]} for n, label in GROUPS]
    return [group for group in groups if group["rows"]]


class Orders(PageView):
    """GET ?page=: 整改通知, the newest first, each with its deadline while it runs."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, party = _party(request, FIRM)
        cases = RectificationCase.objects.visible_to(actor, CASE.name).filter(side="firm")
        found = OrderNotice.objects.filter(case__in=cases.order_by().values("pk"))
        found = found.select_related("case__compound", "case__owner_agency").order_by("-served_at", "-pk")
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        orders = list(page.object_list)
        accesslog.record_access(actor, "list", subject=CASE.name, request=request)
        chips, _objecting = _clocks([order.case for order in orders], clock.now())
        rows = [
            {"url": f"{frames.url(order.case)}#orders", "number": order.case.number, "title": party.title(order.case),
             "place": order.case.compound.name if order.case.compound else "", "served_at": order.served_at,
             "unit": order.case.owner_agency.name if order.case.owner_agency else "",
             "badge": frames.state_badge(order.case), "clock": chips.get(order.case_id)}
            for order in orders
        ]  # fmt: skip
        context = {"page": page, "pages": page.paginator.get_elided_page_range(page.number), "rows": rows}
        return render(request, "property_rectification/party_orders.html", context)


class ReportFor(PageView):
    """GET: 反映问题 of the committee, the public form with its compound filled in; a choice where it has several."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, _view = _party(request, COMMITTEE)
        own = list(Compound.objects.filter(owners_bodies__agency=actor.agency_id).order_by("name"))
        if len(own) == 1:
            return HttpResponseRedirect(report_url(own[0].pk))
        context = {"compounds": [{"name": one.name, "url": report_url(one.pk)} for one in own]}
        return render(request, "property_rectification/party_report.html", context)


def report_url(compound: int) -> str:
    """The public form for a compound."""
    return reverse("public-report-what", args=[compound])

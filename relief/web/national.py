"""录入国家系统: what is still to be typed, day by day, and the same as a file. Case numbers alone."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, clock, display, files, tables
from casework.actor import Actor
from casework.exporting import FORMS
from casework.models import AccessAction
from casework.refusals import NotYourRole, OutOfScope
from casework.session import actor_of
from casework.timers import local_day
from casework.web import frames
from casework.web.records import PageView
from relief.roles import ROLES
from relief.statistics import national
from relief.statistics.national import Line
from relief.web.lines import known, line
from relief.web.report_parts import visible

READERS = frozenset({"RCP", "CSW", "STA", "DIR"})
PAGE_SIZE = 50


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.role not in READERS:
        raise NotYourRole("、".join(str(ROLES[role]) for role in sorted(READERS)))
    return actor


class National(PageView):
    """GET ?day=: the day's reconciliation, and everything that is still to be typed, who waits longest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, today = _reader(request), local_day(clock.now())
        day = _day(request.GET.get("day", ""), today)
        lines = national.open_lines(actor.agency_id)
        shown = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
        seen = visible([line.number for line in shown.object_list], actor)
        accesslog.record_access(
            actor, AccessAction.LIST, subject="relief:national", detail={"n": len(lines)}, request=request
        )
        page = {
            "rows": [_row(line, seen, today) for line in shown.object_list], "total": len(lines), "day": day,
            "today": today,
            "counts": national.of_day(actor.agency_id, day),
            "files": [{"label": form.upper(), "url": reverse("national-table", args=[form])} for form in FORMS],
        }  # fmt: skip
        pages = shown.paginator.get_elided_page_range(shown.number)
        return render(request, "relief/national.html", {"national": page, "page": shown, "pages": pages})


def _day(text: str, today: dt.date) -> dt.date:
    try:
        return min(dt.date.fromisoformat(text), today)
    except ValueError:
        return today


def _row(line: Line, seen: dict[str, Any], today: dt.date) -> dict[str, Any]:
    since = line.waits_since()
    return {
        "number": line.number, "url": f"{frames.url(seen[line.number])}#national" if line.number in seen else "",
        "national": line.national, "owes": _owes(line), "since": since,
        "days": (today - local_day(since)).days if since else 0,
    }  # fmt: skip


def _owes(line: Line) -> str:
    owed = [_("入站信息")] if line.owes_arrival else []
    return "、".join(owed + ([_("离站信息")] if line.owes_departure else []))


class Table(PageView):
    """GET: what is still to be typed, as a file: numbers and moments."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        actor = _reader(request)
        if form not in FORMS:
            raise OutOfScope
        lines = national.open_lines(actor.agency_id)
        accesslog.record_access(
            actor, AccessAction.EXPORT, subject="relief:national", detail={"n": len(lines)}, request=request
        )
        made, media_type = FORMS[form]
        answer = HttpResponse(made(_sheet(lines, actor.person)), content_type=media_type)
        answer["Content-Disposition"] = files.disposition(f"{_('录入国家系统清单')}.{form}")
        answer["Cache-Control"] = "private, no-store"
        return answer


def _sheet(lines: list[Line], post: Any) -> tables.Sheet:
    when = f"{display.local(clock.now()):%Y-%m-%d %H:%M}"
    mark = _("%(agency)s %(person)s %(when)s导出，共%(n)d件") % {
        "agency": post.agency.name, "person": post.user.display_name, "when": when, "n": len(lines),
    }  # fmt: skip
    heads = [_("案件"), _("全国救助编号"), _("待录"), _("入站"), _("入站录入"), _("离站"), _("离站录入")]
    rows = [
        [line.number, line.national, _owes(line), line.admitted, line.entered, line.left, line.departure_entered]
        for line in lines
    ]
    return tables.Sheet(_("录入国家系统清单"), [mark], heads, rows)


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """The block of a case's page: what was typed, and when."""
    if case.admitted_at is None:
        return None
    entry = getattr(case, "national", None)
    still = _("还没有")
    lines = [
        (_("全国救助编号"), entry.number if entry else still),
        (_("入站信息录入"), display.moment(entry.entered_at, now) if entry else still),
    ]
    if case.left_at:
        typed = entry and entry.departure_entered_at
        lines.append((_("离站信息录入"), display.moment(typed, now) if typed else still))
    return known("national", _("录入国家系统"), [line(label, value) for label, value in lines])

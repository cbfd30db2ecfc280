"""Pages of the monthly report beside its own: beginning, the cases behind a figure, the table as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, accesslog, clock, display, files, tables
from casework.actor import Actor
from casework.exporting import FORMS
from casework.models import AccessAction
from casework.refusals import NotYourRole, OutOfScope
from casework.web import frames
from casework.web.begin import BeginPage
from casework.web.records import RecordPage
from relief.models import StatReport
from relief.report import quarters, showing
from relief.report.lifecycle import BEGIN
from relief.statistics import words
from relief.statistics.month import Month
from relief.web import report_parts
from relief.web.report_parts import OBJECT, visible


class Begin(BeginPage):
    """From which month on the station counts."""

    model, act, back = StatReport, BEGIN, "statistics-list"
    lead = gettext_lazy("说一次就够：从这个月起，每月的月报自动开始，月末自动截止。要补统计更早的月份，再来一次。")
    done = gettext_lazy("已开始统计。")

    def given(self) -> dict[str, Any]:
        return {"month": str(Month.of(clock.now()))}


class CasesOn(RecordPage):
    """GET ?line=: the cases behind a figure, by number alone; who may see a case opens it."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        report, line = self.record(), request.GET.get("line", "")
        title, numbers = self._behind(report, line)
        seen = visible(numbers, self.actor)
        accesslog.record_access(
            self.actor, AccessAction.LIST, record=report, subject=f"{report.kind}:{line}",
            detail={"n": len(numbers)}, request=request,
        )  # fmt: skip
        rows = [{"number": n, "url": frames.url(seen[n]) if n in seen else ""} for n in numbers]
        page = {"title": title, "report": report.title, "back_url": frames.url(report), "rows": rows}
        return render(request, "relief/report_cases.html", {"cases": page})

    def _behind(self, report: Any, line: str) -> tuple[str, list[str]]:
        if not showing.leads_down(line, self.actor):
            raise OutOfScope
        if line in words.known() and self.request.GET.get("of") == "quarter":
            return f"{quarters.words_of(report)} {words.said(line)}", quarters.cases_on(_whole(report), line)
        if line in words.known():
            return words.said(line), showing.cases_on(report, line)
        try:
            return showing.cases_of(report, self.actor, line)
        except LookupError:
            raise OutOfScope from None


class QuarterPage(RecordPage):
    """GET: the three locked months that this one ends as one form."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        report = _whole(self.record())
        accesslog.record_access(self.actor, AccessAction.VIEW, record=report, request=request)
        return render(request, "relief/report_quarter.html", report_parts.quarter(report, self.actor))


def _whole(report: Any) -> Any:
    """The report whose quarter is asked for. Raises OutOfScope where there is none yet."""
    if quarters.of(report) is None or not quarters.is_whole(report):
        raise OutOfScope
    return report


class Table(RecordPage):
    """GET ?for=outside: the form as a file: cells, and no case."""

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponse:
        report, actor = self.record(), self.actor
        if not access.may(actor, OBJECT, "X"):
            raise NotYourRole
        if form not in FORMS:
            raise OutOfScope
        outside, whole = request.GET.get("for") == "outside", request.GET.get("of") == "quarter"
        accesslog.record_access(
            actor, AccessAction.EXPORT, record=report, subject=f"{report.kind}:{form}",
            detail={"outside": outside, "quarter": whole}, request=request,
        )  # fmt: skip
        made, media_type = FORMS[form]
        sheet = _sheet(_whole(report) if whole else report, actor, outside=outside, quarter=whole)
        answer = HttpResponse(made(sheet), content_type=media_type)
        answer["Content-Disposition"] = files.disposition(f"{sheet.title}.{form}")
        answer["Cache-Control"] = "private, no-store"
        return answer


def _sheet(report: Any, actor: Actor, *, outside: bool, quarter: bool) -> tables.Sheet:
    post = actor.person
    about = [_("%(station)s　%(state)s　平均在站%(days)s") % {
        "station": report.owner_agency.name, "state": frames.state_badge(report)["text"],
        "days": showing.days_words(quarters.stay(report)) if quarter else showing.stay_words(report),
    }]  # fmt: skip
    about += [_("对外提供：1至4人次写作<5，能由相减得出的写作≥5。")] if outside else []
    when = f"{display.local(clock.now()):%Y-%m-%d %H:%M}"
    mark = _("%(agency)s %(person)s %(when)s导出") % {
        "agency": post.agency.name, "person": post.user.display_name, "when": when,
    }  # fmt: skip
    heads = [_("项目"), _("内容"), _("人次、人数"), _("更正")]
    if quarter:
        title = _("%(quarter)s救助统计季报") % {"quarter": quarters.words_of(report)}
        return tables.Sheet(title, [*about, mark], heads, showing.form_cells(quarters.table(report), outside=outside))
    return tables.Sheet(report.title, [*about, mark], heads, showing.cells(report, actor, outside=outside))

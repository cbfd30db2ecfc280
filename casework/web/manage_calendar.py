"""工作日历: the loaded years as a grid, the years still missing, loading one after its effect was seen (CG-5)."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, clock, clocks, display, jobs, kinds, upkeep, workcalendar
from casework.actor import Actor
from casework.clocks import Move
from casework.masking import contains_personal
from casework.models import AccessAction, Timer, WorkCalendarYear
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm
from casework.web.previewing import Preview, PreviewedPage
from casework.workcalendar import CalendarFile, CalendarFileError, DayChange

#: Rows of the preview that are written out; the rest is counted.
SHOWN = 60
_WEEK = "一二三四五六日"


class Calendar(ManagePage):
    """GET ?year=: twelve months with 休 and 班 as words, what is missing, and what is still to be recomputed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.reader()
        loaded = {row.year: row for row in WorkCalendarYear.objects.select_related("loaded_by")}
        this = clock.now().astimezone(clock.CHINA).year
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isdecimal() and int(asked) in loaded else min(loaded, key=lambda y: abs(y - this))
        page = {
            "year": year, "source": loaded[year].source, "when": loaded[year].loaded_at,
            "by": str(loaded[year].loaded_by or _("随系统带来")),
            "years": [{"year": y, "url": f"?year={y}", "current": y == year} for y in sorted(loaded)],
            "months": [_month(year, month) for month in range(1, 13)], "week": _WEEK,
            "missing": missing_years(this), "left": _provisional().filter(missing_years__contains=[year]).count(),
            "load_url": reverse("calendar-load") if may_act(actor) else "",
            "again_url": reverse("calendar-recompute", args=[year]) if may_act(actor) else "",
        }  # fmt: skip
        return render(request, "casework/manage/calendar.html", {"calendar": page})


def _month(year: int, month: int) -> dict[str, Any]:
    calendar, first = workcalendar.current(), date(year, month, 1)
    days: list[Any] = [None] * first.weekday()
    day = first
    while day.month == month:
        named = calendar.named(day)
        mark = "" if named is None else workcalendar.WORK if named[0] else workcalendar.REST
        name, off = named[1] if named else "", not calendar.is_workday(day)
        days.append({"day": day.day, "mark": mark, "name": name, "off": off})
        day += timedelta(days=1)
    days += [None] * (-len(days) % 7)
    return {"month": month, "weeks": [days[n : n + 7] for n in range(0, len(days), 7)]}


def missing_years(this_year: int) -> list[dict[str, Any]]:
    """Years that are not loaded though a clock reaches into them, or that begin within three months."""
    reached: Counter[int] = Counter()
    for years in _provisional().values_list("missing_years", flat=True):
        reached.update(years)
    soon = (clock.now() + timedelta(days=92)).astimezone(clock.CHINA).year
    wanted = {*reached, this_year, soon} - workcalendar.current().years
    return [{"year": year, "clocks": reached[year]} for year in sorted(wanted)]


def _provisional() -> QuerySet[Timer]:
    return Timer.objects.filter(stopped_at__isnull=True, provisional=True)


class LoadForm(ActForm):
    """The notice as it is published, or the file of a year."""

    text = forms.CharField(
        label=gettext_lazy("放假通知全文，或日历文件的内容"), max_length=20000, required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("从“一、元旦：”到最后一条整段粘贴；也可以粘贴date,kind,name三列的文件。"),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("或选择文件（CSV，UTF-8）"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("年份（通知里写了可不填）"), required=False, min_value=2018, max_value=2100,
        error_messages={"invalid": gettext_lazy("年份是四位数字")},
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("通知文号"), max_length=120, required=False,
        help_text=gettext_lazy("例如国办发明电〔2027〕2号；文件里写了来源的可不填。"),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("已逾期期限改为未逾期的理由（没有可不填）"), max_length=200, required=False,
        help_text=gettext_lazy("不填的，已逾期的仍记逾期。"),
    )  # fmt: skip

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if contains_personal(note):
            raise forms.ValidationError(_("理由里不写电话和证件号。"))
        return note

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        upload = data.pop("file", None)
        try:
            text = upload.read(workcalendar.MAX_FILE_BYTES + 1).decode("utf-8-sig") if upload else data.get("text", "")
        except UnicodeDecodeError:
            raise forms.ValidationError({"file": _("文件不是UTF-8编码。")}) from None
        if not text.strip():
            raise forms.ValidationError({"text": _("请粘贴通知全文，或选择文件。")})
        data["text"] = text
        if not self.errors:
            data["calendar"] = self._read(text, data.get("year"), data.get("source", "").strip())
        return data

    def _read(self, text: str, year: int | None, source: str) -> CalendarFile | None:
        try:
            if "date,kind,name" in text.replace(" ", ""):
                return workcalendar.read_text(text, source or _("粘贴的文件"), year)
            if not source:
                self.add_error("source", _("请填写通知文号"))
                return None
            return workcalendar.read_notice(text, source, year)
        except CalendarFileError as error:
            self.add_error("text", str(error))
            return None


class LoadCalendar(PreviewedPage):
    """Load a year: first what would change, then the load; clocks are computed anew by the worker."""

    code, form_class = "load_calendar", LoadForm

    def about(self, actor: Actor) -> dict[str, Any]:
        return {"title": _("导入工作日历"), "submit": _("看看会改变什么"), "confirm": _("导入日历"), "upload": True,
                "lines": [_("先列出会变的日子和期限，确认后才保存。")], "back_url": reverse("calendar")}  # fmt: skip

    def typed(self, form: Any) -> dict[str, Any]:
        return {"text": form.cleaned_data["text"], "source": form.cleaned_data["calendar"].source}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        done = upkeep.preview_year(data["calendar"], at=clock.now(), note=data["note"])
        refused = sum(move.refused for move in done.moves)
        lines = [_("%(year)d年：%(n)d天与现在不同。") % {"year": data["calendar"].year, "n": len(done.days)},
                 _("%(n)d个在走的期限会重算。") % {"n": len(done.moves) - refused}]  # fmt: skip
        if refused:
            lines.append(_("%(n)d个已逾期的期限会变成未逾期，没有写理由，仍记逾期。") % {"n": refused})
        return Preview(lines, [
            (_("会变的日子"), [_day_words(change) for change in done.days[:SHOWN]], len(done.days)),
            (_("会变的期限"), [_move_words(move) for move in done.moves[:SHOWN]], len(done.moves)),
        ])  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        file = data["calendar"]
        changed = upkeep.keep_year(file, at=clock.now(), by=actor.user)
        _log(actor, self.request, year=file.year, days=len(changed))
        words = _("已导入%(year)d年，%(n)d天有变；期限正在重算。")
        messages.success(self.request, words % {"year": file.year, "n": len(changed)})
        return _recompute(actor, file.year, data["note"])


class Recompute(FormPage):
    """Compute the clocks of a year anew that an interruption left."""

    code = "recompute_calendar"

    def about(self, actor: Actor) -> dict[str, Any]:
        year = self.kwargs["year"]
        return {"title": _("重算期限"), "subject": _("%(year)d年") % {"year": year}, "submit": _("重算期限"),
                "lines": [_("涉及这一年、还没重算的期限会重算，每件各记一笔。")],
                "back_url": f"{reverse('calendar')}?year={year}"}  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        year = self.kwargs["year"]
        _log(actor, self.request, year=year)
        return _recompute(actor, year, "")


def _recompute(actor: Actor, year: int, note: str) -> HttpResponse:
    return HttpResponseRedirect(jobs.url(jobs.submit(upkeep.RecomputeYear.code, actor=actor,
                                                     params={"year": year, "note": note})))  # fmt: skip


def _log(actor: Actor, request: HttpRequest, **detail: Any) -> None:
    accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject="calendar", detail=detail, request=request)


def _day_words(change: DayChange) -> str:
    before = _("未导入") if change.before is None else workcalendar.WORK if change.before else workcalendar.REST
    after = workcalendar.WORK if change.after else workcalendar.REST
    weekday = _WEEK[change.day.weekday()]
    return _("%(month)d月%(day)d日（周%(weekday)s）%(before)s→%(after)s") % {
        "month": change.day.month, "day": change.day.day, "weekday": weekday, "before": before, "after": after,
    }  # fmt: skip


def _move_words(move: Move) -> str:
    record, now, timer = move.timer.record, clock.now(), move.timer
    unit = clocks.length_of(timer).unit
    old = display.deadline(move.old, now, unit=unit, provisional=timer.provisional)
    new = display.deadline(move.new, now, unit=unit, provisional=False)
    words = f"{record.number or _('未编号')}　{kinds.kind_of(record).timer_label(timer.key)}　{old}→{new}"
    return _("%(words)s（已逾期，不改）") % {"words": words} if move.refused else words

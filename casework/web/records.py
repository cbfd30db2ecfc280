"""Pages of one record: the page itself, its past, its files."""

import datetime as dt
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from casework import accesslog, boundary, clock, files, kinds, ledger
from casework.actor import Actor
from casework.models import RecordFile
from casework.refusals import OutOfScope, Refusal
from casework.session import actor_of
from casework.web import clocks as clock_chips
from casework.web import errors, frames, paper_rows


class PageView(LoginRequiredMixin, View):
    """Base: refusals become pages, and lines in the access log."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except Refusal as refusal:
            return errors.refused(request, refusal, code=kwargs.get("code", ""))


class RecordPage(PageView):
    """Base of the pages of one kind."""

    kind_name = ""

    @property
    def kind(self) -> kinds.Kind:
        return kinds.by_name(self.kind_name)

    @property
    def actor(self) -> Actor:
        return actor_of(self.request)

    def record(self) -> Any:
        """The record the address names, in scope. Raises OutOfScope."""
        key = self.kwargs["key"]
        by = {"pk": key} if _is_id(key) else {"number": key}
        return boundary.find(self.kind_name, self.actor, **by)


def _is_id(key: str) -> bool:
    return len(key) == 36 and key.count("-") == 4


def head(record: Any, kind: kinds.Kind, events: Any, now: dt.datetime) -> dict[str, Any]:
    """Title, badges and crumbs of a record's page."""
    chips = clock_chips.chips(record, now)
    return {
        "number": record.number or _("未编号"), "title": record.title or kind.label,
        "place": kind.place(record), "state": record.lifecycle.states[record.state].badge,
        "badges": [frames.state_badge(record), *kind.badges(record)], "clock": chips[0] if chips else None,
        "crumbs": [{"label": kind.label, "url": reverse(f"{kind.page}-list")}], "walk": None,
        "as_at_url": frames.url(record, "as-at-choose"), "print_url": frames.url(record, "print"), "followed": False, "follow_url": "",
        "url": frames.url(record),
    }  # fmt: skip


class Detail(RecordPage):
    """The page of a record."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        record, now = self.record(), clock.now()
        accesslog.record_access(self.actor, "view", record=record, subject=record.kind, request=request)
        return render(request, self.kind.detail_template, page(record, self.kind, self.actor, now))


def page(record: Any, kind: kinds.Kind, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """The whole context of a record's page: what follows from the declaration, and what the kind adds."""
    events = list(record.events.select_related("post__agency", "post__user").order_by("seq"))
    context = {
        "case": head(record, kind, events, now),
        "stage": frames.stage(record, events, now),
        "next": frames.next_step(record, actor),
        "clocks": clock_chips.chips(record, now),
        "history": frames.history(record, events, now, actor),
        "documents": paper_rows.section(record, actor),
        "past": None,
    }
    return context | kind.page_parts(record, actor, None)


class ChooseDay(RecordPage):
    """GET ?day=: on to the record as it stood then."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        record = self.record()
        try:
            day = dt.date.fromisoformat(request.GET.get("day", ""))
        except ValueError:
            return HttpResponseRedirect(frames.url(record))
        return HttpResponseRedirect(frames.url(record, "as-at", day=day))


class AsAt(RecordPage):
    """The record as it stood at 24:00 of a day; nothing can be done there."""

    def get(self, request: HttpRequest, key: str, day: dt.date) -> HttpResponse:
        record = self.record()
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=clock.CHINA) - clock.TICK
        view = ledger.as_at(record.pk, end)
        if view.last_event is None:
            raise OutOfScope
        accesslog.record_access(self.actor, "view", record=record, subject=f"{record.kind}:as_at", request=request)
        return render(request, "casework/as_at.html", self._context(record, view, end, day))

    def _context(self, record: Any, view: ledger.PastView, end: dt.datetime, day: dt.date) -> dict[str, Any]:
        events = list(record.events.filter(at__lte=end).select_related("post__agency", "post__user").order_by("seq"))
        now_values = ledger.as_at(record.pk, clock.now()).values
        differing = sum(
            1 for path in now_values.keys() | view.values.keys() if now_values.get(path) != view.values.get(path)
        )
        case = head(record, self.kind, events, end)
        state = record.lifecycle.states[view.state]
        case["state"], case["clock"] = state.badge, None
        case["badges"] = [{"tone": state.tone, "text": str(state.badge), "icon": "", "url": ""}]
        stood = type(record)(kind=record.kind, due_at=None, closed_at=None)
        type(record).state.field.set_state(stood, view.state)
        words = _("这是%(day)s24:00时的样子，不能办理。") % {"day": f"{day.year}年{day.month}月{day.day}日"}
        return {
            "case": case, "stage": frames.stage(stood, events, end), "clocks": [],
            "history": frames.history(record, events, end, self.actor),
            "past": {"words": words, "now_url": frames.url(record), "differences": differing},
        } | self.kind.page_parts(record, self.actor, self.kind.past(view, self.actor))  # fmt: skip


class File(RecordPage):
    """One file of a record; the look is recorded."""

    def get(self, request: HttpRequest, key: str, file: Any) -> HttpResponse:
        record = self.record()
        found = RecordFile.objects.select_related("file").filter(pk=file, record_id=record.pk).first()
        if found is None:
            raise OutOfScope
        return files.response(found, actor=self.actor, request=request)

"""The page of a record, and the same page as it stood on a past day."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, clock, differences, display, kinds, ledger
from casework.actor import Actor
from casework.models import Follow, Record, Relation
from casework.refusals import OutOfScope
from casework.web import clocks as clock_chips
from casework.web import frames, history, paper_rows, stages, walk
from casework.web.records import RecordPage


def head(record: Any, kind: kinds.Kind, chips: list[Any]) -> dict[str, Any]:
    """Title, badges and crumbs of a record's page; the first chip is the worst clock."""
    return {
        "number": record.number or _("未编号"), "title": record.title or kind.label, "place": kind.place(record),
        "state": record.lifecycle.states[record.state].badge,
        "badges": [frames.state_badge(record), *kind.badges(record)], "clock": chips[0] if chips else None,
        "crumbs": [{"label": kind.label, "url": reverse(f"{kind.page}-list")}], "walk": None,
        "as_at_url": frames.url(record, "as-at-choose"), "print_url": frames.url(record, "print"),
        "followed": False, "follow_url": "", "url": frames.url(record),
    }  # fmt: skip


class Detail(RecordPage):
    """The page of a record. ?history= narrows what happened, ?list= says along which list one walks."""

    for_parties = True

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        record, now, kind = self.record(), clock.now(), self.kind
        accesslog.record_access(self.actor, "view", record=record, subject=record.kind, request=request)
        if party := kind.party_view(self.actor):
            return render(request, *party.page(record))
        follows, handles = standing(record, self.actor)
        context = page(record, kind, self.actor, now, only=request.GET.get("history", ""), handles=handles)
        along = walk.along(request, record, kind, self.actor)
        follow_url = frames.url(record, "follow") + (f"?{along['query']}" if along else "")
        onward = kind.leads_on(record, self.actor)
        context["case"] |= {"walk": along, "followed": follows, "follow_url": follow_url, "onward": onward}
        if along and along["list_label"]:
            context["case"]["crumbs"].append({"label": along["list_label"], "url": along["list_url"]})
        return render(request, kind.detail_template, context)


def standing(record: Any, actor: Actor) -> tuple[bool, bool]:
    """In one query whether this actor follows the record, and whether they handle it."""
    mine = {"record": OuterRef("pk"), "user": actor.user_id}
    handling = Relation.objects.filter(**mine, kind=Relation.HANDLER, until__isnull=True)
    found = Record.objects.filter(pk=record.pk).values_list(Exists(Follow.objects.filter(**mine)), Exists(handling))
    follows, handles = found[0]
    return follows, handles


def page(
    record: Any, kind: kinds.Kind, actor: Actor, now: dt.datetime, *, only: str = "", handles: bool = False
) -> dict[str, Any]:
    """The whole context of a record's page: what follows from the declaration, and what the kind adds."""
    kind.before_page(record)
    events = list(record.events.select_related("post__agency", "post__user").order_by("seq"))
    chips = clock_chips.chips(record, now, without=kind.unheard_clocks(actor))
    papers = paper_rows.section(record, actor)
    looks = history.may_see_looks(actor, handles)
    context = {
        "case": head(record, kind, chips),
        "stage": stages.bar(record, events, now),
        "next": frames.next_step(record, actor),
        "clocks": chips,
        "history": history.history(record, events, now, actor, only=only, papers_of=papers["rows"], looks=looks),
        "documents": papers,
        "past": None,
    }
    return context | kind.page_parts(record, actor, None)


class Verify(RecordPage):
    """POST: prove this record's chain, values and all; the page says what came of it."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        record, now = self.record(), clock.now()
        wrong = list(ledger.verify([record.pk]))
        if wrong:
            places = "、".join(_("第%(n)s条") % {"n": finding.seq} for finding in wrong[:5])
            messages.error(request, _("校验不一致：%(places)s。请报告管理员。") % {"places": places})
        else:
            words = _("已核对第1–%(last)s条，链条和内容都一致，%(when)s。")
            messages.success(request, words % {"last": record.version, "when": display.moment(now, now)})
        return HttpResponseRedirect(frames.url(record))


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
    """The record as it stood at 24:00 of a day; nothing can be done there. ?differences=1 lists what is other now."""

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
        then = self.kind.past(view, self.actor, record)
        now_seen = self.kind.past(ledger.as_at(record.pk, clock.now()), self.actor, record)
        differing = differences.between(record, then, now_seen)
        case, state = head(record, self.kind, []), record.lifecycle.states[view.state]
        case |= {
            "state": state.badge,
            "print_url": "",
            "badges": [{"tone": state.tone, "text": str(state.badge), "icon": "", "url": ""}],
        }
        stood = type(record)(kind=record.kind, due_at=None, closed_at=None, version=view.version)
        type(record).state.field.set_state(stood, view.state)
        words = _("这是%(day)s24:00时的样子，不能办理。") % {"day": f"{day.year}年{day.month}月{day.day}日"}
        shown = history.history(record, events, end, self.actor)
        shown |= {"filters": [], "verified": ledger.holds_together(stood, events)}
        return {
            "case": case, "stage": stages.bar(stood, events, end), "clocks": [], "history": shown,
            "past": {
                "words": words, "now_url": frames.url(record), "differences": differing,
                "marked": "differences" in self.request.GET, "mark_url": "?differences=1#differences",
            },
        } | self.kind.page_parts(record, self.actor, then)  # fmt: skip

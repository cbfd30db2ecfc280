"""The bell in three tabs: what urges, what reminds, what changed."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display, feed, notices
from casework.models import Notice
from casework.session import actor_of
from casework.web import desk, frames
from casework.web.records import PageView

PAGE = 50
URGE, REMIND, CHANGE = "urge", "remind", "change"
TABS = {URGE: (Notice.URGE, Notice.SUPERVISE, Notice.SAFETY), REMIND: (Notice.REMIND, Notice.TODO)}
BADGES = {Notice.SUPERVISE: ("flag", "flag"), Notice.SAFETY: ("safety", "alert-octagon")}


class Inbox(PageView):
    """GET ?tab=; POST marks the tab read, or with `known` one notice about safety as known to this person."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, user = actor_of(request), request.user
        tab = self._tab()
        changed = feed.changes(actor, clock.now() - feed.TOLD_FOR)
        rows = changed if tab == CHANGE else notices.of(user, TABS[tab])  # type: ignore[arg-type]
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        found: Any = page.object_list
        shown = [self._changed(e) for e in found] if tab == CHANGE else self._noticed(list(found))
        context = {
            "notices": {"tabs": self._tabs(tab, changed), "rows": shown, "read_url": f"{request.path}?tab={tab}"},
            "page": page, "pages": page.paginator.get_elided_page_range(page.number),
        }  # fmt: skip
        return render(request, "casework/notices.html", context)

    def _tab(self) -> str:
        wanted = self.request.GET.get("tab", URGE)
        return wanted if wanted in (*TABS, CHANGE) else URGE

    def _tabs(self, current: str, changed: Any) -> list[dict[str, Any]]:
        user: Any = self.request.user
        unread: dict[str, int] = dict(
            Notice.objects.filter(user=user, read_at=None).values_list("kind").annotate(Count("pk")).order_by()
        )
        counts = {tab: sum(unread.get(kind, 0) for kind in kinds) for tab, kinds in TABS.items()}
        counts[CHANGE] = changed.filter(unread=True).count()
        labels = {URGE: _("催办督办"), REMIND: _("提醒"), CHANGE: _("变化")}
        return [
            {"label": label, "url": f"?tab={tab}", "current": tab == current, "count": counts[tab]}
            for tab, label in labels.items()
        ]

    def _changed(self, event: Any) -> dict[str, Any]:
        line = desk.change(event)
        return line | {"text": f"{line['who']}　{line['text']}", "badge": None, "known": "", "known_url": ""}

    def _noticed(self, found: list[Notice]) -> list[dict[str, Any]]:
        known = _known_by([n for n in found if n.kind == Notice.SAFETY])
        return [self._row(n, known.get(n.message_id, [])) for n in found]

    def _row(self, notice: Notice, known: list[str]) -> dict[str, Any]:
        record, safety = notice.record, notice.kind == Notice.SAFETY
        tone, icon = BADGES.get(notice.kind, ("", ""))
        badge = {"tone": tone, "text": notice.get_kind_display(), "icon": icon, "url": ""} if tone else None
        return {
            "url": target(notice), "text": notices.worded(notice.code, notice.params), "unread": notice.read_at is None,
            "number": (record.number or _("未编号")) if record else "", "when": notice.created_at, "badge": badge,
            "known": "、".join(known), "known_url": self.request.path if safety and notice.read_at is None else "",
            "pk": notice.pk,
        }  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        actor, user = actor_of(request), request.user
        tab, known = self._tab(), request.POST.get("known", "")
        if known.isdecimal() and len(known) < 19:
            notices.mark_read(user, [int(known)])  # type: ignore[arg-type]
        elif tab == CHANGE:
            feed.mark_all_read(actor.user, clock.now())
        else:
            # what is about safety is not read in passing: each is acknowledged by name
            rows = notices.of(user, TABS[tab]).exclude(kind=Notice.SAFETY)  # type: ignore[arg-type]
            notices.mark_read(user, rows.values_list("pk", flat=True))  # type: ignore[arg-type]
        return HttpResponseRedirect(f"{request.path}?tab={tab}")


def target(notice: Notice) -> str:
    """What the notice is about: a record, or long work that ended."""
    if notice.record:
        return frames.url(notice.record)
    return reverse("job", kwargs={"job": notice.params["job"]}) if "job" in notice.params else ""


def _known_by(found: list[Notice]) -> dict[Any, list[str]]:
    """Who acknowledged the same message, and when, by message."""
    told = Notice.objects.filter(message__in=[n.message_id for n in found], read_at__isnull=False)
    known: dict[Any, list[str]] = {}
    for one in told.select_related("user").order_by("read_at"):
        assert one.read_at is not None
        words = f"{one.user.display_name} {display.moment(one.read_at, clock.now())}"
        known.setdefault(one.message_id, []).append(words)
    return known

"""My desk: what is mine to do, what is late, what changed. Each row with its verb and its clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display, engine, feed, kinds, party
from casework.actor import Actor
from casework.event_words import labels_of, who
from casework.models import Event, Proposal, Record, Relation, User
from casework.session import actor_of
from casework.web import duties, frames, navigation, waiting
from casework.web.records import PageView

PAGE, CHANGES = 60, 12
SAFETY = "SAFETY_URGENT"
DECIDE = "decide"
#: Groups in order; the number is what the database sorts by.
GROUPS = (
    (DECIDE, gettext_lazy("待我决定"), "gavel"),
    ("late", gettext_lazy("已逾期"), "alarm"),
    ("today", gettext_lazy("今天到期"), "clock"),
    ("week", gettext_lazy("本周"), "calendar"),
    ("later", gettext_lazy("以后"), "hourglass"),
)
ICON = "folder"


@dataclass(frozen=True)
class Days:
    """Where today and this week end, as due moments (exclusive)."""

    now: datetime

    @property
    def tomorrow(self) -> datetime:
        return datetime.combine(display.local(self.now).date() + timedelta(days=1), time(), clock.CHINA)

    @property
    def next_week(self) -> datetime:
        return self.tomorrow + timedelta(days=6)

    def within(self, code: str) -> Q:
        """The condition of one group."""
        return {
            "late": Q(due_at__lte=self.now),
            "today": Q(due_at__gt=self.now, due_at__lte=self.tomorrow),
            "week": Q(due_at__gt=self.tomorrow, due_at__lte=self.next_week),
            "later": Q(due_at__gt=self.next_week) | Q(due_at=None),
        }[code]

    def group_of(self, due: datetime | None) -> str:
        """The group a due moment falls into."""
        if due is None or due > self.next_week:
            return "later"
        return "late" if due <= self.now else "today" if due <= self.tomorrow else "week"


class Desk(PageView):
    """GET ?only=late|today|review|changed|<act> narrows the list without leading away."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, now = actor_of(request), clock.now()
        if party.is_party(actor):
            return HttpResponseRedirect(navigation.landing(actor.role))
        only = request.GET.get("only", "")
        whole = Work(actor, now)
        page = whole.page(only, request.GET.get("page"))
        told = feed.changes(actor, whole.since)
        context = {
            "title": navigation.called(actor.role, "/") or _("我的工作台"), "now": now,
            "hint": not actor.user.display.get("hint_closed") if actor.user else False,
            "total": whole.counts["all"], "shown": page.paginator.count, "only": only, "tiles": whole.tiles(only),
            "groups": whole.groups(page, only), "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "changes": [change(e) for e in told[:CHANGES]], "changes_total": told.count(),
            "changes_since": _since_words(now, whole.since), "waiting": waiting.shown(actor, now),
            "start": navigation.beside_desk(actor.role) if is_new(actor) else None,
        }  # fmt: skip
        return render(request, "casework/desk.html", {"desk": context})


class Work:
    """What waits for one actor: counted, in order, in groups."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        self.actor, self.now, self.days = actor, now, Days(now)
        self.duties = duties.duties(actor)
        self.mine = duties.mine(actor)
        self.reviews = reviews_of(actor)
        self.since = feed.desk_since(now)
        self.counts = self._counts()

    def _acts(self) -> dict[str, Any]:
        """The acts that have a tile of their own: code → words, as far as this role may do them."""
        return {
            code: words
            for kind in kinds.all_kinds()
            for code, words in kind.desk_tiles.items()
            if self.actor.role in kind.lifecycle.rows[code].by
        }

    def _doing(self, code: str) -> Q:
        """The records whose turn it is to undergo this act."""
        condition = Q(pk__in=[])
        for name, by_state in self.duties.items():
            states = [state for state, rows in by_state.items() if any(row.code == code for row in rows)]
            condition |= Q(kind=name, state__in=states)
        return condition

    def _counts(self) -> dict[str, int]:
        """All numbers of the tiles: one statement for the records, one for the changes."""
        wanted: dict[str, Q] = {code: self.days.within(code) for code in ("late", "today")}
        wanted |= {code: self._doing(code) for code in self._acts()}
        counted = self.mine.aggregate(all=Count("pk"), **{c: Count("pk", filter=q) for c, q in wanted.items()})
        for proposal in self.reviews:
            group = self.days.group_of(proposal.record.due_at)
            if group in ("late", "today"):
                counted[group] += 1
        counted["mine"] = counted["all"]
        counted["all"] += len(self.reviews)
        counted["review"] = len(self.reviews)
        counted["changed"] = self._changed().aggregate(n=Count("record", distinct=True))["n"]
        return counted

    def _changed(self) -> QuerySet[Event]:
        return feed.unread(self.actor, self.since).order_by()

    def tiles(self, only: str) -> list[dict[str, Any]]:
        """The filters with their numbers; each opens exactly what it counts."""
        named = [("late", _("已逾期")), ("today", _("今天到期")), *self._acts().items(), ("review", _("待我复核")),
                 ("changed", _("有变化"))]  # fmt: skip
        return [
            {
                "code": code, "label": label, "count": self.counts[code], "current": only == code,
                "late": code == "late", "url": "/" if only == code else f"/?only={code}",
            }
            for code, label in named
        ]  # fmt: skip

    def page(self, only: str, number: str | None) -> Any:
        """One page of the records in their order."""
        pages = Paginator(self._ordered(self._rows(only)), PAGE)
        if not only:
            pages.count = self.counts["mine"]  # type: ignore[misc]
        return pages.get_page(number)

    def _rows(self, only: str) -> Any:
        if only == "changed":
            changed = self._changed().values("record")
            return Record.objects.visible_to(self.actor).filter(pk__in=changed)
        if only in ("late", "today"):
            return self.mine.filter(self.days.within(only))
        if only == "review":
            return self.mine.none()
        return self.mine.filter(self._doing(only)) if only in self._acts() else self.mine

    def _ordered(self, rows: Any) -> Any:
        """By group, safety first in each, then by due moment."""
        groups = [code for code, _label, _icon in GROUPS if code != DECIDE]
        place = Case(
            *[When(self.days.within(code), then=Value(n)) for n, code in enumerate(groups)], output_field=IntegerField()
        )
        unsafe = Case(When(flags__contains=[SAFETY], then=Value(0)), default=Value(1), output_field=IntegerField())
        return rows.select_related("owner_agency").order_by(place, unsafe, F("due_at").asc(nulls_last=True), "pk")

    def groups(self, page: Any, only: str) -> list[dict[str, Any]]:
        """The rows of a page under their headings; reviews stand on the first page, for leaders in front."""
        records = list(page.object_list)
        rows = lines_of(records, self.actor, self._todo)
        if page.number == 1 and only not in ("changed", *self._acts()):
            rows = [*self._reviewing(only), *rows]
        found: list[dict[str, Any]] = []
        for code, label, icon in GROUPS:
            inside = sorted((r for r in rows if r["group"] == code), key=lambda r: not r["safety"])
            if inside:
                found.append({"label": label, "icon": icon, "late": code == "late", "rows": inside})
        if found:
            found[0]["rows"][0]["verb"]["primary"] = True
        return found

    def _todo(self, record: Record, line: Mapping[str, Any]) -> dict[str, Any]:
        """What is to be done. Where one has to choose between acts, the verb leads to the record and proposes none."""
        acts = kinds.kind_of(record).to_do(record, self.duties[record.kind].get(record.state, []))
        if len(acts) == 1:
            page = frames.url(record, "do", code=acts[0].code.replace("_", "-"))
            verb = {"label": acts[0].label, "url": page, "icon": "", "primary": False}
        elif not acts and line.get("amendment"):
            acts = [line["amendment"]]
            page = frames.url(record, "amend", code=acts[0].code.replace("_", "-"))
            verb = {"label": acts[0].label, "url": page, "icon": "", "primary": False}
        else:
            label = _("去办理") if acts else _("查看")
            verb = {"label": label, "url": frames.url(record), "icon": "", "primary": False, "page": True}
        todo = _("或").join(str(act.label) for act in acts[:3])
        return {"todo": todo, "verb": verb, "group": self.days.group_of(record.due_at)}

    def _reviewing(self, only: str) -> list[dict[str, Any]]:
        by_record = {p.record_id: p for p in self.reviews}
        leads = self.actor.role in {role for kind in kinds.all_kinds() for role in kind.leaders}

        def todo(record: Record, _line: Any) -> dict[str, Any]:
            proposal = by_record[record.pk]
            act = engine.act_of(record, proposal.transition)
            words = _("复核：%(act)s（提交人：%(who)s）") % {
                "act": act.label, "who": proposal.proposer.user.display_name,
            }  # fmt: skip
            verb = {
                "label": _("复核"), "url": frames.url(record, "proposal", proposal=proposal.pk), "icon": "",
                "primary": False,
            }  # fmt: skip
            group = self.days.group_of(record.due_at)
            return {"todo": words, "verb": verb, "group": DECIDE if leads else group, "due_group": group}

        rows = lines_of([p.record for p in self.reviews], self.actor, todo)
        return [r for r in rows if only in ("", "review") or r["due_group"] == only]


def lines_of(records: Sequence[Record], actor: Actor, todo: Any) -> list[dict[str, Any]]:
    """The desk's rows in the order of the records, with a fixed number of queries a kind."""
    found: dict[Any, dict[str, Any]] = {}
    for kind in kinds.all_kinds():
        own = [r for r in records if r.kind == kind.name]
        if own:
            shown = kind.list_rows(own, actor)
            for record, line in zip(own, shown, strict=True):
                more = {"pk": record.pk, "icon": ICON, "safety": SAFETY in record.flags}
                found[record.pk] = line | more | todo(record, line)
    return [found[r.pk] for r in records]


def reviews_of(actor: Actor) -> list[Proposal]:
    """What waits for this actor as the second person, the oldest first."""
    asked = Proposal.objects.filter(outcome=Proposal.OPEN).filter(Q(decider=actor.user_id) | Q(decider=None))
    asked = asked.exclude(proposer__user=actor.user_id).filter(record__in=Record.objects.visible_to(actor))
    found = asked.select_related("record__owner_agency", "proposer__user").order_by("proposed_at")
    return [
        p for p in found
        if actor.role in engine.deciders(p.record, engine.act_of(p.record, p.transition), p)
    ]  # fmt: skip


def change(event: Any) -> dict[str, Any]:
    """One line of 最新变化."""
    record = event.record
    labels = labels_of(kinds.kind_of(record).model)
    return {
        "url": frames.url(record), "who": event.post.agency.name if event.post else who(event), "unread": event.unread,
        "text": f"{labels.get(event.name, event.name)} {record.title}", "when": event.at, "number": record.number or "",
    }  # fmt: skip


def is_new(actor: Actor) -> bool:
    """Whether nothing was ever given to this person or their unit."""
    whose = Q(user=actor.user_id) | Q(agency=actor.agency_id)
    return not Relation.objects.filter(whose).exists()


def _since_words(now: datetime, since: datetime) -> str:
    yesterday = display.local(now).date() - timedelta(days=1)
    day = _("昨天") if display.local(since).date() == yesterday else display.day(since, now)
    return _("%(day)s%(time)s以来") % {"day": day, "time": f"{display.local(since):%H:%M}"}


class News(PageView):
    """GET ?since=ISO: the present numbers of the tiles, and how many changes came after that moment."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, now = actor_of(request), clock.now()
        try:
            since = parse_datetime(request.GET.get("since", ""))
        except ValueError:
            since = None
        if since is None or since.tzinfo is None:
            since = now
        by_others = Event.objects.filter(record=OuterRef("pk"), at__gt=since).exclude(actor=actor.user_id)
        arrived = duties.mine(actor).filter(Exists(by_others), state_since__gt=since, state_since__lte=now).count()
        changed = feed.changes(actor, max(since, now - feed.TOLD_FOR)).filter(at__lte=now).count()
        return JsonResponse({"counts": Work(actor, now).counts, "new": max(arrived, changed)})


class ReadChanges(PageView):
    """POST: everything that changed until now was seen."""

    def post(self, request: HttpRequest) -> HttpResponse:
        actor_of(request)
        feed.mark_all_read(request.user, clock.now())
        return HttpResponseRedirect(f"{reverse('desk')}#changes-title")


class CloseHint(PageView):
    """POST: the card for the first log-in has been read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        User.objects.filter(pk=user.pk).update(display=user.display | {"hint_closed": True})
        return HttpResponseRedirect(reverse("desk"))

"""My desk: what is mine to do, what is late, what changed. Each row with its verb and its clock."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display, kinds
from casework.actor import Actor
from casework.api.views import labels_of
from casework.declaration import Row
from casework.models import Event, Proposal, Record, Relation
from casework.session import actor_of
from casework.web import frames
from casework.web.records import PageView

LIMIT = 60
CHANGES = 12
SAFETY = "SAFETY_URGENT"
GROUPS = (
    ("late", gettext_lazy("已逾期"), "alarm"),
    ("today", gettext_lazy("今天到期"), "clock"),
    ("week", gettext_lazy("本周"), "calendar"),
    ("later", gettext_lazy("以后"), "hourglass"),
)


class Desk(PageView):
    """GET ?only=late|today|review narrows the list without leading away."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, now = actor_of(request), clock.now()
        only = request.GET.get("only", "")
        rows = [*_reviews(actor, now), *_todo(actor, now)]
        changes, waiting = _changes(actor, now), _waiting(actor)
        context = {
            "now": now, "deputy": "", "hint": "", "total": len(rows), "tiles": _tiles(rows, only, len(changes)),
            "groups": _groups([r for r in rows if not only or only in r["marks"]]), "changes": changes,
            "changes_since": _("昨天%(time)s以来") % {"time": f"{display.local(now):%H:%M}"}, "changes_url": "",
            "waiting": waiting, "unit_cases_url": "",
        }  # fmt: skip
        return render(request, "casework/desk.html", {"desk": context})


def duties(actor: Actor) -> dict[str, dict[str, list[Row]]]:
    """For each kind: the states in which this role has something to do, and what; the usual act alone where one is."""
    found: dict[str, dict[str, list[Row]]] = {}
    for kind in kinds.all_kinds():
        duty: dict[str, list[Row]] = {}
        for declared in kind.lifecycle.rows.values():
            if actor.role in declared.by:
                for state in declared.sources:
                    duty.setdefault(state, []).append(declared)
        found[kind.name] = {state: [r for r in rows if r.usual] or rows for state, rows in duty.items()}
    return found


def mine(actor: Actor) -> Any:
    """Records that wait for this actor: in a state with a duty of the role, and theirs by the kind's own rule."""
    condition = Q(pk__in=[])
    for name, usual in duties(actor).items():
        narrow = kinds.by_name(name).mine(actor)
        if usual and narrow is not None:
            condition |= Q(kind=name, state__in=list(usual)) & narrow
    return Record.objects.visible_to(actor).filter(condition)


def _todo(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    usual = duties(actor)
    waiting = mine(actor).select_related("owner_agency").order_by(F("due_at").asc(nulls_last=True), "pk")
    safe_first = sorted(waiting[:LIMIT], key=lambda r: SAFETY not in r.flags)
    rows = []
    for kind in kinds.all_kinds():
        records = [r for r in safe_first if r.kind == kind.name]
        if records:
            shown = kind.list_rows(records, actor)
            rows += [_row(r, line, usual[r.kind][r.state], now) for r, line in zip(records, shown, strict=True)]
    return sorted(rows, key=lambda row: (not row["safety"], row["due"] or now + timedelta(days=3650)))


def _row(record: Record, line: dict[str, Any], acts: list[Row], now: datetime) -> dict[str, Any]:
    """One thing to do. Where a person has to choose between acts, the verb leads to the record and proposes none."""
    if len(acts) == 1:
        page = frames.url(record, "do", code=acts[0].code.replace("_", "-"))
        verb = {"label": acts[0].label, "url": page, "icon": "", "primary": False}
    else:
        verb = {"label": _("去办理"), "url": frames.url(record), "icon": "", "primary": False, "page": True}
    todo = _("或").join(str(act.label) for act in acts[:3])
    return line | {
        "icon": "folder", "safety": SAFETY in record.flags, "todo": todo, "due": record.due_at,
        "marks": {_group(record.due_at, now)}, "verb": verb,
    }  # fmt: skip


def _reviews(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """What waits for this actor as the second person."""
    asked = Proposal.objects.filter(outcome=Proposal.OPEN).filter(Q(decider=actor.user_id) | Q(decider=None))
    asked = asked.exclude(proposer__user=actor.user_id).filter(record__in=Record.objects.visible_to(actor))
    rows = []
    for proposal in asked.select_related("record__owner_agency", "proposer__user").order_by("proposed_at")[:LIMIT]:
        record = proposal.record
        row = kinds.kind_of(record).lifecycle.rows[proposal.transition]
        if actor.role not in row.by:
            continue
        line = kinds.kind_of(record).list_rows([record], actor)[0]
        words = _("复核：%(act)s（提交人：%(who)s）") % {"act": row.label, "who": proposal.proposer.user.display_name}
        page = frames.url(record, "proposal", proposal=proposal.pk)
        rows.append(line | {
            "icon": "users", "safety": SAFETY in record.flags, "todo": words, "due": record.due_at,
            "marks": {_group(record.due_at, now), "review"},
            "verb": {"label": _("复核"), "url": page, "icon": "", "primary": False},
        })  # fmt: skip
    return rows


def _group(due: datetime | None, now: datetime) -> str:
    if due is None:
        return "later"
    if due <= now:
        return "late"
    days = (display.local(due - clock.TICK).date() - display.local(now).date()).days
    return "today" if days == 0 else "week" if days <= 6 else "later"


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for code, label, icon in GROUPS:
        inside = [r for r in rows if code in r["marks"]]
        if inside:
            found.append({"label": label, "icon": icon, "late": code == "late", "rows": inside})
    if found:
        found[0]["rows"][0]["verb"]["primary"] = True
    return found


def _tiles(rows: list[dict[str, Any]], only: str, changes: int) -> list[dict[str, Any]]:
    tiles = [
        {
            "label": label, "count": sum(code in r["marks"] for r in rows), "current": only == code,
            "url": "/" if only == code else f"/?only={code}", "late": code == "late",
        }
        for code, label in (("late", _("已逾期")), ("today", _("今天到期")), ("review", _("待我复核")))
    ]  # fmt: skip
    return [*tiles, {"label": _("有变化"), "count": changes, "url": "#changes-title", "current": False, "late": False}]


def _changes(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """What others did since yesterday to the records this actor or their agency stands in relation to."""
    whose = Q(agency=actor.agency_id) | Q(user=actor.user_id)
    related = Relation.objects.filter(whose, record=OuterRef("record_id"), until__isnull=True)
    events = Event.objects.filter(Exists(related), at__gt=now - timedelta(days=1)).exclude(actor=actor.user_id)
    events = events.filter(record__in=Record.objects.visible_to(actor))
    found = []
    for event in events.select_related("record", "post__agency").order_by("-at")[:CHANGES]:
        record = event.record
        labels = labels_of(kinds.kind_of(record).model)
        found.append({
            "url": frames.url(record), "who": event.post.agency.name if event.post else _("系统"), "unread": False,
            "text": f"{labels.get(event.name, event.name)} {record.title}", "when": event.at,
        })  # fmt: skip
    return found


def _waiting(actor: Actor) -> list[dict[str, Any]]:
    """What this actor proposed and nobody has decided yet."""
    open_ones = Proposal.objects.filter(outcome=Proposal.OPEN, proposer__user=actor.user_id).select_related("record")
    found = []
    for proposal in open_ones.order_by("proposed_at")[:CHANGES]:
        record = proposal.record
        label = kinds.kind_of(record).lifecycle.rows[proposal.transition].label
        found.append({
            "who": _("复核人"), "text": f"{label} {record.title}", "number": record.number or "", "clock": None,
            "url": frames.url(record), "remind_url": "",
        })  # fmt: skip
    return found

"""办理经过: newest first, by day, with what was typed, what the clocks did and which papers came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from casework import access, display, kinds, ledger, value_words
from casework.actor import Actor
from casework.event_words import heard, labels_of, who
from casework.models import AccessAction, AccessEntry, Event, LedgerValue
from casework.web import frames, regions

ALL, CLOCKS, PAPERS, LOOKS = "", "clocks", "papers", "looks"
#: What one may narrow the history to; `looks` only for who may see who looked.
FILTERS = ((ALL, gettext_lazy("办理")), (CLOCKS, gettext_lazy("期限")), (PAPERS, gettext_lazy("文书")))
LOOKED = (LOOKS, gettext_lazy("查看"))
_CLOCK_WORDS = {
    "start": gettext_lazy("“%(name)s”开始计时，%(due)s到期"), "stop": gettext_lazy("“%(name)s”停止计时"),
    "pause": gettext_lazy("“%(name)s”暂停计时"), "resume": gettext_lazy("“%(name)s”恢复计时，%(due)s到期"),
    "extend": gettext_lazy("“%(name)s”延长到%(due)s"), "recompute": gettext_lazy("“%(name)s”重算为%(due)s到期"),
}  # fmt: skip


def history(record: Any, events: Sequence[Event], now: datetime, actor: Actor, *, only: str = ALL,
            papers_of: Sequence[dict[str, Any]] = (), looks: bool = False) -> dict[str, Any]:  # fmt: skip
    """The lines of one page; personal fields apart. `papers_of` are the rows of the section of papers, `looks` whether
    this actor may narrow it to who looked."""
    papers: dict[int, list[dict[str, Any]]] = {}
    for paper in papers_of:
        papers.setdefault(paper["seq"], []).append(paper)
    if only == LOOKS and looks:
        lines = _looks(record, now)
    else:
        chosen = [e for e in heard(events, record, actor) if _is(e, only, papers)]
        labels, texts = labels_of(record), _typed(record, chosen, actor)
        more = {e.seq: {"papers": papers.get(e.seq, []), "values": texts.get(e.pk, [])} for e in chosen}
        lines = [(e.at, _line(e, record, labels, now, actor) | more[e.seq]) for e in reversed(chosen)]
    days: dict[str, list[dict[str, Any]]] = {}
    for at, line in lines:
        days.setdefault(display.day(at, now), []).append(line)
    page = frames.url(record)
    filters = [*FILTERS, LOOKED] if looks else FILTERS
    return {
        "days": [{"label": label, "events": found} for label, found in days.items()],
        "count": len(events), "first": events[0].seq if events else 0, "last": events[-1].seq if events else 0,
        "shown": len(lines), "verified": ledger.holds_together(record, events),
        "verify_url": frames.url(record, "verify"),
        "filters": [
            {"label": label, "url": f"{page}{f'?history={code}' if code else ''}#history", "current": code == only}
            for code, label in filters
        ],
    }  # fmt: skip


def _is(event: Event, only: str, papers: dict[int, Any]) -> bool:
    if only == CLOCKS:
        return bool(event.timers)
    return event.seq in papers if only == PAPERS else True


def _line(event: Event, record: Any, labels: dict[str, Any], now: datetime, actor: Actor) -> dict[str, Any]:
    change = "；".join(regions.moves(event, record, actor))
    return {
        "time": f"{display.local(event.at):%H:%M}", "who": who(event), "text": labels.get(event.name, event.name),
        "change": change,
        "clocks": [words for change in event.timers if (words := _clock_words(record, change, now))],
    }  # fmt: skip


def _clock_words(record: Any, change: dict[str, Any], now: datetime) -> str:
    words = _CLOCK_WORDS.get(change["op"])
    if words is None:
        return ""
    moment = datetime.fromisoformat(change["new_due"]) if change.get("new_due") else None
    due = display.deadline(moment, now, provisional=bool(change.get("provisional"))) if moment else ""
    return str(words) % {"name": kinds.kind_of(record).timer_label(change["key"]), "due": due}


def _typed(record: Any, events: Sequence[Event], actor: Actor) -> dict[int, list[dict[str, Any]]]:
    """What was typed, by event, in the order of the form: label and value of every ask that is not personal.

    A box that was not ticked says nothing and is left out. One query for all.
    """
    asks, kind, opened = _asks(record), kinds.kind_of(record), _opened(record, actor)
    kept = {(v.event_id, v.path): v for v in LedgerValue.objects.filter(event__in=events, side=LedgerValue.TEXT)}
    found: dict[int, list[dict[str, Any]]] = {}
    for event in (one for one in events if one.name in opened or one.actor_id == actor.user_id):
        for name, ask in asks.get(event.name, {}).items():
            path = f"form/{name}"
            if path in event.changes and not ask.personal and kind.may_read(path, actor, record):
                value = kept.get((event.pk, path))
                words = value_words.typed(ask, ledger.open_value(value), record) if value else ""
                if words or value is None:
                    line = {"label": ask.label, "before": "", "after": words, "erased": value is None}
                    found.setdefault(event.pk, []).append(line)
    return found


def _acts(record: Any) -> tuple[Any, ...]:
    declared = record.lifecycle
    return (*declared.rows.values(), *declared.amendments.values(), *declared.beginnings)


def _opened(record: Any, actor: Actor) -> set[str]:
    """The acts of which this actor reads what others answered."""
    kind = kinds.kind_of(record)
    return {act.code for act in _acts(record) if kind.may_read_typed(act, actor)}


def _asks(record: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for act in _acts(record):
        found.setdefault(act.code, {}).update({ask.name: ask for ask in act.asks})
    return found


# --- who looked -------------------------------------------------------------------------------------------------


def may_see_looks(actor: Actor, handles: bool) -> bool:
    """Views of personal data are shown to the privacy officer and to the person who handles the case."""
    return handles or access.may(actor, "audit_log", "R")


def _looks(record: Any, now: datetime) -> list[tuple[datetime, dict[str, Any]]]:
    entries = AccessEntry.objects.filter(record=record.pk, action__in=[AccessAction.UNMASK, AccessAction.DOWNLOAD])
    return [(e.at, _look(e)) for e in entries.select_related("user", "post__agency").order_by("-at", "-pk")[:200]]


def _look(entry: AccessEntry) -> dict[str, Any]:
    person = f"{entry.post.agency.name} {entry.post.title} " if entry.post else ""
    purpose = entry.get_purpose_display() if entry.purpose else ""
    return {
        "time": f"{display.local(entry.at):%H:%M}",
        "who": person + (entry.user.display_name if entry.user else ""), "text": entry.get_action_display(),
        "change": purpose, "papers": [], "values": [], "clocks": [],
    }  # fmt: skip

"""The parts of a record's page that follow from its declaration: badges, stage bar, next step, history."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display, engine, kinds, ledger
from casework.actor import Actor
from casework.api.views import labels_of
from casework.context import Context
from casework.declaration import PREVIOUS, SAME, Row
from casework.engine import Option
from casework.masking import mask_text
from casework.models import Event, LedgerValue, Proposal
from casework.refusals import Denial

#: Actions shown beside the primary one, and refusals shown before 还有…项.
OTHERS, REFUSED = 3, 3


def key_of(record: Any) -> str:
    """How a page names a record: its number, or its id while it has none."""
    return record.number or str(record.pk)


def url(record: Any, name: str = "detail", **more: Any) -> str:
    """The address of one of the record's pages."""
    return reverse(f"{kinds.kind_of(record).page}-{name}", kwargs={"key": key_of(record), **more})


def state_badge(record: Any) -> dict[str, str]:
    """The one state badge of a row or header."""
    state = kinds.kind_of(record).lifecycle.states[record.state]
    return {"tone": state.tone, "text": str(state.badge), "icon": "", "url": ""}


def stage(record: Any, events: Sequence[Event], now: datetime) -> dict[str, Any]:
    """The straight road with the day each step was entered; a side road is said in one sentence."""
    lifecycle = record.lifecycle
    here = lifecycle.states[record.state].step
    steps = [code for code, _label in lifecycle.steps]
    if here not in steps:
        return {"sentence": _("本案现为“%(state)s”。") % {"state": lifecycle.states[record.state].label}}
    entered = _first_days(events, lifecycle, now)
    position = steps.index(here)
    shown = []
    for n, (code, label) in enumerate(lifecycle.steps):
        status = "done" if n < position else "now" if n == position else "todo"
        notes = [entered[code]] if code in entered and n <= position else []
        shown.append({"label": label, "status": status, "notes": notes})
    if record.due_at and not record.closed_at:
        shown[position]["notes"] = [
            *shown[position]["notes"],
            _("%(due)s止") % {"due": display.day(record.due_at - clock.TICK, now)},
        ]
    labels = [str(label) for _code, label in lifecycle.steps]
    return {
        "steps": shown, "position": position + 1, "total": len(steps), "now": labels[position],
        "previous": labels[position - 1] if position else "",
        "next": labels[position + 1] if position + 1 < len(labels) else "",
    }  # fmt: skip


def _first_days(events: Iterable[Event], lifecycle: Any, now: datetime) -> dict[str, str]:
    days: dict[str, str] = {}
    for event in events:
        state = lifecycle.states.get(event.state_to)
        if state and state.step and state.step not in days:
            days[state.step] = display.day(event.at, now)
    return days


def next_step(record: Any, actor: Actor) -> dict[str, Any]:
    """What this actor can do now, and why not the rest. Refusals of rights are not listed.

    Where the declaration names no usual act and several are possible, none of them is put before the others.
    """
    waiting = _open_proposal(record)
    found = [o for o in engine.options(record, actor) if o.role_fits and not _is_waiting(o, waiting)]
    allowed = sorted((o for o in found if o.allowed), key=lambda o: not o.act.usual)  # type: ignore[attr-defined]
    possible = [_button(o, record, "do") for o in allowed]
    amendments = engine.amendments(record, actor)
    amending = possible_amendments(amendments)
    refused = [_refused(o, record, amending) for o in found if not o.allowed]
    first = 1 if allowed and (len(allowed) == 1 or allowed[0].act.usual) else 0  # type: ignore[attr-defined]
    mine = bool(possible) or (bool(refused) and record.owner_agency_id == actor.agency_id)
    return {
        "mine": mine,
        "who": _("由您办理") if mine else _waiting_for(record),
        "primary": possible[0] if first else None,
        "others": possible[first : first + OTHERS],
        "more": possible[first + OTHERS :],
        "amend": [_button(o, record, "amend") for o in amendments if o.act.code in amending],
        "refused": refused[:REFUSED],
        "refused_more": refused[REFUSED:],
        "proposal": _proposal(record, waiting, actor) if waiting else None,
    }


def _button(option: Option, record: Any, page: str) -> dict[str, Any]:
    code = option.act.code.replace("_", "-")
    return {"code": option.act.code, "label": option.act.label, "url": url(record, page, code=code), "icon": ""}


def possible_amendments(options: Iterable[Option]) -> set[str]:
    """The codes of the amendments this actor may make now."""
    return {o.act.code for o in options if o.allowed}


def remedied(denial: Denial, record: Any, amending: set[str]) -> Denial:
    """A denial whose way out is a link, as far as this actor can go it."""
    amendment = kinds.kind_of(record).remedy_of(denial.code)
    if denial.link or amendment not in amending:
        return denial
    return dataclasses.replace(denial, link=url(record, "amend", code=amendment.replace("_", "-")))


def _refused(option: Option, record: Any, amending: set[str]) -> dict[str, Any]:
    denials = [remedied(d, record, amending) for d in option.denials]
    reasons = [{"message": d.message, "remedy": d.remedy, "link": d.link} for d in denials]
    return {"code": option.act.code, "label": option.act.label, "reasons": reasons}


def _waiting_for(record: Any) -> str:
    since = display.day(record.state_since, clock.now())
    if record.owner_agency:
        return _("等待：%(agency)s，自%(since)s") % {"agency": record.owner_agency.name, "since": since}
    return _("自%(since)s") % {"since": since}


def _open_proposal(record: Any) -> Proposal | None:
    asked = Proposal.objects.filter(record_id=record.pk, outcome=Proposal.OPEN)
    return asked.select_related("proposer__user").first()


def _is_waiting(option: Option, proposal: Proposal | None) -> bool:
    """What somebody already proposed is decided there, not asked for again."""
    return proposal is not None and option.act.code == proposal.transition


def _proposal(record: Any, found: Proposal, actor: Actor) -> dict[str, str]:
    label = record.lifecycle.rows[found.transition].label
    mine = found.proposer.user_id == actor.user_id
    may_decide = not mine and actor.role in record.lifecycle.rows[found.transition].by
    words = _("%(who)s提交了“%(act)s”，等待另一人复核，自%(when)s。") % {
        "who": found.proposer.user.display_name, "act": label,
        "when": display.moment(found.proposed_at, clock.now()),
    }  # fmt: skip
    page = url(record, "proposal", proposal=found.pk)
    return {"words": words, "review_url": page if may_decide else "", "withdraw_url": page if mine else ""}


# --- history ----------------------------------------------------------------------------------------------------


def history(record: Any, events: Sequence[Event], now: datetime, actor: Actor) -> dict[str, Any]:
    """Newest first, by day; what was typed into an act stands with it, personal fields apart."""
    labels = labels_of(record)
    texts = _typed(record, events, actor)
    days: dict[str, list[dict[str, Any]]] = {}
    for event in reversed(events):
        days.setdefault(display.day(event.at, now), []).append(_line(event, record, labels, texts))
    return {
        "days": [{"label": label, "events": lines} for label, lines in days.items()],
        "count": len(events), "first": events[0].seq if events else 0, "last": events[-1].seq if events else 0,
        "verified": not any(ledger.verify([record.pk])), "verify_url": "", "all_url": "",
    }  # fmt: skip


def _line(event: Event, record: Any, labels: dict[str, Any], texts: dict[int, list[dict[str, Any]]]) -> dict[str, Any]:
    states = record.lifecycle.states
    change = ""
    if event.state_from and event.state_from != event.state_to:
        change = f"{states[event.state_from].badge} → {states[event.state_to].badge}"
    post = event.post
    who = f"{post.agency.name} {post.title} {post.user.display_name}" if post else _("系统")
    return {
        "time": display.local(event.at).strftime("%H:%M"), "who": who, "text": labels.get(event.name, event.name),
        "change": change, "reason": "", "document": "", "document_url": "", "values": texts.get(event.pk, []),
    }  # fmt: skip


def _typed(record: Any, events: Sequence[Event], actor: Actor) -> dict[int, list[dict[str, Any]]]:
    """What was typed, by event, in the order of the form: label and value of every ask that is not personal.

    A box that was not ticked says nothing and is left out. One query for all.
    """
    asks, kind = _asks(record), kinds.kind_of(record)
    kept = {(v.event_id, v.path): v for v in LedgerValue.objects.filter(event__in=events, side=LedgerValue.TEXT)}
    found: dict[int, list[dict[str, Any]]] = {}
    for event in events:
        for name, ask in asks.get(event.name, {}).items():
            path = f"form/{name}"
            if path in event.changes and not ask.personal and kind.may_read(path, actor):
                value = kept.get((event.pk, path))
                words = shown(ask, ledger.open_value(value), record) if value else ""
                if words or value is None:
                    line = {"label": ask.label, "before": "", "after": words, "erased": value is None}
                    found.setdefault(event.pk, []).append(line)
    return found


def _asks(record: Any) -> dict[str, dict[str, Any]]:
    declared = record.lifecycle
    acts = [*declared.rows.values(), *declared.amendments.values()]
    if declared.creation:
        acts.append(declared.creation)
    return {act.code: {ask.name: ask for ask in act.asks} for act in acts}


def shown(ask: Any, raw: str, record: Any) -> str:
    """A kept form value in words: the label of a choice, names instead of keys; empty for a box not ticked.

    Numbers of people in free text are masked here as they are wherever else the text is shown.
    """
    if ask.kind == "flag":
        return _("是") if raw == "true" else ""
    if ask.kind == "money":
        return display.money(int(raw))
    if ask.kind in ("date", "moment"):
        return _day_or_moment(ask, raw)
    if ask.kind in ("choice", "user", "agency", "compound", "file", "users", "agencies", "files", "items"):
        words = kinds.kind_of(record).form_words(ask, raw, record)
        return mask_text(words) if ask.kind == "items" else words
    return mask_text(raw)


def _day_or_moment(ask: Any, raw: str) -> str:
    """A date or moment as kept (JSON, or plain ISO in a proposal) in words."""
    value = dt.datetime.fromisoformat(raw.strip('"'))
    return display.day(value.date(), clock.now()) if ask.kind == "date" else display.moment(value, clock.now())


def consequences(record: Any, row: Row, now: datetime) -> list[str]:
    """What happens after the button, in the order of the drawer: state, clocks, second person."""
    lines = []
    if row.second_person:
        lines.append(_("先交另一人复核，复核同意后才生效；复核前可以撤回。"))
    if row.target != SAME:
        target = row.target_from(record) if row.target != PREVIOUS else record.previous_state
        label = record.lifecycle.states[target].label
        lines.append(_("案件转入“%(state)s”。") % {"state": label})
    name = kinds.kind_of(record).timer_label
    running = {t.key for t in record.timers.filter(stopped_at__isnull=True)}
    stopping = [name(key) for key in row.stops if key in running]
    if stopping:
        lines.append(_("停止计时：%(names)s。") % {"names": "、".join(stopping)})
    starting = _starting(record, row, now)
    if starting:
        lines.append(_("开始计时：%(names)s。") % {"names": "、".join(dict.fromkeys(name(key) for key in starting))})
    return lines


def _starting(record: Any, row: Row, now: datetime) -> list[str]:
    """The clocks that will start: of alternatives the one that fits the record as it stands."""
    ctx = Context(record, row, Actor.system(), now, preview=True)
    return [key for key in row.starts if kinds.kind_of(record).timer(ctx, key)] or list(row.starts)

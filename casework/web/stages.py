"""The stage bar: the straight road of a record with the days of each step, and how often it came back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display, kinds
from casework.models import Event


def bar(record: Any, events: Sequence[Event], now: datetime) -> dict[str, Any]:
    """Each step with the day it was entered, the present one with its day and deadline; returns counted in words.

    A side road is said in one sentence with the way to what happened.
    """
    lifecycle = record.lifecycle
    state = lifecycle.states[record.state]
    here = lifecycle.states.get(record.previous_state, state).step if state.branch else state.step
    steps = [code for code, _label in lifecycle.steps]
    if not steps:
        return {"none": True}
    if here not in steps or (state.terminal and (state.tone == "plain" or _beside(record, steps))):
        sentence = _("本案现为“%(state)s”。") % {"state": state.label}
        return {"sentence": sentence, "url": "#history", "link_label": _("看办理经过")}
    entered, position = _first_days(events, lifecycle), steps.index(here)
    shown = []
    for n, (code, label) in enumerate(lifecycle.steps):
        status = "done" if n < position else "now" if n == position else "todo"
        notes = [display.day(entered[code], now)] if code in entered and n <= position else []
        shown.append({"label": label, "status": status, "notes": [*notes, *_returns(record, events, code)]})
    beside = [str(state.badge)] if state.branch else []
    shown[position]["notes"] = [*shown[position]["notes"], *beside, *_present(record, entered.get(here), state, now)]
    labels = [str(label) for _code, label in lifecycle.steps]
    return {
        "steps": shown, "position": position + 1, "total": len(steps), "now": labels[position],
        "previous": labels[position - 1] if position else "",
        "next": labels[position + 1] if position + 1 < len(labels) else "",
    }  # fmt: skip


def _beside(record: Any, steps: Sequence[str]) -> bool:
    """Whether a record that has ended came to its end from beside the road."""
    before = record.lifecycle.states.get(record.previous_state)
    return before is not None and before.step not in steps


def _first_days(events: Iterable[Event], lifecycle: Any) -> dict[str, datetime]:
    days: dict[str, datetime] = {}
    for event in events:
        state = lifecycle.states.get(event.state_to)
        if state and state.step and not state.branch:
            days.setdefault(state.step, event.at)
    return days


def _present(record: Any, since: datetime | None, state: Any, now: datetime) -> list[str]:
    """The day in the present step, and the deadline, while the matter is open."""
    if record.closed_at or state.terminal:
        return []
    parts = []
    if since:
        days = (display.local(now).date() - display.local(since).date()).days + 1
        parts.append(_("第%(n)s天") % {"n": days})
    if record.due_at:
        parts.append(_("%(due)s止") % {"due": display.day(record.due_at - clock.TICK, now)})
    return ["　".join(parts)] if parts else []


def _returns(record: Any, events: Iterable[Event], step: str) -> list[str]:
    """How often the record came back at this step, in words."""
    found = []
    for act, (at, words) in kinds.kind_of(record).setbacks.items():
        times = sum(event.name == act for event in events)
        if at == step and times:
            found.append(str(words) % {"n": times})
    return found

"""Somebody changed the record while a form was open: what changed since, by whom and when, and both values by field.

Nothing is decided here. A field of the form whose matter was changed meanwhile is shown with both values for a person
to choose; what else happened is told beside it.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from casework import clock, engine, forms, kinds, ledger, value_words
from casework.actor import Actor
from casework.declaration import Act, Ask
from casework.event_words import heard, labels_of, who
from casework.fields import Secret
from casework.masking import contains_personal
from casework.models import Event, LedgerValue

Values = dict[str, list[str]]
#: Prefix of the hidden field with the present values of a field, as JSON.
NOW = "now-"


@dataclass(frozen=True)
class Both:
    """One field changed meanwhile. `values` fill the form with the present one; None where it may not be written out
    (a personal value): then it is only told that it changed."""

    name: str
    label: str
    mine: str
    current: str
    by: str
    at: dt.datetime
    values: Values | None

    def as_json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "field": self.name, "label": self.label, "mine": self.mine, "current": self.current, "by": self.by,
            "at": self.at.astimezone(clock.CHINA).isoformat(),
        }  # fmt: skip


@dataclass(frozen=True)
class Happened:
    """One event since: who, when, what, and the values it set, as pairs of label and words."""

    by: str
    at: dt.datetime
    what: str
    values: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "by": self.by, "at": self.at.astimezone(clock.CHINA).isoformat(), "what": self.what,
            "values": [{"label": label, "value": words} for label, words in self.values],
        }  # fmt: skip


def since(record: Any, version: int) -> list[Event]:
    """The events after this version, oldest first."""
    return list(record.events.filter(seq__gt=version).select_related("post__user", "post__agency").order_by("seq"))


def both_values(record: Any, act: Act, actor: Actor, sent: Any, events: Sequence[Event]) -> list[Both]:
    """For each field of the act whose matter was changed by one of the events: mine (`sent`) and the present value."""
    kind = kinds.kind_of(record)
    found = []
    for ask in act.asks:
        event = next((e for e in reversed(events) if _touches(e, ask, act, kind.model)), None)
        path = _path(event, ask) if event else ""
        if event is None or not kind.may_read(path, actor, record):
            continue
        raw = _present(record, path, event)
        mine = _mine(ask, sent, record)
        current = "" if raw is None else value_words.typed(ask, raw, record)
        if ask.personal:
            found.append(Both(ask.name, str(ask.label), "", "", who(event), event.at, None))
        elif raw is not None and mine != current:
            open_text = not contains_personal(raw) if ask.kind in ("line", "text") else True
            values = forms.as_sent(ask, raw) if open_text else None
            found.append(Both(ask.name, str(ask.label), mine, current, who(event), event.at, values))
    return found


def happened(record: Any, actor: Actor, events: Sequence[Event]) -> list[Happened]:
    """What the events were, with the values they set that this actor may read; personal fields masked."""
    labels, kind = labels_of(record), kinds.kind_of(record)
    if party := kind.party_view(actor):
        own = [event for event in events if party.hears_of(event)]
        return [Happened("", event.at, str(labels.get(event.name, event.name))) for event in own]
    opened: dict[int, dict[str, Any]] = {}
    for value in LedgerValue.objects.filter(event__in=events, side=LedgerValue.NEW):
        opened.setdefault(value.event_id, {})[value.path] = ledger.open_value(value)
    told = []
    for event in heard(events, record, actor):
        pairs = [
            (label, value_words.kept(kind.model, path, value))
            for path, value in sorted(opened.get(event.pk, {}).items())
            if kind.may_read(path, actor, record) and (label := value_words.label_of(kind.model, path))
        ]
        told.append(Happened(who(event), event.at, str(labels.get(event.name, event.name)), pairs))
    return told


def _touches(event: Event, ask: Ask, act: Act, model: Any) -> bool:
    """Whether an event set the field of the record this ask is about, or answered the same question."""
    path = _path(event, ask)
    if path.startswith("form/"):
        return event.name == act.code and path in event.changes
    return bool(value_words.label_of(model, path))


def _path(event: Event, ask: Ask) -> str:
    """Where the event wrote the matter of the ask: a field of the record, else what was typed into the act."""
    return next((p for p in (f"{ask.name}_id", ask.name) if p in event.changes), f"form/{ask.name}")


def _present(record: Any, path: str, event: Event) -> str | None:
    """The present value in the form the ledger keeps it."""
    if not path.startswith("form/"):
        value = getattr(record, path)
        value = value.reveal() if isinstance(value, Secret) else value
        return "" if value is None else forms.for_ledger(str(value) if path.endswith("_id") else value)
    kept = event.values.filter(path=path, side=LedgerValue.TEXT).first()
    return ledger.open_value(kept) if kept else None


def _mine(ask: Ask, sent: Any, record: Any) -> str:
    """What this person wrote, in words; as it was typed where it cannot be read yet."""
    try:
        value = forms.cleaned(ask, sent, engine.choices_for(record))
    except ValidationError:
        return str(sent.get(ask.name, "") if isinstance(sent, Mapping) else "")
    return "" if value in (None, "", []) else value_words.typed(ask, forms.for_ledger(value), record)


def explain(record: Any, act: Act, actor: Actor, sent: Any, version: int) -> dict[str, Any]:
    """The part of a 412 answer that says what changed since `version`."""
    events = since(record, version)
    return {
        "changes": [one.as_json() for one in both_values(record, act, actor, sent, events)],
        "happened": [one.as_json() for one in happened(record, actor, events)],
    }


def chosen(sent: Any) -> Any:
    """The form as sent by a page without script, with 用现在的 carried out; otherwise the same object."""
    current = [name for name in sent if name.startswith(NOW) and sent.get(f"keep-{name[len(NOW) :]}") == "current"]
    if not current:
        return sent
    merged = sent.copy()
    for name in current:
        for part, texts in _listed(sent[name]).items():
            merged.setlist(part, texts)
    return merged


def _listed(text: str) -> Values:
    """The values a page carries along, as far as they are what the page wrote there."""
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return values if isinstance(values, dict) and all(isinstance(v, list) for v in values.values()) else {}

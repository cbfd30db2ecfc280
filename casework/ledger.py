"""What happened, provably: append-only events, chained per record, with encrypted values and a daily seal.

An event holds the salted digest of every old and new value, never the value. Erasing a value deletes value and salt:
the chain still verifies, and the past view says 已依法删除. `record.version` equals the sequence of the last event, so
that a cut tail is found; the seal, kept outside the database, finds a restored, older one.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from casework import crypto
from casework.changes import Changes
from casework.models import Event, LedgerValue, Record

#: The predecessor of a record's first event.
GENESIS = "0" * 64
VALUE_CONTEXT = "casework.LedgerValue.value"


# made once: `json.dumps` with options makes an encoder for each of the dozens of values of an event
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return _CANONICAL.encode(value).encode()


def digest(salt: bytes, value: Any) -> str:
    """Salted SHA-256 of a value, as the event keeps it."""
    return hashlib.sha256(salt + canonical(value)).hexdigest()


def event_hash(event: Event) -> str:
    """SHA-256 over every field of the event but the hash itself, the previous hash included."""
    body = {
        "record": str(event.record_id),
        "seq": event.seq,
        "name": event.name,
        "at": event.at.timestamp(),
        "recorded_at": event.recorded_at.timestamp(),
        "actor": event.actor_id,
        "post": event.post_id,
        "role": event.role,
        "state_from": event.state_from,
        "state_to": event.state_to,
        "changes": event.changes,
        "timers": event.timers,
        "detail": event.detail,
        "prev_hash": event.prev_hash,
    }
    return hashlib.sha256(canonical(body)).hexdigest()


@dataclass
class Entry:
    """An event about to be written, with the values that belong to it."""

    event: Event
    values: list[LedgerValue]


def compose(
    record: Record,
    *,
    name: str,
    actor: Any,
    at: datetime,
    recorded_at: datetime,
    state_from: str,
    changes: Changes,
    timers: list[dict[str, Any]],
    detail: dict[str, Any],
    prev_hash: str,
) -> Entry:
    """Put an event together: digests in the event, values encrypted beside it. Nothing is saved."""
    values: list[LedgerValue] = []
    noted: dict[str, dict[str, str]] = {}
    for path, (old, new) in changes.values.items():
        sides = [(LedgerValue.NEW, new)] if old is None else [(LedgerValue.OLD, old), (LedgerValue.NEW, new)]
        noted[path] = {side: _kept(values, path, side, value) for side, value in sides}
    for path, text in changes.texts.items():
        noted[path] = {LedgerValue.TEXT: _kept(values, path, LedgerValue.TEXT, text)}
    event = Event(
        record_id=record.pk, seq=record.version, name=name, at=at, recorded_at=recorded_at, actor_id=actor.user_id,
        post=actor.post, role=actor.role, state_from=state_from, state_to=record.state, changes=noted, timers=timers,
        detail=detail, prev_hash=prev_hash,
    )  # fmt: skip
    event.hash = event_hash(event)
    return Entry(event, values)


def _kept(values: list[LedgerValue], path: str, side: str, value: Any) -> str:
    salt = secrets.token_bytes(16)
    blob = crypto.encrypt(canonical(value).decode(), context=VALUE_CONTEXT)
    values.append(LedgerValue(path=path, side=side, salt=salt, value=blob))
    return digest(salt, value)


def append(entry: Entry) -> Event:
    """Write one event and its values; the caller holds the record's row lock."""
    entry.event.save(force_insert=True)
    for value in entry.values:
        value.event = entry.event
    LedgerValue.objects.bulk_create(entry.values)
    return entry.event


def append_many(entries: list[Entry]) -> None:
    """Write the events of one import batch and their values in two statements."""
    Event.objects.bulk_create([e.event for e in entries])
    values = []
    for entry in entries:
        for value in entry.values:
            value.event = entry.event
            values.append(value)
    LedgerValue.objects.bulk_create(values, batch_size=5000)


def open_value(value: LedgerValue) -> Any:
    """The plain value of one ledger row."""
    return json.loads(crypto.decrypt(bytes(value.value), context=VALUE_CONTEXT))


# --- the record as it stood -------------------------------------------------------------------------------------


class Erased:
    """Stands where a value was lawfully erased."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return _("已依法删除")

    __repr__ = __str__


ERASED = Erased()


@dataclass(frozen=True)
class PastView:
    """A record as it stood at a moment: state, version, and every value by path."""

    at: datetime
    state: str
    version: int
    values: dict[str, Any]
    last_event: Event | None

    def children(self, model_name: str) -> list[dict[str, Any]]:
        """The children of one kind as plain dictionaries, in the order in which they came."""
        found: dict[str, dict[str, Any]] = {}
        for path, value in self.values.items():
            parts = path.split("/")
            if len(parts) == 3 and parts[0] == model_name:
                found.setdefault(parts[1], {"id": parts[1]})[parts[2]] = value
        return list(found.values())

    def keeping(self, wanted: Callable[[str], bool]) -> "PastView":
        """The same view less the values whose path is not wanted."""
        return replace(self, values={path: value for path, value in self.values.items() if wanted(path)})


def as_at(record_id: Any, moment: datetime) -> PastView:
    """Fold the events up to `moment` (inclusive) into the record as it stood. Erased values read `ERASED`."""
    events = list(Event.objects.filter(record_id=record_id, at__lte=moment).order_by("seq").prefetch_related("values"))
    values: dict[str, Any] = {}
    for event in events:
        opened = {v.path: open_value(v) for v in event.values.all() if v.side == LedgerValue.NEW}
        for path, sides in event.changes.items():
            if LedgerValue.NEW in sides:
                values[path] = opened.get(path, ERASED)
    last = events[-1] if events else None
    return PastView(moment, last.state_to if last else "", last.seq if last else 0, values, last)


# --- proof ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """Something that does not add up, and where."""

    record: str
    seq: int
    code: str


def verify(record_ids: Iterable[Any] | None = None) -> Iterable[Finding]:
    """Walk the chains of the given records, or of all, and yield what does not add up.

    Codes: missing_event, tail_cut, chain_broken, changed_event, state_differs, changed_value, value_missing,
    value_unknown, no_event.
    """
    heads = _record_heads(record_ids)
    erased = _erased_values(record_ids)
    expected, current, prev = 0, None, GENESIS
    seen: set[str] = set()
    last: Event | None = None
    for event in _events(record_ids):
        if event.record_id != current:
            yield from _end_of_chain(last, heads)
            current, expected, prev = event.record_id, 0, GENESIS
            seen.add(str(current))
        expected += 1
        if event.seq != expected:
            yield Finding(str(current), expected, "missing_event")
            expected = event.seq
        elif event.prev_hash != prev:
            yield Finding(str(current), event.seq, "chain_broken")
        if event_hash(event) != event.hash:
            yield Finding(str(current), event.seq, "changed_event")
        yield from _check_values(event, erased)
        prev, last = event.hash, event
    yield from _end_of_chain(last, heads)
    for missing in heads.keys() - seen:
        yield Finding(missing, 1, "no_event")


def holds_together(record: Record, events: Sequence[Event]) -> bool:
    """Whether all events of a record, already read, hang together and end where the record stands; no query.

    The values beside them are proved by `verify`.
    """
    prev = GENESIS
    for expected, event in enumerate(events, 1):
        if event.seq != expected or event.prev_hash != prev or event_hash(event) != event.hash:
            return False
        prev = event.hash
    return bool(events) and events[-1].seq == record.version and events[-1].state_to == record.state


def _record_heads(record_ids: Iterable[Any] | None) -> dict[str, tuple[int, str]]:
    rows = Record.objects.all() if record_ids is None else Record.objects.filter(pk__in=list(record_ids))
    return {str(pk): (version, state) for pk, version, state in rows.values_list("pk", "version", "state").iterator()}


def _events(record_ids: Iterable[Any] | None) -> Iterable[Event]:
    rows = Event.objects.all() if record_ids is None else Event.objects.filter(record_id__in=list(record_ids))
    return rows.order_by("record_id", "seq").prefetch_related("values").iterator(chunk_size=2000)


def _erased_values(record_ids: Iterable[Any] | None) -> set[tuple[int, str, str]]:
    """What the deletion register says was erased: (event, path, side)."""
    rows = Event.objects.filter(name="erase_values")
    if record_ids is not None:
        rows = rows.filter(record_id__in=list(record_ids))
    return {
        (item["event"], item["path"], item["side"]) for detail in rows.values_list("detail", flat=True)
        for item in detail.get("erased", [])
    }  # fmt: skip


def _end_of_chain(last: Event | None, heads: dict[str, tuple[int, str]]) -> Iterable[Finding]:
    if last is None:
        return
    version, state = heads.get(str(last.record_id), (0, ""))
    if version != last.seq:
        yield Finding(str(last.record_id), last.seq, "tail_cut")
    elif state != last.state_to:
        yield Finding(str(last.record_id), last.seq, "state_differs")


def _check_values(event: Event, erased: set[tuple[int, str, str]]) -> Iterable[Finding]:
    place = str(event.record_id), event.seq
    kept = {(v.path, v.side): v for v in event.values.all()}
    for path, sides in event.changes.items():
        for side, noted in sides.items():
            value = kept.pop((path, side), None)
            if value is None:
                if (event.pk, path, side) not in erased:
                    yield Finding(*place, "value_missing")
            elif not _matches(value, noted):
                yield Finding(*place, "changed_value")
    if kept:
        yield Finding(*place, "value_unknown")


def _matches(value: LedgerValue, noted: str) -> bool:
    try:
        return digest(bytes(value.salt), open_value(value)) == noted
    except crypto.CannotDecrypt:
        return False


def erase_rows(values: Iterable[LedgerValue]) -> list[dict[str, Any]]:
    """Delete values with their salts and say which, for the deletion register. The caller writes the event."""
    gone = []
    for value in values:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('angui.erasure', %s, true)", [str(value.event_id)])
        gone.append({"event": value.event_id, "path": value.path, "side": value.side})
        value.delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('angui.erasure', '', true)")
    return gone

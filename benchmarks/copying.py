"""Cases multiplied: every row that hangs on a pattern is written again by COPY, with its own keys, texts and moments.

Nothing is taken from the ledger unread: every value is opened, changed where the copy differs, salted, digested and
encrypted anew, and every event is hashed onto its predecessor by the product's own function.
"""

import datetime as dt
import io
import json
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from casework import crypto, ledger
from casework.ids import uuid7
from casework.models import Event, LedgerValue, Record
from property_rectification.models import RectificationCase

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Kinds of columns: what happens to their value in a copy.
KEEP, MOMENT, DAY, KEY, LINK, TOKEN, JSON = range(7)


@dataclass(frozen=True)
class Table:
    """One table and what its columns are. `targets` has the table a LINK points into."""

    model: type[models.Model]
    name: str
    columns: tuple[str, ...]
    kinds: tuple[int, ...]
    targets: tuple[str, ...]
    key: int

    @property
    def header(self) -> str:
        names = ", ".join(f'"{c}"' for c in self.columns)
        return f'COPY "{self.name}" ({names}) FROM STDIN'


@dataclass
class Pattern:
    """A case with everything that hangs on it; `events` in order, each with its values opened."""

    record: UUID
    state: str
    category: str
    opened_at: dt.datetime
    rows: list[tuple[Table, list[Any]]] = field(default_factory=list)
    events: list[tuple[dict[str, Any], list[tuple[str, str, Any]]]] = field(default_factory=list)


@dataclass
class Change:
    """How a copy differs from its pattern: moments by `later`, `columns` of the case where the pattern fills them, and
    the same as the ledger keeps them in `plain`."""

    later: dt.timedelta
    columns: dict[str, Any]
    plain: dict[str, Any]


# --- reading patterns ---------------------------------------------------------------------------------------------


def _root(model: type[models.Model]) -> str:
    """The table that gives a model's rows their key: that of the parent for a child."""
    key = model._meta.pk
    return _root(key.related_model) if key.is_relation else str(model._meta.db_table)


def _table(model: type[models.Model], inside: set[str]) -> Table:
    fields = [f for f in model._meta.local_concrete_fields if not f.generated]
    kinds, targets = [], []
    for f in fields:
        target = _root(f.related_model) if f.is_relation else ""
        targets.append(target)
        kinds.append(LINK if target in inside else _kind(f))
    key = next(n for n, f in enumerate(fields) if f.primary_key)
    return Table(model, model._meta.db_table, tuple(f.column for f in fields), tuple(kinds), tuple(targets), key)


def _kind(f: models.Field) -> int:
    if f.primary_key:
        return KEY
    if f.unique and not f.is_relation:
        return TOKEN
    for wanted, kind in ((models.DateTimeField, MOMENT), (models.DateField, DAY), (models.JSONField, JSON)):
        if isinstance(f, wanted):
            return kind
    return KEEP


def _hanging() -> list[tuple[type[models.Model], str, str]]:
    """Every model whose rows belong to one case, each after what it points to, with the column that says to whom."""
    found = [(Record, "id", ""), (RectificationCase, "record_ptr_id", "casework_record")]
    inside = {"casework_record"}
    waiting = [m for m in apps.get_models() if m not in (Record, RectificationCase) and not issubclass(m, Record)]
    while True:
        for model in waiting:
            links = [f for f in model._meta.local_concrete_fields if f.is_relation and _root(f.related_model) in inside]
            link = next(iter(links), None)
            if link is not None:
                found.append((model, link.column, _root(link.related_model)))
                inside.add(_root(model))
                waiting.remove(model)
                break
        else:
            return found


def patterns() -> list[Pattern]:
    """Every case of the database with what hangs on it."""
    hanging = _hanging()
    inside = {_root(model) for model, _column, _parent in hanging}
    tables = [(_table(model, inside), column, parent) for model, column, parent in hanging]
    cases = RectificationCase.objects.order_by("pk")
    return [_pattern(case, tables) for case in cases]


def _pattern(case: RectificationCase, tables: list[tuple[Table, str, str]]) -> Pattern:
    made = Pattern(case.pk, case.state, case.category or "WA07", case.opened_at)
    keys: dict[str, list[Any]] = {"": [case.pk]}
    for table, column, parent in tables:
        rows = _rows(table, column, keys.get(parent, []))
        keys.setdefault(_root(table.model), []).extend(r[table.key] for r in rows)
        if table.model not in (Event, LedgerValue):
            made.rows += [(table, row) for row in rows]
    for event in case.events.order_by("seq").prefetch_related("values"):
        plain = {f.attname: getattr(event, f.attname) for f in Event._meta.concrete_fields}
        made.events.append((plain, [(v.path, v.side, ledger.open_value(v)) for v in event.values.all()]))
    return made


def _rows(table: Table, column: str, keys: list[Any]) -> list[list[Any]]:
    if not keys:
        return []
    names = ", ".join(f'"{c}"' for c in table.columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {names} FROM "{table.name}" WHERE "{column}"::text = ANY(%s) ORDER BY 1', [[str(k) for k in keys]]
        )
        return [list(row) for row in cursor.fetchall()]


# --- writing copies -----------------------------------------------------------------------------------------------


class Copier:
    """Writes copies into a stream a table; `flush` sends them. `next_key(table)` gives the next number of a table."""

    def __init__(self, next_key: Callable[[str], int]) -> None:
        self.next_key = next_key
        self.streams: dict[str, tuple[str, io.StringIO]] = {}
        self.records: list[UUID] = []

    def copy(self, pattern: Pattern, change: Change) -> None:
        """One more case like the pattern."""
        work = _Work(self, change)
        for table, row in pattern.rows:
            work.key_of(table, row)
        self.records.append(work.keys["casework_record", pattern.record])
        for table, row in pattern.rows:
            self.line(table.name, table.header, work.row(table, row))
        work.ledger(pattern)

    def line(self, name: str, header: str, values: list[Any]) -> None:
        """One row into the stream of its table."""
        stream = self.stream(name, header)
        stream.write("\t".join(map(_text, values)))
        stream.write("\n")

    def stream(self, name: str, header: str) -> io.StringIO:
        """What is collected for a table."""
        return self.streams.setdefault(name, (header, io.StringIO()))[1]

    def flush(self, cursor: Any) -> None:
        """Send what was collected, table by table in the order in which they point to each other."""
        for header, stream in self.streams.values():
            stream.seek(0)
            cursor.copy_expert(header, stream)
        self.streams.clear()
        self.records.clear()


_EVENT = [f.column for f in Event._meta.concrete_fields]
_EVENT_HEADER = f"COPY casework_event ({', '.join(_EVENT)}) FROM STDIN"
_VALUE_HEADER = "COPY casework_ledgervalue (id, event_id, path, side, salt, value) FROM STDIN"


class _Work:
    """The keys, moments and values of one copy."""

    def __init__(self, copier: Copier, change: Change) -> None:
        self.copier, self.change = copier, change
        self.keys: dict[tuple[str, Any], Any] = {}
        self.words: dict[str, str] = {}

    def key_of(self, table: Table, row: list[Any]) -> None:
        if table.kinds[table.key] != KEY:
            return
        old = row[table.key]
        new: Any = uuid7() if isinstance(old, UUID) else self.copier.next_key(table.name)
        self.keys[table.name, old] = new
        self.words[str(old) if isinstance(old, UUID) else f"{table.model._meta.model_name}/{old}"] = str(new)

    def row(self, table: Table, row: list[Any]) -> list[Any]:
        own = self.change.columns if table.model in (Record, RectificationCase) else {}
        return [
            own[column] if column in own and value is not None else self._column(table.name, kind, target, value)
            for column, kind, target, value in zip(table.columns, table.kinds, table.targets, row, strict=True)
        ]

    def _column(self, table: str, kind: int, target: str, value: Any) -> Any:
        if value is None or kind == KEEP:
            return value
        if kind in (MOMENT, DAY):
            return value + self.change.later
        if kind == KEY:
            return self.keys[table, value]
        if kind == LINK:
            return self.keys[target, value]
        return _token(value) if kind == TOKEN else _Json(self.moved(json.loads(value)))

    def ledger(self, pattern: Pattern) -> None:
        """The chain of the copy."""
        prev = ledger.GENESIS
        for plain, values in pattern.events:
            event = SimpleNamespace(**plain)
            event.id = self.copier.next_key("casework_event")
            event.record_id = self.keys["casework_record", pattern.record]
            event.at, event.recorded_at = plain["at"] + self.change.later, plain["recorded_at"] + self.change.later
            event.timers, event.detail = self.moved(plain["timers"]), self.moved(plain["detail"])
            event.changes, event.prev_hash = self._values(event.id, values), prev
            event.hash = prev = ledger.event_hash(event)  # type: ignore[arg-type]
            row = [getattr(event, f.attname) for f in Event._meta.concrete_fields]
            row = [_Json(v) if isinstance(v, dict | list) else v for v in row]
            self.copier.line("casework_event", _EVENT_HEADER, row)

    def _values(self, event: int, values: list[tuple[str, str, Any]]) -> dict[str, dict[str, str]]:
        changes: dict[str, dict[str, str]] = {}
        stream = self.copier.stream("casework_ledgervalue", _VALUE_HEADER)
        for old_path, side, old in values:
            path, salt = self._path(old_path), os.urandom(16)
            plain = ledger.canonical(self._value(old_path, old))
            changes.setdefault(path, {})[side] = sha256(salt + plain).hexdigest()
            blob = crypto.encrypt_bytes(plain, ledger.VALUE_CONTEXT)
            key = self.copier.next_key("casework_ledgervalue")
            # written out by hand: there are some twenty million of these lines
            stream.write(f"{key}\t{event}\t{path}\t{side}\t\\\\x{salt.hex()}\t\\\\x{blob.hex()}\n")
        return changes

    def _path(self, path: str) -> str:
        parts = path.split("/")
        if len(parts) == 3:
            parts[1] = self.words.get(parts[1]) or self.words.get(f"{parts[0]}/{parts[1]}") or parts[1]
        return "/".join(parts)

    def _value(self, path: str, value: Any) -> Any:
        own = self.change.plain.get(path)
        return self.moved(value) if own is None or value is None else own

    def moved(self, value: Any) -> Any:
        """A JSON value with its keys and moments those of the copy."""
        if isinstance(value, dict):
            return {name: self.moved(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.moved(item) for item in value]
        return self._moved_text(value) if isinstance(value, str) else value

    def _moved_text(self, value: str) -> str:
        if value in self.words:
            return self.words[value]
        if _MOMENT.match(value):
            return (dt.datetime.fromisoformat(value) + self.change.later).isoformat()
        if _DAY.fullmatch(value):
            return (dt.date.fromisoformat(value) + self.change.later).isoformat()
        return value


class _Json(str):
    """A JSON document on its way into a column."""

    def __new__(cls, value: Any) -> "_Json":
        return super().__new__(cls, json.dumps(value, ensure_ascii=False))


def _token(value: Any) -> Any:
    """Another value of the same form for what is unique."""
    if isinstance(value, bytes | memoryview):
        return os.urandom(len(value))
    return "".join(random.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _letter in str(value))


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: Any) -> str:  # noqa: PLR0911 one line a type
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes | memoryview):
        return "\\\\x" + bytes(value).hex()
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, list):
        items = (f'"{item}"' if isinstance(item, str) else str(item) for item in value)
        return ("{" + ",".join(items) + "}").translate(_ESCAPES)
    return str(value)

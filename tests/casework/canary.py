"""Canaries: marked values in every personal field, and the search for them where they may not be.

    marks = canary.plant()                      # a row of every model with encrypted fields, every one of them marked
    canary.leaks_in_database(marks)             # every column of every table, bytes included
    canary.leaks_in_files(marks, folder)        # every file below a folder
    canary.leaks_in_text("GET /cases/", body, marks)   # an answer, a log line, an export

Each search gives a list of sentences, empty where nothing leaked.
"""

import datetime as dt
import decimal
import html
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Point
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from casework import clock
from casework.fields import EncryptedField, Secret
from casework.models import Record
from casework.models.record import TRANSITION_SETTING
from tests.casework import small_world


@dataclass(frozen=True)
class Mark:
    """One planted value: where, its plain text, what must not be found at rest, what must not be shown."""

    field: str
    text: str
    at_rest: str
    shown: str


def mark(field: EncryptedField, n: int) -> Mark:
    """The n-th marked value for a field, of its kind and like nothing else in the database."""
    phone, rare = f"1990{7_340_000 + n:07d}", chr(0x9F00 + n % 90) + chr(0x4DB0 - n)
    texts: dict[str, tuple[str, str, str]] = {
        "name": (f"甄{rare}", rare, rare),
        "phone": (phone, phone, phone),
        "identity": (f"22039919910307{n:03d}X", f"22039919910307{n:03d}X", f"19910307{n:03d}X"),
        "account": (f"622202990073{n:04d}", f"990073{n:04d}", f"990073{n:04d}"),
        "address": (f"吉林省四平市铁西区寻标路{n:04d}号", f"寻标路{n:04d}号", f"寻标路{n:04d}号"),
        "filename": (f"寻标{rare}.pdf", rare, rare),
        "text": (f"寻标事{rare}", rare, rare),
        "prose": (f"寻标{rare}留的电话是{phone}。", rare, phone),
    }
    return Mark(f"{field.model._meta.label}.{field.name}", *texts[field.kind])


def guarded_models() -> list[type[models.Model]]:
    """Every model with encrypted fields of its own."""
    return [model for model in apps.get_models() if fields_of(model)]


def fields_of(model: type[models.Model]) -> list[EncryptedField]:
    """Its encrypted fields, those of its parents left to them."""
    return [field for field in model._meta.local_fields if isinstance(field, EncryptedField)]


#: What a constraint of the database wants of a field without choices, by its name.
NAMED = {"genre": "NEG"}


#: How much of a row is filled: what it cannot do without, relations besides, all of it.
NEEDED, RELATED, EVERYTHING = range(3)


def plant() -> list[Mark]:
    """Save one row of every guarded model with a mark in each encrypted field; the marks."""
    marks: list[Mark] = []
    for model in guarded_models():
        made = {field.name: mark(field, len(marks) + n) for n, field in enumerate(fields_of(model))}
        make(model, {name: one.text for name, one in made.items()})
        marks += made.values()
    return marks


def make(model: type[models.Model], values: dict[str, Any] | None = None) -> models.Model:
    """A saved row of any model: required fields filled, and all of them where a constraint asks for more."""
    small_world.divisions()
    for more in (NEEDED, RELATED):
        try:
            with transaction.atomic():
                return _saved(model, values or {}, more)
        except IntegrityError:
            continue
    return _saved(model, values or {}, EVERYTHING)


def _saved(model: type[models.Model], values: dict[str, Any], more: int) -> models.Model:
    row = model()
    for field in model._meta.concrete_fields:
        if field.name in values or not _left_open(field, row, more):
            continue
        if field.is_relation:
            setattr(row, field.name, _related(field, row))
        else:
            row.__dict__[field.attname] = _anything(field)
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, Record):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [TRANSITION_SETTING, str(row.id)])
    row.save(force_insert=True)
    return row


def _left_open(field: Any, row: models.Model, more: int) -> bool:
    if field.auto_created or getattr(field.remote_field, "parent_link", False):
        return False
    value = row.__dict__.get(field.attname)
    if value not in (None, "", b"") or (value == "" and field.blank and more < EVERYTHING):
        return False
    return not field.null or more == EVERYTHING or (more == RELATED and field.is_relation)


def _related(field: Any, row: models.Model) -> Any:
    target = field.related_model
    same = [f for f in row._meta.concrete_fields if f.is_relation and f.related_model is target]
    others = {row.pk, *(row.__dict__.get(f.attname) for f in same)} - {None}  # nothing is related to itself
    existing = target._base_manager.exclude(pk__in=others).first()
    taken = field.one_to_one and type(row)._base_manager.filter(**{field.name: existing}).exists()
    if existing is not None and not taken:
        return existing
    return make(target)


def _anything(field: Any) -> Any:
    """A value that any such field takes; unique texts get a unique one."""
    if field.name in NAMED:
        return NAMED[field.name]
    if field.choices:
        return field.flatchoices[0][0]
    now = clock.now()
    by_type: list[tuple[type, Any]] = [
        (EncryptedField, Secret("x")),
        (models.DateTimeField, now),
        (models.DateField, now.date()),
        (models.TimeField, dt.time(9)),
        (models.BooleanField, False),
        (models.DecimalField, decimal.Decimal(1)),
        (models.IntegerField, 1),
        (models.FloatField, 1.0),
        (models.UUIDField, uuid.uuid4()),
        (models.BinaryField, b"\x01"),
        (models.JSONField, {}),
        (ArrayField, []),
        (PointField, Point(124.35, 43.17, srid=4326)),
    ]
    for kind, value in by_type:
        if isinstance(field, kind):
            return value
    return uuid.uuid4().hex * 2 if field.max_length == 64 else uuid.uuid4().hex[: field.max_length or 32]


# --- the search --------------------------------------------------------------------------------------------------

_NO_TEXT = "boolean|smallint|integer|bigint|real|double precision|numeric|date|timestamp.*|time.*|interval|uuid|inet"


def leaks_in_database(marks: Iterable[Mark]) -> list[str]:
    """Search every column of every table outside PostgreSQL's own for what must not lie there in the clear."""
    wanted = {one.at_rest: one.field for one in marks}
    found = []
    with connection.cursor() as cursor:
        for table, columns in _columns(cursor).items():
            for column, expression in columns.items():
                cursor.execute(
                    f"SELECT DISTINCT m FROM {table}, unnest(%s::text[]) AS m WHERE {expression}", [list(wanted)]
                )
                found += [f"{table}.{column}: {wanted[text]}" for (text,) in cursor.fetchall()]
    return found


def _columns(cursor: Any) -> dict[str, dict[str, str]]:
    """Table → column → the condition under which the column holds the text `m`."""
    cursor.execute(
        "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name), quote_ident(column_name), data_type "
        "FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) "
        "WHERE table_type IN ('BASE TABLE', 'LOCAL TEMPORARY') "
        f"AND table_schema NOT IN ('pg_catalog', 'information_schema') AND data_type !~ '^({_NO_TEXT})$'"
    )
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in cursor.fetchall():
        if kind == "bytea":
            condition = f"position(convert_to(m, 'UTF8') IN {column}) > 0"
        else:
            text = f"{column}::jsonb::text" if kind == "json" else f"{column}::text"
            condition = f"position(m IN {text}) > 0"
        tables.setdefault(table, {})[column] = condition
    return tables


def leaks_in_files(marks: Iterable[Mark], folder: Path) -> list[str]:
    """Search every file below `folder`, and every file name."""
    wanted = list(marks)
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        body = path.read_bytes()
        held = (one for one in wanted if one.at_rest.encode() in body or one.at_rest in path.name)
        found += [f"{path.relative_to(folder)}: {one.field}" for one in held]
    return found


def leaks_in_text(where: str, text: str | bytes, marks: Iterable[Mark]) -> list[str]:
    """Search an answer, a log line or an export for what must not be shown there; JSON escapes are undone first."""
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    forms = (plain, _unescaped(plain))
    return [f"{where}: {one.field}" for one in marks if any(one.shown in form for form in forms)]


def _unescaped(text: str) -> str:
    """`\\u5bfb` and `&#x5BFB;` as the characters they stand for."""
    return html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code.group(1), 16)), text))

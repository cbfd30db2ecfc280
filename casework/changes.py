"""What an act changed: paths with old and new values, collected for the ledger."""

import datetime as dt
import decimal
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db import models

#: Columns that speak of the row itself and not of the matter.
_BOOKKEEPING = frozenset({"version", "updated_at", "record_ptr", "state_since"})


def plain(value: Any) -> Any:  # noqa: PLR0911 one line a type
    """A value as canonical JSON can carry it; encrypted values are opened, for the ledger encrypts them again."""
    reveal = getattr(value, "reveal", None)
    if reveal is not None:
        return reveal()
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, GEOSGeometry):
        return value.ewkt
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def snapshot(obj: models.Model) -> dict[str, Any]:
    """All ledger-worthy fields of one object, as plain values."""
    return {f.attname: plain(getattr(obj, f.attname)) for f in obj._meta.concrete_fields if _counts(f)}


def derived(obj: models.Model) -> dict[str, Any]:
    """The fields that are computed from others, which no snapshot holds."""
    names = [f.attname for f in obj._meta.concrete_fields if getattr(f, "derived", False)]
    return {name: plain(getattr(obj, name)) for name in names}


def _counts(f: models.Field) -> bool:
    return f.name not in _BOOKKEEPING and not getattr(f, "derived", False)


def path_of(child: models.Model) -> str:
    """The path of a child: its table word and its key."""
    return f"{child._meta.model_name}/{child.pk}"


@dataclass
class Changes:
    """Old and new values by path. A path is a field of the record, or `child/key/field`."""

    values: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def added(self, child: models.Model) -> None:
        """A new child: every value is new."""
        for name, value in snapshot(child).items():
            if value not in (None, "", [], {}):
                self.values[f"{path_of(child)}/{name}"] = (None, value)

    def changed(self, child: models.Model, new: dict[str, Any]) -> None:
        """A child about to get new values."""
        for name, value in new.items():
            f: Any = child._meta.get_field(name)
            if not _counts(f):
                continue
            before = plain(getattr(child, f.attname))
            after = plain(value.pk if isinstance(value, models.Model) else value)
            if before != after:
                self.values[f"{path_of(child)}/{f.attname}"] = (before, after)

    def between(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """The record itself, before and after."""
        for name, value in after.items():
            if before.get(name) != value:
                self.values[name] = (before.get(name), value)

    def text(self, path: str, text: str) -> None:
        """A free text that belongs to the event and to no field."""
        if text:
            self.texts[path] = text

"""Kept values in words: what was typed into an act, and what the ledger holds under a path. Personal data masked."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from casework import clock, display, fields, kinds
from casework.masking import mask_text
from casework.models import Record

_FEN, _FILES = "fen", "keys of files of the case"


def typed(ask: Any, raw: str, record: Any) -> str:
    """A kept form value in words: the label of a choice, names instead of keys; empty for a box not ticked.

    Numbers of people in free text are masked here as they are wherever else the text is shown.
    """
    if ask.kind == "flag":
        return _("是") if raw == "true" else ""
    if ask.kind == "money":
        return display.money(int(raw))
    if ask.kind in ("date", "moment"):
        return _day_or_moment(ask, raw)
    if ask.kind in ("choice", "choices", "user", "agency", "compound", "file", "users", "agencies", "files", "items"):
        words = kinds.kind_of(record).form_words(ask, raw, record)
        return mask_text(words) if ask.kind == "items" else words
    return mask_text(raw)


def _day_or_moment(ask: Any, raw: str) -> str:
    """A date or moment as kept (JSON, or plain ISO in a proposal) in words."""
    value = dt.datetime.fromisoformat(raw.strip('"'))
    return display.day(value.date(), clock.now()) if ask.kind == "date" else display.moment(value, clock.now())


def label_of(model: type[models.Model], path: str) -> str:
    """The Chinese name of the field a ledger path speaks of; empty for a field that is not for people."""
    field = _field(model, path)
    label = str(field.verbose_name) if field is not None else ""
    return "" if label.isascii() else label


def group_of(model: type[models.Model], path: str) -> str:
    """The Chinese name of the child a path belongs to; empty for the record itself."""
    child = path.split("/", maxsplit=1)[0] if "/" in path else ""
    owner = fields.model_named(child) if child else None
    return str(owner._meta.verbose_name) if owner is not None else ""


def kept(model: type[models.Model], path: str, value: Any) -> str:
    """A ledger value in words: choices by label, references by name, encrypted fields masked."""
    if value in (None, "", [], {}):
        return display.NOTHING
    field = _field(model, path)
    shown = fields.guarded(model, path, value)
    if field is None or shown is not value:
        return str(shown)
    if field.is_relation and field.related_model is not None:
        found = field.related_model._default_manager.filter(pk=value).first()
        return str(found) if found is not None else display.NOTHING
    kind = kinds.kind_of(model) if issubclass(model, Record) else None
    for region in kind.lifecycle.regions.values() if kind is not None else ():
        if region.field == path:
            return str(region.states[value].label)
    listed = kind.code_list(path, field) if kind is not None else ""
    if kind is not None and listed:
        labels = dict(kind.choices(listed, None))
        return "、".join(str(labels.get(code, code)) for code in (value if isinstance(value, list) else [value]))
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.help_text == _FEN:
        return display.money(value)
    if isinstance(field, models.DateTimeField):
        return display.moment(dt.datetime.fromisoformat(value), clock.now())
    if isinstance(field, models.DateField):
        return display.day(dt.date.fromisoformat(value), clock.now())
    if isinstance(value, list):
        return _("%(n)d份") % {"n": len(value)} if field.help_text == _FILES else "、".join(_one(one) for one in value)
    return mask_text(str(dict(field.flatchoices).get(value, value)))


def _one(value: Any) -> str:
    """One entry of a list; of a citation its title and article."""
    if isinstance(value, dict):
        return " ".join(str(value[name]) for name in ("title", "article") if value.get(name))
    return str(value)


def _field(model: type[models.Model], path: str) -> Any:
    *child, name = path.split("/")
    owner = fields.model_named(child[0]) if child else model
    if owner is None:
        return None
    return next((f for f in owner._meta.concrete_fields if name in (f.name, f.attname)), None)

"""Bringing the dated rows of categories, duty map and law in from their files; running it again changes nothing."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import models, transaction

from casework.seeding import Report
from property_rectification.models import CategoryVersion, Competence, LegalBasis

_LISTS = ("lead_organs", "assist_organs", "remedies", "basis")
_FLAGS = ("money", "police", "common", "suspected")


def load_categories(path: Path, at: datetime) -> Report:
    """Rows of `CategoryVersion`, one for each code and valid_from."""
    return _load(path, CategoryVersion, ("code", "valid_from"), _category)


def load_competences(path: Path, at: datetime) -> Report:
    """Rows of the duty map; a place that has its own adds later rows (CG-3)."""
    return _load(path, Competence, ("organ", "category", "power", "valid_from"), dict)


def load_legal_basis(path: Path, at: datetime) -> Report:
    """Versions of instruments that may be cited."""
    return _load(path, LegalBasis, ("code", "valid_from"), dict)


def _category(row: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = dict(row)
    for name in _LISTS:
        values[name] = [part for part in row[name].split("|") if part]
    for name in _FLAGS:
        values[name] = row[name] == "1"
    for name in ("limit", "second_limit"):
        values[name] = int(row[name]) if row[name] else None
    return values


def _load(
    path: Path, model: type[models.Model], key: tuple[str, ...], read: Callable[[dict[str, str]], dict[str, Any]]
) -> Report:
    counts = {"created": 0, "unchanged": 0, "changed": 0}
    with path.open(newline="", encoding="utf-8") as file, transaction.atomic():
        known = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
        for line in csv.DictReader(file):
            values = _dated(read(line))
            counts[_bring_in(model, known.get(tuple(values[name] for name in key)), values)] += 1
    return Report(**counts)


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    values["valid_from"] = date.fromisoformat(values["valid_from"])
    if values.get("valid_to"):
        values["valid_to"] = date.fromisoformat(values["valid_to"])
    else:
        values.pop("valid_to", None)
    return values


def _bring_in(model: type[models.Model], row: Any, values: dict[str, Any]) -> str:
    """One row of the file: new, as it was, or with other texts. An end the place has set stays."""
    if row is None:
        model._default_manager.create(**values)
        return "created"
    if all(getattr(row, name) == value for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return "changed"

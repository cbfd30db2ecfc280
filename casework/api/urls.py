"""Addresses of the API, the same for every kind. Transitions are named with hyphens, as codes have underscores."""

import datetime as dt

from django.urls import URLPattern, path, register_converter

from casework import kinds
from casework.api import accounts, documents, files, views


class DayConverter:
    """A day as 2026-10-20; anything else is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")


def patterns() -> list[URLPattern]:
    """The accounts, and one set of addresses a kind."""
    return accounts.patterns() + [pattern for kind in kinds.all_kinds() for pattern in _of(kind)]


def _of(kind: kinds.Kind) -> list[URLPattern]:
    def at(rest: str, view: type[views.RecordView], name: str) -> URLPattern:
        return path(f"{kind.api}{rest}", view.as_view(kind_name=kind.name), name=f"{kind.api}-{name}")

    return [
        at("", views.Records, "list"),
        at("/begin/<slug:code>", views.Begin, "begin"),
        at("/<uuid:pk>", views.OneRecord, "detail"),
        at("/<uuid:pk>/transitions", views.Transitions, "transitions"),
        at("/<uuid:pk>/transitions/<slug:code>", views.OneTransition, "transition"),
        at("/<uuid:pk>/amendments", views.Amendments, "amendments"),
        at("/<uuid:pk>/amendments/<slug:code>", views.OneAmendment, "amendment"),
        at("/<uuid:pk>/proposals/<slug:code>", views.Proposals, "propose"),
        at("/<uuid:pk>/proposals/<uuid:proposal>/<slug:verdict>", views.OneProposal, "decide"),
        at("/<uuid:pk>/events", views.Events, "events"),
        at("/<uuid:pk>/as-at/<day:day>", views.AsAt, "as-at"),
        at("/<uuid:pk>/files", files.Files, "files"),
        at("/<uuid:pk>/files/<uuid:file>", files.OneFile, "file"),
        at("/<uuid:pk>/documents", documents.Documents, "documents"),
        at("/<uuid:pk>/documents/<uuid:document>", documents.OneDocument, "document"),
        at("/<uuid:pk>/unmask", files.Unmask, "unmask"),
    ]

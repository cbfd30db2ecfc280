"""Columns that are computed from others: the ledger leaves them out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DerivedJSON(models.JSONField):
    """A JSON value computed from other fields."""

    derived = True


class DerivedNumbers(ArrayField):  # type: ignore[type-arg]
    """Numbers computed from other fields."""

    derived = True

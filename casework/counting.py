"""Several counts in one statement, none of them further than anybody reads."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 999


def together(asked: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each holds, at most `MOST`: a long queue costs no more to count than that."""
    parts, params = [], list[Any]()
    found = dict.fromkeys(asked, 0)
    for name, rows in asked.items():
        try:
            sql, given = rows.order_by().values("pk")[:MOST].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append((name, f"(SELECT count(*) FROM ({sql}) AS counted)"))
        params += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(part for _name, part in parts), params)
            found |= dict(zip((name for name, _part in parts), cursor.fetchone(), strict=True))
    return found

"""Rows that stay: database triggers against changing, deleting and truncating, whoever asks."""

import pgtrigger


def stays(name: str, operation: pgtrigger.Operation) -> list[pgtrigger.Trigger]:
    """Refuse the operation for each row, and TRUNCATE, which PostgreSQL tells to statement triggers only."""
    return [
        pgtrigger.Protect(name=name, operation=operation),
        pgtrigger.Trigger(
            name=f"{name}_all",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]

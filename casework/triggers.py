"""Rows that stay: database triggers against changing, deleting and truncating, whoever asks."""

import pgtrigger

_OTHER_TOKEN = """
    INSERT INTO casework_referenceversion (id, token) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET token = excluded.token;
    RETURN NULL;
"""


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


def renews_reference(name: str) -> pgtrigger.Trigger:
    """Let every process see that a table of reference changed (`casework.reference`)."""
    changed = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Statement, when=pgtrigger.After, operation=changed, func=_OTHER_TOKEN
    )

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import connections
from psycopg2 import errors

from casework import dbroles, pgtools
from tests import databases

APP_TABLES = [m._meta.db_table for m in apps.get_models(include_auto_created=True) if m._meta.managed]
APPEND_ONLY = sorted(t for t, rights in dbroles.privileges().items() if rights == dbroles.APPEND)
ERASABLE = sorted(t for t, rights in dbroles.privileges().items() if rights == dbroles.ERASABLE)


@contextmanager
def as_role(alias: str, database: str) -> Iterator[Any]:
    """A raw cursor of one of the two roles; the transaction is rolled back."""
    connection = pgtools.connect(connections[alias], database)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def test_the_two_roles_differ() -> None:
    roles = dbroles.roles()
    assert roles.separate, "the test environment gives one role only; DATABASE_OWNER_URL is missing"


def test_ledger_and_access_log_are_append_only() -> None:
    assert {"casework_event", "casework_accessentry", "casework_seal"} <= set(APPEND_ONLY)
    assert ERASABLE == ["casework_ledgervalue"]


@pytest.mark.parametrize("table", APP_TABLES)
def test_product_can_read_every_table_and_truncate_none(django_db_setup: None, table: str) -> None:
    with as_role("default", databases.BASE_NAME) as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        with pytest.raises(errors.InsufficientPrivilege):
            cursor.execute(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.parametrize("table", [*APPEND_ONLY, "django_migrations"])
@pytest.mark.parametrize("statement", ["UPDATE {t} SET id = id", "DELETE FROM {t}"])
def test_product_cannot_change_what_is_append_only(django_db_setup: None, table: str, statement: str) -> None:
    with as_role("default", databases.BASE_NAME) as cursor, pytest.raises(errors.InsufficientPrivilege):
        cursor.execute(statement.format(t=table))


@pytest.mark.parametrize("table", ERASABLE)
def test_product_may_erase_but_not_change_ledger_values(django_db_setup: None, table: str) -> None:
    with as_role("default", databases.BASE_NAME) as cursor:
        cursor.execute(f"DELETE FROM {table}")
        with pytest.raises(errors.InsufficientPrivilege):
            cursor.execute(f"UPDATE {table} SET path = path")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE casework_event DISABLE TRIGGER ALL",
        "ALTER TABLE casework_record DISABLE TRIGGER USER",
        "SET session_replication_role = replica",
        "DROP TABLE casework_event",
        "CREATE TABLE smuggled (id int)",
        "CREATE TRIGGER late BEFORE INSERT ON casework_event EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '9999', now())",
    ],
)
def test_product_cannot_get_round_the_triggers(django_db_setup: None, statement: str) -> None:
    with as_role("default", databases.BASE_NAME) as cursor, pytest.raises(errors.InsufficientPrivilege):
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["casework_event", "casework_accessentry", "casework_seal", "casework_ledgervalue"])
def test_triggers_refuse_the_owner_too(django_db_setup: None, table: str) -> None:
    with as_role("owner", databases.BASE_NAME) as cursor, pytest.raises(psycopg2.Error, match="Cannot truncate"):
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_second_run_is_quick_and_changes_nothing(fresh_database: str) -> None:
    before, said = rights(fresh_database), []
    began = time.monotonic()
    dbroles.prepare(said.append)
    assert time.monotonic() - began < 2
    assert (rights(fresh_database), said) == (before, [])


def test_next_run_takes_away_what_was_granted_by_hand(fresh_database: str) -> None:
    before = rights(fresh_database)
    app = dbroles.roles().app
    with databases.admin(fresh_database) as cursor:
        cursor.execute(
            f"GRANT TRUNCATE, TRIGGER, UPDATE ON casework_event TO {app}; GRANT UPDATE ON casework_seal TO PUBLIC"
        )
    assert rights(fresh_database) != before
    dbroles.prepare(lambda _line: None)
    assert rights(fresh_database) == before


def rights(database: str) -> set[tuple[str, str]]:
    """(table, privilege) of the product's role, whatever way it comes by them."""
    with databases.admin(database) as cursor:
        cursor.execute(
            "SELECT c.relname, p FROM pg_class c, "
            "unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER','REFERENCES']) p "
            "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_table_privilege(%s, c.oid, p)",
            [dbroles.roles().app],
        )
        return set(cursor.fetchall())


def test_missing_extension_says_what_to_ask_the_dba_for(fresh_database: str) -> None:
    with databases.admin(fresh_database) as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        cursor.execute("REVOKE CREATE ON DATABASE " + fresh_database + " FROM PUBLIC")
    with pytest.raises(CommandError) as error:
        dbroles.ensure_extensions(connections["default"])
    assert 'CREATE EXTENSION IF NOT EXISTS "pg_trgm";' in str(error.value)
    assert "postgis" not in str(error.value).partition("执行")[2]


def test_missing_role_says_what_to_ask_the_dba_for(fresh_database: str) -> None:
    with pytest.raises(CommandError, match='CREATE ROLE "nobody_here" LOGIN'):
        dbroles.grant(connections["owner"], "nobody_here")


def test_one_role_alone_is_said_aloud(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["owner"].settings_dict, "USER", dbroles.roles().app)
    said: list[str] = []
    monkeypatch.setattr(dbroles, "ensure_extensions", lambda _connection: None)
    monkeypatch.setattr(dbroles, "pending_migrations", lambda _connection: 0)
    dbroles.prepare(said.append)
    assert ["只有一个数据库角色" in line for line in said] == [True]

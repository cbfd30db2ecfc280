"""Test databases: one template, migrated once for each state of the schema; copies of it for the tests.

Tests that roll back share one copy. Tests that need real commits (races, crashes, triggers) take a fresh copy: a flush
would TRUNCATE, which the ledger refuses.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
BASE_NAME = os.environ.get("ANGUI_TEST_DB", "angui_test")
TEMPLATE = f"{BASE_NAME}_template"
_ADMIN_URL = os.environ.get("DATABASE_ADMIN_URL") or os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
_SCHEMA_SOURCES = (
    *("*/migrations/*.py", "*/seed/**/*", "*/papers/*.tpl", "casework/dbroles.py", "casework/rules.py"),
    *("casework/management/commands/*.py", "property_rectification/management/commands/*.py", "tests/databases.py"),
)


@contextmanager
def admin(database: str = "postgres") -> Iterator["psycopg2.extensions.cursor"]:
    """A cursor outside any transaction, as the role that may create databases."""
    server = dj_database_url.parse(_ADMIN_URL)
    connection = psycopg2.connect(
        host=server["HOST"] or None,
        port=server["PORT"] or None,
        user=server["USER"] or None,
        password=server["PASSWORD"] or None,
        dbname=database,
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def schema_fingerprint() -> str:
    """Changes when migrations, seeds or grants change."""
    body = hashlib.sha256()
    for pattern in _SCHEMA_SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                body.update(path.read_bytes())
    return body.hexdigest()


def point_at(name: str) -> None:
    """Let every alias of this process speak to that database."""
    for alias in settings.DATABASES:
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
    os.environ["ANGUI_DATABASE_NAME"] = name


def ensure_template() -> None:
    """Make the template unless it already stands for this state of the schema."""
    wanted = schema_fingerprint()
    with admin() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE])
        found = cursor.fetchone()
        if found and found[0] == wanted:
            return
        cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}" WITH (FORCE)')
        owner = settings.DATABASES.get("owner", settings.DATABASES["default"])["USER"]
        cursor.execute(f'CREATE DATABASE "{TEMPLATE}" OWNER "{owner}"')
    with admin(TEMPLATE) as cursor:
        for extension in ("postgis", "btree_gist", "pg_trgm"):
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    point_at(TEMPLATE)
    call_command("prepare_database", verbosity=0)
    for alias in settings.DATABASES:
        connections[alias].close()
    with admin() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{TEMPLATE}" IS %s', [wanted])


#: Database → its connections that wait for the next visit, by alias.
_kept: dict[str, dict[str, Any]] = {}


@contextmanager
def visiting(name: str) -> Iterator[None]:
    """Let this process speak to that database meanwhile, over connections that stay open from visit to visit."""
    home, at_home = settings.DATABASES["default"]["NAME"], {alias: connections[alias] for alias in settings.DATABASES}
    point_at(name)
    for alias in at_home:
        connections[alias] = _kept.setdefault(name, {}).get(alias) or connections.create_connection(alias)
        _kept[name][alias] = connections[alias]
    try:
        yield
    finally:
        for alias, connection in at_home.items():
            connections[alias] = connection
        point_at(home)


def leave(name: str) -> None:
    """Close what waits for the next visit there."""
    for connection in _kept.pop(name, {}).values():
        connection.close()


def copy(name: str, source: str = TEMPLATE) -> None:
    """A fresh database out of the template, or of another one that nobody else is connected to."""
    leave(source)
    with admin() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def exists(name: str) -> bool:
    """Whether there is a database with this name."""
    with admin() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def drop(name: str) -> None:
    """Remove a copy, whoever still holds a connection to it."""
    leave(name)
    with admin() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def fresh(source: str = TEMPLATE) -> Iterator[str]:
    """A copy of the template, or of another database, for one test; the process points at it meanwhile."""
    name = f"{BASE_NAME}_{uuid.uuid4().hex[:8]}"
    before = settings.DATABASES["default"]["NAME"]
    copy(name, source)
    point_at(name)
    try:
        yield name
    finally:
        point_at(before)
        drop(name)

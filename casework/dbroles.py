"""Two database roles: the owner migrates, the product works as a role that cannot get round the ledger's triggers.

The product's role may neither alter tables, disable triggers, TRUNCATE nor switch replication roles, and on append-only
tables it may only read and insert. What a role may do is derived from the models (`append_only`), never listed by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg2 import sql

OWNER_ALIAS = "owner"
#: PostGIS for places, btree_gist for exclusion constraints, pg_trgm for searching in titles.
EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")

#: Two starts at the same time wait for each other here.
GRANT_LOCK = 0x616E67756902

FULL = "SELECT, INSERT, UPDATE, DELETE"
APPEND = "SELECT, INSERT"
ERASABLE = "SELECT, INSERT, DELETE"
READ = "SELECT"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Roles:
    """The alias that owns the tables, and the name of the role the product works as."""

    alias: str
    app: str

    @property
    def separate(self) -> bool:
        """Whether there are two roles at all."""
        return self.alias == OWNER_ALIAS and connections[self.alias].settings_dict["USER"] != self.app


def roles() -> Roles:
    """From the settings: alias `owner` where it is configured, else the only one there is."""
    alias = OWNER_ALIAS if OWNER_ALIAS in settings.DATABASES else DEFAULT_DB_ALIAS
    return Roles(alias, connections[DEFAULT_DB_ALIAS].settings_dict["USER"])


def prepare(say: Say) -> None:
    """Extensions, migrations and grants; quick and without effect where everything stands already."""
    found = roles()
    connection = connections[found.alias]
    ensure_extensions(connection)
    if pending := pending_migrations(connection):
        say(f"数据库升级：{pending}步")
        call_command("migrate", database=found.alias, interactive=False, verbosity=0)
    if not found.separate:
        say("只有一个数据库角色：程序能绕过账本的触发器。生产环境请设DATABASE_OWNER_URL，并给DATABASE_URL另一个角色。")
        return
    grant(connection, found.app)


def ensure_extensions(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing of the extensions; CommandError says what to ask the DBA for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        missing = [name for name in EXTENSIONS if name not in {row[0] for row in cursor.fetchall()}]
        for name in missing:
            try:
                cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
            except DatabaseError as error:
                raise CommandError(_ask_the_dba(connection, missing, error)) from error


def _ask_the_dba(connection: BaseDatabaseWrapper, missing: list[str], error: Exception) -> str:
    wanted = "".join(f'\n    CREATE EXTENSION IF NOT EXISTS "{name}";' for name in missing)
    return (
        f"数据库{connection.settings_dict['NAME']}还差扩展，当前角色建不了（{str(error).splitlines()[0]}）。"
        f"请数据库管理员装好PostGIS，并在这个库里执行：{wanted}"
    )


def pending_migrations(connection: BaseDatabaseWrapper) -> int:
    """How many migrations have not been applied yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def privileges() -> dict[str, str]:
    """Table name → what the product may do there, for every table that is not simply read and written."""
    special = {"django_migrations": READ}
    for model in apps.get_models(include_auto_created=True):
        kind = getattr(model, "append_only", False)
        if kind:
            special[model._meta.db_table] = ERASABLE if kind == "erasable" else APPEND
    return special


def grant(connection: BaseDatabaseWrapper, app: str) -> None:
    """Give the product's role exactly what it needs, in one transaction; everything else is taken away."""
    role = sql.Identifier(app)
    special = privileges()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app])
        if cursor.fetchone() is None:
            raise CommandError(f"数据库里没有角色{app}。请数据库管理员执行：CREATE ROLE \"{app}\" LOGIN PASSWORD '…';")
        tables = own_tables(cursor)
        by_rights: dict[str, list[str]] = {}
        for table in tables:
            by_rights.setdefault(special.get(table, FULL), []).append(table)
        statements = [
            sql.SQL("SELECT pg_advisory_xact_lock({})").format(sql.Literal(GRANT_LOCK)),
            sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(_schema(cursor), role),
            sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC, {}").format(_schema(cursor), role),
            sql.SQL("REVOKE ALL ON {} FROM PUBLIC, {}").format(_list(tables), role),
            *(
                sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), _list(names), role)
                for rights, names in by_rights.items()
            ),
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(_schema(cursor), role),
            sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA {} GRANT {} ON TABLES TO {}").format(
                _schema(cursor), sql.SQL(APPEND), role
            ),
            sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA {} GRANT USAGE, SELECT ON SEQUENCES TO {}").format(
                _schema(cursor), role
            ),
        ]
        # one string is one implicit transaction: nobody ever sees the tables without their grants
        cursor.execute(sql.SQL("; ").join(statements))


def own_tables(cursor: Any) -> list[str]:
    """Tables of the current schema that belong to no extension."""
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
        "AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass "
        "AND d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname"
    )
    return [name for (name,) in cursor.fetchall()]


def _schema(cursor: Any) -> sql.Identifier:
    cursor.execute("SELECT current_schema()")
    return sql.Identifier(cursor.fetchone()[0])


def _list(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)

"""PostgreSQL's own programs (pg_dump, pg_restore): where they are, and how they reach our database."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg2
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import make_dsn

from casework import dbroles

Say = Callable[[str], None]
_PROGRESS_EVERY = 5.0


def connect(connection: BaseDatabaseWrapper, database: str = "") -> "psycopg2.extensions.connection":
    """A second, plain connection with the same role, to this or another database of the server."""
    params = connection.get_connection_params()
    return psycopg2.connect(**{**params, "dbname": database or params["dbname"]})


def connect_admin(database: str) -> "psycopg2.extensions.connection":
    """A connection of the role that may create databases (`DATABASE_ADMIN_URL`), else of the owner."""
    if not settings.DATABASE_ADMIN_URL:
        return connect(connections[dbroles.roles().alias], database)
    _scheme, rest = settings.DATABASE_ADMIN_URL.split("://", 1)
    return psycopg2.connect(f"postgresql://{rest}", dbname=database)


def dsn(connection: BaseDatabaseWrapper, database: str = "") -> str:
    """Connection string without the password, which goes by the environment."""
    kept = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")
    params = {key: value for key, value in connection.get_connection_params().items() if key in kept}
    return str(make_dsn(**{**params, "dbname": database or params["dbname"]}))


def url(connection: BaseDatabaseWrapper, database: str) -> str:
    """`DATABASE_URL` of the same role for another database of the server."""
    d = connection.settings_dict
    password = f":{quote(d['PASSWORD'], safe='')}" if d["PASSWORD"] else ""
    place = quote(d["HOST"], safe="") + (f":{d['PORT']}" if d["PORT"] else "")
    options = urlencode({k: v for k, v in d["OPTIONS"].items() if isinstance(v, str)})
    return f"postgis://{quote(d['USER'], safe='')}{password}@{place}/{quote(database)}" + (options and f"?{options}")


def run(
    connection: BaseDatabaseWrapper, program: str, arguments: list[str], say: Say, grown: Path | None = None
) -> None:
    """Run one of the programs to its end, telling every few seconds how far `grown` has grown."""
    tool = _find(connection, program)
    env = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"], "LC_ALL": "C.UTF-8", **_libraries(tool)}
    with subprocess.Popen([str(tool), *arguments], env=env, stderr=subprocess.PIPE, text=True) as process:
        told = time.monotonic()
        while True:
            try:
                _out, errors = process.communicate(timeout=0.2)
                break
            except subprocess.TimeoutExpired:
                if time.monotonic() - told > _PROGRESS_EVERY:
                    told = time.monotonic()
                    say(f"  {program} …" + (f" {grown.stat().st_size >> 20} MB" if grown and grown.exists() else ""))
            except BaseException:
                process.kill()
                raise
    if process.returncode:
        raise CommandError(f"{program}没有完成：{(errors or '').strip().splitlines()[-1:] or process.returncode}")


def _find(connection: BaseDatabaseWrapper, program: str) -> Path:
    """The program of at least the server's major version: beside the server, on the PATH, or where Debian keeps it."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        wanted = int(cursor.fetchone()[0]) // 10000
    seen = []
    for place in _places(connection, program):
        major = _major(place)
        if major is not None and major >= wanted:
            return place
        seen.append(f"{place}（{major or '不能运行'}）")
    raise CommandError(
        f"找不到{program} {wanted}或更新的版本（服务器是{wanted}）。看过：{'、'.join(seen) or '—'}。"
        f"请安装postgresql-client-{wanted}，或把它所在的目录加入PATH。"
    )


def _places(connection: BaseDatabaseWrapper, program: str) -> list[Path]:
    beside = _server_folder(connection.get_connection_params()["dbname"])
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    on_path = shutil.which(program)
    candidates = [beside / program if beside else None, Path(on_path) if on_path else None, *debian]
    return [place for place in candidates if place and place.exists()]


def _server_folder(database: str) -> Path | None:
    """Where the server's own programs lie, when a role of ours may ask it."""
    admin = connect_admin(database)
    try:
        with admin.cursor() as cursor:
            cursor.execute("SELECT has_function_privilege('pg_config()', 'EXECUTE')")
            if not cursor.fetchone()[0]:
                return None
            cursor.execute("SELECT setting FROM pg_config() WHERE name = 'BINDIR'")
            return Path(cursor.fetchone()[0])
    finally:
        admin.close()


def _libraries(tool: Path) -> dict[str, str]:
    """A PostgreSQL unpacked into a private folder keeps its libraries there too."""
    root = next((p for p in tool.parents if (p / "usr/lib").is_dir() and p != Path("/")), None)
    if root is None:
        return {}
    folders = [*root.glob("lib/*-linux-gnu"), *root.glob("usr/lib/*-linux-gnu"), os.environ.get("LD_LIBRARY_PATH", "")]
    return {"LD_LIBRARY_PATH": ":".join(filter(None, map(str, folders)))}


def _major(tool: Path) -> int | None:
    answer = subprocess.run(
        [str(tool), "--version"], capture_output=True, text=True, check=False, env={**os.environ, **_libraries(tool)}
    )
    found = re.search(r"\d+", answer.stdout)
    return int(found[0]) if found else None

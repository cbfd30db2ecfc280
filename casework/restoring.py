"""Bringing a backup back: everything is checked before anything is written, and nothing existing is overwritten."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psycopg2
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from psycopg2 import sql

from casework import backup, crypto, dbroles, pgtools, seals
from casework.backup import DUMP, FORMAT, MANIFEST, Manifest, Part
from casework.pgtools import Say


@dataclass(frozen=True)
class Restored:
    """Where it stands now, and the seal it was compared with."""

    database: str
    seal_day: str | None


def restore(folder: Path, say: Say, new_database: str = "") -> Restored:
    """Restore into the configured database when it is empty, or into a new one of that name."""
    manifest = read(folder)
    say(f"备份 {manifest.made_at}，{len(manifest.parts)}个文件，逐个核对 …")
    check_parts(folder, manifest)
    check_keys(manifest)
    check_stores(folder, manifest)
    connection = connections[dbroles.roles().alias]
    database = new_database or connection.get_connection_params()["dbname"]
    _check_target(database, new=bool(new_database))
    say(f"恢复到数据库{database} …")
    _load(folder, database, say, new=bool(new_database))
    _compare_rows(database, manifest)
    for part in manifest.parts:
        if part.name != DUMP:
            backup.copy(folder / part.name, _place(part))
    say("设置权限，核对账本 …")
    _manage(database, "prepare_database")
    seal = _newest_seal(folder)
    _manage(database, "verify_ledger", *(["--seal", str(seal)] if seal else []))
    return Restored(database, seals.read(seal).day if seal else None)


# --- before anything is written -----------------------------------------------------------------------------------


def read(folder: Path) -> Manifest:
    """The manifest of a finished backup; CommandError when there is none."""
    try:
        body = json.loads((folder / MANIFEST).read_text())
        manifest = Manifest(**{**body, "parts": [Part(**part) for part in body["parts"]]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{folder}不是完整的备份：{MANIFEST}读不出来（{type(error).__name__}）。") from error
    if manifest.format != FORMAT:
        raise CommandError(f"备份格式{manifest.format}，这个版本只认{FORMAT}。")
    return manifest


def check_parts(folder: Path, manifest: Manifest) -> None:
    """Every part is there, lies inside the folder and has the hash of the manifest."""
    wrong = [part.name for part in manifest.parts if not _is_whole(folder, part)]
    if DUMP not in {part.name for part in manifest.parts}:
        wrong.append(DUMP)
    if wrong:
        raise CommandError(f"备份有{len(wrong)}处缺失或被改动：{'、'.join(wrong[:5])}。什么都没有写入，请换一份备份。")


def _is_whole(folder: Path, part: Part) -> bool:
    steps = PurePosixPath(part.name).parts
    known = part.name == DUMP or (len(steps) > 1 and steps[0] in backup.stores())
    path = folder / part.name
    if not known or ".." in steps or path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == part.size and backup.sha256(path) == part.sha256


def check_keys(manifest: Manifest) -> None:
    """Without its keys a backup restores to data nobody can read."""
    missing = set(manifest.keys) - {key.id for key in crypto.key_ring().keys}
    if missing:
        raise CommandError(f"ANGUI_KEYS里还差密钥{'、'.join(sorted(missing))}：没有它，个人资料读不出来。先补上密钥。")


def check_stores(folder: Path, manifest: Manifest) -> None:
    """Files that lie in the store already must be the same ones."""
    differing = [
        part.name for part in manifest.parts
        if part.name != DUMP and _place(part).exists() and backup.sha256(_place(part)) != part.sha256
    ]  # fmt: skip
    if differing:
        raise CommandError(
            f"{settings.VAR_DIR}里有{len(differing)}个同名而不同的文件：{'、'.join(differing[:5])}。"
            "请用ANGUI_VAR指定一个空目录。"
        )


def _place(part: Part) -> Path:
    store, _slash, rest = part.name.partition("/")
    return backup.stores()[store] / rest


def _check_target(database: str, *, new: bool) -> None:
    connection = connections[dbroles.roles().alias]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        exists = cursor.fetchone() is not None
        if new and exists:
            raise CommandError(f"数据库{database}已经存在，请另取一个名字。")
        if not new and dbroles.own_tables(cursor):
            raise CommandError(f"数据库{database}里已有数据，不覆盖。要恢复到新库，用--force-new 新库名。")


# --- writing ------------------------------------------------------------------------------------------------------


def _load(folder: Path, database: str, say: Say, *, new: bool) -> None:
    connection = connections[dbroles.roles().alias]
    if new:
        owner = sql.Identifier(connection.settings_dict["USER"])
        _maintain("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", database, owner)
    arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-acl", "--no-comments"]
    target = f"--dbname={pgtools.dsn(connection, database)}"
    try:
        if new:
            for name in dbroles.EXTENSIONS:
                _maintain("CREATE EXTENSION {1}", database, sql.Identifier(name), inside=database)
        pgtools.run(connection, "pg_restore", [*arguments, target, str(folder / DUMP)], say)
    except BaseException:
        if new:
            _maintain("DROP DATABASE {}", database)
        raise


def _maintain(statement: str, database: str, *names: sql.Identifier, inside: str = "postgres") -> None:
    """A statement for the role that may create databases, outside any transaction."""
    try:
        admin = pgtools.connect_admin(inside)
        try:
            admin.autocommit = True
            with admin.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(sql.Identifier(database), *names))
        finally:
            admin.close()
    except psycopg2.Error as error:
        raise CommandError(
            f"数据库{database}：{str(error).splitlines()[0]}。可以请数据库管理员建好空库和PostGIS等扩展，"
            "把DATABASE_URL和DATABASE_OWNER_URL指向它，再不带--force-new恢复；或给出DATABASE_ADMIN_URL。"
        ) from error


def _compare_rows(database: str, manifest: Manifest) -> None:
    other = pgtools.connect(connections[dbroles.roles().alias], database)
    try:
        with other.cursor() as cursor:
            found = backup.row_counts(cursor)
    finally:
        other.close()
    differing = sorted(t for t in found.keys() | manifest.rows.keys() if found.get(t) != manifest.rows.get(t))
    if differing:
        raise CommandError(f"恢复后行数与备份清单不符：{'、'.join(differing)}。")


def _newest_seal(folder: Path) -> Path | None:
    """The newest seal file of the backup, where there is one: it finds a database older than it should be."""
    return max(folder.glob("seals/seal-*.json"), default=None)


def _manage(database: str, *command: str) -> None:
    """One of our own commands against the restored database, in a process of its own."""
    env = {**os.environ, "DATABASE_URL": pgtools.url(connections["default"], database)}
    if dbroles.OWNER_ALIAS in settings.DATABASES:
        env["DATABASE_OWNER_URL"] = pgtools.url(connections[dbroles.OWNER_ALIAS], database)
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command], env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise CommandError(f"数据已恢复到{database}，但{command[0]}没有通过：\n{(done.stdout + done.stderr)[-2000:]}")

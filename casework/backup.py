"""A backup: one folder with the database, the file store, the seals and a manifest of hashes.

The row counts and the newest seal in the manifest are of the very snapshot that was dumped. Encryption keys are never
part of it: a backup that fell into wrong hands tells nothing about a person, and a backup without the keys tells us
nothing either, so the manifest names the keys that must be kept elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

from casework import clock, crypto, dbroles, pgtools
from casework.pgtools import Say

MANIFEST, DUMP = "manifest.json", "database.dump"
FORMAT = 1
_PROGRESS_EVERY = 500
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Part:
    """One file of the backup, relative to its folder; size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass
class Manifest:
    """What a backup holds and what belongs to it."""

    made_at: str
    database: str
    server: str
    keys: list[str]
    seal: dict[str, Any] | None
    rows: dict[str, int]
    parts: list[Part] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> str:
        """Put it down last, whole or not at all; returns its SHA-256."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"
        unfinished = folder / f"{MANIFEST}.part"
        unfinished.write_text(text)
        unfinished.rename(folder / MANIFEST)
        return hashlib.sha256(text.encode()).hexdigest()


def stores() -> dict[str, Path]:
    """The folders that belong to the database, by their name inside the backup."""
    return {
        "files": Path(settings.VAR_DIR) / "files",
        "seals": Path(settings.VAR_DIR) / "seals",
    }


def make(folder: Path, say: Say) -> str:
    """Write a backup into an empty folder; returns the SHA-256 of its manifest."""
    if folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder}里已有内容，请换一个空目录。")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    # seals before the snapshot, so that none is newer than it; files after it, so that none it names is missing
    seals = list(_copy_store(folder, "seals", say))
    say("数据库 …")
    manifest = _dump(folder, say)
    manifest.parts = [_part(folder, folder / DUMP), *seals, *_copy_store(folder, "files", say)]
    return manifest.write(folder)


def _dump(folder: Path, say: Say) -> Manifest:
    """Dump one snapshot and count its rows in the same one."""
    connection = connections[dbroles.roles().alias]
    other = pgtools.connect(connection)
    try:
        other.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot(), current_database(), current_setting('server_version')")
            snapshot, database, server = cursor.fetchone()
            manifest = Manifest(
                clock.now().isoformat(), database, server, [key.id for key in crypto.key_ring().keys],
                newest_seal(cursor), row_counts(cursor),
            )  # fmt: skip
            # the reference systems come with the PostGIS extension, whose table the owner may not fill
            arguments = ["--format=custom", "--exclude-table-data=*.spatial_ref_sys", f"--snapshot={snapshot}"]
            arguments += [f"--file={folder / DUMP}"]
            pgtools.run(connection, "pg_dump", [*arguments, pgtools.dsn(connection)], say, grown=folder / DUMP)
    finally:
        other.close()
    return manifest


def newest_seal(cursor: Any) -> dict[str, Any] | None:
    """The last seal in the database: day, last event, number of records, root."""
    cursor.execute("SELECT day::text, last_event, records, root FROM casework_seal ORDER BY day DESC LIMIT 1")
    row = cursor.fetchone()
    return dict(zip(("day", "last_event", "records", "root"), row, strict=True)) if row else None


def row_counts(cursor: Any) -> dict[str, int]:
    """Rows of every table of ours, by table name."""
    counts = {}
    for table in dbroles.own_tables(cursor):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        counts[table] = cursor.fetchone()[0]
    return counts


def _copy_store(folder: Path, name: str, say: Say) -> Iterator[Part]:
    source = stores()[name]
    files = sorted(p for p in source.rglob("*") if p.is_file()) if source.is_dir() else []
    for number, path in enumerate(files, start=1):
        target = folder / name / path.relative_to(source)
        try:
            copy(path, target)
        except FileNotFoundError:  # no row ever named it: the sweep of orphaned files was here meanwhile
            continue
        if number % _PROGRESS_EVERY == 0 or number == len(files):
            say(f"{name} {number}/{len(files)}")
        yield _part(folder, target)


def copy(source: Path, target: Path) -> None:
    """Copy one file so that it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    with source.open("rb") as read, unfinished.open("wb") as written:
        while chunk := read.read(_CHUNK):
            written.write(chunk)
    unfinished.rename(target)


def sha256(path: Path) -> str:
    """Hash of a file of any size."""
    found = hashlib.sha256()
    with path.open("rb") as read:
        while chunk := read.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _part(folder: Path, path: Path) -> Part:
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, sha256(path))

import json
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from casework import backup, pgtools, restoring, seals
from casework.models import Agency
from tests import databases
from tests.casework import small_world

pytestmark = pytest.mark.usefixtures("fresh_database")


def quiet(_line: str) -> None:
    """Progress nobody reads."""


@pytest.fixture
def var(var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store with one file and one seal; other processes use the same folder."""
    monkeypatch.setenv("ANGUI_VAR", str(var_folder))
    (var_folder / "files/ab").mkdir(parents=True)
    (var_folder / "files/ab/abcd").write_bytes(b"evidence" * 1000)
    small_world.agency("A1")
    seals.write(seals.make(date(2026, 11, 23)))
    return var_folder


@pytest.fixture
def saved(var: Path, tmp_path: Path) -> Path:
    """A finished backup."""
    backup.make(tmp_path / "backup", quiet)
    return tmp_path / "backup"


@pytest.fixture
def other_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the restored files, as on another machine."""
    folder = tmp_path / "other machine"
    folder.mkdir()
    monkeypatch.setattr(settings, "VAR_DIR", folder)
    monkeypatch.setenv("ANGUI_VAR", str(folder))
    return folder


@pytest.fixture
def new_name() -> Iterator[str]:
    """The name of a database that does not exist yet; gone again afterwards."""
    name = f"{databases.BASE_NAME}_restored_{uuid.uuid4().hex[:8]}"
    yield name
    databases.drop(name)


def exists(database: str) -> bool:
    with databases.admin() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return cursor.fetchone() is not None


# --- making -------------------------------------------------------------------------------------------------------


def test_manifest_names_parts_rows_seal_and_keys_but_holds_no_key(saved: Path) -> None:
    text = (saved / "manifest.json").read_text()
    manifest = json.loads(text)
    assert {p["name"] for p in manifest["parts"]} == {
        "database.dump", "files/ab/abcd", "seals/seal-2026-11-23.json", "seals/seal-2026-11-23.txt",
    }  # fmt: skip
    assert (manifest["rows"]["casework_agency"], manifest["rows"]["casework_seal"]) == (1, 1)
    assert manifest["seal"]["day"] == "2026-11-23"
    key_id, secret = settings.ANGUI_KEYS.split(",")[0].split(":")
    assert manifest["keys"][0] == key_id
    everything = [path for path in saved.rglob("*") if path.is_file()]
    assert all(secret.encode() not in path.read_bytes() for path in everything)


def test_command_says_that_keys_are_not_included(var: Path, tmp_path: Path, capsys: Any) -> None:
    call_command("backup", str(tmp_path / "backup"))
    said = capsys.readouterr().out
    assert "不含加密密钥" in said
    assert settings.ANGUI_KEYS.split(":")[0] in said
    assert settings.ANGUI_KEYS.split(",")[0].split(":")[1] not in said


def test_backup_never_writes_into_a_folder_in_use(saved: Path) -> None:
    with pytest.raises(CommandError, match="已有内容"):
        backup.make(saved, quiet)


def test_backup_is_for_its_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0


# --- coming back --------------------------------------------------------------------------------------------------


def test_round_trip_into_another_database(saved: Path, other_var: Path, new_name: str, capsys: Any) -> None:
    call_command("restore", str(saved), force_new=new_name)
    said = capsys.readouterr().out
    assert "账本核对通过，与2026-11-23的封签一致" in said
    with databases.admin(new_name) as cursor:
        assert backup.row_counts(cursor) == json.loads((saved / "manifest.json").read_text())["rows"]
        cursor.execute("SELECT code FROM casework_agency")
        assert cursor.fetchall() == [("A1",)]
        cursor.execute(
            "SELECT has_table_privilege(%s, 'casework_event', 'UPDATE')", [settings.DATABASES["default"]["USER"]]
        )
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%' AND tgenabled = 'O'")
        assert cursor.fetchone()[0] == triggers_here()
    assert (other_var / "files/ab/abcd").read_bytes() == b"evidence" * 1000
    assert (other_var / "seals/seal-2026-11-23.json").exists()


def triggers_here() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%' AND tgenabled = 'O'")
        return cursor.fetchone()[0]


def test_restore_never_overwrites_a_database_that_holds_something(saved: Path, other_var: Path) -> None:
    small_world.agency("written since")
    with pytest.raises(CommandError, match="不覆盖"):
        restoring.restore(saved, quiet)
    assert Agency.objects.filter(code="written since").exists()
    assert list(other_var.iterdir()) == []


def test_new_database_must_be_new(saved: Path, other_var: Path, fresh_database: str) -> None:
    with pytest.raises(CommandError, match="已经存在"):
        restoring.restore(saved, quiet, fresh_database)


@pytest.mark.parametrize("part", ["database.dump", "files/ab/abcd", "seals/seal-2026-11-23.json"])
@pytest.mark.parametrize("damage", ["one byte", "cut", "gone"])
def test_damaged_part_is_refused_before_anything_is_written(
    saved: Path, other_var: Path, new_name: str, part: str, damage: str
) -> None:
    body = (saved / part).read_bytes()
    if damage == "gone":
        (saved / part).unlink()
    else:
        (saved / part).write_bytes(body[:-1] if damage == "cut" else body[:-1] + bytes([body[-1] ^ 1]))
    with pytest.raises(CommandError) as error:
        restoring.restore(saved, quiet, new_name)
    assert part in str(error.value)
    assert not exists(new_name)
    assert list(other_var.iterdir()) == []


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{}", '{"parts": 3}', "\x00"],
)
def test_folder_without_a_sound_manifest_is_no_backup(saved: Path, new_name: str, manifest: str) -> None:
    (saved / "manifest.json").write_text(manifest)
    with pytest.raises(CommandError, match="不是完整的备份"):
        restoring.restore(saved, quiet, new_name)
    assert not exists(new_name)


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "files/../../outside", "elsewhere/file", "files"])
def test_part_outside_the_known_folders_is_refused(saved: Path, new_name: str, name: str) -> None:
    (saved.parent / "outside").write_bytes(b"x")
    path = saved / "manifest.json"
    body = json.loads(path.read_text())
    body["parts"].append({"name": name, "size": 1, "sha256": backup.sha256(saved.parent / "outside")})
    path.write_text(json.dumps(body))
    with pytest.raises(CommandError) as error:
        restoring.restore(saved, quiet, new_name)
    assert name in str(error.value)


def test_missing_key_is_named_before_anything_is_written(
    saved: Path, new_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_id, secret = settings.ANGUI_KEYS.split(",")[0].split(":")
    monkeypatch.setattr(settings, "ANGUI_KEYS", f"other:{secret}")
    with pytest.raises(CommandError, match=key_id):
        restoring.restore(saved, quiet, new_name)
    assert not exists(new_name)


def test_file_of_the_same_name_is_not_overwritten(saved: Path, other_var: Path, new_name: str) -> None:
    mine = other_var / "files/ab/abcd"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"another")
    with pytest.raises(CommandError, match="同名而不同"):
        restoring.restore(saved, quiet, new_name)
    assert mine.read_bytes() == b"another"
    assert not exists(new_name)


def test_dump_that_cannot_be_loaded_leaves_no_half_database(saved: Path, other_var: Path, new_name: str) -> None:
    (saved / "database.dump").write_bytes(b"PGDMP nonsense")
    path = saved / "manifest.json"
    body = json.loads(path.read_text())
    [part] = [p for p in body["parts"] if p["name"] == "database.dump"]
    part |= {"size": 14, "sha256": backup.sha256(saved / "database.dump")}
    path.write_text(json.dumps(body))
    with pytest.raises(CommandError, match="pg_restore"):
        restoring.restore(saved, quiet, new_name)
    assert not exists(new_name)
    assert list(other_var.iterdir()) == []


def test_backup_of_an_older_database_is_found_by_its_seal(
    var: Path, tmp_path: Path, other_var: Path, new_name: str
) -> None:
    folder = tmp_path / "older"
    later = {"day": "2026-11-24", "last_event": 12, "records": 3, "root": "0" * 64}
    (other_var / "seals").mkdir()
    (other_var / "seals/seal-2026-11-24.json").write_text(json.dumps(later))
    backup.make(folder, quiet)
    with pytest.raises(CommandError, match="verify_ledger"):
        restoring.restore(folder, quiet, new_name)


# --- the programs -------------------------------------------------------------------------------------------------


def test_program_older_than_the_server_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    old.chmod(0o755)
    monkeypatch.setattr(pgtools, "_server_folder", lambda _database: tmp_path)
    with suppress(CommandError):  # where the system has no other
        assert pgtools._find(connections["default"], "pg_dump") != old
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pgtools, "_places", lambda *_args: [old])
    with pytest.raises(CommandError, match=r"pg_dump（9）") as error:
        pgtools._find(connections["default"], "pg_dump")
    assert "postgresql-client-" in str(error.value)


def test_password_is_never_an_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["default"].settings_dict, "PASSWORD", "s3cret")
    assert "s3cret" not in pgtools.dsn(connections["default"])

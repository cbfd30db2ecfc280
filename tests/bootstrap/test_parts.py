from pathlib import Path

import pytest

from bootstrap import parts


def put(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def postgres(root: Path, version: str, *, postgis: bool = True) -> None:
    put(root, f"usr/lib/postgresql/{version}/bin/initdb")
    if postgis:
        put(root, f"usr/share/postgresql/{version}/extension/postgis-3.control")


def test_the_newest_postgres_with_postgis_is_taken(tmp_path: Path) -> None:
    postgres(tmp_path, "15")
    postgres(tmp_path, "16")
    postgres(tmp_path, "17", postgis=False)
    found = parts.find_postgres(tmp_path)
    assert found is not None
    assert found.major == 16
    assert (tmp_path / "usr/share/postgresql/16/extension/postgis.control").resolve().name == "postgis-3.control"


@pytest.mark.parametrize("version", ["14", "9.6"])
def test_too_old_a_postgres_is_not_taken(tmp_path: Path, version: str) -> None:
    postgres(tmp_path, version)
    assert parts.find_postgres(tmp_path) is None


def test_unpacked_libraries_are_named_to_the_server_only(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PROJ_DATA", "/the/callers")
    postgres(tmp_path, "15")
    found = parts.find_postgres(tmp_path)
    assert found is not None
    assert found.env["PROJ_DATA"] == str(tmp_path / "usr/share/proj")
    assert found.env["LD_LIBRARY_PATH"].startswith(str(tmp_path))


def test_redis_tools_hold_the_server(tmp_path: Path) -> None:
    assert parts.find_redis(tmp_path) is None
    put(tmp_path, "usr/bin/redis-check-rdb")
    found = parts.find_redis(tmp_path)
    assert found is not None
    assert (found.name, found.path.name) == ("redis-server", "redis-check-rdb")
    put(tmp_path, "usr/bin/redis-server")
    again = parts.find_redis(tmp_path)
    assert again is not None
    assert again.path.name == "redis-server"


def test_a_named_chromium_is_taken(monkeypatch) -> None:
    monkeypatch.setenv("ANGUI_CHROMIUM", "/opt/chromium")
    assert parts.find_chromium() == Path("/opt/chromium")


def test_the_newest_packages_the_lists_know_are_asked_for() -> None:
    known = {"postgresql-15-postgis-3", "postgresql-17-postgis-3", "postgresql-17-postgis-3-scripts", "postgresql-18"}
    assert parts._postgres_packages(known) == ["postgresql-17", "postgresql-client-17", "postgresql-17-postgis-3"]

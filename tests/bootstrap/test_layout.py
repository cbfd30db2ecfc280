from pathlib import Path

import pytest

from bootstrap.console import Failure
from bootstrap.layout import Layout, make_private


def layout(var: Path) -> Layout:
    return Layout(var.parent, var, var)


def test_a_socket_path_always_fits_its_address(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    short, long = Path("/srv/angui/.var/postgres"), Path("/home/ann") / ("深" * 30) / "postgres"
    assert layout(short).socket_folder(short) == short / "run"
    chosen = layout(long).socket_folder(long)
    assert chosen.parent == tmp_path
    assert layout(long.parent).socket_folder(long.parent) != chosen


def test_run_and_test_keep_apart(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANGUI_VAR", str(tmp_path))
    run, test = Layout.for_run(), Layout.for_test()
    assert run.var != test.var
    assert run.shared == test.shared
    assert run.server_home("postgres") != test.server_home("postgres")


def test_folders_are_ours_alone(tmp_path: Path) -> None:
    made = layout(tmp_path / "store")
    made.create()
    assert made.logs.is_dir()
    assert made.var.stat().st_mode & 0o777 == 0o700


def test_a_folder_prepared_by_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Failure, match="cannot be used"):
        make_private(tmp_path / "store")


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    with pytest.raises(Failure, match="cannot be used"):
        make_private(tmp_path / "store")

import base64
from pathlib import Path

import pytest

from bootstrap import keys


@pytest.fixture(autouse=True)
def no_keys_given(monkeypatch) -> None:
    for name in keys.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_keys_are_made_once_and_kept(tmp_path: Path) -> None:
    first, new = keys.load(tmp_path / "env")
    again, new_again = keys.load(tmp_path / "env")
    assert (new, new_again) == (True, False)
    assert first == again
    name, _, key = first["ANGUI_KEYS"].partition(":")
    assert name == "k1"
    assert len(base64.b64decode(key, validate=True)) == 32
    assert len(first["SECRET_KEY"]) >= 50


def test_two_folders_have_different_keys(tmp_path: Path) -> None:
    one, two = (keys.load(tmp_path / name)[0] for name in ("one", "two"))
    assert one["SECRET_KEY"] != two["SECRET_KEY"]
    assert one["ANGUI_KEYS"] != two["ANGUI_KEYS"]


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    keys.load(tmp_path / "env")
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ANGUI_KEYS", "k2:given")
    values, new = keys.load(tmp_path / "env")
    assert values["ANGUI_KEYS"] == "k2:given"
    assert not new, "a database encrypted with given keys stays readable"

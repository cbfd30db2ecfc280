from pathlib import Path

import pytest

from bootstrap.stamps import Stamp, digest


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "src" / "deep").mkdir(parents=True)
    (tmp_path / "src" / "deep" / "a.ts").write_text("let a = 1")
    (tmp_path / "lock.json").write_text("{}")
    return tmp_path


def of(tree: Path) -> str:
    return digest([tree / "lock.json", tree / "src"])


def test_same_content_in_any_order_has_the_same_digest(tree: Path) -> None:
    assert of(tree) == digest([tree / "src", tree / "lock.json"])


def test_changed_content_changes_the_digest(tree: Path) -> None:
    before = of(tree)
    (tree / "src/deep/a.ts").write_text("let a = 2")
    assert of(tree) != before


def test_renamed_file_changes_the_digest(tree: Path) -> None:
    before = of(tree)
    (tree / "src/deep/a.ts").rename(tree / "src/deep/b.ts")
    assert of(tree) != before


def test_added_and_absent_files_count(tree: Path) -> None:
    before = of(tree)
    (tree / "src/c.ts").touch()
    added = of(tree)
    (tree / "lock.json").unlink()
    assert len({before, added, of(tree)}) == 3


def test_hidden_files_and_touching_do_not_count(tree: Path) -> None:
    before = of(tree)
    (tree / "src/.stamp").write_text("anything")
    (tree / "lock.json").touch()
    assert of(tree) == before


def test_extras_count(tree: Path) -> None:
    assert digest([tree], "3.11") != digest([tree], "3.12")


def test_stamp_is_fresh_only_after_set_and_for_the_same_digest(tmp_path: Path) -> None:
    file = tmp_path / "made" / ".stamp"
    assert not Stamp(file, "one").fresh
    Stamp(file, "one").set()
    assert Stamp(file, "one").fresh
    assert not Stamp(file, "two").fresh

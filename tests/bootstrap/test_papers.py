"""What printing needs is brought once, and named to the product only where it was unpacked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import debian, papers, parts
from bootstrap.layout import Layout

KNOWN = {*papers.LIBRARIES.values(), parts.FONTS}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path, tmp_path / "var", tmp_path / "var")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, layout: Layout) -> list[list[str]]:
    """What would be brought; the folder of it is made as unpacking makes it."""
    wanted: list[list[str]] = []

    def provide(layout: Layout, name: str, choose: Callable[[set[str]], list[str]], *, install: bool) -> Path:
        assert (name, install) == ("papers", True)
        wanted.append(choose(KNOWN))
        folder = layout.shared / "deb" / name
        (folder / "root").mkdir(parents=True)
        (folder / ".done").touch()
        return folder / "root"

    monkeypatch.setattr(debian, "provide", provide)
    return wanted


def system(monkeypatch: pytest.MonkeyPatch, *, libraries: bool, fonts: bool) -> None:
    monkeypatch.setattr(parts, "has_library", lambda _root, _name: libraries)
    monkeypatch.setattr(parts, "has_chinese_fonts", lambda _layout: fonts)


def test_nothing_is_brought_where_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, layout: Layout, asked: list[list[str]]
) -> None:
    system(monkeypatch, libraries=True, fonts=True)
    assert papers.provide(layout) == {}
    assert asked == []


def test_what_is_lacking_is_unpacked_once_and_named(
    monkeypatch: pytest.MonkeyPatch, layout: Layout, asked: list[list[str]]
) -> None:
    system(monkeypatch, libraries=False, fonts=False)
    first = papers.provide(layout)
    assert asked == [["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"]]
    root = layout.shared / "deb" / "papers" / "root"
    assert all(folder.startswith(str(root)) for folder in first["LD_LIBRARY_PATH"].split(":"))
    fonts = Path(first["FONTCONFIG_FILE"]).read_text()
    assert f"<dir>{root}/usr/share/fonts</dir>" in fonts
    assert "<dir>/usr/share/fonts</dir>" in fonts
    assert papers.provide(layout) == first
    assert len(asked) == 1


def test_only_what_is_lacking_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, layout: Layout, asked: list[list[str]]
) -> None:
    system(monkeypatch, libraries=True, fonts=False)
    papers.provide(layout)
    assert asked == [["fonts-noto-cjk"]]


def test_installed_packages_need_no_naming(monkeypatch: pytest.MonkeyPatch, layout: Layout) -> None:
    system(monkeypatch, libraries=False, fonts=False)
    monkeypatch.setattr(debian, "provide", lambda *_given, **_more: parts.SYSTEM)
    assert papers.provide(layout) == {}


def test_folders_of_libraries_are_joined() -> None:
    assert papers.joined({}, Path("/a")) == "/a"
    assert papers.joined({"LD_LIBRARY_PATH": "/b:/c"}, Path("/a")) == "/a:/b:/c"


def test_a_library_is_looked_for_where_the_linker_does(tmp_path: Path) -> None:
    assert not parts.has_library(tmp_path, "libx.so.1")
    (tmp_path / "usr/lib").mkdir(parents=True)
    (tmp_path / "usr/lib/libx.so.1").touch()
    assert parts.has_library(tmp_path, "libx.so.1")

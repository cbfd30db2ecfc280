"""The programs we bring: found on the system, or provided by Debian's packages, each with the environment it needs.

Libraries of unpacked packages are named to the one program that needs them and to nobody else: Python's wheels
and Node bring their own, in other versions.
"""

import os
import re
import shlex
import shutil
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bootstrap import debian, steps
from bootstrap.console import Failure
from bootstrap.layout import Layout

OLDEST_POSTGRES = 15
_ATOMIC = "libatomic.so.1"
SYSTEM = Path("/")
FONTS = "fonts-noto-cjk"
_TRIPLET = sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu"
_POSTGIS_PACKAGE = re.compile(r"postgresql-(\d+)-postgis-3")


@dataclass(frozen=True)
class Program:
    """A program and its environment. `name` is what it is called as, `path` the file."""

    name: str
    path: Path
    env: Mapping[str, str]


@dataclass(frozen=True)
class PostgresTools:
    """The folder of initdb, postgres and psql, the major version, and their environment."""

    folder: Path
    major: int
    env: Mapping[str, str]


@dataclass(frozen=True)
class Browser:
    """A chromium to start, and a folder with libatomic for the Node that Playwright brings (None: system has it)."""

    executable: Path
    libraries: Path | None


def provide_servers(layout: Layout, *, postgres: bool, redis: bool) -> tuple[PostgresTools | None, Program | None]:
    """PostgreSQL with PostGIS and Redis as far as asked for, brought when they are not there."""

    def choose(known: set[str]) -> list[str]:
        lacking = _postgres_packages(known) if postgres and not find_postgres(SYSTEM) else []
        return [*lacking, "redis-tools"] if redis and not find_redis(SYSTEM) else lacking

    complete = (not postgres or find_postgres(SYSTEM)) and (not redis or find_redis(SYSTEM))
    brought = debian.unpacked(layout, "servers")
    if not complete and brought is None:
        brought = debian.provide(layout, "servers", choose, install=True)
    places = [SYSTEM] if brought is None else [SYSTEM, brought]
    tools = next(filter(None, map(find_postgres, places)), None) if postgres else None
    program = next(filter(None, map(find_redis, places)), None) if redis else None
    if (postgres and tools is None) or (redis and program is None):
        raise Failure(
            f"仍缺少 PostgreSQL(带 PostGIS)或 Redis。请删除 {layout.shared / 'deb'} 后重新运行。",
            f"PostgreSQL (with PostGIS) or Redis is still missing. Delete {layout.shared / 'deb'} and start again.",
            layout.log("apt"),
        )
    return tools, program


def provide_browser(layout: Layout) -> Browser:
    """Chromium with Chinese fonts, and libatomic for Playwright's own Node."""

    def choose(_known: set[str]) -> list[str]:
        lacking = [] if find_chromium() else ["chromium"]
        lacking += [] if has_chinese_fonts(layout) else [FONTS]
        return lacking if has_library(SYSTEM, _ATOMIC) else [*lacking, "libatomic1"]

    brought = debian.unpacked(layout, "browser")
    if brought is None and choose(set()):
        brought = debian.provide(layout, "browser", choose, install=False)
    executable = find_chromium() if brought is None else _wrap_chromium(layout, brought)
    if executable is None:
        raise Failure(
            "找不到 chromium。请安装它,或用 ANGUI_CHROMIUM 指定其路径。",
            "No chromium found. Install it, or name its path by ANGUI_CHROMIUM.",
        )
    return Browser(executable, _folder_of_libatomic(layout, brought))


def find_postgres(root: Path) -> PostgresTools | None:
    """The newest PostgreSQL under `root` that has PostGIS."""
    found = []
    for folder in root.glob("usr/lib/postgresql/*/bin"):
        version = folder.parent.name
        control = root / "usr/share/postgresql" / version / "extension" / "postgis-3.control"
        alias = control.with_name("postgis.control")
        if not version.isdigit() or int(version) < OLDEST_POSTGRES or not (folder / "initdb").exists():
            continue
        if control.exists() and not alias.exists() and root != SYSTEM:
            alias.symlink_to(control.name)  # made by the package's own script where it is installed
        if alias.exists():
            found.append(PostgresTools(folder, int(version), _server_env(root)))
    return max(found, key=lambda tools: tools.major, default=None)


def find_redis(root: Path) -> Program | None:
    """Debian's redis-tools holds the server itself, under another name and without a system service."""
    for name in ("redis-server", "redis-check-rdb"):
        found = shutil.which(name) if root == SYSTEM else root / "usr/bin" / name
        if found and Path(found).exists():
            return Program("redis-server", Path(found), _server_env(root))
    return None


def find_chromium() -> Path | None:
    named = os.environ.get("ANGUI_CHROMIUM")
    if named:
        return Path(named)
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "google-chrome-stable"))), None)
    return Path(found) if found else None


def _postgres_packages(known: set[str]) -> list[str]:
    """The newest PostgreSQL with PostGIS; named one by one, since they have to lie in one folder to work together."""
    versions = [int(match[1]) for match in map(_POSTGIS_PACKAGE.fullmatch, known) if match]
    newest = f"postgresql-{max(versions, default=OLDEST_POSTGRES)}"
    return [newest, f"postgresql-client-{newest.rpartition('-')[2]}", f"{newest}-postgis-3"]


def library_path(root: Path, *more: str) -> str:
    """The folders of libraries under `root`."""
    base = root / "usr/lib" / _TRIPLET
    return ":".join(map(str, [root / "lib" / _TRIPLET, base, *(base / folder for folder in more)]))


def _server_env(root: Path) -> dict[str, str]:
    """Nothing of the caller's environment but PATH; PROJ's data belong to the server's PROJ, not to ours."""
    env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
    if root != SYSTEM:
        env["LD_LIBRARY_PATH"] = library_path(root, "blas", "lapack")
        env["PROJ_DATA"] = str(root / "usr/share/proj")
    return env


def has_chinese_fonts(layout: Layout) -> bool:
    """Whether the system has fonts with Chinese; `fc-list`, which knows, is not everywhere."""
    if any(Path("/usr/share/fonts").rglob("Noto*CJK*")):
        return True
    return bool(steps.output_of(["fc-list", ":lang=zh", "family"], cwd=layout.root))


def has_library(root: Path, name: str) -> bool:
    """Whether a library lies where the linker looks under `root`."""
    places = ("lib", "usr/lib", "usr/lib64", "lib64", f"lib/{_TRIPLET}", f"usr/lib/{_TRIPLET}")
    return any((root / place / name).exists() for place in places)


def _folder_of_libatomic(layout: Layout, own: Path | None) -> Path | None:
    """A folder with that one library: the rest of the unpacked ones would disturb the wheels."""
    if own is None or has_library(SYSTEM, _ATOMIC):
        return None
    folder = layout.shared / "deb" / "libatomic"
    folder.mkdir(exist_ok=True)
    link = folder / _ATOMIC
    link.unlink(missing_ok=True)
    link.symlink_to(own / "usr/lib" / _TRIPLET / _ATOMIC)
    return folder


def write_fonts(layout: Layout, name: str, *roots: Path) -> Path:
    """A file that names the fonts of unpacked packages beside those of the system."""
    fonts = layout.shared / "deb" / name
    folders = [*(root / "usr/share/fonts" for root in roots), Path("/usr/share/fonts")]
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        + "".join(f"<dir>{folder}</dir>" for folder in folders)
        + f"<cachedir>{layout.shared / 'deb' / 'fontcache'}</cachedir></fontconfig>\n"
    )
    return fonts


def _wrap_chromium(layout: Layout, own: Path) -> Path:
    """A script that starts chromium (the system's or the unpacked one) with the unpacked libraries and fonts."""
    inner = own / "usr/lib/chromium/chromium"
    fonts = write_fonts(layout, "fonts.conf", own)
    lines = ["#!/bin/sh", f"export FONTCONFIG_FILE={shlex.quote(str(fonts))}"]
    if inner.exists():
        lines.append(f"export LD_LIBRARY_PATH={shlex.quote(library_path(own, 'pulseaudio'))}")
    program = inner if inner.exists() else find_chromium()
    lines.append(f'exec {shlex.quote(str(program))} "$@"')
    script = layout.shared / "deb" / "chromium"
    script.write_text("\n".join(lines) + "\n")
    script.chmod(0o755)
    return script

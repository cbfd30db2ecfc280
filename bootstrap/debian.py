"""Packages of Debian and its children: installed by root, unpacked into a folder of their own by everybody else."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from bootstrap import steps
from bootstrap.console import Failure
from bootstrap.layout import Layout
from bootstrap.stamps import Stamp

_CLUSTER_CONF = Path("/etc/postgresql-common/createcluster.conf")

Chooser = Callable[[set[str]], list[str]]


def provide(layout: Layout, name: str, choose: Chooser, *, install: bool) -> Path:
    """Bring packages; returns the folder they lie under ("/" when the system has them).

    `choose` picks package names out of all known ones; `name` is the folder under `.var/deb` for unpacked ones.
    With `install` root installs them, because PostgreSQL runs as a user who cannot reach root's folders. Everybody
    else unpacks, even where sudo would be possible: it needs no privilege, leaves the system as it is, and takes
    seconds where installing takes minutes.
    """
    if shutil.which("apt-get") is None:
        raise Failure(
            "这台机器没有 apt,无法自动安装 PostgreSQL、PostGIS 和 Redis。请自行安装,"
            "或用 DATABASE_URL 和 REDIS_URL 指定已有的服务。",
            "There is no apt here to bring PostgreSQL, PostGIS and Redis. Install them, "
            "or name existing servers by DATABASE_URL and REDIS_URL.",
        )
    if install and os.geteuid() == 0:
        _install(layout, choose)
        return Path("/")
    return _unpack(layout, name, choose)


def unpacked(layout: Layout, name: str) -> Path | None:
    """The folder of an earlier `provide` that unpacked, or None."""
    folder = layout.shared / "deb" / name
    return folder / "root" if (folder / ".done").exists() else None


def _install(layout: Layout, choose: Chooser) -> None:
    log = layout.log("apt")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=180"]
    steps.run("更新软件包列表 · apt-get update", [*quiet, "update"], log=log, cwd=layout.root)
    wanted = _wanted(layout, [], choose)
    if any(package.startswith("postgresql") for package in wanted):
        _keep_main_cluster_away()
    install = [*quiet, "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    names = " ".join(wanted)
    steps.run(
        f"下载系统软件包 · downloading {names}",
        [*install, "--download-only", "install", *wanted],
        log=log,
        cwd=layout.root,
    )
    steps.run(
        f"安装系统软件包 · installing {names}",
        [*install, "install", *wanted],
        log=log,
        cwd=layout.root,
        uninterruptible=True,
    )


def _keep_main_cluster_away() -> None:
    """Debian's package would start a server of its own; one that is configured already stays as it is."""
    if not _CLUSTER_CONF.exists():
        _CLUSTER_CONF.parent.mkdir(exist_ok=True)
        _CLUSTER_CONF.write_text("create_main_cluster = false\n")


def _unpack(layout: Layout, name: str, choose: Chooser) -> Path:
    """Download what the system lacks and unpack it; nothing on the system changes and no privilege is needed."""
    folder = layout.shared / "deb" / name
    log = layout.log("apt")
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("lists/partial", "cache/partial", "debs", "root"):
        (folder / part).mkdir(parents=True)
    private = [
        f"Dir::State::Lists={folder}/lists",
        f"Dir::Cache={folder}/cache",
        f"Dir::Cache::archives={folder}/cache",
    ]
    private += ["Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache=", "Debug::NoLocking=1", "APT::Sandbox::User=root"]
    options = [word for setting in private for word in ("-o", setting)]
    apt = ["apt-get", "-q", *options]
    steps.run("更新软件包列表 · apt-get update (private lists)", [*apt, "update"], log=log, cwd=folder)
    wanted = _wanted(layout, options, choose)
    plan = steps.output_of([*apt, "-s", "-y", "--no-install-recommends", "install", *wanted], cwd=folder) or ""
    lacking = {line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")}
    packages = sorted(lacking | set(wanted))  # what is asked for by name is unpacked even where it is installed
    steps.run(
        f"下载 {len(packages)} 个软件包 · downloading {' '.join(wanted)}",
        [*apt, "download", *packages],
        log=log,
        cwd=folder / "debs",
    )
    script = 'for deb in debs/*.deb; do echo "$deb"; dpkg-deb -x "$deb" root || exit 1; rm "$deb"; done'
    steps.run(
        "解包到项目内,不改动系统 · unpacking; nothing on the system changes", ["sh", "-c", script], log=log, cwd=folder
    )
    for leftover in ("lists", "cache", "debs"):
        shutil.rmtree(folder / leftover)
    Stamp(folder / ".done", " ".join(wanted)).set()
    return folder / "root"


def _wanted(layout: Layout, options: list[str], choose: Chooser) -> list[str]:
    """The chosen packages; a failure when the lists do not hold them: no network, or a foreign release."""
    known = set((steps.output_of(["apt-cache", *options, "pkgnames"], cwd=layout.root) or "").split())
    wanted = choose(known)
    if missing := " ".join(package for package in wanted if package not in known):
        raise steps.explain(f"查找软件包 {missing} · looking for packages {missing}", 100, layout.log("apt"))
    return wanted

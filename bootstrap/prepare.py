"""Everything that comes before the product's own processes, in order; what is done already is skipped."""

import contextlib
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bootstrap import frontend, keys, packages, parts, postgres, redis, steps
from bootstrap.children import Children
from bootstrap.console import Failure, say
from bootstrap.layout import Layout, make_private
from bootstrap.processes import wait_until
from bootstrap.stamps import Stamp, digest

_FREE_BYTES = 1 << 30
_STATIC_OF = ("requirements.txt", "frontend/dist", "config/settings.py")


def check_machine(layout: Layout) -> None:
    """Fail at once and in plain words rather than in the middle."""
    if sys.platform != "linux":
        raise Failure(
            "只支持 Linux(在 Debian 12 上验证)。请在 Linux 虚拟机或容器里运行。",
            "Only Linux is supported (tried on Debian 12). Use a Linux virtual machine or container.",
        )
    if not os.access(layout.root, os.W_OK):
        raise Failure(
            f"{layout.root} 不可写。请换一个属于您的文件夹,或修改其所有者。",
            f"{layout.root} cannot be written. Use a folder of your own, or change its owner.",
        )
    free = shutil.disk_usage(layout.root).free
    if free < _FREE_BYTES:
        raise Failure(
            f"磁盘只剩 {free >> 20} MB。请腾出至少 4 GB 后重新运行。",
            f"Only {free >> 20} MB of disk are left. Free at least 4 GB and start again.",
        )


@contextlib.contextmanager
def sole(layout: Layout, command: str) -> Iterator[None]:
    """Only one such command per folder; the lock falls with the process, however it ends."""
    file = (layout.var / "lock").open("a+")
    with file:
        if not _lock(file.fileno()):
            file.seek(0)
            raise Failure(
                f"{command} 已在这个文件夹里运行(进程 {file.read().strip()})。请先停止它,或等它结束。",
                f"{command} is running in this folder already. Stop it first, or wait for it to end.",
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def build(layout: Layout, requirements: tuple[str, ...]) -> None:
    """Virtual environment and front end, which `./run` and `./test` share: one builds, the other waits."""
    with (layout.shared / "build.lock").open("a") as file:
        if not _lock(file.fileno()):
            say("等待另一条命令完成安装 · waiting for the other command to finish installing")
            wait_until(lambda: _lock(file.fileno()), float("inf"), every=0.5)
        packages.install(layout, requirements)
        frontend.build(layout)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def servers(layout: Layout, children: Children, *, throw_away: bool = False) -> dict[str, str]:
    """Bring up what the caller's environment does not name; returns the environment of the product."""
    make_private(layout.var)
    secrets, new = keys.load(layout.var / "env")
    env = product_environment(layout) | secrets
    given = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    tools, program = parts.provide_servers(layout, postgres=not given[0], redis=not given[1])
    if tools is not None:
        cluster = postgres.start(layout, children, tools, keys_are_new=new, throw_away=throw_away)
        env["DATABASE_URL"] = cluster.url(postgres.APP)
        env["DATABASE_OWNER_URL"] = cluster.url(postgres.OWNER)
        env["DATABASE_ADMIN_URL"] = cluster.url(postgres.SUPERUSER)
    if program is not None:
        env["REDIS_URL"] = redis.start(layout, children, program)
    return env


def product_environment(layout: Layout) -> dict[str, str]:
    """The caller's environment with our settings; another Python's search path would mix its packages in."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    env |= {"ANGUI_VAR": str(layout.var), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    return {"ANGUI_MODE": "demo"} | env


def manage(layout: Layout, env: dict[str, str], title: str, *arguments: str) -> None:
    steps.run(title, [layout.python, "manage.py", *arguments], log=layout.log("manage"), cwd=layout.root, env=env)


def collect_static(layout: Layout, env: dict[str, str]) -> None:
    """Gather what browsers load, when any of it changed."""
    folders = [layout.root / name for name in _STATIC_OF] + _static_folders(layout.root)
    stamp = Stamp(layout.var / "static" / ".stamp", digest(folders, *map(str, folders)))
    if not stamp.fresh:
        manage(layout, env, "收集静态文件 · static files", "collectstatic", "--noinput", "--clear", "-v0")
        stamp.set()


def _static_folders(root: Path) -> list[Path]:
    return sorted(root.glob("*/static"))

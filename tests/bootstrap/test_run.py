"""The real `./run`, from a data folder of its own: served, killed, served again, stopped, and nothing left."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.layout import ROOT, Layout
from bootstrap.processes import PROC, wait_until

# what the surrounding ./test names would stand in for the servers of the command
NAMED = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "REDIS_URL", "SECRET_KEY", "ANGUI_KEYS")
SECONDS_FROM_NOTHING = 240
SECONDS_AGAIN = 15  # where nothing else keeps the processors busy


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, but for the unpacked packages, which are not fetched twice."""
    folder = tmp_path / "store"
    folder.mkdir(mode=0o700)
    unpacked = Path(os.environ.get("ANGUI_VAR", "")).parent / "deb"
    if unpacked.is_dir():
        (folder / "deb").symlink_to(unpacked)
    yield folder
    if os.geteuid() == 0:  # PostgreSQL's data lie elsewhere then
        shutil.rmtree(home_of_postgres(folder).parent, ignore_errors=True)


@contextlib.contextmanager
def served(var: Path, port: int, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    env = {name: value for name, value in os.environ.items() if name not in NAMED}
    env |= {"ANGUI_VAR": str(var), "PORT": str(port)}
    with (var / "said").open("wb") as said:
        command = subprocess.Popen([ROOT / "run"], cwd=var, env=env, stdout=said, stderr=said)
    try:
        up = wait_until(lambda: command.poll() is not None or answers(port), seconds, every=0.2)
        assert up, (var / "said").read_text()
        assert command.poll() is None, (var / "said").read_text()
        yield command
    finally:
        command.terminate()
        command.wait(40)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def marked(var: Path) -> list[str]:
    found = []
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"ANGUI_VAR={var}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def home_of_postgres(var: Path) -> Path:
    return Layout(ROOT, var, var).server_home("postgres")


def servers_of_folder(var: Path) -> list[str]:
    """PostgreSQL writes over its environment; it is known by the folder it works in."""
    data = home_of_postgres(var) / "data"
    found = []
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == data:
                found.append(entry.name)
    return found


@pytest.mark.long
def test_served_killed_served_again_and_stopped(var: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with served(var, port, SECONDS_FROM_NOTHING) as command:
        keys = (var / "env").read_text()
        command.kill()
        command.wait()
    begin = time.monotonic()
    with served(var, port, SECONDS_FROM_NOTHING) as command:
        seconds = time.monotonic() - begin
        busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert (var / "env").read_text() == keys
        assert wait_until(lambda: "全部就绪" in (var / "said").read_text(), 60)
        command.send_signal(signal.SIGTERM)
        assert command.wait(40) == 0
    assert marked(var) == []
    assert servers_of_folder(var) == []
    assert seconds <= SECONDS_AGAIN * busy, f"{seconds:.1f} s on a machine {busy:.1f} times too busy"

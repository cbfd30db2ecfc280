"""A small command in the same frame as `./run`, with `sleep` for servers: however it ends, nothing is left."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.layout import ROOT
from bootstrap.processes import PROC, wait_until

#: Whoever runs the tests detached has hang-ups ignored, and the command would inherit that.
COMMAND = """
import os, signal, sys, time
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.session import guarded, session

signal.signal(signal.SIGHUP, signal.SIG_DFL)

def command():
    layout = Layout.for_run()
    with session(layout, "./small") as children:
        for name in ("PostgreSQL", "web"):
            children.start(name, ["sh", "-c", "sleep 300 & wait"], log=layout.log(name), cwd=Path("/"), env=os.environ)
        print("up", flush=True)
        while True:
            children.check()
            time.sleep(0.05)

sys.exit(guarded(command))
"""


@contextlib.contextmanager
def small_command(var: Path) -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "ANGUI_VAR": str(var)}
    command = [sys.executable, "-c", COMMAND]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until_up(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line == "up\n":
            return lines
    raise AssertionError("".join(lines))


def marked(var: Path) -> list[int]:
    """Living processes that carry the folder in their environment."""
    found = []
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            environment = (entry / "environ").read_bytes().split(b"\0")
            if f"ANGUI_VAR={var}".encode() in environment:
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with small_command(tmp_path) as process:
        until_up(process)
        assert wait_until(lambda: len(marked(tmp_path)) == 5, 5), "the command, two shells, two sleeps"
        process.send_signal(number)
        assert process.wait(15) == 128 + number
    assert marked(tmp_path) == []


def test_a_killed_command_starts_again_cleanly(tmp_path: Path) -> None:
    with small_command(tmp_path) as process:
        until_up(process)
        process.kill()
        process.wait()
    with small_command(tmp_path) as process:
        until_up(process)
        assert wait_until(lambda: len(marked(tmp_path)) == 5, 5)
        process.terminate()
        process.wait(15)
    assert marked(tmp_path) == []


def test_a_server_that_dies_ends_the_command_with_its_log(tmp_path: Path) -> None:
    with small_command(tmp_path) as process:
        until_up(process)
        ours = [pid for pid in marked(tmp_path) if pid != process.pid]
        shell = next(pid for pid in ours if (PROC / str(pid) / "cmdline").read_bytes().startswith(b"sh\0"))
        os.kill(shell, signal.SIGKILL)
        said, _ = process.communicate(timeout=15)
        assert process.returncode == 1
    assert "ended unexpectedly (signal 9)" in said
    assert wait_until(lambda: marked(tmp_path) == [], 2)


def test_a_second_command_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with small_command(tmp_path) as first:
        until_up(first)
        with small_command(tmp_path) as second:
            said, _ = second.communicate(timeout=15)
            assert second.returncode == 1
        assert f"进程 {first.pid}" in said
        assert first.poll() is None
        first.terminate()
        assert first.wait(15) == 128 + signal.SIGTERM

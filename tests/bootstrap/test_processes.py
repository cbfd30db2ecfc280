import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bootstrap.layout import ROOT
from bootstrap.processes import (
    Stopped,
    deferred_stop,
    group_members,
    install_signal_handlers,
    spawn,
    start_time,
    wait_until,
)


@pytest.fixture
def handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    install_signal_handlers()
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_start_time_names_a_process_for_its_life() -> None:
    with subprocess.Popen(["sleep", "60"]) as child:
        named = start_time(child.pid)
        assert named
        assert named == start_time(child.pid)
        assert named.partition(":")[0] == start_time(os.getpid()).partition(":")[0]
        child.kill()
        child.wait()
        assert start_time(child.pid) is None


def test_a_process_that_ended_but_was_not_awaited_does_not_run() -> None:
    with subprocess.Popen(["true"]) as child:
        assert wait_until(lambda: start_time(child.pid) is None, 5)


def test_group_members_are_told_by_mark(tmp_path: Path) -> None:
    env = {**os.environ, "MARK": "ours"}
    child = spawn(["sh", "-c", "sleep 60 & wait"], cwd=tmp_path, env=env)
    try:
        assert wait_until(lambda: len(group_members(child.pid, "MARK=ours")) == 2, 5)
        assert group_members(child.pid, "MARK=other") == []
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def signal_ourselves(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(0.05)


def test_a_signal_becomes_stopped(handlers: None) -> None:
    with pytest.raises(Stopped) as stopped:
        signal_ourselves(signal.SIGTERM)
    assert stopped.value.number == signal.SIGTERM


def test_a_deferred_signal_is_obeyed_at_the_end_of_the_outermost_block(handlers: None) -> None:
    reached = []

    def nested() -> None:
        with deferred_stop():
            with deferred_stop():
                signal_ourselves(signal.SIGINT)
                reached.append("inner")
            reached.append("outer")

    with pytest.raises(Stopped):
        nested()
    assert reached == ["inner", "outer"]
    with deferred_stop():
        pass  # the signal was obeyed once and is not remembered


def test_a_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from pathlib import Path; from bootstrap.processes import spawn;"
        "child = spawn(['sleep', '60'], cwd=Path('/'), env=os.environ); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert start_time(child)
        parent.kill()
        assert wait_until(lambda: start_time(child) is None, 5)


def test_wait_until_gives_up() -> None:
    assert not wait_until(lambda: False, 0.1)

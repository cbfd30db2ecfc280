"""Real processes: what is started ends, and only what we started."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.children import Children, Ending
from bootstrap.console import Failure
from bootstrap.layout import ROOT
from bootstrap.processes import start_time, wait_until

STUBBORN = "trap '' TERM QUIT; echo ready; while true; do sleep 1; done"
QUICK = Ending((signal.SIGTERM, signal.SIGQUIT), signal.SIGKILL, patience=0.3)


def start(children: Children, home: Path, name: str, *argv: str, ending: Ending | None = None):
    return children.start(name, argv, log=home / f"{name}.log", cwd=home, env=os.environ, ending=ending)


@pytest.fixture
def children(tmp_path: Path):
    children = Children(tmp_path)
    yield children
    children.stop()


def test_stop_ends_all_and_forgets_them(children: Children, tmp_path: Path) -> None:
    started = [start(children, tmp_path, name, "sleep", "60") for name in ("one", "two")]
    assert [entry["pid"] for entry in json.loads(children.register.read_text())] == [c.process.pid for c in started]
    children.stop()
    assert [child.process.returncode for child in started] == [-signal.SIGTERM] * 2
    assert not children.register.exists()
    assert children.running == []


def test_stop_by_name_leaves_the_others(children: Children, tmp_path: Path) -> None:
    one, two = (start(children, tmp_path, name, "sleep", "60") for name in ("one", "two"))
    children.stop("one")
    assert not one.alive
    assert two.alive
    assert [entry["name"] for entry in json.loads(children.register.read_text())] == ["two"]


def test_stores_end_after_what_uses_them(children: Children, tmp_path: Path) -> None:
    said = tmp_path / "order"
    script = "trap 'echo \"$0\" >> order; exit' TERM; echo ready; while true; do sleep 0.05; done"
    for name in ("PostgreSQL", "web"):
        child = start(children, tmp_path, name, "sh", "-c", script, name)
        assert wait_until(lambda child=child: b"ready" in child.log.read_bytes(), 5)
    children.stop()
    assert said.read_text().split() == ["web", "PostgreSQL"]


def test_a_stubborn_server_and_what_it_started_are_killed(children: Children, tmp_path: Path) -> None:
    child = start(children, tmp_path, "stubborn", "sh", "-c", STUBBORN, ending=QUICK)
    assert wait_until(lambda: b"ready" in child.log.read_bytes(), 5)
    children.stop()
    assert child.process.returncode == -signal.SIGKILL


def test_a_helper_left_by_a_server_is_killed_too(children: Children, tmp_path: Path) -> None:
    child = start(children, tmp_path, "parent", "sh", "-c", "sleep 60 & echo $!; trap 'exit 0' TERM; wait")
    assert wait_until(lambda: child.log.read_text().strip().isdigit(), 5)
    helper = int(child.log.read_text())
    children.stop()
    assert start_time(helper) is None


def test_check_names_the_server_that_ended(children: Children, tmp_path: Path) -> None:
    start(children, tmp_path, "fine", "sleep", "60")
    child = start(children, tmp_path, "broken", "sh", "-c", "echo no luck; exit 3")
    children_ended = wait_until(lambda: not child.alive, 5)
    assert children_ended
    with pytest.raises(Failure, match=r"broken ended unexpectedly \(exit code 3\)") as failure:
        children.check()
    assert failure.value.log == child.log
    assert "no luck" in child.log.read_text()


def test_the_previous_log_is_kept(children: Children, tmp_path: Path) -> None:
    for text in ("first", "second"):
        child = start(children, tmp_path, "talker", "echo", text)
        assert child.process.wait(5) == 0
    assert (tmp_path / "talker.log").read_text() == "second\n"
    assert (tmp_path / "talker.log.1").read_text() == "first\n"


def test_leftovers_of_a_killed_command_are_ended(tmp_path: Path) -> None:
    # SIGCONT stands for a kernel that does not end the child with its parent
    script = f"""
import os, signal, time
from pathlib import Path
from bootstrap.children import Children, Ending
home = Path({str(tmp_path)!r})
child = Children(home).start("server", ["sh", "-c", "sleep 60 & wait"], log=home / "log", cwd=home, env=os.environ,
                             ending=Ending((signal.SIGTERM,), signal.SIGCONT))
print(child.process.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout
        server = int(command.stdout.readline())
        command.kill()
    group = lambda: [p for p in Path("/proc").glob("[0-9]*") if _group(p) == server]  # noqa: E731
    assert start_time(server)
    Children(tmp_path).stop_leftovers()
    assert start_time(server) is None
    assert wait_until(lambda: not group(), 5)
    assert not (tmp_path / "children.json").exists()


def _group(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return None


def test_a_stranger_with_a_number_used_again_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"], process_group=0) as stranger:
        another_moment = f"{start_time(stranger.pid)}0"
        entry = {"name": "old", "pid": stranger.pid, "started": another_moment, "signals": [int(signal.SIGTERM)]}
        (tmp_path / "children.json").write_text(json.dumps([entry]))
        Children(tmp_path).stop_leftovers()
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("content", ["", "{", "[{}]", "[1]", '{"a": 1}'])
def test_a_broken_register_stops_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "children.json").write_text(content)
    Children(tmp_path).stop_leftovers()
    assert not (tmp_path / "children.json").exists()

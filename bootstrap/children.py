"""The servers of one command: started, watched, ended together; and what a killed command left behind.

Each child is written to a file with its number and its moment of start, so that the next command recognises
exactly those processes and no others.
"""

import json
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bootstrap.console import Failure, say
from bootstrap.processes import (
    deferred_stop,
    group_members,
    kill_group,
    send,
    spawn,
    start_time,
    wait_until,
)

# what the other servers work with, therefore ended last
STORES = ("PostgreSQL", "Redis")


@dataclass(frozen=True)
class Ending:
    """The signals that end a server, gentle first, each given `patience` seconds; SIGKILL follows by itself."""

    signals: tuple[int, ...] = (signal.SIGTERM,)
    on_our_death: int = signal.SIGTERM
    patience: float = 10.0


@dataclass(frozen=True)
class Entry:
    """A child as the register remembers it."""

    name: str
    pid: int
    started: str
    signals: tuple[int, ...]


class Child:
    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path, ending: Ending) -> None:
        self.name = name
        self.process = process
        self.log = log
        self.ending = ending

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def entry(self) -> Entry:
        return Entry(self.name, self.process.pid, start_time(self.process.pid) or "", self.ending.signals)


class Children:
    """The running servers. `home` keeps the register; `mark` stands in every child's environment."""

    def __init__(self, home: Path) -> None:
        self.register = home / "children.json"
        self.mark = f"ANGUI_VAR={home}"
        self.running: list[Child] = []

    def start(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        log: Path,
        cwd: Path,
        env: Mapping[str, str],
        ending: Ending | None = None,
        **options: Any,
    ) -> Child:
        """Start a server; its output goes to a fresh log, the previous one is kept as `.1`."""
        ending = ending or Ending()
        if log.exists():
            log.replace(log.with_name(log.name + ".1"))
        variable, _, value = self.mark.partition("=")
        with log.open("wb") as output, deferred_stop():
            process = spawn(
                argv,
                cwd=cwd,
                env={**env, variable: value},
                output=output,
                death_signal=ending.on_our_death,
                **options,
            )
            child = Child(name, process, log, ending)
            self.running.append(child)
            self._write()
        return child

    def check(self) -> None:
        """Raise `Failure` when a server has ended by itself."""
        for child in self.running:
            code = child.process.poll()
            if code is not None:
                how = f"signal {-code}" if code < 0 else f"exit code {code}"
                raise Failure(
                    f"{child.name} 意外退出({how}),其余服务随之停止。请看下面的日志,排除原因后重新运行。",
                    f"{child.name} ended unexpectedly ({how}); everything else is being stopped. "
                    "See the log below, remove the cause and start again.",
                    child.log,
                )

    def stop(self, *names: str) -> None:
        """End the named servers, or all of them."""
        for batch in self._batches(names):
            for level in range(max(len(child.ending.signals) for child in batch)):
                for child in batch:
                    if child.alive and level < len(child.ending.signals):
                        send(child.process.pid, child.ending.signals[level])
                if wait_until(partial(_all_ended, batch), min(child.ending.patience for child in batch)):
                    break
            for child in batch:
                self._bury(child)
            self._write()

    def _bury(self, child: Child) -> None:
        """Make sure that neither the server nor a process it started is left."""
        if child.alive:
            kill_group(child.process.pid)
        child.process.wait()
        self._end_group(child.process.pid)
        self.running.remove(child)

    def _end_group(self, group: int) -> None:
        """Kill what a server started and did not end itself."""
        for pid in group_members(group, self.mark):
            send(pid, signal.SIGKILL)
        wait_until(lambda: not group_members(group, self.mark), 5)

    def _batches(self, names: tuple[str, ...]) -> list[list[Child]]:
        """Servers in the order they end: first what uses the stores, then the stores."""
        chosen = [c for c in self.running if not names or c.name in names]
        stores = [c for c in chosen if c.name in STORES]
        users = [c for c in chosen if c.name not in STORES]
        return [batch for batch in (users, stores) if batch]

    def stop_leftovers(self) -> None:
        """End what an earlier command of this folder left running because it was killed."""
        for entry in self._read():
            if not _gone(entry):
                say(f"停止上次遗留的进程 · ending {entry.name} ({entry.pid}) left by a killed run")
            for number in (*entry.signals, signal.SIGKILL):
                if _gone(entry):
                    break
                send(entry.pid, number)
                wait_until(partial(_gone, entry), 8)
            self._end_group(entry.pid)
        self.register.unlink(missing_ok=True)

    def _read(self) -> list[Entry]:
        try:
            rows = json.loads(self.register.read_text())
            return [Entry(r["name"], r["pid"], r["started"], tuple(r["signals"])) for r in reversed(rows)]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _write(self) -> None:
        if not self.running:
            self.register.unlink(missing_ok=True)
            return
        draft = self.register.with_suffix(".new")
        draft.write_text(json.dumps([asdict(child.entry()) for child in self.running]))
        draft.replace(self.register)


def _all_ended(batch: list[Child]) -> bool:
    return not any(child.alive for child in batch)


def _gone(entry: Entry) -> bool:
    return start_time(entry.pid) != entry.started

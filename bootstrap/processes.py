"""One child process: starting it so that it dies with us, recognising it later, ending it."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
PROC = Path("/proc")


class Stopped(BaseException):
    """A person (Ctrl-C), a supervisor (SIGTERM) or a closed terminal (SIGHUP) asks for an end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Interrupts:
    """Turns signals into `Stopped`, but never between starting a child and writing it down."""

    def __init__(self) -> None:
        self.depth = 0
        self.pending = 0

    def handle(self, number: int, _frame: object) -> None:
        if self.depth:
            self.pending = number
            return
        raise Stopped(number)


_interrupts = _Interrupts()


def install_signal_handlers() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
            continue  # started with nohup
        signal.signal(number, _interrupts.handle)


@contextlib.contextmanager
def deferred_stop() -> Iterator[None]:
    """A signal that comes inside is obeyed at the end."""
    _interrupts.depth += 1
    try:
        yield
    finally:
        _interrupts.depth -= 1
    if _interrupts.pending and not _interrupts.depth:
        number, _interrupts.pending = _interrupts.pending, 0
        raise Stopped(number)


def ignore_stop() -> None:
    """From here on the end is under way; further signals change nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def spawn(
    argv: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    output: IO[bytes] | None = None,
    death_signal: int | None = signal.SIGTERM,
    user: pwd.struct_passwd | None = None,
    executable: str | None = None,
    own_group: bool = True,
) -> subprocess.Popen[bytes]:
    """Start a child, in its own process group so that Ctrl-C reaches only us.

    `output` None leaves it on the terminal. `death_signal` is what the kernel sends it when we die unasked;
    None for what must not be cut short (dpkg). `user` runs it as somebody else (root only).
    """
    options: dict[str, Any] = {}
    if user is not None:
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    if own_group:
        options |= {"process_group": 0, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(
        [str(part) for part in argv],
        executable=executable,
        cwd=cwd,
        env=dict(env),
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        # safe here: bootstrap never starts a thread
        preexec_fn=_die_with_parent(os.getpid(), death_signal) if death_signal else None,  # noqa: PLW1509
        **options,
    )


def _die_with_parent(parent: int, number: int) -> Callable[[], None]:
    def ask() -> None:
        if _libc is None:
            return
        _libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask


def start_time(pid: int) -> str | None:
    """When a process started: boot id and clock ticks since boot; None when it does not run.

    Together with the number this names a process for good: numbers are used again, moments are not.
    """
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except (OSError, ValueError):
        return None
    if not fields or fields[0] in "ZX":
        return None
    return f"{boot}:{fields[19]}"


def group_members(group: int, mark: str) -> list[int]:
    """Living processes of a process group whose environment carries `mark`, as ours do."""
    found = []
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, ValueError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            environment = (entry / "environ").read_bytes().split(b"\0")
            if int(fields[2]) == group and fields[0] not in "ZX" and mark.encode() in environment:
                found.append(int(entry.name))
    return found


def wait_until(happened: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Whether it happened within the time."""
    limit = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > limit:
            return False
        time.sleep(every)
    return True


def send(pid: int, number: int) -> None:
    """Signal one process; it may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)

"""Lines with seconds for the person at the terminal, and failures that say what to do."""

import os
import sys
import time
from pathlib import Path

_BEGIN = time.monotonic()
TAIL_LINES = 40


class Failure(Exception):
    """Something a person has to put right: one sentence in Chinese, one in English, and the log that tells more."""

    def __init__(self, chinese: str, english: str, log: Path | None = None) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.log = log


def elapsed() -> float:
    """Seconds since the command began."""
    return time.monotonic() - _BEGIN


def say(text: str) -> None:
    print(f"[{elapsed():6.1f}s] {text}", flush=True)


def use_utf8() -> None:
    """A terminal without a UTF-8 locale shows wrong letters rather than ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def tail(log: Path, lines: int = TAIL_LINES) -> list[str]:
    """The last lines of a log; an empty list when there is none."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 64 * 1024))
            return file.read().decode("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        return []


def show_failure(failure: Failure) -> None:
    print(f"\n✗ {failure.chinese}\n  {failure.english}", flush=True)
    if failure.log is None:
        return
    print(f"  --- {failure.log}", flush=True)
    for line in tail(failure.log):
        print(f"  | {line[:300]}", flush=True)

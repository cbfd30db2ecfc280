"""The product's settings with a clock the tests can move while the server runs, and a lot that falls on every case.

ANGUI_TEST_CLOCK  file with the seconds by which the clock is moved; read at every look at the clock
ANGUI_TEST_STATIC folder of the collected static files
"""

import os
from contextvars import ContextVar, Token
from datetime import timedelta
from pathlib import Path

from casework import clock
from config.settings import *  # noqa: F403
from property_rectification import lottery

STATIC_ROOT = Path(os.environ["ANGUI_TEST_STATIC"])
#: The slow digest of passwords is not looked at here, and some thirty people log in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class _Moved:
    """In the place of the clock's context variable: what a block moved, else what the file says."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._block: ContextVar[timedelta | None] = ContextVar("angui_test_clock", default=None)

    def get(self) -> timedelta:
        return self._block.get() or timedelta(seconds=float(self._file.read_text()))

    def set(self, moved: timedelta) -> Token[timedelta | None]:
        return self._block.set(moved)

    def reset(self, token: Token[timedelta | None]) -> None:
        self._block.reset(token)


clock._moved = _Moved(Path(os.environ["ANGUI_TEST_CLOCK"]))  # type: ignore[assignment]
# by lot four cases of five have no look-back, and the road would end there
lottery.LOOKBACK_SHARE = 1.0

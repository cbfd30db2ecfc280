"""The engine's clock. Everything that asks for the present moment asks here; only the demo and tests may move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

CHINA = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
_moved: ContextVar[timedelta] = ContextVar("angui_clock_moved", default=timedelta(0))


def now() -> datetime:
    """The present moment, aware, in China's time."""
    return (timezone.now() + _moved.get()).astimezone(CHINA)


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Let the clock read `moment` and run on from there, inside this block only."""
    if moment.tzinfo is None:
        raise ValueError("the clock is only moved to an aware moment")
    token = _moved.set(moment - timezone.now())
    try:
        yield
    finally:
        _moved.reset(token)

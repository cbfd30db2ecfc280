"""Until when, in the words of a clock: whatever tells a deadline to somebody tells it alike."""

from datetime import datetime
from typing import Any

from casework import clock, display
from casework.timers import Unit


def until(timer: Any, now: datetime | None = None) -> str:
    """11月25日（周三）24:00 of a timer, in hours where it counts hours, marked where provisional; empty without one."""
    if timer is None:
        return ""
    return display.deadline(timer.due_at, now or clock.now(), unit=Unit(timer.unit), provisional=timer.provisional)

"""Who is told of a clock, for kinds whose clocks climb no ladder."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework import workcalendar
from casework.timers import Length, shift


@dataclass(frozen=True)
class Alarm:
    """So long before the clock is due the `warned` hear of it, and once it is due the `told`.

    `before` in days that people work is a negative length. Nobody need be warned.
    """

    before: timedelta | Length
    warned: tuple[str, ...]
    told: tuple[str, ...]

    def warns_at(self, due_at: datetime) -> datetime:
        """The moment at which the `warned` hear of a clock that is due then."""
        if isinstance(self.before, timedelta):
            return due_at - self.before
        return shift(due_at, self.before, workcalendar.current()).moment

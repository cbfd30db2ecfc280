"""Who is told of a clock, for kinds whose clocks climb no ladder."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Alarm:
    """So long before the clock is due the `warned` hear of it, and once it is due the `told`."""

    before: timedelta
    warned: tuple[str, ...]
    told: tuple[str, ...]

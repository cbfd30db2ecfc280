"""A month of the statistics, as China's calendar has it. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from casework.timers import CHINA, local_day


@dataclass(frozen=True, order=True)
class Month:
    """One month; it ends with the first moment of the next."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: dt.datetime) -> Self:
        """The month in which a moment lies."""
        day = local_day(moment)
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """From `2026-10`. Raises ValueError for anything else."""
        day = dt.datetime.strptime(text, "%Y-%m")
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def begins(self) -> dt.datetime:
        """Its first moment."""
        return dt.datetime(self.year, self.number, 1, tzinfo=CHINA)

    @property
    def ends(self) -> dt.datetime:
        """The first moment that is no longer in it."""
        return self.later(1).begins

    def later(self, months: int) -> "Month":
        """So many months on; back where negative."""
        n = self.year * 12 + self.number - 1 + months
        return Month(n // 12, n % 12 + 1)

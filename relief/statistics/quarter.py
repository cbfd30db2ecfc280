"""A quarter: three months as they were locked, each case counted once on its way through them. Pure (document 42)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relief.statistics import form, lines
from relief.statistics.form import Form, Pair
from relief.statistics.month import Month

Counted = Mapping[str, Sequence[str]]
#: Lines that say how somebody came into the period, or that count people: said anew of the quarter.
_ANEW = {lines.OPENING, lines.ADMITTED, *lines.PEOPLE}


@dataclass(frozen=True)
class Quarter:
    """Three months."""

    year: int
    number: int

    @classmethod
    def ending(cls, month: Month) -> "Quarter | None":
        """The quarter that ends with a month; None where it does not."""
        return cls(month.year, month.number // 3) if month.number % 3 == 0 else None

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """Its months."""
        first = Month(self.year, self.number * 3 - 2)
        return first, first.later(1), first.later(2)


def merged(months: Sequence[Counted], pairs: Iterable[Pair] = ()) -> Form:
    """The form of a quarter from the lines of its months, the first one first.

    Somebody was there at the beginning where the first month says so, else came within; how they left, and what was
    known of them, is said by the last month they were in.
    """
    came: dict[str, str] = {}
    stands: dict[str, list[str]] = {}
    for place, month in enumerate(months):
        for case, on in month.items():
            there = place == 0 and lines.OPENING in on
            came.setdefault(case, lines.OPENING if there else lines.ADMITTED)
            stands[case] = [line for line in on if line not in _ANEW]
    return form.of_lines({case: (came[case], *on) for case, on in stands.items()}, pairs)

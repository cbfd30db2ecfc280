"""The balanced monthly form: figures from the facts of the served, and the checks that hold them together. Pure.

Every block adds up to the whole, or the cases whose fact is missing are named: nothing is guessed, nothing forgotten.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from relief.statistics import humans, lines
from relief.statistics.lines import BALANCED, LINES, STOCK, SUBSETS, TOTAL, Dimension

#: Two cases of which two people said that they are of one human.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Served:
    """What the form asks of one case that was served in the month. Its number stands for it; nobody is named."""

    case: str
    sex: str = ""
    age: int | None = None
    health: str = ""
    region: str = ""
    relief_type: str = ""
    category: str = ""
    outcome: str = ""
    open: bool = True
    voucher: bool = False
    carried_over: bool = False
    stay_days: int | None = None

    @property
    def is_minor(self) -> bool:
        """Under 18 at admission."""
        return self.age is not None and self.age < lines.ADULT


@dataclass(frozen=True)
class Gap:
    """A fact that is missing of a case, as the dimension that asks for it."""

    case: str
    dimension: Dimension


@dataclass(frozen=True)
class Form:
    """The figures of a month by line, which case stands on which lines, and what is missing of whom."""

    total: int
    figures: Mapping[str, int]
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    def on(self, line: str) -> list[str]:
        """The numbers of the cases behind a figure."""
        return sorted(case for case, stands in self.cases.items() if line in stands)


def made_of(served: Iterable[Served], *, collected: str = lines.COLLECTED, pairs: Iterable[Pair] = ()) -> Form:
    """The form of these cases; `pairs` are those of which two people said that they are of one human. Raises
    ValueError where a case is given twice: it would count double."""
    cases: dict[str, tuple[str, ...]] = {}
    gaps: list[Gap] = []
    for one in served:
        if one.case in cases:
            raise ValueError(f"{one.case} is given twice")
        found = _lines_of(one, collected)
        gaps += [Gap(one.case, dimension) for dimension in BALANCED if not found[dimension]]
        cases[one.case] = tuple(filter(None, [TOTAL, *_stock(one), *found.values(), *_subsets(one, found)]))
    return of_lines(cases, pairs, tuple(gaps))


def of_lines(
    cases: Mapping[str, tuple[str, ...]], pairs: Iterable[Pair] = (), gaps: tuple[Gap, ...] = ()
) -> Form:  # fmt: skip
    """The form of cases whose lines are known: people are counted among them, by the first case of each."""
    known = tuple(pairs)
    people = {of_one[0] for of_one in humans.grouped(cases, known)}
    admitted = [case for case, stands in cases.items() if lines.ADMITTED in stands]
    came = {of_one[0] for of_one in humans.grouped(admitted, known)}
    whole = {
        case: (*stands, *([lines.PERSONS] if case in people else ()), *([lines.PERSONS_CAME] if case in came else ()))
        for case, stands in cases.items()
    }
    block_lines = (line for block in LINES.values() for line in block)
    figures = dict.fromkeys([TOTAL, *lines.PEOPLE, *STOCK, *block_lines, *SUBSETS], 0)
    figures.update(Counter(line for stands in whole.values() for line in stands))
    return Form(len(cases), figures, whole, gaps)


def _lines_of(one: Served, collected: str) -> dict[Dimension, str]:
    left = lines.departure(one.outcome, open_=one.open, voucher=one.voucher, collected=collected)
    return {
        Dimension.SEX: lines.sex(one.sex), Dimension.AGE: lines.age(one.age),
        Dimension.HEALTH: lines.health(one.health), Dimension.REGION: lines.region(one.region),
        Dimension.DEPARTURE: left, Dimension.RELIEF_TYPE: lines.relief_type(one.relief_type),
        Dimension.CATEGORY: lines.category(one.category),
    }  # fmt: skip


def _stock(one: Served) -> tuple[str, str]:
    came = lines.OPENING if one.carried_over else lines.ADMITTED
    return came, lines.CLOSING if one.open else lines.DEPARTED


def _subsets(one: Served, found: Mapping[Dimension, str]) -> list[str]:
    far = found[Dimension.REGION] == lines.ELSEWHERE
    return [
        lines.MINOR if one.is_minor else "",
        lines.MINOR_MALE if one.is_minor and found[Dimension.SEX] == "1.1" else "",
        lines.ESCORTED_FAR if far and found[Dimension.DEPARTURE] == lines.ESCORTED else "",
        lines.COLLECTED_FAR if far and found[Dimension.DEPARTURE] == lines.COLLECTED else "",
        "" if one.open else lines.below(one.outcome),
    ]


def unbalanced(form: Form) -> dict[Dimension, int]:
    """The blocks that do not add up to the whole, with what they come to; empty for a form that may go out."""
    sums = {block: sum(form.figures.get(line, 0) for line in LINES[block]) for block in BALANCED}
    return {block: came for block, came in sums.items() if came != form.total}


def overfull(form: Form) -> list[str]:
    """“Of which” lines that come to more than what they are of."""
    of = {line: sum(form.figures.get(whole, 0) for whole in wholes) for line, wholes in SUBSETS.items()}
    of |= dict.fromkeys(LINES[Dimension.CATEGORY], form.total)
    return [line for line, most in of.items() if form.figures.get(line, 0) > most]


def average_stay(served: Iterable[Served]) -> float | None:
    """Days of those who left, on average; None where nobody did (a blank on the form, — on a screen)."""
    stays = [one.stay_days for one in served if one.stay_days is not None]
    return sum(stays) / len(stays) if stays else None

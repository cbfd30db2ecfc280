"""Small numbers outside the civil-affairs chain: who is one of four is not told. Pure (Part 4.4, D).

A cell of 1 to 4 reads “<5”. Where subtracting the others from the whole would tell it, the smallest of the others
reads “≥5”.
"""

from collections.abc import Mapping, Sequence

LEAST = 5
HIDDEN, BESIDE = "<5", "≥5"


def is_small(figure: int) -> bool:
    """Whether a figure is one of few."""
    return 0 < figure < LEAST


def shown(figure: int) -> str:
    """One figure that stands alone."""
    return HIDDEN if is_small(figure) else str(figure)


def block(figures: Mapping[str, int], lines: Sequence[str]) -> dict[str, str]:
    """The cells of a block that adds up to a whole which is told."""
    cells = {line: shown(figures.get(line, 0)) for line in lines}
    hidden = [line for line, cell in cells.items() if cell == HIDDEN]
    others = [line for line in lines if figures.get(line, 0) >= LEAST]
    if hidden and others and _had_by_subtraction([figures[line] for line in hidden]):
        cells[min(others, key=lambda line: figures[line])] = BESIDE
    return cells


def _had_by_subtraction(hidden: Sequence[int]) -> bool:
    """Whether the sum of what is hidden tells each of them: there is one alone, or all are 1, or all are 4."""
    return len(hidden) == 1 or sum(hidden) in (len(hidden), len(hidden) * (LEAST - 1))

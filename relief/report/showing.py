"""A report as page, file, paper and API show it: one table, made once. No person stands in it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from relief.report import counting
from relief.statistics import small, words
from relief.statistics.form import average_stay


@dataclass(frozen=True)
class Line:
    """One line: its code, words, the figure that stands, and the corrected one where it became another."""

    code: str
    label: str
    part: bool
    figure: int
    corrected: int | None


@dataclass(frozen=True)
class Table:
    """The form of a report: blocks with their lines, and which count it shows."""

    blocks: list[tuple[words.Block, list[Line]]]
    basis: Any
    correction: Any


def table(report: Any) -> Table:
    """What was locked with its correction, else what waits to be locked, else what is counted now."""
    stands = counting.locked(report) or (counting.latest(report) if report.state == "to_lock" else None)
    last = counting.latest(report)
    correction = last if report.locked_version and last.version > report.locked_version else None
    figures = stands.figures if stands else counting.of(report).form.figures

    def line(code: str, label: Any, part: bool) -> Line:
        figure = figures.get(code, 0)
        new = correction.figures.get(code, 0) if correction else figure
        return Line(code, str(label), part, figure, new if new != figure else None)

    blocks = [(block, [line(*row) for row in block.lines]) for block in words.blocks()]
    return Table(blocks, stands, correction)


def cells(found: Table, *, outside: bool) -> list[list[str | int]]:
    """Rows of a file: block, line, figure, corrected. Outside the civil-affairs chain small numbers are not told."""
    rows: list[list[str | int]] = []
    for block, of_block in found.blocks:
        old = _hidden(block, {line.code: line.figure for line in of_block}) if outside else {}
        new = (
            _hidden(block, {x.code: x.figure if x.corrected is None else x.corrected for x in of_block})
            if outside
            else {}
        )
        for line in of_block:
            label = f"　{line.label}" if line.part else line.label
            corrected: str | int = "" if line.corrected is None else new.get(line.code, line.corrected)
            rows.append([str(block.label), label, old.get(line.code, line.figure), corrected])
    return rows


def _hidden(block: words.Block, figures: dict[str, int]) -> dict[str, str]:
    wholes = [code for code, _label, part in block.lines if not part]
    told = small.block(figures, wholes) if block.balanced else {}
    return {code: told.get(code, small.shown(n)) for code, n in figures.items()}


def cases_on(report: Any, line: str) -> list[str]:
    """The numbers of the cases behind a figure as the table shows it."""
    stands = counting.locked(report) or (counting.latest(report) if report.state == "to_lock" else None)
    if stands is None:
        return counting.of(report).form.on(line)
    return sorted(case for case, of_case in stands.cases.items() if line in of_case)


def stay_words(report: Any) -> str:
    """Days on average of those who left, by the cases as they stand; — where nobody did."""
    mean = average_stay(counting.of(report).served)
    return "—" if mean is None else _("%(days).1f天") % {"days": mean}

"""A report as page, file, paper and API show it: one table, made once. No person stands in it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from relief import reading
from relief.report import counting
from relief.scopes import CASE_SCOPES
from relief.statistics import indicators as figures
from relief.statistics import lines, small, words
from relief.statistics.form import average_stay
from relief.statistics.indicators import Cell, Indicator

#: Beginnings of lines → the part of a case that the fact belongs to; all others belong to the registration.
_READ_BY = (
    ("3.", reading.HEALTH),
    ("I-17", reading.INCIDENT),
    ("I-18", reading.HEALTH),
    ("I-19", reading.REVIEW),
)


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
    counted = stands.figures if stands else counting.of(report).form.figures

    def line(code: str, label: Any, part: bool) -> Line:
        figure = counted.get(code, 0)
        new = correction.figures.get(code, 0) if correction else figure
        return Line(code, str(label), part, figure, new if new != figure else None)

    known = [(block, [line(*row) for row in block.lines if row[0] in counted]) for block in words.blocks()]
    return Table([(block, of_block) for block, of_block in known if of_block], stands, correction)


def indicators(report: Any, actor: Actor) -> list[tuple[Indicator, list[Cell]]]:
    """The indicators of the month as the cases stand now; what is the bureau's alone is not told to the station."""
    kept = vars(report)
    if "_indicators" not in kept:
        kept["_indicators"] = figures.of(counting.period(report), bureau=actor.role == "SUP")
    return kept["_indicators"]  # type: ignore[no-any-return]


def cells(report: Any, actor: Actor, *, outside: bool) -> list[list[str | int]]:
    """Rows of a file: block, line, figure, corrected; then the indicators. Outside the civil-affairs chain small
    numbers are not told."""
    rows = form_cells(table(report), outside=outside)
    for one, of_one in indicators(report, actor):
        for cell in of_one:
            if shown := cell.shown(outside=outside):
                rows.append([f"{one.id} {one.name}", str(cell.label), shown, ""])
    return rows


def form_cells(found: Table, *, outside: bool) -> list[list[str | int]]:
    """Rows of the form alone."""
    rows: list[list[str | int]] = []
    every = [line for _block, of_block in found.blocks for line in of_block]
    stood = {line.code: line.figure for line in every}
    corrected = {line.code: line.figure if line.corrected is None else line.corrected for line in every}
    for block, of_block in found.blocks:
        old = _hidden(block, stood) if outside else {}
        new = _hidden(block, corrected) if outside else {}
        for line in of_block:
            label = f"　{line.label}" if line.part else line.label
            beside: str | int = "" if line.corrected is None else new.get(line.code, line.corrected)
            rows.append([str(block.label), label, old.get(line.code, line.figure), beside])
    return rows


#: People → the cases they are counted of.
_CASES_OF = {lines.PERSONS: lines.TOTAL, lines.PERSONS_CAME: lines.ADMITTED}


def _hidden(block: words.Block, counted: dict[str, int]) -> dict[str, str]:
    """The cells of a block that are not told as they are: few, or what tells few by subtraction."""
    wholes = [code for code, _label, part in block.lines if not part]
    told = small.block(counted, wholes) if block.balanced else {}
    for people, cases in _CASES_OF.items():
        if counted.get(people, 0) >= small.LEAST and small.is_small(counted[cases] - counted[people]):
            told[people] = small.BESIDE
    return {code: told.get(code, small.shown(counted.get(code, 0))) for code, _label, _part in block.lines}


def cases_on(report: Any, line: str) -> list[str]:
    """The numbers of the cases behind a figure as the table shows it."""
    stands = counting.locked(report) or (counting.latest(report) if report.state == "to_lock" else None)
    if stands is None:
        return counting.of(report).form.on(line)
    return sorted(case for case, of_case in stands.cases.items() if line in of_case)


def leads_down(line: str, actor: Actor) -> bool:
    """Whether the cases behind a line are told: who opens cases is told of none what they may not read there; to who
    opens none a number leads nowhere."""
    if actor.role not in CASE_SCOPES:
        return True
    falls = next((part for start, part in _READ_BY if line.startswith(start)), reading.REGISTRATION)
    return reading.reads(actor, falls)


def cases_of(report: Any, actor: Actor, code: str) -> tuple[str, list[str]]:
    """Title and numbers of the cases behind a figure of an indicator, `I-05.0`. Raises LookupError."""
    name, _dot, place = code.partition(".")
    one, found = next((x for x in indicators(report, actor) if x[0].id == name), (None, []))
    if one is None or not place.isdecimal() or int(place) >= len(found):
        raise LookupError(code)
    cell = found[int(place)]
    return f"{one.name}：{cell.label}", list(cell.cases)


def stay_words(report: Any) -> str:
    """Days on average of those who left, by the cases as they stand; — where nobody did."""
    return days_words(average_stay(counting.of(report).served))


def days_words(mean: float | None) -> str:
    """2.5天."""
    return "—" if mean is None else _("%(days).1f天") % {"days": mean}

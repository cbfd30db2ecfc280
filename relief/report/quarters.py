"""A quarter as three locked months make it: nothing is counted anew, a case stands where its last month has it."""

from typing import Any

from django.utils.translation import gettext as _

from relief.report import counting, showing
from relief.statistics import quarter, served, words
from relief.statistics.form import average_stay
from relief.statistics.quarter import Quarter


def of(report: Any) -> Quarter | None:
    """The quarter that this month ends; None where it ends none."""
    return Quarter.ending(report.month)


def words_of(report: Any) -> str:
    """2026年第4季度."""
    found = of(report)
    return _("%(year)d年第%(number)d季度") % {"year": found.year, "number": found.number} if found else ""


def months(report: Any) -> list[Any]:
    """The locked reports of the quarter in their order; read once for one instance."""
    kept, found = vars(report), of(report)
    if "_quarter_read" not in kept:
        firsts = [month.first for month in found.months] if found else []
        rows = type(report).objects.filter(station=report.station_id, period__in=firsts, locked_version__isnull=False)
        kept["_quarter_read"] = list(rows.order_by("period"))
    return kept["_quarter_read"]  # type: ignore[no-any-return]


def is_whole(report: Any) -> bool:
    """Whether all three months are locked."""
    return len(months(report)) == 3


def table(report: Any) -> showing.Table:
    """The form of the quarter by what was locked, and beside it by what was corrected since."""
    pairs = served.pairs(report.station_id)
    stands = quarter.merged([counting.locked(one).cases for one in months(report)], pairs)
    last = quarter.merged([counting.latest(one).cases for one in months(report)], pairs)

    def line(code: str, label: Any, part: bool) -> showing.Line:
        figure, new = stands.figures[code], last.figures[code]
        return showing.Line(code, str(label), part, figure, new if new != figure else None)

    blocks = [(block, [line(*row) for row in block.lines]) for block in words.blocks()]
    return showing.Table(blocks, stands, last if last.figures != stands.figures else None)


def cases_on(report: Any, line: str) -> list[str]:
    """The numbers of the cases behind a figure of the quarter as it was locked."""
    merged = quarter.merged(
        [counting.locked(one).cases for one in months(report)], served.pairs(report.station_id)
    )  # fmt: skip
    return merged.on(line)


def stay(report: Any) -> float | None:
    """Days on average of those who left in the quarter, by the cases as they stand."""
    return average_stay(one for each in months(report) for one in counting.of(each).served)

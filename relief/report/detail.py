"""A report as the API gives it."""

from typing import Any

from casework.actor import Actor
from casework.api.present import moment
from relief.report import counting, showing


def of(report: Any, actor: Actor) -> dict[str, Any]:
    """Figures by line with their corrections, what is missing of which case, and what does not agree."""
    found, now = showing.table(report), counting.of(report)
    rows = [line for _block, of_block in found.blocks for line in of_block]
    return {
        "month": str(report.month), "collected": report.collected, "locked_at": moment(report.locked_at),
        "figures": {line.code: line.figure for line in rows},
        "corrected": {line.code: line.corrected for line in rows if line.corrected is not None},
        "missing": [{"case": gap.case, "fact": gap.dimension.value} for gap in now.form.gaps],
        "disagreeing": now.disagreeing,
        "indicators": [
            {"id": one.id, "name": str(one.name), "formula": str(one.formula), "figures": [
                {"label": str(cell.label), "value": cell.value, "of": cell.of, "wrong": cell.wrong} for cell in cells
            ]}
            for one, cells in showing.indicators(report, actor)
        ],
    }  # fmt: skip

"""A report counted anew: its form, what is missing, the stock by the ledger, and what changed since it was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from relief.statistics import form, served
from relief.statistics.form import Form, Served
from relief.statistics.period import Period


@dataclass(frozen=True)
class Counted:
    """Everything that is counted of one station in one month."""

    served: list[Served]
    rolls: Mapping[str, str]
    collected: str
    pairs: list[tuple[str, str]]

    @cached_property
    def form(self) -> Form:
        return form.made_of(self.served, collected=self.collected, pairs=self.pairs)

    @property
    def disagreeing(self) -> list[str]:
        """Cases that are on the rolls by their facts or by their states, but not by both (I-01)."""
        return served.disagreeing(self.served, self.rolls)


def of(report: Any, *, collected: str = "") -> Counted:
    """The month of a report as the records stand now; three statements. Kept on the instance for one page or act."""
    kept = vars(report)
    key = f"_counted_{collected or report.collected}"
    if key not in kept:
        station, month = report.station_id, report.month
        kept[key] = Counted(
            served.of(station, month), served.rolls(station, month), collected or report.collected,
            served.pairs(station),
        )  # fmt: skip
    return kept[key]  # type: ignore[no-any-return]


def period(report: Any) -> Period:
    """What the indicators of the month are counted from, as the records stand now."""
    found = of(report)
    return Period(report.station_id, report.month, found.served, found.rolls, found.form)


def locked(report: Any) -> Any:
    """The count that was locked; None before that."""
    return next((one for one in _counts(report) if one.version == report.locked_version), None)


def latest(report: Any) -> Any:
    """The count made last: what waits to be locked, or the last correction after the lock."""
    counts = _counts(report)
    return counts[-1] if counts else None


def _counts(report: Any) -> list[Any]:
    kept = vars(report)
    if "_counts_read" not in kept:
        kept["_counts_read"] = list(report.counts.select_related("made_by__user").order_by("version"))
    return kept["_counts_read"]  # type: ignore[no-any-return]


def changed(report: Any) -> dict[str, tuple[int, int]]:
    """Line → what the last count says and what would be counted now, where they differ."""
    last, now = latest(report), of(report).form.figures
    before = dict(last.figures) if last else dict.fromkeys(now, 0)
    # a line that the last count did not know yet is no change of what it counted
    return {line: (before[line], n) for line, n in now.items() if line in before and before[line] != n}

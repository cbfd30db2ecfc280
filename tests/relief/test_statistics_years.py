"""The grown station: whatever the roads, the form of each month balances, and its stock goes on into the next."""

from datetime import datetime

import pytest

from casework import clock
from relief.demo import years
from relief.models import ReliefCase, StatReport
from relief.report import counting
from relief.statistics import form, lines
from tests.relief.station import Station

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=clock.CHINA)


def check(cases: int, months: int) -> None:
    with clock.moved_to(NOW):
        locked = years.load(cases, months)
        assert ReliefCase.objects.count() == cases
        reports = list(StatReport.objects.order_by("period"))
        assert [report.state for report in reports] == ["locked"] * months + ["month_running"]
        assert locked == months
        before = 0
        for report in reports:
            counted = counting.of(report)
            assert form.unbalanced(counted.form) == {}, report.title
            assert form.overfull(counted.form) == [], report.title
            assert counted.disagreeing == [], report.title
            figures = counted.form.figures
            assert figures[lines.OPENING] == before, f"{report.title} begins as the month before ended"
            before = figures[lines.CLOSING]
            assert report.state == "month_running" or counting.changed(report) == {}
        whole = sum(counting.of(report).form.figures[lines.ADMITTED] for report in reports)
        assert whole == ReliefCase.objects.filter(admitted_at__isnull=False).count()


def test_a_few_persons_over_three_months_balance(station: Station) -> None:
    check(25, 3)


@pytest.mark.long
def test_two_years_balance_month_by_month(fresh_database: str) -> None:
    """With real commits: what one transaction alone has written, the planner knows nothing of."""
    with clock.moved_to(NOW):
        Station()
    check(600, 24)

"""The demo's monthly reports: from a month on, made and locked as far as no fact is missing."""

import datetime as dt

from casework import clock, engine, kinds
from casework.actor import Actor
from casework.demo import actor
from casework.refusals import Refusal
from relief.models import StatReport
from relief.report.lifecycle import REPORT
from relief.report.states import TO_MAKE
from relief.statistics.month import Month


def load(first: Month) -> int:
    """Statistics from this month on; returns how many reports were locked."""
    with clock.moved_to(first.begins):
        engine.create(StatReport, actor=actor("tongji"), data={"month": str(first)})
    close(clock.now())
    waiting = StatReport.objects.filter(state=TO_MAKE).order_by("period")
    return sum(_lock(report) for report in waiting)


def close(now: dt.datetime) -> None:
    """End every month that is over, as the sweep would have in its first minutes."""
    kind = kinds.by_name(REPORT.name)
    while over := kind.come(now):
        for record, code in over:
            with clock.moved_to(kinds.full(record).month.ends + dt.timedelta(minutes=1)):
                engine.perform(record, code, actor=Actor.system())


def _lock(report: StatReport) -> bool:
    """Made on the second and locked on the third of the following month, unless something stands against it."""
    try:
        with clock.moved_to(report.month.ends + dt.timedelta(days=1, hours=9)):
            made = engine.perform(report, "make_report", actor=actor("tongji")).record
        with clock.moved_to(report.month.ends + dt.timedelta(days=2, hours=9)):
            engine.perform(made, "lock_report", actor=actor("zhanzhang"))
    except Refusal:
        return False
    return True

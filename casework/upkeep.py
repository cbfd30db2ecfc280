"""Loading a year of the work calendar, and what follows from it for the open clocks (§A.5, CG-5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, clocks, engine, jobs, workcalendar
from casework.actor import Actor
from casework.clocks import Move
from casework.models import Job, User
from casework.refusals import Refusal
from casework.seeding import Report
from casework.upkeep_acts import RECOMPUTE
from casework.workcalendar import CalendarFile, DayChange


@dataclass(frozen=True)
class Loaded:
    """What a load changed: days of the calendar, open clocks old → new, and records that could not be recomputed."""

    days: Sequence[DayChange]
    moves: Sequence[Move]
    failed: Sequence[tuple[str, str]] = field(default_factory=tuple)


def load_year(file: CalendarFile, *, at: datetime, by: User | None = None, note: str = "") -> Loaded:
    """Load one year, then compute the open clocks it touches anew, each record in a commit and event of its own.

    A second run finishes what an interrupted one left. Without a `note`, a clock already overdue stays overdue.
    """
    changes = keep_year(file, at=at, by=by)
    done = recompute_year(file.year, at=at, note=note)
    return Loaded(changes, done.moves, done.failed)


def keep_year(file: CalendarFile, *, at: datetime, by: User | None = None) -> list[DayChange]:
    """Load one year; its clocks are still to be computed anew. Returns the days that changed."""
    changes = workcalendar.differences(file)
    if changes or file.year not in workcalendar.current().years:
        workcalendar.load(file, at=at, by=by)
    return changes


def recompute_year(
    year: int, *, at: datetime, note: str = "", step: Callable[[int, int], None] = lambda done, total: None
) -> Loaded:
    """Compute the open clocks that touch a loaded year anew, as far as they would move; `step` hears how far it is."""
    moves = list(clocks.moves(year, now=at, noted=bool(note)))
    records = {move.timer.record_id: move.timer.record for move in moves if not move.refused}
    failed = []
    for n, record in enumerate(records.values(), start=1):
        try:
            engine.amend(record, RECOMPUTE, actor=Actor.system(), data={"note": note})
        except Refusal as refusal:
            failed.append((str(record), refusal.code))
        step(n, len(records))
    return Loaded((), moves, failed)


def preview_year(file: CalendarFile, *, at: datetime, note: str = "") -> Loaded:
    """What `load_year` would do; nothing is kept."""
    changes = workcalendar.differences(file)
    with transaction.atomic():
        workcalendar.load(file, at=at)
        moves = list(clocks.moves(file.year, now=at, noted=bool(note)))
        transaction.set_rollback(True)
    return Loaded(changes, moves)


class RecomputeYear(jobs.Work):
    """The clocks of a year that was loaded on its page, computed anew by the worker."""

    code = "casework.calendar"
    label = gettext_lazy("重算期限")
    back_label = gettext_lazy("回到工作日历")

    def run(self, job: Job, step: jobs.Step) -> None:
        done = recompute_year(job.params["year"], at=clock.now(), note=job.params["note"], step=step)
        if done.failed:
            raise jobs.Unfinished(_("%(n)d件没有重算，请再来一次。") % {"n": len(done.failed)})

    def back_url(self, job: Job) -> str:
        return f"{reverse('calendar')}?year={job.params['year']}"


def seed_year(path: Path, at: datetime) -> Report:
    """Bring in a year that comes with the product, unless it is loaded: the place may have a newer notice."""
    file = workcalendar.read_file(path)
    if file.year not in workcalendar.current().years:
        load_year(file, at=at)
        return Report(created=len(file.days))
    differs = bool(workcalendar.differences(file))
    return Report(kept=len(file.days)) if differs else Report(unchanged=len(file.days))

"""Loading a year of the work calendar, and what follows from it for the open clocks (§A.5, CG-5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from casework import clocks, engine, workcalendar
from casework.actor import Actor
from casework.clocks import Move
from casework.models import User
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
    changes = workcalendar.differences(file)
    if changes or file.year not in workcalendar.current().years:
        workcalendar.load(file, at=at, by=by)
    moves = list(clocks.moves(file.year, now=at, noted=bool(note)))
    records = {move.timer.record_id: move.timer.record for move in moves if not move.refused}
    failed = []
    for record in records.values():
        try:
            engine.amend(record, RECOMPUTE, actor=Actor.system(), data={"note": note})
        except Refusal as refusal:
            failed.append((str(record), refusal.code))
    return Loaded(changes, moves, failed)


def preview_year(file: CalendarFile, *, at: datetime, note: str = "") -> Loaded:
    """What `load_year` would do; nothing is kept."""
    changes = workcalendar.differences(file)
    with transaction.atomic():
        workcalendar.load(file, at=at)
        moves = list(clocks.moves(file.year, now=at, noted=bool(note)))
        transaction.set_rollback(True)
    return Loaded(changes, moves)


def seed_year(path: Path, at: datetime) -> Report:
    """Bring in a year that comes with the product, unless it is loaded: the place may have a newer notice."""
    file = workcalendar.read_file(path)
    if file.year not in workcalendar.current().years:
        load_year(file, at=at)
        return Report(created=len(file.days))
    differs = bool(workcalendar.differences(file))
    return Report(kept=len(file.days)) if differs else Report(unchanged=len(file.days))

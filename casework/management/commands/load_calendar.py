"""Load the work calendar of a year from a file, show what differs, and compute the open clocks it touches anew."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from casework import clock, upkeep, workcalendar
from casework.clock_words import deadline_words
from casework.clocks import Move
from casework.timers import TO_THE_MOMENT
from casework.upkeep import Loaded
from casework.workcalendar import REST, WORK, DayChange


class Command(BaseCommand):
    help = "Loads a year of the work calendar (CSV date,kind,name with kind 班 or 休) and recomputes open clocks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="where the file does not begin with `# year: 2027`")
        parser.add_argument(
            "--note", default="", help="a supervisor's reason for clocks that turn from overdue to timely"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change and keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(_("没有这个文件：%(path)s") % {"path": options["file"]})
        try:
            file = workcalendar.read_file(options["file"], options["year"])
        except workcalendar.CalendarFileError as error:
            raise CommandError(str(error)) from error
        work = upkeep.preview_year if options["dry_run"] else upkeep.load_year
        done = work(file, at=clock.now(), note=options["note"])
        self._tell(file.year, done, dry_run=options["dry_run"])

    def _tell(self, year: int, done: Loaded, *, dry_run: bool) -> None:
        for change in done.days:
            self.stdout.write(_day_words(change))
        for move in done.moves:
            self.stdout.write(_move_words(move))
        for number, code in done.failed:
            self.stderr.write(_("%(number)s 没有重算：%(code)s") % {"number": number, "code": code})
        moved = sum(not move.refused for move in done.moves)
        text = _("%(year)d年：%(days)d天有变，在办期限重算%(moved)d个，仍按逾期%(kept)d个（须用--note说明理由）。")
        counts = {"year": year, "days": len(done.days), "moved": moved, "kept": len(done.moves) - moved}
        self.stdout.write(text % counts)
        if dry_run:
            self.stdout.write(_("这是预览，没有保存。"))


def _day_words(change: DayChange) -> str:
    before = _("未导入") if change.before is None else WORK if change.before else REST
    return _("%(day)s %(before)s → %(after)s") % {
        "day": change.day,
        "before": before,
        "after": WORK if change.after else REST,
    }


def _move_words(move: Move) -> str:
    in_hours = move.timer.unit in TO_THE_MOMENT
    year = clock.now().year
    old = deadline_words(move.old, in_hours=in_hours, provisional=move.timer.provisional, this_year=year)
    new = deadline_words(move.new, in_hours=in_hours, provisional=False, this_year=year)
    text = _("%(number)s %(key)s %(old)s → %(new)s") % {
        "number": move.timer.record,
        "key": move.timer.key,
        "old": old,
        "new": new,
    }
    return _("%(text)s（已逾期，未改）") % {"text": text} if move.refused else text

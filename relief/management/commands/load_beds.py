"""manage.py load_beds FILE --agency CODE: the zones, rooms and beds of a station."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.models import Agency
from relief import bed_loading


class Command(BaseCommand):
    """Reads a CSV with the columns zone, room, bed; zone is one of women, men, children, family, isolation."""

    help = "Load the beds of a station; those no longer on the list are taken out of use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--agency", required=True, help="code of the station")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"], active=True).first()
        if agency is None:
            raise CommandError(f"There is no agency with the code {options['agency']}.")
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                lines = bed_loading.read(file)
        except (OSError, UnicodeDecodeError, bed_loading.WrongList) as error:
            raise CommandError(str(error)) from error
        kept = bed_loading.load(agency, lines)
        self.stdout.write(f"{len(lines)} beds of {agency.name}.")
        if kept:
            self.stdout.write(f"Still in use because somebody lies there: {', '.join(kept)}. Load again later.")

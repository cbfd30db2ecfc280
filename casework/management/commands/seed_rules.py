"""Load timer rules, work calendar and gates from the seed files of all apps; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from casework import clock, seeding


class Command(BaseCommand):
    help = "Loads the rules that come with the product; what the place has changed itself stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, path, report in seeding.load_all(clock.now()):
            self.stdout.write(
                _("%(kind)s %(file)s：新增%(created)d，已有%(unchanged)d，新版本%(changed)d，保留本地%(kept)d")
                % {"kind": kind, "file": path.name, **vars(report)}
            )

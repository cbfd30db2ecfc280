"""manage.py load_compounds FILE"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from geo import loading
from geo.compound_loading import load_compounds
from geo.sources import SourceError


class Command(BaseCommand):
    help = "从CSV装入小区：好的行装入，有问题的行按行号说明"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="列：name,aliases,division,address,lon,lat,datum,unit_count,…")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_compounds(options["file"])
        except SourceError as error:
            raise CommandError(loading.explain(error)) from error
        for line, reason in loaded.problems:
            self.stderr.write(_("第%(line)s行：%(reason)s，已跳过") % {"line": line, "reason": reason})
        for line, notice in loaded.notices:
            self.stdout.write(_("第%(line)s行：%(notice)s") % {"line": line, "notice": notice})
        if loaded.tally.wrote:
            self.stdout.write(_("小区：新增%(added)s，更新%(changed)s，未变%(same)s") % vars(loaded.tally))
        else:
            self.stdout.write(_("没有变化：%(same)s个小区已是最新") % vars(loaded.tally))

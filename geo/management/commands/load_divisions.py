"""manage.py load_divisions 220302 [--townships FILE] [--boundary FILE]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from geo import loading
from geo.sources import SourceError

_SHOWN = 20


class Command(BaseCommand):
    help = "装入一个县（或一个地级、省级的全部县区）的区划和边界，连同其上级"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="六位县级代码，例如220302；四位为全市，两位为全省")
        parser.add_argument("--townships", type=Path, help="乡镇街道和村（社区）：JSON，或有code、name两列的CSV")
        parser.add_argument("--boundary", type=Path, help="边界：GeoJSON，按文件声明的坐标系换算")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = loading.load_divisions(
                options["code"], townships=options["townships"], boundary=options["boundary"]
            )
        except SourceError as error:
            raise CommandError(loading.explain(error)) from error
        for line, reason in loaded.problems[:_SHOWN]:
            self.stderr.write(_("第%(line)s行：%(reason)s，已跳过") % {"line": line, "reason": reason})
        if len(loaded.problems) > _SHOWN:
            self.stderr.write(_("……共跳过%(count)s行") % {"count": len(loaded.problems)})
        if not loaded.divisions.wrote and not loaded.boundaries.wrote:
            self.stdout.write(
                _("没有变化：%(divisions)s个区划、%(boundaries)s条边界已是最新")
                % {"divisions": loaded.divisions.same, "boundaries": loaded.boundaries.same}
            )
            return
        for label, tally in ((_("区划"), loaded.divisions), (_("边界"), loaded.boundaries)):
            self.stdout.write(
                _("%(label)s：新增%(added)s，更新%(changed)s，未变%(same)s") % {"label": label, **vars(tally)}
            )

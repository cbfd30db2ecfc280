"""`manage.py import_complaints FILE --profile NAME`: messages from a table become leads, refused rows are listed."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework import imports
from casework.actor import Actor
from casework.importing import FileRefused, Report
from casework.importing.profiles import ProfileInvalid
from casework.models import ImportProfile
from property_rectification.importers import LeadImporter, seed_profiles

SHOWN = 50


class Command(BaseCommand):
    help = "导入诉求（CSV、CSV.GZ、XLSX）：每行成为一条待确认的线索；同一行不会导入两次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--profile", required=True, help="列对应方案，如 letters_with_replies、open_311")
        parser.add_argument("--dry-run", action="store_true", help="只读一遍并报告，不写入")

    def handle(self, *args: Any, **options: Any) -> None:
        seed_profiles()
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("没有这个文件：%(path)s") % {"path": path})
        importer = LeadImporter()
        saved = self._profile(options["profile"], importer)
        began = time.monotonic()
        try:
            report = self._run(saved, path, importer, dry_run=options["dry_run"])
        except FileRefused as refusal:
            raise CommandError(refusal.problem.text(_)) from None
        self._tell(report, time.monotonic() - began, dry_run=options["dry_run"])
        if not report.readable:
            sys.exit(1)

    def _profile(self, name: str, importer: LeadImporter) -> ImportProfile:
        try:
            return imports.profile_named(name, importer)[0]
        except ImportProfile.DoesNotExist:
            known = "、".join(ImportProfile.objects.values_list("name", flat=True))
            raise CommandError(_("没有这个方案：%(name)s。现有：%(known)s") % {"name": name, "known": known}) from None
        except ProfileInvalid as invalid:
            raise CommandError(str(invalid)) from None

    def _run(self, saved: ImportProfile, path: Path, importer: LeadImporter, *, dry_run: bool) -> Report:
        if dry_run:
            return imports.rehearse(saved, path, importer)
        run = imports.start(saved, path, file_name=path.name, actor=Actor.system())
        return imports.carry_out(run, path, importer, actor=Actor.system(), progress=self._progress)

    def _progress(self, report: Report, line: int) -> None:
        self.stderr.write(_("已读到第%(line)d行：%(summary)s") % {"line": line, "summary": report.summary(_)})

    def _tell(self, report: Report, seconds: float, *, dry_run: bool) -> None:
        for line in report.lines(_)[:SHOWN]:
            self.stdout.write(line)
        if report.refused > SHOWN:
            self.stdout.write(_("还有%(more)d行没有收，按原因：") % {"more": report.refused - SHOWN})
            for reason, count in report.by_reason.most_common(20):
                self.stdout.write(f"  {reason}：{count:,}")
        head = _("试读，没有写入") if dry_run else _("导入完成")
        self.stdout.write(
            _("%(head)s：共%(rows)s行；%(summary)s；用时%(seconds).1f秒")
            % {"head": head, "rows": f"{report.rows:,}", "summary": report.summary(_), "seconds": seconds}
        )

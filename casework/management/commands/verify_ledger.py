"""Prove that nobody rewrote the ledger."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework import ledger, seals
from casework.management.naming import record_named
from casework.models import Event

WORDS = {
    "missing_event": _("中间缺少事项"),
    "tail_cut": _("末尾的事项被删去"),
    "chain_broken": _("与上一条不相接"),
    "changed_event": _("事项内容被改动"),
    "state_differs": _("状态与账本不一致"),
    "changed_value": _("内容被改动"),
    "value_missing": _("内容缺失，且没有依法删除的登记"),
    "value_unknown": _("多出没有登记的内容"),
    "no_event": _("记录没有任何事项"),
    "older_database": _("数据库比封签更旧：有封存过的事项不见了"),
    "heads_differ": _("与封签不一致"),
}


class Command(BaseCommand):
    help = "核对账本：逐条核对每件记录的链，可以再与一份封签比对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seal", type=Path, help="封签文件（seal-日期.json）")
        parser.add_argument("--record", action="append", help="只核对这些记录（编号，或内部ID）；可多次")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        only = [record_named(text).pk for text in options["record"]] if options["record"] else None
        for finding in ledger.verify(only):
            found += 1
            self.stdout.write(f"{finding.record} #{finding.seq} {finding.code} {WORDS[finding.code]}")
        if options["seal"]:
            try:
                seal = seals.read(options["seal"])
            except ValueError as error:
                raise CommandError(_("这不是封签文件：%(path)s") % {"path": options["seal"]}) from error
            for code in seals.check(seal):
                found += 1
                self.stdout.write(f"seal {seal.day} {code} {WORDS[code]}")
        total = Event.objects.count()
        if found:
            raise CommandError(_("核对%(total)d条，有%(found)d处对不上。") % {"total": total, "found": found})
        self.stdout.write(_("核对%(total)d条，全部一致。") % {"total": total})

"""Erase personal values of a record on a lawful ground."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework import erasure
from casework.actor import Actor
from casework.management.naming import record_named
from casework.refusals import InvalidData


class Command(BaseCommand):
    help = "依法删除一件记录里的个人信息：内容从案件和账本里删去，删除这件事和依据留在账本里"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("record", help="编号，或没有编号的记录的内部ID")
        parser.add_argument("--path", action="append", required=True, metavar="PATH",
                            help="要删除的项，如claim、reporter/内部ID/phone、form/reporter_phone；可多次")  # fmt: skip
        parser.add_argument("--basis", required=True, help="依据和决定人，至少10个字")
        parser.add_argument("--leave-copies", action="store_true", help="同样的内容在别的项里也有时，只删列出的项")

    def handle(self, *args: Any, **options: Any) -> None:
        record = record_named(options["record"])
        paths = list(dict.fromkeys(options["path"]))
        left = [] if options["leave_copies"] else erasure.copies(record, paths)
        if left:
            raise CommandError(
                _("同样的内容还在这些项里：%(paths)s。请一并用--path列出；确实要留下的，加--leave-copies。")
                % {"paths": "、".join(left)}
            )
        try:
            done = erasure.erase(record, paths, actor=Actor.system(), basis=options["basis"])
        except InvalidData as refused:
            raise CommandError("；".join(str(m) for found in refused.errors.values() for m in found)) from refused
        self.stdout.write(
            _("已依法删除%(n)d处，账本第%(seq)d条记下了依据。此前的备份里仍有这些内容，请按备份期限处理。")
            % {"n": len(done.event.detail["erased"]), "seq": done.event.seq}
        )

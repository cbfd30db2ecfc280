"""The demo's station grown to years of work: many persons and a report each month."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from relief.demo import people, years

TOLD_EVERY = 50


class Command(BaseCommand):
    help = "把演示的救助管理站扩充成办了多年的样子（只在演示模式）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=600, help="多少件案件（默认%(default)s）")
        parser.add_argument("--months", type=int, default=24, help="多少个月（默认%(default)s）")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE != "demo":
            raise CommandError(_("只能在演示模式（ANGUI_MODE=demo）装入演示数据。"))
        people.load()
        locked = years.load(options["cases"], options["months"], self._tell)
        self.stdout.write(_("新增%(n)d件，%(locked)d个月的月报已锁定。") % {"n": options["cases"], "locked": locked})

    def _tell(self, done: int, total: int) -> None:
        if done % TOLD_EVERY == 0:
            self.stdout.write(_("救助案件%(n)d/%(of)d") % {"n": done, "of": total})

"""Bring a backup back, into an empty database or a new one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from casework import restoring


class Command(BaseCommand):
    help = "Restores a backup after checking every part of it; a database that holds something is never overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--force-new", metavar="NAME", default="", help="create this database and restore into it")

    def handle(self, *args: Any, folder: Path, force_new: str, **options: Any) -> None:
        done = restoring.restore(folder, self.stdout.write, force_new)
        seal = f"，与{done.seal_day}的封签一致" if done.seal_day else "，备份里没有封签"
        self.stdout.write(self.style.SUCCESS(f"已恢复到数据库{done.database}，账本核对通过{seal}"))
        if force_new:
            self.stdout.write(f"要使用它，把DATABASE_URL和DATABASE_OWNER_URL的库名改成{force_new}。")

"""A backup of everything but the keys."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from casework import backup, crypto


class Command(BaseCommand):
    help = "Backs up the database, the file store and the seals into an empty folder; encryption keys are not included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        digest = backup.make(folder, self.stdout.write)
        keys = "、".join(key.id for key in crypto.key_ring().keys)
        self.stdout.write(self.style.SUCCESS(f"备份完成：{folder}，清单SHA-256 {digest}"))
        self.stdout.write(f"不含加密密钥。恢复时要用密钥{keys}（ANGUI_KEYS），请与备份分开保管。")

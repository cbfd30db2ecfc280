"""Everything the database needs before the product starts; run at every start, quick when nothing is to be done."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from casework import dbroles


class Command(BaseCommand):
    help = "Creates extensions, applies migrations, sets the rights of the product's database role and seeds the rules."

    requires_system_checks: list[str] = []  # migrate makes them when there is something to migrate

    def handle(self, *args: Any, **options: Any) -> None:
        dbroles.prepare(self.stdout.write)
        call_command("seed_rules", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS("数据库已就绪"))

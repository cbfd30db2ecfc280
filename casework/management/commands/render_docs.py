"""Write the documents that follow from the declarations."""

from typing import Any

from django.core.management.base import BaseCommand

from casework import docs


class Command(BaseCommand):
    help = "从声明生成docs/lifecycle/、docs/rules.md和docs/permissions.md"

    def handle(self, *args: Any, **options: Any) -> None:
        for path, text in docs.pages().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(str(path))

"""The outbox relay by hand, or as a process of its own where no Celery worker runs."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from casework import outbox


class Command(BaseCommand):
    help = "Delivers what is due in the outbox; with --every SECONDS it keeps doing so until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="messages in one round (500)")
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, with this pause between rounds")

    def handle(self, *args: Any, limit: int, every: float | None, **options: Any) -> None:
        stop = threading.Event()
        if every is not None:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_received: stop.set())
        while not stop.is_set():
            counts = outbox.relay(limit)
            if counts.delivered or counts.retried or counts.dead or every is None:
                self.stdout.write(f"送达{counts.delivered} 待重试{counts.retried} 死信{counts.dead}")
            if every is None:
                return
            stop.wait(every)

import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from django.conf import settings

from casework import clock, outbox, tasks
from casework.idempotency import Answer, run_once
from casework.models import IdempotencyKey, OutboxMessage, Seal
from config.celery import app
from tests import databases
from tests.casework import small_world
from tests.processes import other_process_env


def test_beat_calls_only_tasks_that_exist_and_may_run_twice() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"casework.tasks.relay_outbox", "casework.tasks.sweep_timers"} <= scheduled <= set(app.tasks)
    assert all(app.tasks[name].acks_late for name in scheduled)


@pytest.mark.django_db
def test_relay_task_delivers() -> None:
    message = outbox.enqueue(None, 0, "notice", outbox.BELL, bell_payload())
    assert message is not None
    tasks.relay_outbox()
    tasks.relay_outbox()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxMessage.DELIVERED, 1)


@pytest.mark.django_db
def test_expiry_task_forgets_old_answers() -> None:
    ann = small_world.user("ann")
    with clock.moved_to(clock.now() - timedelta(hours=25)):
        run_once(ann, "route", "old", b"", lambda: Answer(200, {}))
    run_once(ann, "route", "new", b"", lambda: Answer(200, {}))
    tasks.expire_idempotency_keys()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]


@pytest.mark.django_db
def test_seal_task_seals_once_and_leaves_a_file_outside() -> None:
    yesterday: date = clock.now().date() - timedelta(days=1)
    tasks.seal_ledger()
    tasks.seal_ledger()
    assert [seal.day for seal in Seal.objects.all()] == [yesterday]
    assert (settings.VAR_DIR / f"seals/seal-{yesterday}.json").exists()


def test_relay_command_goes_on_until_it_is_told_to_stop(fresh_database: str) -> None:
    command = [sys.executable, "manage.py", "relay", "--every", "0.1"]
    with subprocess.Popen(
        command, env=other_process_env(fresh_database), cwd=databases.ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            for n in range(2):
                outbox.enqueue(None, 0, f"notice.{n}", outbox.BELL, bell_payload())
                wait_until_delivered()
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stdout is not None
        assert process.stdout.read().count("送达1 待重试0 死信0") == 2


def bell_payload() -> dict[str, object]:
    audience = {"users": [], "posts": [], "agencies": [], "roles": [], "division": "", "except_user": None}
    return {"kind": "todo", "code": "assigned", "params": {}, "audience": audience}


def wait_until_delivered() -> None:
    until = time.monotonic() + 60
    while OutboxMessage.objects.exclude(state=OutboxMessage.DELIVERED).exists():
        assert time.monotonic() < until, "waited 60 s for the relay command"
        time.sleep(0.05)

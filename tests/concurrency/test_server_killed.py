"""The web server is killed in the middle of an act: nothing half-written, the record free, the repetition counts once.

The moment is made by the database alone: a trigger of the test lets a write wait on an advisory lock that the test
holds. The product knows nothing of it.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from casework import ledger
from casework.changes import snapshot
from casework.models import Event, IdempotencyKey, LedgerValue, NumberSeries, OutboxMessage, Record, Timer
from property_rectification.models import RectificationCase
from tests import databases
from tests.processes import Web, kill, serving, wait_for, waiting
from tests.property_rectification.world import World

LOCK = 0x73657276

#: Where the killed server stands: the row is locked and nothing written of the event; the event is written and its
#: values are not; all is written and the commit has begun.
MOMENTS = {
    "between lock and event": "BEFORE INSERT ON casework_event",
    "between event and values": "BEFORE INSERT ON casework_ledgervalue",
    "in the commit itself": "AFTER INSERT ON casework_idempotencykey DEFERRABLE INITIALLY DEFERRED",
}


@contextmanager
def held(database: str, moment: str) -> Iterator[Any]:
    """Hold the lock that the server's write waits for; gives a cursor to look into the database meanwhile."""
    kind = "CONSTRAINT TRIGGER" if "DEFERRED" in moment else "TRIGGER"
    table = moment.split(" ON ")[1].split(maxsplit=1)[0]
    with databases.admin(database) as cursor:
        # the server notices within this time that the killed process's connection is gone, even while it waits
        cursor.execute(f'ALTER DATABASE "{database}" SET client_connection_check_interval = 100')
        cursor.execute(
            "CREATE FUNCTION hold_the_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM pg_advisory_lock({LOCK}); PERFORM pg_advisory_unlock({LOCK}); RETURN NEW; END $$"
        )
        cursor.execute(f"CREATE {kind} hold_the_write {moment} FOR EACH ROW EXECUTE FUNCTION hold_the_write()")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor
        cursor.execute(f"DROP TRIGGER hold_the_write ON {table}")


def everything(case: Any) -> dict[str, Any]:
    """All that an act could leave behind."""
    return {
        "case": snapshot(RectificationCase.objects.get(pk=case.pk)),
        "version": Record.objects.get(pk=case.pk).version,
        "events": Event.objects.count(), "values": LedgerValue.objects.count(), "timers": Timer.objects.count(),
        "outbox": OutboxMessage.objects.count(), "keys": IdempotencyKey.objects.count(),
        "numbers": list(NumberSeries.objects.values_list("last", flat=True)),
    }  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_server_killed(fresh_database: str, moment: str) -> None:
    world = World()
    case, clerk = world.draft(), world.user("intake")
    before = everything(case)
    path, tag = f"rectification-cases/{case.pk}/transitions/register-case", f'"{case.version}"'
    lost: list[BaseException] = []

    def send(web: Web) -> None:
        try:
            web.post(clerk, path, {}, If_Match=tag, Idempotency_Key="killed-on-the-way")
        except (OSError, http.client.HTTPException) as error:
            lost.append(error)

    with held(fresh_database, MOMENTS[moment]) as cursor:
        with serving(fresh_database, workers=1, threads=2) as web:
            web.log_in(clerk)
            request = threading.Thread(target=send, args=[web])
            request.start()
            wait_for("the server to stand in the middle of its write", lambda: waiting(cursor))
            kill(web.process)
            request.join(30)
        wait_for("the database to drop the killed server's connection", lambda: not waiting(cursor))
    assert len(lost) == 1, "the client was left without an answer"

    assert everything(case) == before
    with transaction.atomic():
        assert Record.objects.select_for_update(nowait=True).get(pk=case.pk).state == "draft"
    assert list(ledger.verify()) == []

    with serving(fresh_database, workers=1, threads=2) as web:
        first = web.post(clerk, path, {}, If_Match=tag, Idempotency_Key="killed-on-the-way")
        again = web.post(clerk, path, {}, If_Match=tag, Idempotency_Key="killed-on-the-way")
    assert (first.status, first.body["state"]) == (200, "registered")
    assert "idempotency-replayed" not in first.headers
    assert (again.status, again.headers["idempotency-replayed"], again.body) == (200, "true", first.body)
    assert Event.objects.filter(name="register_case").count() == 1
    assert first.body["number"].endswith("-00001"), "the number of the lost attempt was given back"
    assert list(ledger.verify()) == []

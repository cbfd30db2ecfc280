"""The worker is killed after the receiver has answered and before the message is marked: nothing lost, nothing doubled.

The moment is made by the database alone: a trigger of the test lets the marking UPDATE wait on an advisory lock that
the test holds. The product knows nothing of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, outbox
from casework.models import OutboxMessage, Receiver
from tests import databases
from tests.casework import small_world
from tests.http_receiver import HttpReceiver, receiving
from tests.processes import kill, process, wait_for, waiting

LOCK = 0x6B696C6C
MESSAGES, CAUGHT = 5, 3

_HOLD_THE_MARK = f"""
    CREATE FUNCTION hold_the_mark() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_lock({LOCK}); PERFORM pg_advisory_unlock({LOCK}); RETURN NEW; END $$;
    CREATE TRIGGER hold_the_mark BEFORE UPDATE ON casework_outboxmessage FOR EACH ROW
        WHEN (NEW.state = 'delivered' AND NEW.event_seq = {CAUGHT}) EXECUTE FUNCTION hold_the_mark();
"""


@pytest.fixture
def police() -> Iterator[HttpReceiver]:
    with receiving() as http:
        yield http


@contextmanager
def mark_held(database: str) -> Iterator[Any]:
    """Hold the lock that the marking UPDATE waits for; gives a cursor to look into the database meanwhile."""
    with databases.admin(database) as cursor:
        # the server notices within this time that the killed worker's connection is gone, even while it waits
        cursor.execute(f'ALTER DATABASE "{database}" SET client_connection_check_interval = 100')
        cursor.execute(_HOLD_THE_MARK)
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor


def send_five(http: HttpReceiver) -> list[OutboxMessage]:
    Receiver.objects.create(code="police", title="公安平台", adapter="webhook", address=http.address, active=True)
    record = small_world.record()
    messages = [outbox.enqueue(record, seq, "handoff", "police", {"n": seq}) for seq in range(1, MESSAGES + 1)]
    return [m for m in messages if m is not None]


def kill_between_delivery_and_mark(database: str, http: HttpReceiver, start: Callable[[], Any]) -> None:
    """Let a worker deliver, and kill it while its mark waits."""
    with mark_held(database) as cursor:
        with start() as worker:
            wait_for("the mark of the caught message", lambda: waiting(cursor))
            assert len(http.deliveries) == CAUGHT, "killed too early or too late"
            kill(worker)
        wait_for("the server to drop the killed worker's connection", lambda: not waiting(cursor))
        cursor.execute("DROP TRIGGER hold_the_mark ON casework_outboxmessage")


def states() -> dict[int, str]:
    return dict(OutboxMessage.objects.values_list("event_seq", "state"))


def check_nothing_lost_nothing_doubled(messages: list[OutboxMessage], http: HttpReceiver) -> None:
    keys = [str(m.pk) for m in messages]
    first_seen = list(dict.fromkeys(http.keys))
    assert first_seen == keys, "each message once by its key, in the order of the events"
    assert {key: http.keys.count(key) for key in keys} == {
        key: 2 if n == CAUGHT else 1 for n, key in enumerate(keys, start=1)
    }
    caught = [d.json for d in http.deliveries if d.key == keys[CAUGHT - 1]]
    assert caught[0] == caught[1], "the repetition is the same message"
    assert set(states().values()) == {OutboxMessage.DELIVERED}


def test_relay_process_killed_before_the_mark(fresh_database: str, police: HttpReceiver) -> None:
    messages = send_five(police)
    kill_between_delivery_and_mark(fresh_database, police, lambda: process(fresh_database, "manage.py", "relay"))
    assert states() == {1: "delivered", 2: "delivered", 3: "leased", 4: "waiting", 5: "waiting"}

    assert outbox.relay(worker_id="too soon").delivered == 0, "the lease still runs, and the later ones wait for it"
    with clock.moved_to(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.relay(worker_id="second").delivered == MESSAGES - CAUGHT + 1
    check_nothing_lost_nothing_doubled(messages, police)


def test_celery_worker_killed_before_the_mark(fresh_database: str, police: HttpReceiver, queue: str) -> None:
    from casework.tasks import relay_outbox

    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    command = ("-m", "celery", "-A", "config", "worker", "-c", "1", "-Q", queue, "-n", f"{queue}@%h", *quiet)
    messages = send_five(police)
    relay_outbox.apply_async(queue=queue)
    kill_between_delivery_and_mark(fresh_database, police, lambda: process(fresh_database, *command))
    assert states() == {1: "delivered", 2: "delivered", 3: "leased", 4: "waiting", 5: "waiting"}

    OutboxMessage.objects.filter(state=OutboxMessage.LEASED).update(leased_until=clock.now())  # the minute is over
    relay_outbox.apply_async(queue=queue)  # as beat does every 5 s
    with process(fresh_database, *command):
        wait_for("all messages to be marked", lambda: set(states().values()) == {OutboxMessage.DELIVERED})
    check_nothing_lost_nothing_doubled(messages, police)


def test_worker_killed_before_the_receiver_answers(fresh_database: str, police: HttpReceiver) -> None:
    messages = send_five(police)
    police.may_answer.clear()
    with process(fresh_database, "manage.py", "relay") as worker:
        wait_for("the first request", lambda: police.deliveries)
        kill(worker)
    police.may_answer.set()
    with clock.moved_to(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.relay(worker_id="second").delivered == MESSAGES
    assert list(dict.fromkeys(police.keys)) == [str(m.pk) for m in messages]
    assert set(states().values()) == {OutboxMessage.DELIVERED}

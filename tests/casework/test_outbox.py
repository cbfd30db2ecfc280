import hashlib
import hmac
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from casework import adapters, clock, outbox
from casework.adapters import webhook
from casework.models import OutboxMessage, Receiver
from tests import databases
from tests.casework import small_world
from tests.http_receiver import HttpReceiver, receiving
from tests.processes import other_process_env

NOON = datetime(2026, 11, 23, 12, tzinfo=clock.CHINA)


@pytest.fixture
def police(db: None) -> Iterator[HttpReceiver]:
    with receiving() as http:
        Receiver.objects.create(code="police", title="公安平台", adapter="webhook", address=http.address, active=True)
        yield http


def send(record: Any = None, seq: int = 1, topic: str = "handoff", to: str = "police", **payload: Any) -> OutboxMessage:
    message = outbox.enqueue(record or small_world.record(number=None), seq, topic, to, payload or {"n": 1})
    assert message is not None
    return message


def state_of(message: OutboxMessage) -> str:
    message.refresh_from_db()
    return message.state


@dataclass
class Broker:
    url: str
    calls: int = 0


@contextmanager
def broker_that_hangs_up() -> Iterator[Broker]:
    """Something that takes connections in a Redis's place, counts them and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        broker = Broker(f"redis://127.0.0.1:{server.getsockname()[1]}/0")

        def hang_up() -> None:
            with suppress(OSError):
                while True:
                    caller, _address = server.accept()
                    broker.calls += 1
                    caller.close()

        threading.Thread(target=hang_up, daemon=True).start()
        yield broker
        server.shutdown(socket.SHUT_RDWR)


def closed_port() -> str:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{s.getsockname()[1]}/"


# --- writing ------------------------------------------------------------------------------------------------------


def test_message_goes_with_its_transaction(police: HttpReceiver) -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == 0


def test_nothing_is_written_for_a_receiver_that_is_off(police: HttpReceiver) -> None:
    Receiver.objects.update(active=False)
    assert outbox.enqueue(small_world.record(), 1, "handoff", "police", {}) is None
    assert OutboxMessage.objects.count() == 0


def test_unknown_receiver_is_an_error(db: None) -> None:
    with pytest.raises(ValueError, match="nobody"):
        outbox.enqueue(None, 0, "handoff", "nobody", {})


def test_same_message_twice_is_one_and_another_payload_is_an_error(police: HttpReceiver) -> None:
    record = small_world.record()
    first = send(record, at=NOON)
    assert send(record, at=NOON).pk == first.pk
    with pytest.raises(ValueError, match="two different messages"):
        send(record, at=NOON + timedelta(days=1))


def test_payload_is_not_readable_in_the_table(police: HttpReceiver) -> None:
    message = send(person="220399199001010014")
    stored = bytes(OutboxMessage.objects.get(pk=message.pk).payload)
    assert b"220399199001010014" not in stored
    assert outbox.open_payload(message) == {"person": "220399199001010014"}


def test_broker_down_loses_nothing_and_stops_nobody(fresh_database: str) -> None:
    script = """
from django.db import transaction
from casework import outbox
with transaction.atomic():
    outbox.enqueue(None, 0, "notice", "bell", {})
"""
    with broker_that_hangs_up() as broker:
        env = other_process_env(fresh_database) | {"REDIS_URL": broker.url}
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
        done = subprocess.run(
            command, env=env, cwd=databases.ROOT, capture_output=True, text=True, timeout=90, check=False
        )
    assert done.returncode == 0, done.stderr
    assert "on_commit" in done.stderr
    assert 1 <= broker.calls <= 3, "each further try keeps somebody waiting for their page"
    assert OutboxMessage.objects.get().state == OutboxMessage.WAITING


# --- delivering ---------------------------------------------------------------------------------------------------


def test_webhook_carries_key_body_and_signature(police: HttpReceiver) -> None:
    Receiver.objects.update(secret=webhook.seal_secret("agreed"))
    record = small_world.record()
    message = send(record, seq=3, 金额="400.00")
    assert outbox.relay().delivered == 1
    [got] = police.deliveries
    assert got.key == str(message.pk)
    expected = {"id": str(message.pk), "topic": "handoff", "record": str(record.pk), "event_seq": 3}
    assert got.json == {**expected, "data": {"金额": "400.00"}}
    stamp = got.headers["x-angui-timestamp"]
    mac = hmac.new(b"agreed", f"{got.key}.{stamp}.".encode() + got.body, hashlib.sha256).hexdigest()
    assert got.headers["x-angui-signature"] == f"v1={mac}"


def test_delivered_message_is_not_sent_again(police: HttpReceiver) -> None:
    message = send()
    assert (outbox.relay().delivered, outbox.relay().delivered) == (1, 0)
    assert len(police.deliveries) == 1
    assert (state_of(message), message.last_answer, message.lease_owner) == ("delivered", "HTTP 200 OK", "")


@pytest.mark.parametrize("status", [302, 400, 404, 500, 503])
def test_only_2xx_counts(police: HttpReceiver, status: int) -> None:
    police.status, police.answer = status, "张三 220399199001010014".encode()
    message = send()
    assert outbox.relay().retried == 1
    assert state_of(message) == OutboxMessage.WAITING
    assert message.last_answer.startswith(f"HTTP {status}")
    assert "220399" not in message.last_answer
    assert len(police.deliveries) == 1


def test_backoff_then_dead_letter(police: HttpReceiver) -> None:
    police.status = 500
    with clock.moved_to(NOON):
        message = send()
        moment = message.next_try_at
    for pause in (10, 30, 120, 600, 3600, 21600):
        with clock.moved_to(moment):
            assert outbox.relay().retried == 1
            message.refresh_from_db()
            assert abs(message.next_try_at - moment - timedelta(seconds=pause)) < timedelta(seconds=2)
        with clock.moved_to(moment + timedelta(seconds=pause - 3)):
            assert outbox.relay().retried == 0
        moment = message.next_try_at + timedelta(milliseconds=1)
    with clock.moved_to(moment):
        assert outbox.relay().dead == 1
        assert (state_of(message), message.attempts, len(police.deliveries)) == (OutboxMessage.DEAD, 7, 7)
        police.status = 200
        assert outbox.relay().delivered == 0
        assert outbox.retry_dead(receiver="police") == 1
    with clock.moved_to(moment + timedelta(seconds=5)):
        assert outbox.relay().delivered == 1
    assert len(set(police.keys)) == 1


def test_retry_dead_by_id_touches_no_other(police: HttpReceiver) -> None:
    one, other, alive = send(), send(), send()
    OutboxMessage.objects.filter(pk__in=[one.pk, other.pk]).update(state=OutboxMessage.DEAD, attempts=7)
    assert outbox.retry_dead([str(one.pk), alive.pk, "no id at all"]) == 1
    assert (state_of(one), one.attempts, state_of(other)) == (OutboxMessage.WAITING, 0, OutboxMessage.DEAD)
    assert outbox.retry_dead(receiver="court") == 0
    assert outbox.retry_dead() == 1
    assert state_of(other) == OutboxMessage.WAITING


def test_receiver_that_does_not_answer_is_left_alone_for_the_round(police: HttpReceiver) -> None:
    Receiver.objects.create(code="court", title="法院", adapter="webhook", address=closed_port(), active=True)
    for _n in range(3):
        send(to="court")
    reached = send()
    counts = outbox.relay()
    assert (counts.delivered, counts.retried, counts.receivers_down) == (1, 1, {"court"})
    assert state_of(reached) == OutboxMessage.DELIVERED


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://", ""])
def test_address_that_is_none(police: HttpReceiver, address: str) -> None:
    Receiver.objects.update(address=address)
    message = send()
    assert outbox.relay().retried == 1
    assert state_of(message) == OutboxMessage.WAITING
    assert message.last_answer


def test_damaged_payload_does_not_stop_the_others(police: HttpReceiver) -> None:
    damaged, sound = send(), send()
    OutboxMessage.objects.filter(pk=damaged.pk).update(payload=b"\x01\x02k1 not ours")
    counts = outbox.relay()
    assert (counts.delivered, counts.retried) == (1, 1)
    assert (state_of(sound), state_of(damaged)) == (OutboxMessage.DELIVERED, OutboxMessage.WAITING)
    assert damaged.last_answer == "CannotDecrypt"


# --- order --------------------------------------------------------------------------------------------------------


def test_messages_of_a_record_arrive_in_the_order_of_its_events(police: HttpReceiver) -> None:
    record = small_world.record()
    later, earlier = send(record, seq=2), send(record, seq=1)
    assert outbox.relay().delivered == 2
    assert police.keys == [str(earlier.pk), str(later.pk)]


def test_later_message_waits_for_an_earlier_one_unless_that_is_dead(police: HttpReceiver) -> None:
    police.status = 500
    record = small_world.record()
    first, second, elsewhere = send(record, seq=1), send(record, seq=2), send()
    assert outbox.relay().retried == 2
    assert set(OutboxMessage.objects.filter(attempts=1)) == {first, elsewhere}
    OutboxMessage.objects.filter(pk=first.pk).update(state=OutboxMessage.DEAD)
    assert outbox.relay().retried == 1
    assert (state_of(second), second.attempts) == (OutboxMessage.WAITING, 1)


def test_dead_receiver_holds_up_no_other_receiver_of_the_record(police: HttpReceiver) -> None:
    Receiver.objects.create(code="court", title="法院", adapter="webhook", address=closed_port(), active=True)
    record = small_world.record()
    send(record, seq=1, to="court")
    assert state_of(send(record, seq=2)) == OutboxMessage.WAITING
    assert outbox.relay().delivered == 1


# --- leases -------------------------------------------------------------------------------------------------------


def test_leased_message_waits_for_its_lease_and_then_goes_out_under_the_same_key(police: HttpReceiver) -> None:
    with clock.moved_to(NOON):
        message = send()
        claimed = outbox._claim("worker that dies", outbox.Counts())
        assert claimed is not None
        outbox._deliver(claimed)
    with clock.moved_to(NOON + outbox.LEASE - timedelta(seconds=2)):
        assert outbox.relay(worker_id="second").delivered == 0
    with clock.moved_to(NOON + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.relay(worker_id="second").delivered == 1
    assert police.keys == [str(message.pk)] * 2
    assert (state_of(message), message.attempts) == (OutboxMessage.DELIVERED, 2)


def test_worker_whose_lease_ran_out_marks_nothing(police: HttpReceiver) -> None:
    with clock.moved_to(NOON):
        message = send()
        slow = outbox._claim("slow", outbox.Counts())
        assert slow is not None
    with clock.moved_to(NOON + outbox.LEASE + timedelta(seconds=1)):
        assert outbox._claim("second", outbox.Counts()) is not None
        counts = outbox.Counts()
        outbox._mark(slow, adapters.Outcome(False, "too late"), counts)
    assert counts == outbox.Counts()
    assert (state_of(message), message.lease_owner, message.last_answer) == (OutboxMessage.LEASED, "second", "")


def test_message_that_kills_every_worker_ends_as_a_dead_letter(police: HttpReceiver) -> None:
    message = send()
    for n in range(outbox.MAX_ATTEMPTS):
        with clock.moved_to(NOON + timedelta(days=30 + n)):
            assert outbox._claim(f"worker {n}", outbox.Counts()) is not None
    with clock.moved_to(NOON + timedelta(days=60)):
        assert outbox.relay().dead == 1
    assert state_of(message) == OutboxMessage.DEAD
    assert police.deliveries == []


def test_four_relays_at_once_deliver_each_message_once(fresh_database: str) -> None:
    with receiving() as http:
        Receiver.objects.create(code="police", title="公安", adapter="webhook", address=http.address, active=True)
        records = [small_world.record(number=None) for _n in range(10)]
        messages = [send(record, seq=seq) for record in records for seq in (1, 2, 3, 4)]
        delivered = []

        def work(name: str) -> None:
            try:
                while sum(delivered) < len(messages):
                    delivered.append(outbox.relay(worker_id=name).delivered)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=(f"relay {n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert sum(delivered) == len(messages)
    assert sorted(http.keys) == sorted(str(m.pk) for m in messages)
    for record in records:
        assert [d.json["event_seq"] for d in http.deliveries if d.json["record"] == str(record.pk)] == [1, 2, 3, 4]

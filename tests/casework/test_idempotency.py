import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections

from casework import clock, idempotency
from casework.idempotency import Answer, run_once
from casework.models import Agency, IdempotencyKey, User
from casework.refusals import BadRequest, Conflict, GuardsFailed, Refusal
from casework.refusals import Denial as Why
from tests import databases
from tests.casework import small_world

ROUTE, KEY, BODY = "POST /api/v1/cases/1/transitions/sign", "5f0c", b'{"n": 1}'


@pytest.fixture
def ann(db: None) -> User:
    return small_world.user("ann")


class Work:
    """Something that must happen once: it makes an agency and says how often it did."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> Answer:
        self.done += 1
        small_world.agency(f"W{self.done}")
        return Answer(201, {"done": self.done, "note": "已签收"}, {"ETag": '"7"'})


def test_second_request_gets_the_stored_answer(ann: User) -> None:
    work = Work()
    first = run_once(ann, ROUTE, KEY, BODY, work)
    again = run_once(ann, ROUTE, KEY, BODY, work)
    assert work.done == 1
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.status, again.body, again.headers) == (201, {"done": 1, "note": "已签收"}, {"ETag": '"7"'})


def test_another_body_is_refused_with_idempotency_mismatch(ann: User) -> None:
    work = Work()
    run_once(ann, ROUTE, KEY, BODY, work)
    with pytest.raises(Refusal) as refusal:
        run_once(ann, ROUTE, KEY, BODY + b" ", work)
    assert (refusal.value.status, refusal.value.code, work.done) == (422, "idempotency_mismatch", 1)
    assert "Idempotency-Key" in refusal.value.errors


def test_key_is_per_user_and_route(ann: User) -> None:
    work = Work()
    run_once(ann, ROUTE, KEY, BODY, work)
    run_once(small_world.user("bob"), ROUTE, KEY, BODY, work)
    run_once(ann, ROUTE + "s", KEY, BODY, work)
    run_once(ann, ROUTE, KEY + "0", BODY, work)
    assert work.done == 4


def test_refusal_is_not_stored_and_leaves_nothing(ann: User) -> None:
    def refused() -> Answer:
        small_world.agency("W1")
        raise GuardsFailed([Why("both_sides_heard", "还差一方的意见。")])

    with pytest.raises(GuardsFailed):
        run_once(ann, ROUTE, KEY, BODY, refused)
    assert not Agency.objects.exists()
    assert run_once(ann, ROUTE, KEY, BODY, Work()).status == 201


def test_answer_that_refuses_is_not_stored_and_leaves_nothing(ann: User) -> None:
    def refused() -> Answer:
        small_world.agency("W1")
        return Answer(409, {"code": "wrong_state"})

    assert run_once(ann, ROUTE, KEY, BODY, refused).status == 409
    assert not Agency.objects.exists()
    assert not IdempotencyKey.objects.exists()


def test_answer_is_encrypted_at_rest(ann: User) -> None:
    run_once(ann, ROUTE, KEY, BODY, lambda: Answer(200, {"id_number": "220399199001010014"}))
    row = IdempotencyKey.objects.get()
    assert b"220399199001010014" not in bytes(row.answer)
    assert "220399" not in f"{row.body_hash}{row.route}{row.key}"


def test_answers_are_kept_for_24_hours(ann: User) -> None:
    work, noon = Work(), datetime(2026, 11, 23, 12, tzinfo=clock.CHINA)
    with clock.moved_to(noon):
        run_once(ann, ROUTE, KEY, BODY, work)
    with clock.moved_to(noon + timedelta(hours=23, minutes=59)):
        assert run_once(ann, ROUTE, KEY, BODY, work).replayed
        assert idempotency.expire() == 0
    with clock.moved_to(noon + timedelta(hours=24, minutes=1)):
        assert not run_once(ann, ROUTE, KEY, BODY + b"!", work).replayed
    with clock.moved_to(noon + timedelta(hours=49)):
        assert idempotency.expire() == 1
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "键", "a\x00", "a\n", "x" * 256, "\x7f"])
def test_malformed_key_is_a_400_that_names_the_header(ann: User, key: str) -> None:
    work = Work()
    with pytest.raises(BadRequest) as refusal:
        run_once(ann, ROUTE, key, BODY, work)
    assert (refusal.value.status, list(refusal.value.errors), work.done) == (400, ["Idempotency-Key"], 0)
    assert "Idempotency-Key" in str(refusal.value.message)


@pytest.mark.parametrize("key", ["x", "x" * 255, "a b", "!~", "01a20d4f-c4e3-7784-bfa3-a0e9073a3fbd"])
def test_keys_of_every_sound_form(ann: User, key: str) -> None:
    assert run_once(ann, ROUTE, key, BODY, Work()).status == 201


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_request_in_flight_refuses_its_double(fresh_database: str) -> None:
    ann, work = small_world.user("ann"), Work()
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> Answer:
        inside.set()
        assert go_on.wait(30)
        return work()

    first = in_thread(lambda: run_once(ann, ROUTE, KEY, BODY, slow))
    assert inside.wait(30)
    try:
        with pytest.raises(Conflict) as refusal:
            run_once(ann, ROUTE, KEY, BODY, work)
        assert (refusal.value.status, refusal.value.code) == (409, "idempotency_in_flight")
        assert run_once(ann, ROUTE, "other key", BODY, lambda: Answer(200, {})).status == 200
    finally:
        go_on.set()
    first.join(30)
    assert run_once(ann, ROUTE, KEY, BODY, work).replayed
    assert work.done == 1


def test_key_is_free_again_when_the_connection_dies_in_flight(fresh_database: str) -> None:
    ann, work = small_world.user("ann"), Work()

    def cut_off() -> Answer:
        answer = work()
        with databases.admin() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.get_backend_pid()])
        return answer

    with pytest.raises(DatabaseError):
        run_once(ann, ROUTE, KEY, BODY, cut_off)
    connection.close()
    assert not Agency.objects.filter(code="W1").exists()
    assert run_once(ann, ROUTE, KEY, BODY, work).status == 201

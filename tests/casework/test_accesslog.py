"""The access log: what is written, that a refusal outlives the rollback, that no line changes."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import RequestFactory

from casework import accesslog, clock, dbroles
from casework.actor import Actor
from casework.models import AccessAction, AccessEntry
from tests.casework import small_world


@pytest.fixture
def actor(db: None) -> Actor:
    return Actor(small_world.post("clerk", "R04"), ip="192.0.2.9")


def test_an_access_names_who_what_where_and_when(actor: Actor) -> None:
    record = small_world.record()
    request = RequestFactory().get("/cases/WY-220302-2026-00137/?q=13812345678", REMOTE_ADDR="192.0.2.7")
    before = clock.now()
    entry = accesslog.record_access(
        actor, AccessAction.VIEW, record=record, subject="page:case", detail={"files": 3}, request=request
    )
    entry.refresh_from_db()
    assert (entry.user, entry.post, entry.role) == (actor.user, actor.post, "R04")
    assert (entry.action, entry.record_id, entry.subject, entry.detail) == (
        "view",
        record.pk,
        "page:case",
        {"files": 3},
    )
    assert (entry.ip, entry.path, entry.status) == ("192.0.2.7", "/cases/WY-220302-2026-00137/", 200)
    assert before <= entry.at <= clock.now()


def test_without_a_request_the_address_is_that_of_the_actor(actor: Actor) -> None:
    assert accesslog.record_access(actor, "download", subject="cases").ip == "192.0.2.9"


def test_nobody_logged_in_is_written_too(db: None) -> None:
    request = RequestFactory().post("/login/")
    request.user = AnonymousUser()
    entry = accesslog.record_access(None, AccessAction.LOGIN, request=request)
    assert (entry.user_id, entry.post_id, entry.role) == (None, None, "")


def test_the_system_has_its_own_role(db: None) -> None:
    entry = accesslog.record_access(Actor.system(), AccessAction.DOWNLOAD, subject="seal")
    assert (entry.user_id, entry.role) == (None, "system")


def test_a_number_in_the_path_is_masked(actor: Actor) -> None:
    request = RequestFactory().get("/people/13812345678/")
    assert accesslog.record_access(actor, "view", request=request).path == "/people/138****5678/"


def test_words_of_purpose_lie_encrypted(actor: Actor) -> None:
    entry = accesslog.record_access(actor, "unmask", purpose="other", words="家属李某来电核对")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_accessentry WHERE id = %s", [entry.pk])
        assert "李某".encode() not in bytes(cursor.fetchone()[0])
    assert AccessEntry.objects.get(pk=entry.pk).words.reveal() == "家属李某来电核对"


@pytest.mark.parametrize(
    "what",
    [
        {"subject": "王小二"},
        {"subject": "13812345678"},
        {"detail": {"who": "王小二"}},
        {"detail": {"phones": ["13812345678"]}},
        {"detail": {"电话": 1}},
        {"subject": "x" * 121},
    ],
)
def test_anything_but_codes_is_refused(actor: Actor, what: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="codes only"):
        accesslog.record_access(actor, "view", **what)  # type: ignore[arg-type]


def test_an_unknown_action_is_refused(actor: Actor) -> None:
    with pytest.raises(ValueError, match="stare"):
        accesslog.record_access(actor, "stare")


def test_every_uuid_is_a_code(actor: Actor) -> None:
    """Runs of digits in a key must not be taken for a phone number."""
    for key in ("01939f3c-a139-7234-8678-012345678901", "01939f3c-7abc-7234-8678-a13812345678"):
        assert accesslog.record_access(actor, "download", detail={"file": key}).detail == {"file": key}


def test_an_unmasking_without_purpose_is_refused_by_the_database(actor: Actor) -> None:
    with pytest.raises(DatabaseError, match="unmask_states_its_purpose"):
        accesslog.record_access(actor, "unmask", subject="casework.Reporter.phone")


def test_a_refusal_holds_status_and_codes(actor: Actor) -> None:
    record = small_world.record()
    entry = accesslog.record_refusal(
        actor,
        record_id=record.pk,
        kind="case",
        transition="find_violation",
        status=422,
        codes=["both_sides_heard", "invalid:reason"],
    )
    entry.refresh_from_db()
    assert (entry.action, entry.subject, entry.status) == ("refused_transition", "case:find_violation", 422)
    assert entry.denials == ["both_sides_heard", "invalid:reason"]
    assert entry.record == record


def test_a_refused_look_may_name_what_does_not_exist(actor: Actor) -> None:
    asked_for = uuid.uuid4()
    entry = accesslog.record_refusal(
        actor, record_id=asked_for, kind="case", transition="", status=404, codes=["not_found"]
    )
    entry.refresh_from_db()
    assert (entry.action, entry.subject, entry.record_id) == ("refused_access", "case", asked_for)


def test_denials_are_codes_never_sentences(actor: Actor) -> None:
    entry = accesslog.record_refusal(
        actor, record_id=None, kind="case", transition="close", status=422, codes=["还差李某的意见。"]
    )
    assert entry.denials == ["unknown"]


def test_a_refusal_outlives_the_rollback_and_is_not_written_inside_it(fresh_database: str) -> None:
    actor = Actor(small_world.post("clerk", "R04"))
    refusal = {"record_id": None, "kind": "case", "transition": "close", "status": 422, "codes": ["x"]}

    class Refused(Exception):
        pass

    try:
        with transaction.atomic():
            accesslog.record_access(actor, "view", subject="lost")
            with pytest.raises(RuntimeError, match="durable"):
                accesslog.record_refusal(actor, **refusal)  # type: ignore[arg-type]
            raise Refused
    except Refused:
        accesslog.record_refusal(actor, **refusal)  # type: ignore[arg-type]
    connections.close_all()
    assert list(AccessEntry.objects.values_list("action", flat=True)) == ["refused_transition"]


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE casework_accessentry SET role = 'R01'", "Cannot update"),
        ("DELETE FROM casework_accessentry", "Cannot update or delete"),
        ("TRUNCATE casework_accessentry", "Cannot truncate"),
    ],
)
def test_trigger_and_grants_no_line_is_changed_or_removed(fresh_database: str, statement: str, complaint: str) -> None:
    """The product's role may not even try; the owner of the table is stopped by the triggers."""
    accesslog.record_access(Actor.system(), "view", subject="page")
    roles = dbroles.roles()
    refuse(statement, connections["default"], "permission denied" if roles.separate else complaint)
    refuse(statement, connections[roles.alias], complaint)
    assert AccessEntry.objects.get().role == "system"


def refuse(statement: str, through: BaseDatabaseWrapper, complaint: str) -> None:
    with through.cursor() as cursor, pytest.raises(DatabaseError, match=complaint):
        cursor.execute(statement)

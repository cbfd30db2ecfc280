"""The ledger: nobody rewrites it, the past can be shown, and what is written is found again."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from casework import engine, ledger
from casework.actor import Actor
from casework.changes import snapshot
from casework.models import Event, LedgerValue, Record, Seal
from property_rectification.models import RectificationCase
from tests.casework.conftest import Past
from tests.property_rectification.world import World

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)

# --- what the database refuses ----------------------------------------------------------------------------------

ATTEMPTS = {
    "changed event": "UPDATE casework_event SET name = 'close_case'",
    "changed hash": "UPDATE casework_event SET hash = repeat('0', 64)",
    "removed event": "DELETE FROM casework_ledgervalue; DELETE FROM casework_event WHERE seq = 2",
    "removed last event": "DELETE FROM casework_event WHERE id = (SELECT max(id) FROM casework_event)",
    "truncated events": "TRUNCATE casework_event CASCADE",
    "changed value": "UPDATE casework_ledgervalue SET value = ''",
    "removed value": "DELETE FROM casework_ledgervalue",
    "truncated values": "TRUNCATE casework_ledgervalue",
    "changed state": "UPDATE casework_record SET state = 'closed'",
    "changed version": "UPDATE casework_record SET version = version + 1",
    "removed record": "DELETE FROM casework_record",
    "truncated records": "TRUNCATE casework_record CASCADE",
    "changed seal": "UPDATE casework_seal SET root = repeat('0', 64)",
    "removed seal": "DELETE FROM casework_seal",
    "truncated seals": "TRUNCATE casework_seal",
    "truncated access log": "TRUNCATE casework_accessentry",
}


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_database_refuses(standing: Past, attempt: str, role: str) -> None:
    """As the product's role and as the owner of the tables: by right, or by trigger."""
    before = _everything()
    with pytest.raises(DatabaseError) as refused, connections[role].cursor() as cursor:
        cursor.execute(ATTEMPTS[attempt])
    said = str(refused.value)
    known = ("permission denied", "pgtrigger: Cannot ", "by the engine only", "deletion register only")
    assert any(words in said for words in known), said
    if role == "owner":
        assert "permission denied" not in said, "the owner is stopped by the trigger, not by a missing right"
    assert _everything() == before
    assert list(ledger.verify()) == []


def _everything() -> list[Any]:
    return [
        list(Event.objects.order_by("pk").values_list("pk", "name", "hash")), LedgerValue.objects.count(),
        list(Record.objects.order_by("pk").values_list("pk", "state", "version")),
        list(Seal.objects.values_list("day", "root")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"state": "closed"}, {"version": F("version") + 1}, {"state": "closed", "version": 99}]
)
def test_update_past_the_engine_is_refused(standing: Past, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="by the engine only"):
        Record.objects.filter(pk=standing.case.pk).update(**change)
    assert list(ledger.verify()) == []


def test_update_of_many_is_refused_when_one_of_them_was_named(standing: Past) -> None:
    """The engine names the rows it moves; a statement that also reaches another row fails as a whole."""
    with transaction.atomic():
        engine._name_rows([standing.case.pk])
        with pytest.raises(DatabaseError, match=str(standing.other.pk)):
            Record.objects.filter(kind="property.case").update(state="closed")
        transaction.set_rollback(True)


def test_bulk_create_of_a_record_is_refused(standing: Past) -> None:
    record = Record.objects.get(pk=standing.case.pk)
    record.pk, record.number = uuid.uuid4(), None
    with pytest.raises(DatabaseError, match="by the engine only"):
        Record.objects.bulk_create([record])


def test_save_of_a_moved_record_is_refused(standing: Past) -> None:
    case = RectificationCase.objects.get(pk=standing.case.pk)
    RectificationCase.state.field.set_state(case, "closed")
    with pytest.raises(DatabaseError, match="by the engine only"):
        case.save()


def test_name_of_a_row_ends_with_its_transaction(standing: Past) -> None:
    with transaction.atomic():
        engine._name_rows([standing.case.pk])
    with pytest.raises(DatabaseError, match="by the engine only"):
        Record.objects.filter(pk=standing.case.pk).update(state="closed")


# --- what is in it ----------------------------------------------------------------------------------------------


def test_events_hold_digests_and_no_values(standing: Past) -> None:
    text = str(list(Event.objects.values_list("changes", "timers", "detail")))
    for planted in ("公布账目", "王例", "13800005678", "没有公示", "七日内"):
        assert planted not in text
    raw = b"".join(bytes(v) for v in LedgerValue.objects.values_list("value", flat=True))
    for planted in ("公布账目", "王例", "13800005678"):
        assert planted.encode() not in raw


def test_equal_values_have_different_digests(standing: Past) -> None:
    """A salt to each value: nobody finds a known name by its digest."""
    new = [
        sides["new"] for event in Event.objects.filter(name="create_case") for path, sides in event.changes.items()
        if path == "channel"
    ]  # fmt: skip
    assert len(new) == 2
    assert new[0] != new[1]


def test_version_counts_the_events(standing: Past) -> None:
    for record in Record.objects.all():
        assert list(record.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, record.version + 1))


def test_event_carries_the_state_before_and_after(standing: Past) -> None:
    moves = standing.case.events.order_by("seq").values_list("name", "state_from", "state_to")
    assert ("dispatch_case", "triage", "dispatched") in set(moves)
    states = [after for _name, _before, after in moves]
    assert [before for _name, before, _after in moves] == ["", *states[:-1]]


# --- the record as it stood -------------------------------------------------------------------------------------


def test_every_past_evening_is_shown_as_it_stood(standing: Past) -> None:
    assert len({version for _at, version, _stood in standing.evenings}) == len(standing.evenings)
    for at, version, stood in standing.evenings:
        view = ledger.as_at(standing.case.pk, at)
        assert (view.version, view.state) == (version, stood["state"])
        for name, value in stood.items():
            # a value that was never there is not in the ledger; the nearest deadline is derived from the clocks
            if name != "due_at" or name in view.values:
                assert view.values.get(name) == value or value in ("", [], {}, False), (at, name)


def test_the_moment_of_an_event_counts_with_it(standing: Past) -> None:
    event = standing.case.events.get(name="register_case")
    before = ledger.as_at(standing.case.pk, event.at - timedelta(microseconds=1))
    assert (before.state, before.version, before.values.get("number")) == ("draft", event.seq - 1, None)
    then = ledger.as_at(standing.case.pk, event.at)
    assert (then.state, then.values["number"]) == ("registered", standing.case.number)


def test_before_its_beginning_there_is_no_record(standing: Past) -> None:
    first = standing.case.events.get(seq=1)
    view = ledger.as_at(standing.case.pk, first.at - timedelta(seconds=1))
    assert (view.last_event, view.state, view.version, view.values) == (None, "", 0, {})


def test_children_stand_as_they_came(standing: Past) -> None:
    case = RectificationCase.objects.get(pk=standing.case.pk)
    now = ledger.as_at(case.pk, standing.world.now)
    assert [fact["status"] for fact in now.children("fact")] == ["found"]
    assert [fact["statement"] for fact in now.children("fact")] == ["2025年收支没有公示。"]
    added = case.events.get(name="add_fact")
    assert [fact["status"] for fact in ledger.as_at(case.pk, added.at).children("fact")] == ["claimed"]


def test_changed_child_keeps_both_values(standing: Past) -> None:
    event = standing.case.events.get(name="set_fact_status")
    values = event.values.filter(path__startswith="fact", path__endswith="/status")
    sides = {v.side: ledger.open_value(v) for v in values}
    assert sides == {"old": "claimed", "new": "found"}


def test_what_is_refused_leaves_no_trace(standing: Past) -> None:
    before, stood = _everything(), snapshot(RectificationCase.objects.get(pk=standing.case.pk))
    with pytest.raises(Exception, match="409 wrong_state"):
        engine.perform(standing.case, "sign_receipt", actor=standing.world.actors["housing"])
    assert _everything() == before
    assert snapshot(RectificationCase.objects.get(pk=standing.case.pk)) == stood


def test_view_without_some_paths(standing: Past) -> None:
    view = ledger.as_at(standing.case.pk, standing.world.now)
    kept = view.keeping(lambda path: not path.startswith("reporter"))
    assert any(path.startswith("reporter") for path in view.values)
    assert not any(path.startswith("reporter") for path in kept.values)
    assert (kept.version, kept.state) == (view.version, view.state)


# --- arithmetic -------------------------------------------------------------------------------------------------


@given(JSON)
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    def turned(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(list(item))}
        return [turned(i) for i in item] if isinstance(item, list) else item

    assert ledger.canonical(turned(value)) == ledger.canonical(value)


@given(JSON, JSON)
def test_canonical_json_tells_values_apart(one: Any, two: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)
    assert (ledger.canonical(one) == ledger.canonical(two)) == same


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16), JSON)
def test_digest_depends_on_the_salt(salt: bytes, other: bytes, value: Any) -> None:
    assert (ledger.digest(salt, value) == ledger.digest(other, value)) == (salt == other)


@pytest.mark.parametrize("field", ["seq", "name", "at", "recorded_at", "actor_id", "post_id", "role", "state_from",
                                   "state_to", "changes", "timers", "detail", "prev_hash", "record_id"])  # fmt: skip
def test_hash_covers_every_field(standing: Past, field: str) -> None:
    event = standing.case.events.get(name="dispatch_case")
    assert ledger.event_hash(event) == event.hash
    was = getattr(event, field)
    now = {int: lambda v: v + 1, str: lambda v: v + "x", dict: lambda v: v | {"x": 1}, list: lambda v: [*v, 1],
           uuid.UUID: lambda v: uuid.uuid4()}.get(type(was), lambda v: v + timedelta(microseconds=1))(was)  # fmt: skip
    setattr(event, field, now)
    assert ledger.event_hash(event) != event.hash


def test_system_acts_without_a_post(world: World) -> None:
    case = world.draft()
    done = engine.amend(case, "recompute_timers", actor=Actor.system())
    assert (done.event.actor_id, done.event.post_id, done.event.role) == (None, None, "system")
    assert list(ledger.verify([case.pk])) == []

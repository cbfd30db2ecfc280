"""What was rewritten behind the triggers' back is found, each under its own code; an older database by its seal."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework import engine, ledger, seals
from casework.actor import Actor
from casework.models import Event, LedgerValue
from tests import databases
from tests.casework.conftest import Past


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> set[str]:
    return {finding.code for finding in ledger.verify()}


def of(past: Past, seq: int) -> int:
    return int(past.case.events.get(seq=seq).pk)


def last(past: Past) -> int:
    return int(past.case.events.order_by("-seq")[0].seq)


def remove(event: int) -> None:
    sql("DELETE FROM casework_ledgervalue WHERE event_id = %s", event)
    sql("DELETE FROM casework_event WHERE id = %s", event)


def _rehash(past: Past, seq: int) -> None:
    """Change an event and make its own hash fit again."""
    event = past.case.events.get(seq=seq)
    event.role = "R21"
    sql("UPDATE casework_event SET role = 'R21', hash = %s WHERE id = %s", ledger.event_hash(event), event.pk)


def _swap(past: Past) -> None:
    one, two = LedgerValue.objects.filter(event=of(past, 1)).order_by("pk")[:2]
    for row, other in ((one, two), (two, one)):
        sql("UPDATE casework_ledgervalue SET value = %s, salt = %s WHERE id = %s", other.value, other.salt, row.pk)


def _add_value(past: Past) -> None:
    sql(
        "INSERT INTO casework_ledgervalue (event_id, path, side, salt, value) "
        "SELECT event_id, 'planted', 'new', salt, value FROM casework_ledgervalue WHERE event_id = %s LIMIT 1",
        of(past, 2),
    )


def _cut_tail_and_version(past: Past) -> None:
    """The neat forger: the last event goes and the record's version and state with it. Only a seal tells."""
    gone, before = past.case.events.order_by("-seq")[:2]
    remove(gone.pk)
    sql("UPDATE casework_record SET version = %s, state = %s WHERE id = %s", before.seq, before.state_to, past.case.pk)


TAMPERING: dict[str, tuple[Callable[[Past], None], set[str]]] = {
    "name of an event": (
        lambda p: sql("UPDATE casework_event SET name = 'close_case' WHERE id = %s", of(p, 3)), {"changed_event"}),
    "time of an event": (
        lambda p: sql("UPDATE casework_event SET at = at - interval '1 hour' WHERE id = %s", of(p, 3)),
        {"changed_event"}),
    "person of an event": (
        lambda p: sql("UPDATE casework_event SET actor_id = NULL WHERE id = %s", of(p, 3)), {"changed_event"}),
    "changed event with a fitting hash": (lambda p: _rehash(p, 3), {"chain_broken"}),
    "changed last event with a fitting hash": (lambda p: _rehash(p, last(p)), set()),
    "first event removed": (lambda p: remove(of(p, 1)), {"missing_event"}),
    "event in the middle removed": (lambda p: remove(of(p, 4)), {"missing_event"}),
    "last event removed": (lambda p: remove(of(p, last(p))), {"tail_cut"}),
    "last event and version": (_cut_tail_and_version, set()),
    "all events of a record removed": (
        lambda p: (sql("DELETE FROM casework_ledgervalue WHERE event_id IN "
                       "(SELECT id FROM casework_event WHERE record_id = %s)", p.case.pk),
                   sql("DELETE FROM casework_event WHERE record_id = %s", p.case.pk)), {"no_event"}),
    "everything truncated": (
        lambda p: sql("TRUNCATE casework_event, casework_ledgervalue CASCADE"), {"no_event"}),
    "state": (
        lambda p: sql("UPDATE casework_record SET state = 'closed' WHERE id = %s", p.case.pk), {"state_differs"}),
    "version": (
        lambda p: sql("UPDATE casework_record SET version = version + 1 WHERE id = %s", p.case.pk), {"tail_cut"}),
    "value replaced": (
        lambda p: sql("UPDATE casework_ledgervalue SET value = (SELECT value FROM casework_ledgervalue v WHERE "
                      "v.event_id = %s LIMIT 1) WHERE event_id = %s", of(p, 1), of(p, 2)), {"changed_value"}),
    "value destroyed": (
        lambda p: sql("UPDATE casework_ledgervalue SET value = 'x' WHERE event_id = %s", of(p, 2)), {"changed_value"}),
    "salt": (
        lambda p: sql("UPDATE casework_ledgervalue SET salt = 'x' WHERE event_id = %s", of(p, 2)), {"changed_value"}),
    "two values swapped": (_swap, {"changed_value"}),
    "value removed": (
        lambda p: sql("DELETE FROM casework_ledgervalue WHERE event_id = %s", of(p, 2)), {"value_missing"}),
    "value added": (_add_value, {"value_unknown"}),
    "value under another path": (
        lambda p: sql("UPDATE casework_ledgervalue SET path = 'planted' WHERE id = "
                      "(SELECT min(id) FROM casework_ledgervalue WHERE event_id = %s)", of(p, 2)),
        {"value_missing", "value_unknown"}),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERING)
def test_verification_finds(tampering: Past, what: str) -> None:
    """Alone by the chain, with its code; what the chain alone cannot know, the seal of the day knows."""
    seal = _seal_now()
    assert found() == set()
    assert list(seals.check(seal)) == []
    tamper, codes = TAMPERING[what]
    tamper(tampering)
    assert found() == codes
    if not codes:
        assert "heads_differ" in set(seals.check(seal))


def _seal_now() -> seals.SealFile:
    newest = Event.objects.order_by("-pk")[0].pk
    leaves = seals.heads(newest)
    return seals.SealFile("2026-03-09", newest, len(leaves), seals.merkle_root(leaves))


def test_other_records_are_not_accused(tampering: Past) -> None:
    sql("UPDATE casework_event SET name = 'close_case' WHERE id = %s", of(tampering, 3))
    finding = next(iter(ledger.verify()))
    assert (finding.record, finding.seq) == (str(tampering.case.pk), 3)
    assert list(ledger.verify([tampering.other.pk])) == []


def verify(*arguments: str) -> str:
    out = io.StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def test_command_says_that_all_is_well(standing: Past) -> None:
    total = Event.objects.count()
    assert verify() == f"核对{total}条，全部一致。\n"


def test_command_names_what_it_found(tampering: Past) -> None:
    sql("UPDATE casework_event SET name = 'close_case' WHERE id = %s", of(tampering, 3))
    remove(of(tampering, last(tampering)))
    said = verify()
    assert f"{tampering.case.pk} #3 changed_event 事项内容被改动" in said
    assert "tail_cut 末尾的事项被删去" in said
    assert "有2处对不上" in said


def test_command_verifies_one_record(tampering: Past) -> None:
    sql("UPDATE casework_event SET name = 'close_case' WHERE id = %s", of(tampering, 3))
    assert "全部一致" in verify("--record", str(tampering.other.pk))
    assert "changed_event" in verify("--record", str(tampering.case.pk))


def test_command_takes_a_number_of_a_record(standing: Past) -> None:
    assert "全部一致" in verify("--record", standing.case.number)
    assert "没有这件记录" in verify("--record", "WY-220399-2026-99999")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"day": "2026-03-09"}', "\x00", '{"day":1,"last_event":"x","x":1}'])
def test_file_that_is_no_seal(standing: Past, tmp_path: Path, text: str) -> None:
    path = tmp_path / "seal.json"
    path.write_text(text)
    assert "这不是封签文件" in verify("--seal", str(path))
    assert "这不是封签文件" in verify("--seal", str(tmp_path / "absent.json"))


def test_seal_verifies_on_a_later_day(standing: Past, tmp_path: Path) -> None:
    """Events that came after it change nothing about what was sealed."""
    from casework.models import Seal

    seal = Seal.objects.get()
    assert seal.last_event < Event.objects.order_by("-pk")[0].pk
    assert "全部一致" in verify("--seal", str(seals.write(seal, tmp_path)))


def test_forged_root_is_found(standing: Past, tmp_path: Path) -> None:
    from casework.models import Seal

    path = seals.write(Seal.objects.get(), tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"root": "0" * 64}))
    assert "heads_differ 与封签不一致" in verify("--seal", str(path))


def test_restored_older_database_is_found(past: Past, tmp_path: Path) -> None:
    """A copy is put by, work goes on and is sealed, the copy is put back: within itself it verifies."""
    older = f"{past.database}_older"
    databases.point_at(databases.BASE_NAME)
    databases.copy(older, past.database)
    try:
        databases.point_at(past.database)
        world = past.world
        photo = world.file(past.case)
        world.do(past.case, "request_check", "housing", report="三月九日已在公示栏公示全年收支。", files=[photo])
        path = seals.write(seals.make(world.now.date()), tmp_path)
        assert "全部一致" in verify("--seal", str(path))

        databases.point_at(older)
        assert "全部一致" in verify(), "an older database is sound within itself"
        said = verify("--seal", str(path))
        assert "older_database" in said
        assert "heads_differ" in said

        # somebody works on in the older database until it has as many events again
        while Event.objects.order_by("-pk")[0].pk <= json.loads(path.read_text())["last_event"]:
            engine.amend(past.other, "recompute_timers", actor=Actor.system())
        said = verify("--seal", str(path))
        assert "older_database" not in said
        assert "heads_differ" in said
    finally:
        databases.point_at(past.database)
        databases.drop(older)

"""The daily seal: one root over all heads, kept outside; nothing appears below its mark later."""

import json
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from casework import clock, engine, seals
from casework.actor import Actor
from casework.models import Event, Seal
from tests.casework.conftest import Past
from tests.property_rectification.world import World

DAY = date(2026, 3, 2)
LEAVES = st.lists(st.binary(max_size=20), min_size=1, max_size=24)


@given(LEAVES, st.data())
def test_root_changes_with_any_leaf(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(max_size=20).filter(lambda leaf: leaf != leaves[at]))
    assert seals.merkle_root(leaves) != seals.merkle_root([*leaves[:at], other, *leaves[at + 1 :]])


@given(LEAVES, st.binary(max_size=20), st.data())
def test_root_changes_with_a_leaf_more_or_less(leaves: list[bytes], extra: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves)))
    assert seals.merkle_root(leaves) != seals.merkle_root([*leaves[:at], extra, *leaves[at:]])


@given(LEAVES, st.data())
def test_root_changes_with_the_order(leaves: list[bytes], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(leaves))
    assert (seals.merkle_root(leaves) == seals.merkle_root(turned)) == (leaves == turned)


def test_a_node_cannot_pass_for_a_leaf() -> None:
    """Leaves and nodes are hashed under different prefixes: the root of two is not that of their joined hashes."""
    import hashlib

    joined = b"".join(hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b"))
    assert seals.merkle_root([joined]) != seals.merkle_root([b"a", b"b"])


def test_root_of_known_leaves() -> None:
    """Fixed for good: seals on paper must be recomputed in ten years."""
    assert seals.merkle_root([]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert seals.merkle_root([b"a"]) == "022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c"
    three = seals.merkle_root([b"a", b"b", b"c"])
    assert three == "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1"


def test_seal_covers_each_head_once(world: World) -> None:
    case, other = world.draft(), world.draft()
    world.do(case, "register_case", "intake")
    seal = seals.make(DAY)
    assert (seal.records, seal.last_event) == (2, Event.objects.order_by("-pk")[0].pk)
    heads = sorted(
        f"{pk}:{seq}:{record.events.latest('seq').hash}"
        for record, pk, seq in ((case, case.pk, 2), (other, other.pk, 1))
    )
    assert seal.root == seals.merkle_root([head.encode() for head in heads])


def test_seal_of_an_empty_ledger(db: None) -> None:
    seal = seals.make(DAY)
    assert (seal.records, seal.last_event) == (0, 0)


def test_a_sealed_day_keeps_its_seal(world: World) -> None:
    world.draft()
    first = seals.make(DAY)
    world.draft()
    again = seals.make(DAY)
    assert (again.pk, again.root, again.last_event) == (first.pk, first.root, first.last_event)
    assert seals.make(DAY + clock.DAY).root != first.root
    assert Seal.objects.count() == 2


def test_after_midnight_the_day_that_ended_is_sealed(world: World) -> None:
    world.draft()
    with clock.moved_to(datetime(2026, 3, 3, 0, 5, tzinfo=clock.CHINA)):
        path = seals.seal_yesterday()
    assert path == Path(settings.VAR_DIR) / "seals" / "seal-2026-03-02.json"
    seal = Seal.objects.get(day=DAY)
    body = json.loads(path.read_text())
    assert body == {"day": "2026-03-02", "last_event": seal.last_event, "records": 1, "root": seal.root}
    assert seals.read(path) == seals.SealFile(**body)
    assert list(seals.check(seals.read(path))) == []


def test_sheet_can_be_read_back_from_paper(world: World, tmp_path: Path) -> None:
    world.draft()
    seal = seals.make(DAY)
    seals.write(seal, tmp_path)
    sheet = (tmp_path / "seal-2026-03-02.txt").read_text()
    line = next(line for line in sheet.splitlines() if line.startswith("封签 "))
    assert line.removeprefix("封签 ").replace(" ", "") == seal.root
    assert "2026-03-02" in sheet
    assert "监督人" in sheet


def _in_threads(*works: object) -> list[BaseException]:
    failed: list[BaseException] = []

    def run(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return failed


def test_two_seals_of_one_day_at_once(past: Past) -> None:
    made: list[Seal] = []
    together = threading.Barrier(4, timeout=30)

    def seal() -> None:
        together.wait()
        made.append(seals.make(date(2026, 3, 20)))

    assert _in_threads(*[seal] * 4) == []
    assert len({seal.pk for seal in made}) == 1


def test_no_event_appears_below_the_mark_later(past: Past) -> None:
    """Four writers, and one seal after the other: each seal recomputes to itself when everybody is done."""
    world, writers, rounds, first = past.world, 4, 12, date(2026, 4, 1)
    writing = threading.Semaphore(0)
    cases = [world.draft() for _ in range(writers)]
    together = threading.Barrier(writers + 1, timeout=30)

    def write(case: object) -> None:
        together.wait()
        for _ in range(rounds):
            engine.amend(case, "recompute_timers", actor=Actor.system())  # type: ignore[arg-type]
            writing.release()

    def seal() -> None:
        """After every third event, while the writers go on."""
        together.wait()
        for n in range(writers * rounds // 3):
            for _ in range(3):
                assert writing.acquire(timeout=60)
            seals.make(first + timedelta(days=n))

    assert _in_threads(seal, *[lambda case=case: write(case) for case in cases]) == []
    assert Event.objects.filter(name="recompute_timers").count() == writers * rounds
    sealed = list(Seal.objects.filter(day__gte=first).order_by("day"))
    assert len({seal.last_event for seal in sealed}) > 3, "the seals fell between the writers"
    for seal in sealed:
        body = seals.SealFile(seal.day.isoformat(), seal.last_event, seal.records, seal.root)
        assert list(seals.check(body)) == [], seal.day


def test_seal_waits_for_the_writer_under_way(past: Past) -> None:
    """An event that has its number but is not committed would otherwise appear below the mark."""
    from django.db import transaction

    written, sealed = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            engine.amend(past.case, "recompute_timers", actor=Actor.system())
            written.set()
            assert not sealed.wait(1.0), "the seal did not wait"

    def seal() -> None:
        assert written.wait(30)
        seals.make(date(2026, 4, 1))
        sealed.set()

    assert _in_threads(write, seal) == []
    seal_row = Seal.objects.get(day=date(2026, 4, 1))
    assert seal_row.last_event == Event.objects.get(name="recompute_timers").pk


@pytest.mark.parametrize("change", ["UPDATE casework_seal SET root = repeat('0', 64)", "DELETE FROM casework_seal"])
def test_changed_seal_in_the_database_is_refused(standing: Past, change: str) -> None:
    from django.db import DatabaseError

    with pytest.raises(DatabaseError), connections["owner"].cursor() as cursor:
        cursor.execute(change)
    assert Seal.objects.count() == 1

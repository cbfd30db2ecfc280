"""Papers: asked for in the commit of the act, frozen once, encrypted, opened by who may, erased with what they hold."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from casework import clock, crypto, documents, erasure, files, ledger, tasks
from casework.actor import Actor
from casework.models import AccessEntry, Document, StoredFile
from casework.papers import pdf, templates
from casework.refusals import GuardsFailed, OutOfScope
from tests.property_rectification.world import World

NAME, PHONE = "王例", "13800005678"
BASIS = "本人申请，依个人信息保护法第四十七条，专班负责人批准"


def registered(world: World, by: str = "intake", **data: Any) -> Any:
    return world.do(world.draft(by=by, reporter_name=NAME, **data), "register_case", by)


def receipt(case: Any) -> Document:
    found = documents.latest(case, "F-01")
    assert found is not None
    return found


# --- asking


def test_the_act_asks_for_its_papers_and_the_event_holds_their_digests(world: World) -> None:
    case = registered(world)
    event = case.events.get(name="register_case")
    found = {one.code: one for one in documents.of(case)}
    assert set(found) == {"F-01", "F-38"}
    assert event.detail["documents"] == {code: one.digest for code, one in found.items()}
    for one in found.values():
        assert (one.event_seq, one.requested_at, one.requested_by) == (event.seq, event.at, world.actors["intake"].post)
        assert (one.frozen_at, one.file, one.sha256) == (None, None, "")
        assert one.digest == documents.digest(one.template.sha256, documents.snapshot_of(one))
    assert list(ledger.verify([case.pk])) == []


def test_a_changed_snapshot_no_longer_fits_its_digest(world: World) -> None:
    one = receipt(registered(world))
    content = documents.snapshot_of(one)
    assert len(content["salt"]) == 32
    assert documents.digest(one.template.sha256, content | {"reporter": "李例"}) != one.digest
    assert documents.digest("0" * 64, content) != one.digest


def test_a_refused_act_asks_for_nothing(world: World) -> None:
    case = world.draft(narrative="太短")
    with pytest.raises(GuardsFailed):
        world.do(case, "register_case", "intake")
    assert not Document.objects.exists()


def test_codes_without_a_declared_paper_stay_words(world: World) -> None:
    case = registered(world)
    act = replace(case.lifecycle.rows["register_case"], prints=("F-01", "F-99"))
    assert documents.printed_by(act) == ["F-01"]


def test_papers_cost_one_statement(world: World) -> None:
    """One insert for all papers of an act; their versions are kept in the process."""
    registered(world)
    with CaptureQueriesContext(connection) as asked:
        registered(world, reporter_phone="13800009998")
    about = [q["sql"] for q in asked.captured_queries if "casework_document" in q["sql"]]
    assert len(about) == 1, about


# --- at rest


def test_nothing_of_a_person_stands_in_the_clear(world: World) -> None:
    case = registered(world)
    documents.pdf(receipt(case))
    key = case.public_keys.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text, encode(snapshot, 'escape') FROM casework_document d")
        stored = str(cursor.fetchall())
    for secret in (NAME, PHONE, "138****5678", key.token.reveal(), key.spoken_code, "电梯"):
        assert secret not in stored
    on_disk = files._path(receipt(case).sha256).read_bytes()
    assert not on_disk.startswith(b"%PDF")
    with pytest.raises(crypto.CannotDecrypt):
        crypto.decrypt_json(bytes(receipt(case).snapshot), context="casework.Proposal.data")


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0" * 64}, {"event_seq": 99}, {"code": "F-38"}, {"snapshot": b"x"}, {"sha256": "0" * 64},
        {"file": None}, {"requested_at": clock.now()},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_the_database_keeps_a_frozen_paper_as_it_was(world: World, change: dict[str, Any]) -> None:
    one = receipt(registered(world))
    documents.pdf(one)
    with pytest.raises(InternalError, match="document_stays_as_asked"), transaction.atomic():
        Document.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(InternalError, match="documents_stay"), transaction.atomic():
        Document.objects.filter(pk=one.pk).delete()


# --- freezing


def test_frozen_once_with_its_hash(world: World) -> None:
    one = receipt(registered(world))
    first = documents.pdf(one)
    frozen = receipt(one.record)
    assert first.startswith(b"%PDF")
    assert frozen.sha256 == hashlib.sha256(first).hexdigest() == frozen.file_id
    with mock.patch.object(pdf, "render", side_effect=AssertionError):
        assert documents.pdf(frozen) == documents.pdf(one) == first
    assert StoredFile.objects.get(pk=frozen.sha256).media_type == "application/pdf"


def test_the_worker_freezes_what_waits(world: World) -> None:
    case = registered(world)
    tasks.freeze_papers()
    assert {one.frozen_at is not None for one in documents.of(case)} == {True}
    with mock.patch.object(pdf, "render", side_effect=AssertionError):
        tasks.freeze_papers()


def test_one_that_fails_stops_no_other_and_is_left_alone_after_five_tries(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = receipt(registered(world)), receipt(registered(world, reporter_phone="13800009999"))
    real = pdf.render

    def render(template: Any, content: Any, *, tail: str) -> bytes:
        if tail == bad.tail:
            raise RuntimeError(content["reporter"])
        return real(template, content, tail=tail)

    with mock.patch.object(pdf, "render", side_effect=render) as asked:
        for _turn in range(documents.MAX_TRIES + 2):
            documents.freeze_waiting()
        assert sum(call.kwargs["tail"] == bad.tail for call in asked.call_args_list) == documents.MAX_TRIES
    assert receipt(good.record).frozen_at
    assert receipt(bad.record).frozen_at is None
    assert "RuntimeError" in caplog.text
    assert NAME not in caplog.text
    assert documents.pdf(receipt(bad.record)).startswith(b"%PDF"), "whoever opens it tries again"


def test_an_issued_paper_keeps_its_version(
    world: World, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    old = receipt(registered(world))
    with world.acting():
        begins = (world.now + timedelta(days=1)).date()
        templates.add("F-01", name="新回执", body="<p>新{{ number }}</p>", valid_from=begins,
                      sample=documents.paper_of("F-01").sample_snapshot(), actor=world.actors["admin"])  # fmt: skip
    same_day = receipt(registered(world, reporter_phone="13800009991"))
    world.later(days=1)
    new = receipt(registered(world, reporter_phone="13800009992"))
    assert [one.template.version for one in (old, same_day, new)] == [1, 1, 2]
    with mock.patch.object(pdf, "printed", wraps=pdf.printed) as printed:
        documents.pdf(old)
        documents.pdf(new)
    assert [call.args[0] for call in printed.call_args_list] == ["诉求登记单（受理回执）", "新回执"]
    assert [call.kwargs["version"] for call in printed.call_args_list] == ["F-01 v1", "F-01 v2"]


# --- who opens it


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("intake", True), ("intake2", True), ("grid", True), ("office", False), ("supervisor", False), ("housing", False),
     ("firm", False), ("legal", False), ("auditor", False), ("admin", False), ("west", False), ("street", False)],
)  # fmt: skip
def test_the_full_read_of_the_reporter_opens_it(world: World, who: str, allowed: bool) -> None:
    one = receipt(registered(world))
    assert documents.may_open(one, world.actors[who]) is allowed
    if not allowed:
        with pytest.raises(OutOfScope):
            documents.open_for(one, actor=world.actors[who])
        assert receipt(one.record).frozen_at is None
        assert not AccessEntry.objects.filter(subject="document:F-01").exists()


def test_who_made_it_opens_it_though_the_role_reads_masked(world: World) -> None:
    one = receipt(registered(world, by="street"))
    assert documents.may_open(one, world.actors["street"])
    assert not documents.may_open(one, world.actors["west"])
    assert not documents.may_open(one, world.actors["office"])


def test_every_look_is_recorded(world: World) -> None:
    one = receipt(registered(world))
    documents.open_for(one, actor=world.actors["intake"])
    entry = AccessEntry.objects.get(subject="document:F-01")
    assert (entry.action, entry.record_id, entry.detail) == ("download", one.record_id, {"document": str(one.pk)})


def test_an_undeclared_code_is_nobodys(world: World) -> None:
    one = receipt(registered(world))
    one.code = "F-99"
    assert not documents.may_open(one, world.actors["intake"])
    with pytest.raises(OutOfScope):
        documents.paper_of("F-99")


# --- erasing


def erased(case: Any, *paths: str) -> Any:
    return erasure.erase(case, paths, actor=Actor.system(), basis=BASIS).event


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize(("field", "gone"), [("name", {"F-01"}), ("phone", {"F-01"})])
def test_erasure_reaches_the_paper_in_full_and_masked(
    world: World, field: str, gone: set[str], frozen: bool, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    case = registered(world)
    one = receipt(case)
    path = None
    if frozen:
        documents.pdf(one)
        path = files._path(receipt(case).sha256)
        assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        event = erased(case, f"reporter/{case.reporter.pk}/{field}", f"form/reporter_{field}")
    found = {paper.code: paper for paper in documents.of(case)}
    assert {code for code, paper in found.items() if paper.erased_at} == gone
    assert event.detail["papers"] == [str(one.pk)]
    paper = found["F-01"]
    assert (bytes(paper.snapshot), paper.file_id, paper.digest) == (b"", None, one.digest)
    assert bool(paper.sha256) is frozen
    assert not StoredFile.objects.filter(pk=paper.sha256).exists()
    assert path is None or not path.exists()
    with pytest.raises(OutOfScope):
        documents.pdf(paper)
    documents.freeze_waiting()
    assert documents.pdf(found["F-38"])
    assert list(ledger.verify([case.pk])) == []


def test_erasure_of_something_else_leaves_the_paper(world: World) -> None:
    case = registered(world, reporter_address="示例县东街1号")
    erased(case, f"reporter/{case.reporter.pk}/address", "form/reporter_address")
    assert documents.pdf(receipt(case))

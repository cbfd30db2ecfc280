"""The file store: kept once, encrypted, before the row; given out through a record with a line in the log."""

import datetime as dt
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import RequestFactory

from casework import access, clock, files
from casework.actor import Actor
from casework.models import AccessEntry, Record, RecordFile, StoredFile
from casework.refusals import InvalidData, OutOfScope
from tests.casework import sample_files as sample
from tests.casework import small_world
from tests.casework.sample_files import Upload

PICTURE = sample.picture("JPEG", size=(900, 600), noisy=True)


@pytest.fixture
def actor(db: None) -> Actor:
    return Actor(small_world.post("clerk", "R04"))


@pytest.fixture
def record(db: None) -> Record:
    return small_world.record()


def placed(record: Record, actor: Actor, data: bytes = PICTURE, name: str = "整改前.jpg", **more: Any) -> RecordFile:
    stored = files.store(Upload(data, name), actor=actor)
    found = files.place(record, stored, name=name, purpose="evidence", actor=actor, **more)
    found.save(force_insert=True)
    return found


def on_disk(var: Path) -> list[Path]:
    return sorted(path for path in (var / "files").rglob("*") if path.is_file())


def test_content_lies_under_its_hash_and_encrypted(actor: Actor, var_folder: Path) -> None:
    stored = files.store(Upload(PICTURE), actor=actor)
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (sha256, len(PICTURE), "image/jpeg")
    assert (stored.created_by, stored.has_thumbnail, stored.retention_until) == (actor.post, True, None)
    folder = var_folder / "files" / sha256[:2]
    assert on_disk(var_folder) == [folder / sha256, folder / f"{sha256}.thumb"]
    for path in on_disk(var_folder):
        assert b"JFIF" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once_whatever_its_name(actor: Actor, var_folder: Path) -> None:
    first = files.store(Upload(PICTURE, "a.jpg"), actor=actor)
    assert files.store(Upload(PICTURE, "b.png"), actor=actor) == first
    assert StoredFile.objects.count() == 1
    assert len(on_disk(var_folder)) == 2


def test_a_lost_file_is_put_back_by_the_next_upload(actor: Actor, record: Record, var_folder: Path) -> None:
    place = placed(record, actor)
    for path in on_disk(var_folder):
        path.unlink()
    files.store(Upload(PICTURE), actor=actor)
    assert files.open_for(place, actor=actor)[0] == PICTURE


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件打不开，请重新导出"),
        (b"plain text", "只收PDF、JPG、PNG、DOCX、XLSX；这个文件实际是纯文本"),
        (PICTURE[:5000], "文件打不开，请重新导出"),
        (sample.docx(extra={"b": bytes(30_000_000)}), "文件解压后过大，请另存一份再上传"),
    ],
)
def test_a_refused_upload_names_the_field_and_leaves_nothing(
    actor: Actor, var_folder: Path, data: bytes, sentence: str
) -> None:
    with pytest.raises(InvalidData) as refused:
        files.store(Upload(data), actor=actor)
    assert refused.value.errors == {"file": [sentence]}
    assert refused.value.status == 422
    assert not StoredFile.objects.exists()
    assert on_disk(var_folder) == []


def test_the_limit_is_named_and_counted_by_the_bytes_read(actor: Actor, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
    padding = b" " * (settings.FILE_UPLOAD_MAX_BYTES - len(sample.pdf()))
    assert files.store(Upload(sample.pdf() + padding), actor=actor).size == settings.FILE_UPLOAD_MAX_BYTES
    with pytest.raises(InvalidData) as refused:
        files.store(Upload(sample.pdf() + padding + b" "), actor=actor)
    assert refused.value.errors == {"file": ["超过20 MB，压缩或分开上传"]}


def test_a_file_is_opened_through_its_record_and_leaves_a_line(actor: Actor, record: Record) -> None:
    place = placed(record, actor)
    request = RequestFactory().get("/files/1/", REMOTE_ADDR="192.0.2.7")
    assert files.open_for(place, actor=actor, request=request) == (PICTURE, "image/jpeg", "整改前.jpg")
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.record_id, entry.subject) == ("download", record.pk, "file:evidence")
    assert (entry.detail, entry.user, entry.ip) == ({"file": str(place.pk)}, actor.user, "192.0.2.7")


def test_the_name_is_encrypted_and_the_title_holds_no_number(actor: Actor, record: Record) -> None:
    place = placed(record, actor, name="王小二13812345678.jpg", title="王师傅13812345678的照片", source_note="现场拍摄")
    place = RecordFile.objects.get(pk=place.pk)
    assert str(place.name) == "***.jpg"
    assert place.name.reveal() == "王小二13812345678.jpg"
    assert place.title == "王师傅138****5678的照片"
    assert (place.added_by, str(place.source_note)) == (actor.post, "现场拍摄")


def test_a_file_without_title_is_not_named_after_its_file_name(actor: Actor, record: Record) -> None:
    assert placed(record, actor, name="王小二.jpg").title == "未命名文件"


def test_the_same_content_has_one_place_per_purpose(actor: Actor, record: Record) -> None:
    place = placed(record, actor)
    with pytest.raises(InvalidData) as refused:
        placed(record, actor)
    assert refused.value.errors == {"file": ["这份文件已在案卷里"]}
    with pytest.raises(DatabaseError, match="record_file_once"), transaction.atomic():
        RecordFile.objects.create(
            record=record, file=place.file, purpose="evidence", title="x", name="x.jpg", added_at=clock.now()
        )
    place.removed_at = clock.now()
    place.save()
    placed(record, actor)


def test_an_impossible_name_names_the_field(actor: Actor, record: Record) -> None:
    stored = files.store(Upload(PICTURE), actor=actor)
    with pytest.raises(InvalidData) as refused:
        files.place(record, stored, name="a\0.jpg", purpose="evidence", actor=actor)
    assert refused.value.errors == {"file": ["文件名里有不能用的字符，请改名后上传"]}


def test_a_removed_file_is_not_given_out(actor: Actor, record: Record) -> None:
    place = placed(record, actor)
    place.removed_at = clock.now()
    with pytest.raises(OutOfScope):
        files.open_for(place, actor=actor)
    assert files.thumbnail_of(place, actor=actor) is None
    assert not AccessEntry.objects.exists()


def test_pictures_alone_have_thumbnails(actor: Actor, record: Record) -> None:
    small = files.thumbnail_of(placed(record, actor), actor=actor)
    assert small is not None
    assert small.startswith(b"\xff\xd8")
    assert len(small) < len(PICTURE)
    assert files.thumbnail_of(placed(record, actor, sample.pdf(), "a.pdf"), actor=actor) is None


@pytest.fixture
def rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_MATRIX", {})
    rights = {"R01": "r", "R05": "C|U", "R07": "R", "R15": "C", "R11": ""}
    lines = [f"{role},facts_evidence,{letters}," for role, letters in rights.items()]
    (tmp_path / "matrix.csv").write_text("\n".join(["role,object,letters,scope", *lines]))
    access.load(tmp_path / "matrix.csv")


@pytest.mark.parametrize("role", ["R01", "R05", "R07"])
def test_who_reads_evidence_opens_files(actor: Actor, record: Record, rights: None, role: str) -> None:
    reader = Actor(small_world.post("reader", role, at="B2"))
    assert files.open_for(placed(record, actor), actor=reader)[0] == PICTURE


@pytest.mark.parametrize("role", ["R15", "R11", "R99"])
def test_guard_a_firm_opens_its_own_files_only(actor: Actor, record: Record, rights: None, role: str) -> None:
    """§5.4: what the reporter handed in never reaches the accused; that it is there is not told either."""
    firm = Actor(small_world.post("firm", role, at="FIRM"))
    of_reporter = placed(record, actor)
    with pytest.raises(OutOfScope):
        files.open_for(of_reporter, actor=firm)
    assert files.thumbnail_of(of_reporter, actor=firm) is None
    assert not AccessEntry.objects.exists()
    own = placed(record, firm, sample.pdf(), "整改报告.pdf")
    assert files.open_for(own, actor=firm)[0] == sample.pdf()


@pytest.mark.parametrize("damage", ["changed", "swapped", "missing"])
def test_a_changed_swapped_or_missing_file_is_found(
    actor: Actor, record: Record, var_folder: Path, damage: str
) -> None:
    place, other = placed(record, actor), placed(record, actor, sample.pdf(), "a.pdf")
    path = var_folder / "files" / place.file_id[:2] / place.file_id
    if damage == "changed":
        body = bytearray(path.read_bytes())
        body[-20] ^= 1
        path.write_bytes(body)
    elif damage == "swapped":
        path.write_bytes((var_folder / "files" / other.file_id[:2] / other.file_id).read_bytes())
    else:
        path.unlink()
    with pytest.raises(files.DamagedStore, match=place.file_id):
        files.open_for(place, actor=actor)
    assert not AccessEntry.objects.exists()


def test_the_file_is_complete_before_it_has_its_name(
    actor: Actor, var_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash before the rename leaves no file under the hash, and no temporary one either when it is an exception."""
    synced: list[int] = []
    real_sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), real_sync(handle)))

    def full(*args: Any) -> None:
        assert synced, "renamed before it was synced"
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        files.store(Upload(PICTURE), actor=actor)
    assert on_disk(var_folder) == []
    assert not StoredFile.objects.exists()


def test_a_file_whose_row_never_committed_is_swept_after_a_day(actor: Actor, record: Record, var_folder: Path) -> None:
    kept = placed(record, actor)
    with transaction.atomic():
        files.store(Upload(sample.pdf()), actor=actor)
        transaction.set_rollback(True)
    assert len(on_disk(var_folder)) == 3
    assert files.sweep_orphans() == []
    tomorrow = clock.now() + dt.timedelta(hours=25)
    assert files.sweep_orphans(now=tomorrow) == [hashlib.sha256(sample.pdf()).hexdigest()]
    assert files.open_for(kept, actor=actor)[0] == PICTURE
    assert files.thumbnail_of(kept, actor=actor) is not None


def test_a_file_renamed_during_the_sweep_disturbs_nothing(
    actor: Actor, var_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = files.store(Upload(PICTURE), actor=actor).sha256
    ghost = var_folder / "files" / sha256[:2] / "new-ghost"
    listed = list((var_folder / "files").glob("??/*"))
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter([ghost, *listed]))
    assert files.sweep_orphans(now=clock.now() + dt.timedelta(days=2)) == []


@pytest.mark.parametrize("name", ['a"; filename=evil.exe', "整改前.jpg", "a\r\nSet-Cookie: x=1.jpg"])
def test_a_disposition_header_stays_one_line(name: str) -> None:
    header = files.disposition(name)
    assert header.startswith("attachment")
    assert "\r" not in header
    assert "\n" not in header
    assert 'filename="a"; filename=evil.exe"' not in header


def test_an_answer_is_not_kept_and_office_files_are_not_shown_inline(actor: Actor, record: Record) -> None:
    request = RequestFactory().get("/files/1/")
    shown = files.response(placed(record, actor), actor=actor, request=request)
    taken = files.response(placed(record, actor, sample.docx(), "函.docx"), actor=actor, request=request)
    assert shown.content == PICTURE
    assert shown["Content-Disposition"].startswith("inline")
    assert taken["Content-Disposition"].startswith("attachment")
    assert {shown["Cache-Control"], taken["Cache-Control"]} == {"private, no-store"}

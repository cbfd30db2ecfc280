"""Showing a masked value: the right, the purpose, the line in the log."""

from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction
from django.test import RequestFactory
from django.test.utils import isolate_apps

from casework import access, clock, unmask
from casework.actor import Actor
from casework.fields import EncryptedField
from casework.models import AccessEntry, Record, RecordFile, StoredFile
from casework.refusals import GuardsFailed, NotYourRole
from tests.casework import small_world

NOTE = "反映人李小四，13812345678"


@pytest.fixture
def rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_MATRIX", {})
    matrix = tmp_path / "matrix.csv"
    matrix.write_text(
        "role,object,letters,scope\nR04,reporter_identity,R|U,own\nR05,reporter_identity,r,\n"
        f"R07,reporter_identity,r,{access.LOGGED_NEED}\n"
    )
    access.load(matrix)


@pytest.fixture
def place(db: None, rights: None) -> RecordFile:
    stored = StoredFile.objects.create(sha256="a" * 64, size=1, media_type="application/pdf", created_at=clock.now())
    return RecordFile.objects.create(
        record=small_world.record(),
        file=stored,
        purpose="evidence",
        title="照片",
        name="1.pdf",
        source_note=NOTE,
        added_at=clock.now(),
    )


def actor(role: str = "R04") -> Actor:
    return Actor(small_world.post("clerk", role))


@pytest.mark.parametrize("purpose", ["case", "family", "assist"])
def test_a_stated_purpose_shows_the_value_and_leaves_a_line(place: RecordFile, purpose: str) -> None:
    request = RequestFactory().post("/cases/1/unmask/", REMOTE_ADDR="192.0.2.7")
    who = actor()
    assert unmask.reveal(place, "source_note", actor=who, purpose=purpose, request=request) == NOTE
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.purpose, entry.user, entry.ip) == ("unmask", purpose, who.user, "192.0.2.7")
    assert (entry.record_id, entry.subject) == (place.record_id, "casework.RecordFile.source_note")
    assert entry.detail == {"object": str(place.pk)}


def test_another_purpose_is_explained_in_words(place: RecordFile) -> None:
    unmask.reveal(place, "source_note", actor=actor(), purpose="other", words=" 核对同名 ")
    assert AccessEntry.objects.get().words.reveal() == "核对同名"


@pytest.mark.parametrize(
    ("purpose", "words", "field"),
    [("", "", "purpose"), ("look", "想看一下", "purpose"), ("other", "", "words"), ("other", "看一下  ", "words")],
)
def test_guard_purpose_required(place: RecordFile, purpose: str, words: str, field: str) -> None:
    with pytest.raises(GuardsFailed) as refused:
        unmask.reveal(place, "source_note", actor=actor(), purpose=purpose, words=words)
    (denial,) = refused.value.denials
    assert (denial.code, denial.message, denial.field) == ("purpose_required", "查看个人资料要先说明用途。", field)
    assert refused.value.status == 422
    assert not AccessEntry.objects.exists()


def test_a_full_read_on_a_logged_need_is_granted_by_the_matrix(place: RecordFile) -> None:
    assert unmask.reveal(place, "source_note", actor=actor("R07"), purpose="case") == NOTE


@pytest.mark.parametrize("role", ["R05", "R01"])
def test_masked_reading_or_no_right_is_not_enough(place: RecordFile, role: str) -> None:
    with pytest.raises(NotYourRole):
        unmask.reveal(place, "source_note", actor=actor(role), purpose="case")
    assert not AccessEntry.objects.exists()


def test_no_line_no_value(place: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(unmask, "record_access", fails)
    with pytest.raises(RuntimeError, match="full"):
        unmask.reveal(place, "source_note", actor=actor(), purpose="case")


def test_the_line_goes_with_the_transaction_that_showed_the_value(place: RecordFile) -> None:
    with transaction.atomic():
        unmask.reveal(place, "source_note", actor=actor(), purpose="case")
        transaction.set_rollback(True)
    assert not AccessEntry.objects.exists()


def test_only_encrypted_fields_are_unmasked(place: RecordFile) -> None:
    with pytest.raises(TypeError, match="not an encrypted field"):
        unmask.reveal(place, "title", actor=actor(), purpose="case")


def test_a_row_belongs_to_its_record_whatever_the_relation_is_called(rights: None, db: None) -> None:
    with isolate_apps("casework"):

        class Child(models.Model):  # noqa: DJ008 lives for one test
            case = models.ForeignKey(Record, models.PROTECT, related_name="+")
            phone = EncryptedField(kind="phone")

            class Meta:
                app_label = "casework"

        class Alone(models.Model):  # noqa: DJ008 lives for one test
            phone = EncryptedField(kind="phone")

            class Meta:
                app_label = "casework"

    record = small_world.record()
    clerk = actor()
    child = Child(case=record, phone="13812345678")
    assert unmask.reveal(child, "phone", actor=clerk, purpose="case") == "13812345678"
    assert AccessEntry.objects.get().record_id == record.pk
    with pytest.raises(TypeError, match="belongs to no record"):
        unmask.reveal(Alone(phone="13812345678"), "phone", actor=clerk, purpose="case")

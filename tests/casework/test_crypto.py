"""Key ring, encryption bound to its column, rotation, blind indexes."""

import base64
import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from casework import crypto

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
COLUMN = "casework.AccessEntry.words"


@given(st.text())
def test_what_was_encrypted_opens_again(text: str) -> None:
    assert crypto.decrypt(crypto.encrypt(text, COLUMN), COLUMN) == text


def test_a_blob_shows_neither_text_nor_repetition() -> None:
    first, second = crypto.encrypt("13800001234", COLUMN), crypto.encrypt("13800001234", COLUMN)
    assert b"13800001234" not in first
    assert first != second


def test_a_blob_moved_to_another_column_does_not_open() -> None:
    blob = crypto.encrypt("王某", COLUMN)
    with pytest.raises(crypto.CannotDecrypt, match="another column"):
        crypto.decrypt(blob, "casework.RecordFile.name")


@given(position=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_any_changed_bit_is_found(position: int, bit: int) -> None:
    blob = bytearray(crypto.encrypt("王某，铁西区", COLUMN))
    blob[position % len(blob)] ^= 1 << bit
    with pytest.raises(crypto.CannotDecrypt):
        crypto.decrypt(bytes(blob), COLUMN)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01\x02k1", b"\x01\xff" + b"k" * 9, b"plain text"])
def test_what_is_no_blob_is_refused_by_name(blob: bytes) -> None:
    with pytest.raises(crypto.CannotDecrypt, match=COLUMN):
        crypto.decrypt(blob, COLUMN)


def test_a_new_first_key_encrypts_and_the_old_one_still_opens(settings: Any) -> None:
    settings.ANGUI_KEYS = OLD
    old_blob = crypto.encrypt("王某", COLUMN)
    settings.ANGUI_KEYS = f"{NEW},{OLD}"
    assert crypto.decrypt(old_blob, COLUMN) == "王某"
    moved = crypto.rotate(old_blob, COLUMN)
    assert crypto.rotate(moved, COLUMN) == moved
    settings.ANGUI_KEYS = NEW
    assert crypto.decrypt(moved, COLUMN) == "王某"
    with pytest.raises(crypto.CannotDecrypt, match="'old'"):
        crypto.decrypt(old_blob, COLUMN)


def test_a_swapped_key_id_does_not_open(settings: Any) -> None:
    settings.ANGUI_KEYS = f"{OLD},{NEW}"
    blob = crypto.encrypt("王某", COLUMN)
    with pytest.raises(crypto.CannotDecrypt):
        crypto.decrypt(blob.replace(b"old", b"new"), COLUMN)


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ("", "empty"),
        ("nokey", "entry 1"),
        (f"{NEW},:AAAA", "entry 2"),
        ("k1:not base64!", "not base64"),
        ("k1:" + base64.b64encode(b"short").decode(), "32 bytes"),
        (f"{NEW},{NEW}", "same id"),
    ],
)
def test_wrong_keys_are_named_without_their_secret(settings: Any, keys: str, complaint: str) -> None:
    settings.ANGUI_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match=complaint) as refused:
        crypto.encrypt("王某", COLUMN)
    assert NEW.split(":")[1] not in str(refused.value)


def test_a_key_never_shows_its_secret(settings: Any) -> None:
    settings.ANGUI_KEYS = NEW
    assert repr(crypto.key_ring()) == "KeyRing(keys=(Key(new),))"


def test_json_keeps_what_a_form_holds() -> None:
    value = {"name": "王某", "days": [1, 2], "nothing": None, "at": dt.date(2026, 11, 24), "id": uuid.UUID(int=7)}
    opened = crypto.decrypt_json(crypto.encrypt_json(value, COLUMN), COLUMN)
    assert opened == {**value, "at": "2026-11-24", "id": str(uuid.UUID(int=7))}


@pytest.mark.parametrize("other", ["220399 19900101 001x", "２２０３９９19900101001X", " 22039919900101001x\n"])
def test_two_writings_of_one_value_have_one_index(other: str) -> None:
    assert crypto.blind_index(other, "identity") == crypto.blind_index("22039919900101001X", "identity")


def test_the_index_differs_by_value_purpose_and_use() -> None:
    index = crypto.blind_index("13800001234", "phone")
    assert index != crypto.blind_index("13800001235", "phone")
    assert index != crypto.blind_index("13800001234", "reporter")
    assert index != crypto.digest(b"13800001234", "phone")
    assert len(index) == 32


def test_rows_of_the_old_key_are_among_the_candidates(settings: Any) -> None:
    settings.ANGUI_KEYS = OLD
    written = crypto.blind_index("13800001234", "phone")
    settings.ANGUI_KEYS = f"{NEW},{OLD}"
    assert written in crypto.blind_index_candidates("13800001234", "phone")
    assert crypto.blind_index("13800001234", "phone") == crypto.blind_index_candidates("13800001234", "phone")[0]

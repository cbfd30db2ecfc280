"""Encryption of personal data at rest, blind indexes to find it again, and keyed digests.

`settings.ANGUI_KEYS` is a list `id:base64` separated by commas, each 32 random bytes. The first key encrypts,
every key decrypts, so that a key is changed by putting a new one in front. From each key three subkeys are derived
(HKDF-SHA256): what leaks an index does not open a value.

A blob is `version (1 byte) | length of key id (1) | key id | nonce (12) | AES-256-GCM ciphertext and tag`. Header and
context are authenticated: a blob copied into another column does not open there. Basis: L-81, §5.6.
"""

import base64
import binascii
import hmac
import json
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder

VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
_ENCRYPTION, _BLIND_INDEX, _DIGEST = b"angui encryption", b"angui blind index", b"angui digest"


class CannotDecrypt(Exception):
    """A blob that does not open: damaged, moved to another column, or of a key that is no longer in the ring."""


@dataclass(frozen=True)
class Key:
    """One key of the ring. Its secret never shows in a representation."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"


@dataclass(frozen=True)
class KeyRing:
    """All keys, the current one first."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[0]

    def by_id(self, key_id: str) -> Key | None:
        return next((key for key in self.keys if key.id == key_id), None)


@lru_cache(maxsize=8)
def parse_keys(text: str) -> KeyRing:
    """The key ring of a settings text. Raises ImproperlyConfigured saying which entry is wrong, never its secret."""
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    if not entries:
        raise ImproperlyConfigured(
            "ANGUI_KEYS is empty: personal data cannot be encrypted. Set it to id:base64 of 32 random bytes."
        )
    keys = tuple(_parse_key(number, entry) for number, entry in enumerate(entries, start=1))
    if len({key.id for key in keys}) != len(keys):
        raise ImproperlyConfigured("ANGUI_KEYS: two keys have the same id.")
    return KeyRing(keys)


def _parse_key(number: int, entry: str) -> Key:
    key_id, colon, encoded = entry.partition(":")
    if not colon or not _KEY_ID.fullmatch(key_id):
        raise ImproperlyConfigured(f"ANGUI_KEYS, entry {number}: write id:base64, the id of 1 to 16 letters or digits.")
    try:
        secret = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ImproperlyConfigured(f"ANGUI_KEYS, key {key_id}: what follows the colon is not base64.") from None
    if len(secret) != KEY_BYTES:
        raise ImproperlyConfigured(f"ANGUI_KEYS, key {key_id}: a key has {KEY_BYTES} bytes, this one {len(secret)}.")
    return Key(key_id, secret)


def key_ring() -> KeyRing:
    """The ring of the settings."""
    return parse_keys(settings.ANGUI_KEYS)


@lru_cache(maxsize=64)
def _subkey(key: Key, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use).derive(key.secret)


@lru_cache(maxsize=64)
def _cipher(key: Key) -> AESGCM:
    # one act opens and closes dozens of values: making the cipher costs as much as using it
    return AESGCM(_subkey(key, _ENCRYPTION))


def encrypt_bytes(data: bytes, context: str) -> bytes:
    """`data` under the current key; opens only with the same `context`."""
    key = key_ring().current
    header = bytes([VERSION, len(key.id)]) + key.id.encode("ascii")
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + _cipher(key).encrypt(nonce, data, header + context.encode())


def decrypt_bytes(blob: bytes | memoryview, context: str) -> bytes:
    """The plain bytes of a blob. Raises CannotDecrypt, whose text holds no data."""
    raw = bytes(blob)
    if len(raw) < 2 or raw[0] != VERSION:
        raise CannotDecrypt(f"{context}: not an encrypted value of version {VERSION}")
    start = 2 + raw[1]
    header, nonce, ciphertext = raw[:start], raw[start : start + NONCE_BYTES], raw[start + NONCE_BYTES :]
    key_id = header[2:].decode("ascii", "replace")
    key = key_ring().by_id(key_id)
    if key is None:
        raise CannotDecrypt(f"{context}: encrypted with key {key_id!r}, which is not in ANGUI_KEYS")
    try:
        return _cipher(key).decrypt(nonce, ciphertext, header + context.encode())
    except (InvalidTag, ValueError):
        raise CannotDecrypt(f"{context}: the value is damaged or belongs to another column") from None


def encrypt(text: str, context: str) -> bytes:
    """`text` under the current key. `context` names the column, e.g. `casework.AccessEntry.words`."""
    return encrypt_bytes(text.encode(), context)


def decrypt(blob: bytes | memoryview, context: str) -> str:
    """The text of a blob made by `encrypt` with the same context. Raises CannotDecrypt."""
    return decrypt_bytes(blob, context).decode()


def encrypt_json(value: Any, context: str) -> bytes:
    """A JSON value (dates, decimals and UUIDs as Django writes them), encrypted."""
    return encrypt(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")), context)


def decrypt_json(blob: bytes | memoryview, context: str) -> Any:
    """The JSON value of a blob made by `encrypt_json`. Raises CannotDecrypt."""
    return json.loads(decrypt(blob, context))


def rotate(blob: bytes | memoryview, context: str) -> bytes:
    """The same content under the current key; the blob itself where it is under that key already."""
    raw = bytes(blob)
    current = key_ring().current.id.encode("ascii")
    if raw[:2] == bytes([VERSION, len(current)]) and raw[2 : 2 + len(current)] == current:
        return raw
    return encrypt_bytes(decrypt_bytes(raw, context), context)


def normalised(text: str) -> str:
    """The form under which two writings of one value are found as equal: NFKC, no white space, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _keyed(key: Key, use: bytes, purpose: str, data: bytes) -> bytes:
    return hmac.digest(_subkey(key, use), purpose.encode() + b"\0" + data, sha256)


def blind_index(text: str, purpose: str) -> bytes:
    """32 bytes by which equal values of one purpose are found without opening them (HMAC-SHA256, current key)."""
    return _keyed(key_ring().current, _BLIND_INDEX, purpose, normalised(text).encode())


def blind_index_candidates(text: str, purpose: str) -> list[bytes]:
    """The index under every key of the ring, so that rows written before a change of keys are found too."""
    data = normalised(text).encode()
    return [_keyed(key, _BLIND_INDEX, purpose, data) for key in key_ring().keys]


def digest(data: bytes, purpose: str) -> bytes:
    """A 32-byte keyed digest: tells whether two contents are equal, and cannot be guessed without the key."""
    return _keyed(key_ring().current, _DIGEST, purpose, data)

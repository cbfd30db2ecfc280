"""Keys with which somebody without an account comes back to one record: made with its number, found, renewed.

The plain token and code leave through the receipt alone. They stand in no ledger value, log line or error text; the
address of a status page holds the token, so that such a page tells nobody where it was called from (§5.6).
"""

import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from casework import clock, kinds
from casework.fields import blind_q
from casework.models import PublicKey, Record

#: Without I, O, 0 and 1, which are mistaken for each other when read out or copied by hand.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH, TOKEN_BYTES = 8, 16
#: A key opens as long as the contact of the reporter is kept: two years after the record came to its end (§5.6).
OPEN_AFTER_END = timedelta(days=2 * 365)
_TOKEN = re.compile(r"[0-9a-f]{32}")
_BETWEEN = re.compile(r"[\s\-－—_]+")


def open_for(record: Record) -> PublicKey:
    """The key of a record; made where it has none. Called in the commit that numbers the record."""
    standing = record.public_keys.filter(revoked_at__isnull=True).first()
    return standing or _make(record)


def renew(record: Record) -> PublicKey:
    """Another key in place of the one that was lost or seen by others; the old one opens nothing any more."""
    with transaction.atomic():
        record.public_keys.filter(revoked_at__isnull=True).update(revoked_at=clock.now())
        return _make(record)


def find_by_token(token: str) -> PublicKey | None:
    """The key whose token this is. None for a wrong, renewed or expired one alike."""
    return _found(blind_q(PublicKey, "token_index", token)) if _TOKEN.fullmatch(token) else None


def find_by_code(code: str) -> PublicKey | None:
    """The key whose code this is, however it was typed: small letters, with or without the hyphen."""
    plain = _BETWEEN.sub("", code).upper()
    if len(plain) != CODE_LENGTH or set(plain) - set(ALPHABET):
        return None
    return _found(blind_q(PublicKey, "code_index", plain))


def _make(record: Record) -> PublicKey:
    return PublicKey.objects.create(
        record_id=record.pk, token=secrets.token_hex(TOKEN_BYTES), code=_unused_code(), made_at=clock.now()
    )


def _unused_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        if not PublicKey.objects.filter(blind_q(PublicKey, "code_index", code)).exists():
            return code


def _found(which: Q) -> PublicKey | None:
    key = PublicKey.objects.filter(which, revoked_at__isnull=True).select_related("record").first()
    if key is None or _expired(key.record):
        return None
    return key


def _expired(record: Record) -> bool:
    ended = kinds.kind_of(record).lifecycle.states[record.state].terminal
    return ended and record.state_since + OPEN_AFTER_END <= clock.now()

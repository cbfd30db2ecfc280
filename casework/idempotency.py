"""A request sent twice under one `Idempotency-Key` is carried out once and answered twice.

The answer is stored in the same commit as the work. A transaction-level advisory lock, not a row, marks a request in
flight: when its server dies the lock goes with the connection, and nothing has to be cleaned up.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from casework import clock, commit, crypto
from casework.models import IdempotencyKey, User
from casework.refusals import BadRequest, Conflict, Refusal

HEADER = "Idempotency-Key"
MISMATCH = "idempotency_mismatch"
KEPT_FOR = timedelta(hours=24)
ANSWER_CONTEXT = "casework.IdempotencyKey.answer"
_FORM = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?")


@dataclass(frozen=True)
class Answer:
    """What a request is answered with; `replayed` when it was carried out earlier."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    replayed: bool = False


def checked_key(raw: str) -> str:
    """The header's value, or BadRequest: 1 to 255 printable ASCII characters, no space at either end."""
    if not _FORM.fullmatch(raw):
        raise BadRequest(
            _("请求头Idempotency-Key要用1至255个可打印的英文字符，如一个UUID。"), field=HEADER, code="idempotency_key"
        )
    return raw


def run_once(user: User | None, route: str, key: str, body: bytes, produce: Callable[[], Answer]) -> Answer:
    """Carry out `produce` and store its answer in one transaction, or give the answer stored before.

    `user` is None for who has no account: their key is a secret of the form that was sent, and a second sending waits
    for the first one's answer instead of being refused, for a second tap hides what the first one was told.

    The same key with another body is refused with 422, one still in flight with 409. A refusal raised by `produce`, or
    an answer of 400 and above, rolls everything back and is not stored: the client may try again.
    """
    checked_key(key)
    body_hash = crypto.digest(body, "idempotency").hex()
    who = user.pk if user else None
    with commit.together():
        _lock(who, route, key)
        stored = _stored(who, route, key)
        if stored is not None:
            return _replay(stored, body_hash)
        answer = produce()
        if answer.status >= 400:
            transaction.set_rollback(True)
        else:
            _store(who, route, key, body_hash, answer)
    return answer


def _lock(user_id: int | None, route: str, key: str) -> None:
    name = hashlib.blake2b(f"{user_id}\n{route}\n{key}".encode(), digest_size=8, person=b"idempotency").digest()
    number = int.from_bytes(name, "big", signed=True)
    with connection.cursor() as cursor:
        if user_id is None:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
            return
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Conflict("idempotency_in_flight", _("同一个请求正在办理，稍后再看结果。"))


def _stored(user_id: int | None, route: str, key: str) -> IdempotencyKey | None:
    found = IdempotencyKey.objects.filter(user=user_id, route=route, key=key).first()
    if found is not None and found.created_at <= clock.now() - KEPT_FOR:
        found.delete()
        return None
    return found


def _replay(stored: IdempotencyKey, body_hash: str) -> Answer:
    if stored.body_hash != body_hash:
        raise Refusal(
            code=MISMATCH,
            message=_("这个Idempotency-Key已用于另一个请求。内容改了，请换一个新的。"),
            errors={HEADER: [str(_("与上次请求的内容不同。"))]},
        )
    answer = crypto.decrypt_json(bytes(stored.answer), context=ANSWER_CONTEXT)
    return Answer(stored.status, answer["body"], answer["headers"], replayed=True)


def _store(user_id: int | None, route: str, key: str, body_hash: str, answer: Answer) -> None:
    IdempotencyKey.objects.create(
        user_id=user_id, route=route, key=key, body_hash=body_hash, status=answer.status, created_at=clock.now(),
        answer=crypto.encrypt_json({"body": answer.body, "headers": dict(answer.headers)}, context=ANSWER_CONTEXT),
    )  # fmt: skip


def expire() -> int:
    """Delete the answers older than 24 hours; returns how many."""
    deleted, _per_model = IdempotencyKey.objects.filter(created_at__lte=clock.now() - KEPT_FOR).delete()
    return deleted

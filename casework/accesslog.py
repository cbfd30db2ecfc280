"""The access log: who viewed, searched, took or was refused what. Codes only; kept at least three years (L-81).

An access that happened is written in the transaction that made it happen. A refusal is written after the caller's
transaction was rolled back, in one of its own.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from casework import clock
from casework.actor import Actor
from casework.masking import contains_personal, mask_text
from casework.models import AccessAction, AccessEntry, Record

_CODE = re.compile(r"[A-Za-z0-9_.:/@#|-]{1,120}")
_WORDS_MAX = 200
_CODES_MAX = 50
UNKNOWN = "unknown"
_PATH_MAX = 300


def record_access(
    actor: Actor | None,
    action: str,
    *,
    record: Record | None = None,
    subject: str = "",
    purpose: str = "",
    words: str = "",
    detail: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> AccessEntry:
    """Write that `actor` (None: nobody logged in) did `action`, in the caller's transaction.

    `subject` and the values of `detail` are codes and numbers; ValueError where they are anything else. `words`, the
    person's own statement of the purpose, is stored encrypted.
    """
    return _write(
        actor,
        action,
        record_id=record.pk if record else None,
        subject=subject,
        purpose=purpose,
        words=words,
        detail=detail or {},
        request=request,
    )


def record_refusal(
    actor: Actor | None,
    *,
    record_id: UUID | None,
    kind: str,
    transition: str,
    status: int,
    codes: Iterable[str],
    request: HttpRequest | None = None,
) -> AccessEntry:
    """Write that `actor` was refused, with the HTTP status and the codes of the denials.

    `kind` is the kind of record (`case`), `transition` the act that was tried, empty for a refused look. Called after
    the refused transaction has been rolled back: inside an open transaction it raises RuntimeError, because the line
    would go down with it. `record_id` may name a record that does not exist.
    """
    action = AccessAction.TRANSITION_REFUSED if transition else AccessAction.ACCESS_REFUSED
    with transaction.atomic(durable=True):
        return _write(
            actor,
            action,
            record_id=record_id,
            subject=_code_or_unknown(f"{kind}:{transition}" if transition else kind),
            status=status,
            denials=[_code_or_unknown(code) for code in islice(codes, _CODES_MAX)],
            request=request,
        )


def _write(
    actor: Actor | None,
    action: str,
    *,
    record_id: UUID | None,
    subject: str,
    request: HttpRequest | None,
    status: int = 200,
    purpose: str = "",
    words: str = "",
    denials: list[str] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> AccessEntry:
    return AccessEntry.objects.create(
        at=clock.now(),
        user_id=actor.user_id if actor else None,
        post=actor.post if actor else None,
        role=actor.role if actor else "",
        action=AccessAction(action),
        record_id=record_id,
        subject=_code(subject) if subject else "",
        purpose=purpose,
        words=words[:_WORDS_MAX],
        status=status,
        denials=denials or [],
        detail={_code(key): _plain(value) for key, value in (detail or {}).items()},
        ip=_address(actor, request),
        path=mask_text(request.path)[:_PATH_MAX] if request else "",
    )


def _code(text: str) -> str:
    if not _CODE.fullmatch(text) or contains_personal(text):
        raise ValueError("the access log takes codes only")
    return text


def _code_or_unknown(text: str) -> str:
    """A refused request may carry any name, of a field or an act; what is no code is not repeated here."""
    return text if text == "" or (_CODE.fullmatch(text) and not contains_personal(text)) else UNKNOWN


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _code(str(value))


def _address(actor: Actor | None, request: HttpRequest | None) -> str | None:
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    return address or (actor.ip if actor else "") or None

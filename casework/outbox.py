"""What leaves the house: written in the commit, delivered afterwards, never lost.

A message is leased in a short transaction, delivered outside it and marked in a third step. A worker that dies between
delivery and mark leaves a lease that runs out; the message then goes out again under the same `Idempotency-Key` (its
id), by which the receiver tells a repetition. Messages of one record to one receiver arrive in the order of its events.
"""

import json
import logging
import os
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from casework import adapters, clock, crypto
from casework.adapters import Envelope, Outcome
from casework.models import OutboxMessage, Receiver, Record
from casework.reference import Kept

log = logging.getLogger(__name__)

BELL = "bell"
PAYLOAD_CONTEXT = "casework.OutboxMessage.payload"
#: Longer than an adapter may take to answer.
LEASE = timedelta(seconds=60)
#: Pause after the 1st, 2nd, … failed try; after the one that follows the last pause the message is a dead letter.
BACKOFF = tuple(timedelta(seconds=s) for s in (10, 30, 120, 600, 3600, 6 * 3600))
MAX_ATTEMPTS = len(BACKOFF) + 1


@dataclass
class Counts:
    """What one round of the relay did. `receivers_down` gave no answer and were left alone for the rest of it."""

    delivered: int = 0
    retried: int = 0
    dead: int = 0
    receivers_down: set[str] = field(default_factory=set)


def enqueue(
    record: Record | None,
    event_seq: int,
    topic: str,
    receiver: str,
    payload: Mapping[str, Any],
    *,
    not_before: datetime | None = None,
) -> OutboxMessage | None:
    """Write a message in the caller's transaction; None when the receiver is switched off.

    Record, event, topic and receiver name a message: asking again with the same payload gives the one already there,
    with another payload it is a ValueError. An unknown receiver is a ValueError too.
    """
    if not _is_active(receiver):
        return None
    now = clock.now()
    message = OutboxMessage(
        record=record, event_seq=event_seq, topic=topic, receiver=receiver, created_at=now,
        next_try_at=max(now, not_before or now), payload=crypto.encrypt_json(dict(payload), context=PAYLOAD_CONTEXT),
    )  # fmt: skip
    existing = None if record is None else _existing(message)
    if existing is not None:
        if open_payload(existing) != _as_json(payload):
            raise ValueError(f"two different messages {topic} to {receiver} for event {event_seq} of {record}")
        return existing
    message.save(force_insert=True)
    transaction.on_commit(_kick, robust=True)
    return message


def _as_json(payload: Mapping[str, Any]) -> Any:
    """The payload as it reads after its way through JSON."""
    return json.loads(json.dumps(payload, cls=DjangoJSONEncoder))


#: The places outside, by code.
receivers: Kept[dict[str, Receiver]] = Kept(lambda: {one.code: one for one in Receiver.objects.all()})


def _is_active(receiver: str) -> bool:
    if receiver == BELL:
        return True
    known = receivers().get(receiver)
    if known is None:
        raise ValueError(f"no receiver called {receiver}")
    return known.active


def _existing(message: OutboxMessage) -> OutboxMessage | None:
    return OutboxMessage.objects.filter(
        record=message.record, event_seq=message.event_seq, topic=message.topic, receiver=message.receiver
    ).first()


def _kick() -> None:
    """Wake a worker now rather than at the next beat. Without a broker nothing is lost: beat comes by every 5 s."""
    from casework.tasks import relay_outbox

    relay_outbox.apply_async(retry=False, expires=30)


def open_payload(message: OutboxMessage) -> dict[str, Any]:
    """The plain payload, for adapters only; pages show it masked."""
    payload: dict[str, Any] = crypto.decrypt_json(bytes(message.payload), context=PAYLOAD_CONTEXT)
    return payload


# --- relay --------------------------------------------------------------------------------------------------------


def this_worker() -> str:
    """A name for the lease: machine and process."""
    return f"{socket.gethostname()}:{os.getpid()}"[:80]


def relay(limit: int = 500, worker_id: str = "") -> Counts:
    """Deliver up to `limit` due messages one after the other; several workers may do so at the same time."""
    worker_id = worker_id or this_worker()
    counts = Counts()
    for _turn in range(limit):
        message = _claim(worker_id, counts)
        if message is None:
            break
        outcome = _deliver(message)
        _mark(message, outcome, counts)
    return counts


def due(now: datetime) -> QuerySet[OutboxMessage]:
    """Messages whose time has come and that wait for no earlier one of the same record and receiver."""
    earlier = OutboxMessage.objects.filter(
        Q(event_seq__lt=OuterRef("event_seq")) | Q(event_seq=OuterRef("event_seq"), id__lt=OuterRef("id")),
        record=OuterRef("record"), receiver=OuterRef("receiver"), state__in=OutboxMessage.OPEN,
    )  # fmt: skip
    return (
        OutboxMessage.objects.filter(next_try_at__lte=now, state__in=OutboxMessage.OPEN)
        .filter(Q(state=OutboxMessage.WAITING) | Q(leased_until__lte=now))
        .exclude(Exists(earlier))
        .order_by("next_try_at", "id")
    )


def _claim(worker_id: str, counts: Counts) -> OutboxMessage | None:
    """Lease the next due message in a transaction of its own. A try counts from here: a crash is a try too."""
    with transaction.atomic():
        now = clock.now()
        candidates = due(now).exclude(receiver__in=counts.receivers_down).select_for_update(skip_locked=True)
        for message in candidates[:1]:
            message.attempts += 1
            message.state = OutboxMessage.LEASED
            message.leased_until = now + LEASE
            message.lease_owner = worker_id
            message.save(update_fields=["attempts", "state", "leased_until", "lease_owner"])
            return message
    return None


def _deliver(message: OutboxMessage) -> Outcome:
    if message.attempts > MAX_ATTEMPTS:
        return Outcome(False, _("处理进程多次中断，没有回音"))
    try:
        envelope = Envelope(message, open_payload(message))
        return adapters.deliver(envelope)
    except Exception as error:  # a broken adapter or payload must not stop the messages behind it
        # the type alone: the text of an error may quote the payload
        log.error("outbox message %s failed: %s", message.pk, type(error).__name__)
        return Outcome(False, type(error).__name__)


def _mark(message: OutboxMessage, outcome: Outcome, counts: Counts) -> None:
    """Write the outcome, unless the lease ran out and another worker holds the message now."""
    now = clock.now()
    changes: dict[str, Any] = {"lease_owner": "", "leased_until": None, "last_answer": outcome.text[:120]}
    if outcome.delivered:
        changes |= {"state": OutboxMessage.DELIVERED, "delivered_at": now}
    elif message.attempts >= MAX_ATTEMPTS:
        changes |= {"state": OutboxMessage.DEAD}
    else:
        changes |= {"state": OutboxMessage.WAITING, "next_try_at": now + BACKOFF[message.attempts - 1]}
    mine = OutboxMessage.objects.filter(
        pk=message.pk, state=OutboxMessage.LEASED, lease_owner=message.lease_owner, attempts=message.attempts
    )
    if mine.update(**changes):
        _count(counts, changes["state"])
    if not outcome.reachable:
        counts.receivers_down.add(message.receiver)


def _count(counts: Counts, state: str) -> None:
    counts.delivered += state == OutboxMessage.DELIVERED
    counts.retried += state == OutboxMessage.WAITING
    counts.dead += state == OutboxMessage.DEAD


# --- the page of dead letters -------------------------------------------------------------------------------------


def retry_dead(ids: Iterable[UUID | str] | None = None, *, receiver: str | None = None) -> int:
    """Give dead letters a fresh set of tries: those named, those of a receiver, or all; returns how many."""
    chosen = Q() if receiver is None else Q(receiver=receiver)
    if ids is not None:
        chosen &= Q(pk__in=[uuid for uuid in map(_as_uuid, ids) if uuid])
    with transaction.atomic():
        revived = OutboxMessage.objects.filter(chosen, state=OutboxMessage.DEAD).update(
            state=OutboxMessage.WAITING, attempts=0, next_try_at=clock.now()
        )
        if revived:
            transaction.on_commit(_kick, robust=True)
    return revived


def _as_uuid(text: UUID | str) -> UUID | None:
    """The id, or None for what comes in a query string and is none."""
    try:
        return text if isinstance(text, UUID) else UUID(text)
    except ValueError:
        return None

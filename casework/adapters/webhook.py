"""An organ's interface: a signed JSON POST. Only a 2xx answer counts as delivered."""

import hashlib
import hmac

from casework import clock, crypto
from casework.adapters import http
from casework.adapters.envelope import Envelope, Outcome
from casework.models import Receiver

SECRET_CONTEXT = "casework.Receiver.secret"


def deliver(envelope: Envelope) -> Outcome:
    """POST id, topic, record, event and data; the receiver tells a repetition by `Idempotency-Key`."""
    message = envelope.message
    body = http.encode(
        {
            "id": envelope.key,
            "topic": message.topic,
            "record": str(message.record_id) if message.record_id else None,
            "event_seq": message.event_seq,
            "data": envelope.payload,
        }
    )
    headers = {"Idempotency-Key": envelope.key, **signature(envelope.receiver, envelope.key, body)}
    reply = http.post(envelope.address, body, headers)
    return reply if isinstance(reply, Outcome) else Outcome(reply.ok, reply.text)


def signature(receiver: Receiver | None, key: str, body: bytes) -> dict[str, str]:
    """HMAC-SHA256 over `key.timestamp.body`, hexadecimal; nothing where no secret was agreed."""
    if receiver is None or not receiver.secret:
        return {}
    secret = crypto.decrypt(bytes(receiver.secret), context=SECRET_CONTEXT).encode()
    stamp = str(int(clock.now().timestamp()))
    mac = hmac.new(secret, f"{key}.{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Angui-Timestamp": stamp, "X-Angui-Signature": f"v1={mac}"}


def seal_secret(secret: str) -> bytes:
    """The agreed secret as `Receiver.secret` keeps it."""
    return crypto.encrypt(secret, context=SECRET_CONTEXT)

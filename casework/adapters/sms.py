"""The office's SMS platform: it gets account names and one harmless sentence; telephone numbers it knows itself."""

from casework.adapters import http
from casework.adapters.envelope import Envelope, Outcome


def deliver(envelope: Envelope) -> Outcome:
    """POST `{id, to, text}` to the platform's address; 2xx counts."""
    accounts = envelope.accounts()
    if not accounts:
        return Outcome(True, "0")
    body = http.encode({"id": envelope.key, "to": accounts, "text": envelope.payload["text"]})
    reply = http.post(envelope.address, body, {"Idempotency-Key": envelope.key})
    return reply if isinstance(reply, Outcome) else Outcome(reply.ok, reply.text)

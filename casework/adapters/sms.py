"""The office's SMS platform: it gets account names, whose telephones it knows itself, or the number a reporter left,
and one harmless sentence."""

from casework.adapters import http
from casework.adapters.envelope import Envelope, Outcome


def deliver(envelope: Envelope) -> Outcome:
    """POST `{id, to, text}` to the platform's address; 2xx counts."""
    number = envelope.payload.get("number")
    to = [number] if number else envelope.accounts()
    if not to:
        return Outcome(True, "0")
    body = http.encode({"id": envelope.key, "to": to, "text": envelope.payload["text"]})
    reply = http.post(envelope.address, body, {"Idempotency-Key": envelope.key})
    return reply if isinstance(reply, Outcome) else Outcome(reply.ok, reply.text)

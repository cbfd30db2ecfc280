"""政务微信 / 企业微信: a text of the group robot that mentions the people it is for."""

import json

from casework.adapters import http
from casework.adapters.envelope import Envelope, Outcome


def deliver(envelope: Envelope) -> Outcome:
    """POST the robot's text message. It answers 200 to everything; only `errcode` 0 is a delivery."""
    accounts = envelope.accounts()
    if not accounts:
        return Outcome(True, "0")
    text = {"content": envelope.payload["text"], "mentioned_list": accounts}
    body = http.encode({"msgtype": "text", "text": text})
    reply = http.post(envelope.address, body, {"Idempotency-Key": envelope.key})
    if isinstance(reply, Outcome):
        return reply
    code = _errcode(reply.body) if reply.ok else None
    return Outcome(code == 0, reply.text if code is None else f"errcode {code}")


def _errcode(body: bytes) -> int | None:
    try:
        code = json.loads(body)["errcode"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, int) else None

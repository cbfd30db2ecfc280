"""One HTTP POST: short timeout, no redirects, no proxy, no more of the answer than an adapter asks for."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from casework.adapters.envelope import Outcome

#: Seconds a receiver has for each step (connecting, answering); well inside the outbox lease.
TIMEOUT = 10
MOST_READ = 64 * 1024


@dataclass(frozen=True)
class Reply:
    """Status and the first bytes of the body."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The status alone: a receiver's own words may quote what was sent to it."""
        return f"HTTP {self.status} {http.client.responses.get(self.status, '')}".strip()


def encode(body: Any) -> bytes:
    """JSON as it is signed and sent."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Reply | Outcome:
    """POST JSON bytes; an `Outcome` instead of a reply when none came."""
    url = urlsplit(address)
    if url.scheme not in ("http", "https") or not url.hostname:
        return Outcome(False, _("地址不是http或https"))
    connection = _connection(url.scheme, url.hostname, url.port)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8", **headers})
        response = connection.getresponse()
        return Reply(response.status, response.read(MOST_READ))
    except TimeoutError:
        return Outcome(False, _("%(n)d秒没有回音") % {"n": TIMEOUT}, reachable=False)
    except (OSError, http.client.HTTPException) as error:
        return Outcome(False, _("连接不上（%(why)s）") % {"why": type(error).__name__}, reachable=False)
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)

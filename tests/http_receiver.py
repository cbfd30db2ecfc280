"""A real HTTP receiver on the loopback that keeps what it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Delivery:
    """One request: its headers (lower case) and its raw body."""

    headers: dict[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class HttpReceiver:
    """What came in, in order, and how to answer from now on; it answers only while `may_answer` is set."""

    address: str = ""
    status: int = 200
    answer: bytes = b"{}"
    deliveries: list[Delivery] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)

    @property
    def keys(self) -> list[str]:
        return [delivery.key for delivery in self.deliveries]


@contextmanager
def receiving() -> Iterator[HttpReceiver]:
    """A receiver for the length of the block."""
    kept = HttpReceiver()
    kept.may_answer.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.deliveries.append(Delivery({name.lower(): value for name, value in self.headers.items()}, body))
            kept.may_answer.wait(30)
            with suppress(OSError):  # a killed sender is not there any more
                self.send_response(kept.status)
                self.send_header("Location", kept.address)
                self.send_header("Content-Length", str(len(kept.answer)))
                self.end_headers()
                self.wfile.write(kept.answer)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_address[1]}/in?from=angui"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

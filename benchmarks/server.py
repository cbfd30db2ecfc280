"""The product's own web server for a while, and people logged in to it who keep their connection."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from casework import pgtools
from casework.models import User

WORKERS, THREADS = 2, 4
ROOT = Path(__file__).resolve().parents[1]
_TOKEN = "c" * 32
_PATIENCE = 60.0


@contextmanager
def serving(database: str, port: int | None = None) -> Iterator[int]:
    """gunicorn with 2 workers of 4 threads on the loopback, as `./run` starts it; gives the port."""
    port = port or _free_port()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
           "DATABASE_URL": pgtools.url(connections["default"], database)}  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "900"]
    command += ["--no-control-socket", "--timeout", "120"]
    log = Path(settings.VAR_DIR) / "benchmark-web.log"
    with log.open("wb") as output:
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True)
    try:
        _wait(port, child, log)
        yield port
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, child: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            if Person(port).get("/benchmarks/floor").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the web server does not answer; see {log}")


@dataclass
class Answer:
    """What came back and how long it took, in seconds from the first byte sent to the last one read."""

    status: int
    body: bytes
    seconds: float
    headers: Mapping[str, str]


@dataclass
class Person:
    """One keep-alive connection; with a cookie of a logged-in user, or none."""

    port: int
    cookie: str = ""
    link: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post_json(self, path: str, body: bytes, **headers: str) -> Answer:
        """Header names with `_` for `-`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask("POST", path, body, {"Content-Type": "application/json", **given})

    def post_form(self, path: str, data: Mapping[str, str]) -> Answer:
        body = urlencode(data).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        return self._ask("POST", path, body, form)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.cookie:
            headers |= {"Cookie": self.cookie, "X-CSRFToken": _TOKEN}
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
            self.link.connect()
            self.link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        began = time.perf_counter()
        try:
            self.link.request(method, quote(path, safe="/?&=,-%"), body, headers)
            came = self.link.getresponse()
            raw = came.read()
        except (http.client.HTTPException, OSError):
            self.link = None
            raise
        return Answer(came.status, raw, time.perf_counter() - began, dict(came.getheaders()))


def cookie_of(username: str) -> str:
    """A session for this person, as the log-in would have made it."""
    user: Any = User.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}; csrftoken={_TOKEN}"


def problem_of(answer: Answer) -> str:
    """The first words of an answer that should have been another."""
    text = re.sub(r"<[^>]+>|\s+", " ", answer.body.decode("utf-8", "replace"))
    return f"{answer.status}: {text[:300]}"

"""Other processes of the product that speak to a test's own database: started, waited for, killed."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from casework import pgtools
from casework.models import User
from tests import databases

PATIENCE = 60.0


def other_process_env(database: str) -> dict[str, str]:
    """This environment with both roles' URLs pointing at that database, and the test's own folder."""
    env = {**os.environ, "ANGUI_VAR": str(settings.VAR_DIR)}
    env["DATABASE_URL"] = pgtools.url(connections["default"], database)
    if "owner" in settings.DATABASES:
        env["DATABASE_OWNER_URL"] = pgtools.url(connections["owner"], database)
    return env


@contextmanager
def process(database: str, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """One process of the product, in a group of its own; nothing of it is left behind."""
    log = settings.VAR_DIR / "process.log"
    with log.open("ab") as output:
        child = subprocess.Popen(
            [sys.executable, *command], env=other_process_env(database), cwd=databases.ROOT, start_new_session=True,
            stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield child
    finally:
        if child.poll() is None:
            kill(child)
        print(log.read_text(errors="replace")[-3000:])


def kill(child: subprocess.Popen[bytes]) -> None:
    """SIGKILL for the worker and its children at once, as a machine without power does."""
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_for(what: str, happened: Callable[[], Any]) -> None:
    """Look every 50 ms; a test that waits too long says for what."""
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, f"waited {PATIENCE:.0f} s for: {what}"
        time.sleep(0.05)


def waiting(cursor: Any) -> int:
    """How many connections to this database wait on an advisory lock."""
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event_type = 'Lock' AND wait_event = 'advisory'"
    )
    return cursor.fetchone()[0]


# --- the web server -----------------------------------------------------------------------------------------------


@dataclass
class Answer:
    """What came back: status, headers in lower case, the JSON body."""

    status: int
    headers: dict[str, str]
    body: Any


@dataclass
class Web:
    """A running web server of the product, asked over real connections."""

    port: int
    process: "subprocess.Popen[bytes]"
    sessions: dict[int, str] = field(default_factory=dict)

    def post(self, user: User, path: str, body: Any, **headers: str) -> Answer:
        """One request of this person on a connection of its own; header names with `_` for `-`."""
        token = "c" * 32
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given |= {"Content-Type": "application/json", "X-CSRFToken": token,
                  "Cookie": f"sessionid={self._session(user)}; csrftoken={token}"}  # fmt: skip
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            link.request("POST", f"/api/v1/{path}", json.dumps(body), given)
            came = link.getresponse()
            raw = came.read()
            found = {name.lower(): value for name, value in came.getheaders()}
            return Answer(came.status, found, json.loads(raw) if "json" in found.get("content-type", "") else raw)
        finally:
            link.close()

    def log_in(self, *users: User) -> None:
        """Sessions for these people, before they all come at once."""
        for user in users:
            self._session(user)

    def _session(self, user: User) -> str:
        if user.pk not in self.sessions:
            store = SessionStore()
            store[SESSION_KEY] = str(user.pk)
            store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            store[HASH_SESSION_KEY] = user.get_session_auth_hash()
            store.create()
            self.sessions[user.pk] = str(store.session_key)
        return self.sessions[user.pk]


@contextmanager
def serving(database: str, *, workers: int = 2, threads: int = 10) -> Iterator[Web]:
    """The product's web server on a free port of the loopback, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads",
               str(threads), "--no-control-socket", "--timeout", "120")  # fmt: skip
    with process(database, *command) as child:
        wait_for("the web server to answer", lambda: _answers(port))
        yield Web(port, child)


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("GET", "/login/")
        link.getresponse().read()
    except OSError:
        return False
    finally:
        link.close()
    return True


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Let all begin at the same moment, each in a thread of its own; what they gave, in order."""
    together = threading.Barrier(len(works), timeout=PATIENCE)
    results: list[Any] = [None] * len(works)
    errors: list[BaseException] = []

    def run(index: int) -> None:
        try:
            together.wait()
            results[index] = works[index]()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 2)
    if errors:
        raise errors[0]
    return results

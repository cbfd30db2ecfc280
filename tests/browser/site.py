"""A district of its own, served by the real web server and the real worker, for people in front of real browsers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from casework import clock, publickeys, sweep
from casework.models import Record
from property_rectification import lottery
from property_rectification.demo import people, roads
from property_rectification.importers import seed_profiles
from relief.demo import beds
from relief.demo import people as station
from relief.demo import roads as station_roads
from tests import databases
from tests.processes import other_process_env

START = datetime(2026, 3, 3, 10, 0, tzinfo=clock.CHINA)
PATIENCE = 90.0
#: How far the prepared cases have come; their keys by this name stand in `Site.cases`.
PREPARED = ("draft", "registered", "triage", "dispatched", "fact_finding", "rectifying", "check_req", "checking",
            "pre_close")  # fmt: skip


class Site:
    """The address, the moved clock, and the addresses of the cases that were prepared."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.cases: dict[str, str] = {}
        self.web: Process
        self.move_to(START)

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    def move_to(self, moment: datetime) -> None:
        """Let the server's clock read this moment and run on from there."""
        shift = (moment - timezone.now()).total_seconds()
        waiting = self.folder / "clock.new"
        waiting.write_text(str(shift))
        waiting.replace(self.clock_file)

    def sweep(self) -> None:
        """What beat asks of the worker every half minute, in a thread because the browser's loop runs in this one."""
        self._aside(sweep.run)

    def restart_web(self) -> None:
        """The web server starts again; here once it answers."""
        self.web.start()
        wait_for("the log-in page", lambda: _answers(f"{self.url}/login/"))

    def new_case(self, state: str) -> str:
        """The address of a case of the test's own in this state."""
        return address_of(self._aside(lambda: roads.Driver(compound="例子花园").to(state)))

    def newest(self, model: Any) -> Any:
        """The record of this kind that was begun last, whatever the clock then said, with its person."""
        return self._aside(lambda: model.objects.select_related("person").latest("number"))

    def token(self, address: str) -> str:
        """What stands in the QR of the receipt of the case at this address."""
        number = address.strip("/").rpartition("/")[2]

        def read() -> str:
            return str(publickeys.open_for(Record.objects.get(number=number)).token.reveal())

        return str(self._aside(read))

    def rating(self) -> str:
        """The address at which the reporter of a case that was just closed says how it went."""

        def closed() -> str:
            with clock.moved_to(self.now - timedelta(days=13)):
                driver = roads.Driver(compound="例子花园")
                driver.to("pre_close")
            with mock.patch.object(lottery, "drawn", return_value=True):
                driver.to_closed()
            return f"/p/rate/{driver.case.rating_links.get().token.reveal()}/"

        return str(self._aside(closed))

    def _aside(self, work: Callable[[], Any]) -> Any:
        with clock.moved_to(self.now), ThreadPoolExecutor(1) as thread:
            return thread.submit(copy_context().run, _and_hang_up, work).result()

    @property
    def now(self) -> datetime:
        return (timezone.now() + timedelta(seconds=float(self.clock_file.read_text()))).astimezone(clock.CHINA)

    def environment(self, database: str) -> dict[str, str]:
        """For the processes of this site: its own database, files, broker and clock."""
        broker = settings.REDIS_URL.rsplit("/", 1)[0]
        return other_process_env(database) | {
            "ANGUI_VAR": str(self.folder), "ANGUI_MODE": "demo", "ANGUI_TEST_CLOCK": str(self.clock_file),
            "ANGUI_TEST_STATIC": str(settings.STATIC_ROOT), "DJANGO_SETTINGS_MODULE": "tests.browser.settings_moved",
            "REDIS_URL": f"{broker}/7", "SECRET_KEY": settings.SECRET_KEY, "ANGUI_KEYS": settings.ANGUI_KEYS,
        }  # fmt: skip


def _and_hang_up(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connections.close_all()


def address_of(case: Any) -> str:
    """The address of its page."""
    return f"/cases/{case.number or case.pk}/"


def prepare(site: Site) -> None:
    """Places and people of the demo, and a case in each of the states people work in; then the first page answers."""
    folder = Path(people.__file__).parent
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with clock.moved_to(START - timedelta(days=1)), quick:
        call_command("load_divisions", people.COUNTY, "--townships", str(folder / "townships.csv"), verbosity=0)
        call_command("load_compounds", str(folder / "compounds.csv"), verbosity=0)
        people.load()
        seed_profiles()
        for state in PREPARED:
            site.cases[state] = address_of(roads.Driver(compound="河畔样居").to(state))
        _prepare_station(site)
    connections.close_all()
    wait_for("the log-in page", lambda: _answers(f"{site.url}/login/"))


def _prepare_station(site: Site) -> None:
    """The people of the relief station, a minor there and somebody about to be collected."""
    station.load()
    beds.load()
    child = station_roads.Driver(gender_declared="1", age_least=14, age_most=16).to("eligibility_review")
    child.do("shegong1", "admit_person")
    going = station_roads.Driver(**station_roads.ADULT).to("departure_prep")
    going.collector()
    site.cases |= {"minor": f"/relief/{child.case.number}/", "going": f"/relief/{going.case.number}/"}


@contextmanager
def serving(site: Site, database: str) -> Iterator[None]:
    """Web server and worker until the block ends; nothing of them is left behind."""
    env = site.environment(database)
    if not _collected(env):
        env["ANGUI_TEST_STATIC"] = str(site.folder / "static")
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=databases.ROOT, env=env,
                       check=True)  # fmt: skip
    web = ("gunicorn", "config.wsgi", "-b", f"127.0.0.1:{site.port}", "--threads", "4", "--no-control-socket")
    worker = ("celery", "-A", "config", "worker", "-P", "solo", "--without-gossip", "--without-mingle")
    with _process(site, env, *web) as site.web, _process(site, env, *worker):
        yield


def _collected(env: dict[str, str]) -> bool:
    """Whether the static files were collected after they were built, as `./test` does before the tests."""
    collected, built = Path(env["ANGUI_TEST_STATIC"]) / "staticfiles.json", databases.ROOT / "frontend/dist/app.js"
    return collected.exists() and collected.stat().st_mtime > built.stat().st_mtime


class Process:
    """A process of the site; killed as the machine kills, and started again."""

    def __init__(self, site: Site, env: dict[str, str], command: tuple[str, ...]) -> None:
        self.log, self._env, self._command = site.folder / f"{command[0]}.log", env, command
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """It begins; whoever needs it waits until it answers."""
        with self.log.open("ab") as output:
            self._child = subprocess.Popen([sys.executable, "-m", *self._command], env=self._env, cwd=databases.ROOT,
                                           start_new_session=True, stdout=output, stderr=output)  # fmt: skip

    def kill(self) -> None:
        """SIGKILL, to it and its children: nothing is finished, nothing is said."""
        if self._child is not None:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
            self._child = None


@contextmanager
def _process(site: Site, env: dict[str, str], *command: str) -> Iterator[Process]:
    process = Process(site, env, command)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        print(f"--- {command[0]}\n{process.log.read_text(errors='replace')[-3000:]}")


def wait_for(what: str, happened: Callable[[], Any]) -> None:
    """Look ten times a second; a wait that takes too long says for what."""
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, f"waited {PATIENCE:.0f} s for {what}"
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(address, timeout=10).status == 200
    except OSError:
        return False

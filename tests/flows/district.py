"""The demo's district in databases of its own, and people logged in to it who speak HTTP.

`angui_test_district` holds places and people; `angui_test_stages` is a copy of it with one case in every state that is
built. Both are made once a session; a test works in one of them and rolls back.
"""

import itertools
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings

from casework import clock, clocks, demo, engine, kinds
from casework.actor import Actor
from casework.models import Record, User
from property_rectification import lottery
from property_rectification.demo import penalties, people, roads, side_roads
from property_rectification.demo.roads import Driver
from property_rectification.importers import seed_profiles
from property_rectification.lead_lifecycle import PENDING
from property_rectification.models import Lead
from tests import databases

#: A Monday morning well inside the loaded work calendars.
START = datetime(2026, 3, 2, 9, 0, tzinfo=clock.CHINA)
DISTRICT, STAGES = f"{databases.BASE_NAME}_district", f"{databases.BASE_NAME}_stages"
CASES, LEADS = "/api/v1/rectification-cases", "/api/v1/leads"
#: Tables that a refused request may add to, and those of the map, which are large and which nothing here writes.
MAY_GROW = ("casework_accessentry", "django_session", "axes_accesslog", "axes_accessattempt", "axes_accessfailurelog")
_QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


#: Pages name their styles without the manifest that only a started server makes.
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything inside is undone; the product may begin its durable transactions in it, as in Django's own tests."""
    outer = transaction.atomic()
    outer._from_testcase = True
    with outer, override_settings(STORAGES=PLAIN_STATIC):
        yield
        transaction.set_rollback(True)


def load_district() -> None:
    """Places, people, firms and the profiles for imports, as `manage.py demo` loads them, without cases."""
    folder = Path(people.__file__).parent
    silent = {"verbosity": 0, "stdout": open("/dev/null", "w")}  # noqa: SIM115
    call_command("load_divisions", people.COUNTY, "--townships", str(folder / "townships.csv"), **silent)
    call_command("load_compounds", str(folder / "compounds.csv"), **silent)
    with override_settings(PASSWORD_HASHERS=_QUICK):  # nobody logs in with these passwords
        people.load()
    seed_profiles()


# --- one record in every state ----------------------------------------------------------------------------------


@dataclass
class Stage:
    """A record that stands in a state, and the moment up to which its clock has run."""

    kind: str
    pk: uuid.UUID
    state: str
    at: datetime

    @property
    def record(self) -> Any:
        """The record as its own kind, read now."""
        return kinds.full(Record.objects.get(pk=self.pk))

    @property
    def url(self) -> str:
        """Its address in the API."""
        return f"/api/v1/{kinds.by_name(self.kind).api}/{self.pk}"


class Road(Driver):
    """The demo's driver on a case that is there already."""

    def __init__(self, case: Any) -> None:
        self.case = case
        self.category, self.matter = case.category or "WA07", case.matter
        self.unit, self.handler, self.files = "zjj", "zhujian1", 20


def drawn(fate: bool) -> Any:
    """The lot, which is chance, decided for once."""
    return mock.patch.object(lottery, "drawn", return_value=fate)


def _straight(state: str) -> Callable[[], tuple[Any, datetime]]:
    """A case along the straight road to `state`, waiting where a clock must run out first."""

    def made() -> tuple[Any, datetime]:
        moment = START
        with clock.moved_to(moment):
            driver = Driver()
        moment = along(driver, state, moment)
        return driver.case, moment

    return made


def along(driver: Driver, state: str, moment: datetime) -> datetime:
    """Take a case along the straight road up to `state`, waiting where a clock must run out; when it got there."""
    steps = roads.STRAIGHT[roads.STRAIGHT.index(driver.case.state) + 1 : roads.STRAIGHT.index(state) + 1]
    for step in steps:
        moment = _due(driver.case, WAITS[step]) if step in WAITS else moment + timedelta(minutes=5)
        with clock.moved_to(moment):
            driver.to(step)
    return moment


#: Steps that a clock must run out for first.
WAITS = {"closed": "T.CLOSE.PUBLIC", "lookback": "T.LOOKBACK.FIRST"}


def _due(case: Any, key: str) -> datetime:
    """An hour after a running clock of the case has run out."""
    return clocks.running(case).get(key=key).due_at + timedelta(hours=1)


def _branch(at: str, step: Callable[[Driver], Any]) -> Callable[[], tuple[Any, datetime]]:
    def made() -> tuple[Any, datetime]:
        case, moment = _straight(at)()
        moment += timedelta(minutes=5)
        with clock.moved_to(moment):
            driver = Road(case)
            step(driver)
        return driver.case, moment

    return made


def _failed(driver: Driver) -> None:
    driver.check_items("no")
    driver.do(driver.panel[0], "fail_check")


def _archived() -> tuple[Any, datetime]:
    """Closed and never drawn: after 180 days the clock archives it."""
    with drawn(False):
        case, moment = _straight("closed")()
    moment = _due(case, "T.ARCHIVE")
    with clock.moved_to(moment):
        return engine.perform(case, "archive_case", actor=Actor.system()).record, moment


def _disputed() -> tuple[Any, datetime]:
    """Given back by one unit, then by the one that leads the other stages."""
    with clock.moved_to(START):
        driver = Driver(category="WB09", unit="scjg", handler="shijian1")
    moment = along(driver, "dispatched", START) + timedelta(minutes=5)
    with clock.moved_to(moment):
        return side_roads.dispute(driver), moment


MADE: dict[str, Callable[[], tuple[Any, datetime]]] = {
    **{state: _straight(state) for state in roads.STRAIGHT if state != "archived"},
    "not_accepted": _branch("triage", lambda d: d.refuse()),
    "supplement": _branch("registered", lambda d: d.ask_supplement()),
    "return_req": _branch("dispatched", lambda d: d.ask_return()),
    "unfounded": _branch("fact_finding", lambda d: d.conclude_unfounded()),
    "suspended": _branch("rectifying", lambda d: d.suspend()),
    "hung": _branch("rectifying", lambda d: d.shelve()),
    "mediation": _branch("fact_finding", lambda d: d.to_mediation()),
    "check_failed": _branch("checking", _failed),
    "objection": _branch("pre_close", lambda d: d.object()),
    "diverted": _branch("triage", side_roads.divert),
    "merged": _branch("triage", side_roads.merge),
    "disputed": _disputed,
    "penalty": _branch("fact_finding", penalties.begin),
    "archived": _archived,
    "relapsed": _branch("closed", lambda d: d.relapse()),
    "terminated": _branch("fact_finding", lambda d: d.terminate()),
}
MESSAGE = "三号楼电梯又停在两层中间，老人不敢坐，物业说等配件，等了半个月也没有人来修，请帮忙看看。"
_LEAD_ROADS: dict[str, tuple[str, dict[str, Any]] | None] = {
    "pending": None,
    "taken_up": ("take_up", {}),
    "set_aside": ("set_aside", {"reason": "供热收费不归物业管理，已告知去处。", "pointed_to": "供热热线"}),
}


def make_stages() -> dict[str, dict[str, Stage]]:
    """One case and one lead in every declared state; kind → state → where it stands."""
    found: dict[str, dict[str, Stage]] = {"property.case": {}, "property.lead": {}}
    with drawn(True):
        for state, made in MADE.items():
            case, moment = made()
            assert case.state == state
            found["property.case"][state] = Stage("property.case", case.pk, state, moment)
    for number, (state, step) in enumerate(_LEAD_ROADS.items()):
        with clock.moved_to(START):
            lead = make_lead(number)
            if step:
                lead = engine.perform(lead, step[0], actor=demo.actor("shouli1"), data=step[1]).record
        found["property.lead"][state] = Stage("property.lead", lead.pk, state, START)
    return found


def make_lead(number: int = 0, **more: Any) -> Lead:
    """A message that waits for a person, entered as the importer enters it."""
    from geo.models import Compound

    place = Compound.objects.get(name="锦绣样园")
    values = {
        "title": "电梯停运", "opened_at": clock.now(), "received_at": clock.now(), "channel": "10",
        "narrative": MESSAGE,
        "external_no": f"L-{number}", "compound": place, "division_id": place.division_id,
        "reporter_name": "李例", "reporter_contact": "13800000002", "suggested": "WA08",
        "suggestion": {"code": "WA08", "words": ["电梯"], "clear": True, "suspected": False, "alternatives": []},
    } | more  # fmt: skip
    lead = Lead(**values)
    lead.record_ptr_id = lead.id
    row = engine.Historical(lead, PENDING, {"file": "0" * 64, "line": number + 2, "run": 0})
    return engine.import_as([row], actor=Actor.system())[0]


# --- people at the door -----------------------------------------------------------------------------------------

_numbers = itertools.count(1)


@dataclass
class Api:
    """One logged-in person at the API."""

    client: Client

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        return self.client.get(path, query or {})

    def post(self, path: str, body: Any = None, *, version: Any = None, key: str | None = None,
             raw: bytes | None = None, content_type: str = "application/json") -> Any:  # fmt: skip
        """POST a JSON body, or `raw` bytes; `version` becomes If-Match, a number in its quotes, a string as it is."""
        headers = {}
        if version is not None:
            headers["If-Match"] = f'"{version}"' if isinstance(version, int) else version
        if key is not None:
            headers["Idempotency-Key"] = key
        data = raw if raw is not None else json.dumps({} if body is None else body)
        return self.client.post(path, data, content_type=content_type, headers=headers)

    def act(self, stage: Any, code: str, body: Any = None, *, way: str = "transitions") -> Any:
        """Try a transition, an amendment or a proposal on the record as it now is, under a new key."""
        version = Record.objects.values_list("version", flat=True).get(pk=stage.pk)
        path = f"{stage.url}/{way}/{code.replace('_', '-')}"
        return self.post(path, body, version=version, key=f"k{next(_numbers)}")

    def upload(self, stage: Any, file: Any, **data: Any) -> Any:
        """Add a file to a record."""
        version = Record.objects.values_list("version", flat=True).get(pk=stage.pk)
        return self.client.post(f"{stage.url}/files", {"file": file, **data}, headers={"If-Match": f'"{version}"'})


@dataclass
class District:
    """What a test of a flow works with."""

    stages: dict[str, dict[str, Stage]] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)

    def client_of(self, username: str) -> Client:
        """A logged-in browser; errors come back as pages, as they do for people."""
        if username not in self._clients:
            client = Client(raise_request_exception=False)
            client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
            User.objects.filter(username=username).update(last_login=None)  # as if nobody had come in
            self._clients[username] = client
        return self._clients[username]

    def api(self, username: str) -> Api:
        return Api(self.client_of(username))

    def everybody(self) -> list[str]:
        """One log-in name of every role there is, the first of each."""
        first: dict[str, str] = {}
        for person in people.PEOPLE:
            first.setdefault(person.role, person.username)
        return list(first.values())


def as_stage(kind: str, pk: Any) -> Stage:
    """A record that was made meanwhile, as something to act on."""
    return Stage(kind, uuid.UUID(str(pk)), "", clock.now())


def role_of(username: str) -> str:
    """The role of a demo person."""
    return next(p.role for p in people.PEOPLE if p.username == username)


# --- nothing half-written ---------------------------------------------------------------------------------------


def fingerprints() -> dict[str, str]:
    """Table → number of rows and digest of all their content, but for what a refusal may add and for the map."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE relkind = 'r' AND nspname = 'public' AND relname !~ '^(geo_|spatial_ref_sys)' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall() if name not in MAY_GROW]
        parts = " UNION ALL ".join(
            f"SELECT '{name}', count(*) || ' ' || coalesce(md5(string_agg(h, '' ORDER BY h)), '') "
            f'FROM (SELECT md5(t::text) AS h FROM "{name}" t) AS rows'
            for name in tables
        )
        cursor.execute(parts)
        return dict(cursor.fetchall())


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fails when any table but the access log and the sessions has another content afterwards."""
    before = fingerprints()
    yield
    after = fingerprints()
    changed = sorted(name for name in after if after[name] != before[name])
    assert not changed, f"written although refused: {changed}"

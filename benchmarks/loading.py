"""A database of its own with so many cases: a mix of states over a year, in compounds of the whole district."""

import datetime as dt
import multiprocessing
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection, connections, transaction

from benchmarks import copying, texts
from benchmarks.copying import Change, Copier, Pattern
from casework import clock, crypto, dbroles
from casework.models.record import TRANSITION_SETTING
from casework.timers import local_day
from geo.models import Compound
from property_rectification.models import CategoryVersion, FirmService, RectificationCase
from property_rectification.suggest import keyed

#: In a hundred cases of a year: most are over, and most of what is open is young.
WEIGHTS = {
    "archived": 44, "closed": 9, "lookback": 2, "not_accepted": 9, "unfounded": 5, "pre_close": 3, "checking": 1,
    "check_req": 1, "rectifying": 5, "check_failed": 1, "fact_finding": 4, "handling": 5, "return_req": 1,
    "dispatched": 4, "triage": 3, "registered": 2, "draft": 1,
}  # fmt: skip
OVER = frozenset({"archived", "closed", "lookback", "not_accepted"})
BATCH = 250
YEAR = 365
NARRATIVE = RectificationCase._meta.get_field("narrative").context  # type: ignore[union-attr]


@dataclass(frozen=True)
class Place:
    """A compound and the firm that serves it."""

    compound: int
    division: str
    firm: int | None
    point: str


@dataclass(frozen=True)
class Todo:
    """What the processes share: how many they are, how many cases, from which patterns, above which numbers."""

    workers: int
    cases: int
    patterns: list[Pattern]
    starts: dict[str, int]


class Author:
    """Says how each copy differs; the same seed gives the same district."""

    def __init__(self, patterns: list[Pattern]) -> None:
        by_state: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            by_state.setdefault(pattern.state, []).append(pattern)
        self.by_state = by_state
        self.states = [s for s in WEIGHTS if s in by_state]
        self.weights = [WEIGHTS[s] for s in self.states]
        firms = dict(FirmService.objects.filter(valid_to=None).values_list("compound", "firm"))
        self.places = [
            Place(c.pk, c.division_id, firms.get(c.pk), c.location.ewkt if c.location else "")
            for c in Compound.objects.filter(location__isnull=False)
        ]
        self.names = {c.code: c.name for c in CategoryVersion.objects.in_force(local_day(clock.now()))}
        self.now = clock.now()

    def next(self, number: int) -> tuple[Pattern, Change]:
        """The pattern of copy `number`, and the difference."""
        chance = random.Random(number)
        state = chance.choices(self.states, self.weights)[0]
        pattern = chance.choice(self.by_state[state])
        later = self._later(pattern, chance)
        place = chance.choice(self.places)
        text = texts.narrative(pattern.category, chance)
        opened = pattern.opened_at + later
        plain = {
            "number": f"WY-220302-{opened.astimezone(clock.CHINA).year}-{number:05d}",
            "title": texts.title(pattern.category, self.names.get(pattern.category, ""), chance),
            "compound_id": place.compound, "division_id": place.division, "narrative": text, "form/narrative": text,
            "form/compound": str(place.compound), "location": place.point,
        }  # fmt: skip
        if place.firm is not None:
            plain["firm_id"] = place.firm
        columns = {name: value for name, value in plain.items() if "/" not in name}
        columns |= {"narrative": crypto.encrypt(text, NARRATIVE), "sketch": keyed.numbers_of(text)}
        return pattern, Change(later, columns, plain)

    def _later(self, pattern: Pattern, chance: random.Random) -> dt.timedelta:
        """Back in time: what is over anywhere in the year, what is open some days, a few of them many."""
        if pattern.state in OVER:
            most = max(YEAR + 60 - (self.now - pattern.opened_at).days, 1)
            return -dt.timedelta(days=chance.randrange(most), hours=chance.randrange(24))
        days = chance.randrange(8) if chance.random() < 0.9 else chance.randrange(60)
        return -dt.timedelta(days=days, minutes=chance.randrange(1440))


def load(cases: int, tell: Callable[[int], None], workers: int | None = None) -> None:
    """Write that many cases, by several processes; every batch is one commit."""
    patterns = copying.patterns()
    starts = _highest()
    connections.close_all()
    workers = workers or min(os.cpu_count() or 1, 2)
    fork = multiprocessing.get_context("fork")
    done = fork.Queue()
    todo = Todo(workers, cases, patterns, starts)
    crew = [fork.Process(target=_work, args=(n, todo, done)) for n in range(workers)]
    for process in crew:
        process.start()
    written = 0
    while written < cases:
        made = done.get(timeout=600)
        if made < 0:
            raise RuntimeError("loading failed, see above")
        written += made
        tell(written)
    for process in crew:
        process.join()
    _settle(cases)


def _highest() -> dict[str, int]:
    """The highest number given out so far, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in _sequences():
            cursor.execute(f'SELECT coalesce(max("{column}"), 0) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def _sequences() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE is_identity = 'YES' "
            "AND table_schema = 'public'"
        )
        return cursor.fetchall()


def _work(own: int, todo: Todo, done: Any) -> None:
    try:
        author = Author(todo.patterns)
        counters: dict[str, Any] = {}

        def next_key(table: str) -> int:
            # every worker has its own residue, so that no two give out the same number
            counter = counters.setdefault(table, count(todo.starts[table] + 1 + own, todo.workers))
            return next(counter)

        copier = Copier(next_key)
        for first in range(own * BATCH, todo.cases, todo.workers * BATCH):
            numbers = range(first, min(first + BATCH, todo.cases))
            for number in numbers:
                copier.copy(*author.next(number + 1000))
            _send(copier)
            done.put(len(numbers))
    except BaseException:
        done.put(-1)
        raise
    finally:
        connections.close_all()


def _send(copier: Copier) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # the guard of the record's table wants the rows named, as the engine names them
        cursor.execute(f"SELECT set_config('{TRANSITION_SETTING}', %s, true)", [" ".join(map(str, copier.records))])
        copier.flush(cursor)


def _settle(cases: int) -> None:
    """What life would have done meanwhile: bells read, messages delivered, expiries dealt with, numbers given out.

    As the owner, who may set sequences; with statistics and visibility as autovacuum would have made them.
    """
    with connections[dbroles.roles().alias].cursor() as cursor:
        for table, column in _sequences():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                f'coalesce((SELECT max("{column}") FROM "{table}"), 1))'
            )
        cursor.execute("UPDATE casework_numberseries SET last = %s", [cases + 2000])
        cursor.execute(
            "UPDATE casework_notice SET read_at = created_at WHERE read_at IS NULL "
            "AND created_at < now() - interval '2 days'"
        )
        cursor.execute(
            "UPDATE casework_outboxmessage SET state = 'delivered', delivered_at = created_at "
            "WHERE state IN ('waiting', 'leased')"
        )
        cursor.execute(
            "UPDATE casework_timer SET fired_at = due_at WHERE due_at <= now() AND stopped_at IS NULL "
            "AND fired_at IS NULL"
        )
        cursor.execute("VACUUM (ANALYZE)")

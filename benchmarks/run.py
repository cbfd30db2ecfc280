"""One run, step by step."""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command

from benchmarks import loading, measuring, plans, statements, works, world
from benchmarks.server import serving
from tests import databases

NAME = f"{os.environ.get('ANGUI_TEST_DB', 'angui')}_benchmark"


def whole(asked: argparse.Namespace) -> int:
    """Every step; 1 when a figure is over its limit or the ledger is not clean."""
    over: list[str] = []
    with _database(asked):
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            with _step("collecting static files"):
                call_command("collectstatic", interactive=False, verbosity=0)
        with serving(NAME) as port:
            over += _measure(port, asked.rounds)
        over += _table("statements, BEGIN and COMMIT among them", statements.counts())
        over += _table("plans: every filter and order of a list by an index", plans.judged())
        if not asked.skip_verify:
            over += _verify()
    for line in over:
        print(f"✗ {line}")
    return 1 if over else 0


@contextmanager
def _database(asked: argparse.Namespace) -> Iterator[None]:
    if not (asked.reuse and databases.exists(NAME)):
        with _step("migrating an empty database"):
            databases.ensure_template()
            databases.copy(NAME)
        databases.point_at(NAME)
        with _step("a district, its people, and a pattern of every road"):
            world.build()
        with _step(f"{asked.cases} cases with their history by COPY"):
            loading.load(asked.cases, _progress(asked.cases))
    databases.point_at(NAME)
    try:
        yield
    finally:
        databases.point_at("postgres")
        if not asked.keep:
            databases.drop(NAME)


@contextmanager
def _step(title: str) -> Iterator[None]:
    print(f"── {title}", flush=True)
    began = time.monotonic()
    yield
    print(f"   {time.monotonic() - began:.1f} s", flush=True)


def _progress(cases: int) -> Callable[[int], None]:
    told = [0]

    def tell(done: int) -> None:
        if done - told[0] >= cases / 20:
            told[0] = done
            print(f"   {done} of {cases}", flush=True)

    return tell


def _measure(port: int, rounds: int) -> list[str]:
    todo = works.all_works()
    found = []
    with _step("one person at a time"):
        found += measuring.take(port, todo, 1, rounds, 5)
    with _step(f"{measuring.CROWD} persons at once"):
        found += measuring.take(port, todo, measuring.CROWD, max(rounds // 4, 2), 3)
    print(measuring.table(found))
    return [f"{t.work.name} at {t.crowd}: {words}" for t in found for words in t.over]


def _table(title: str, rows: list[tuple[str, str, bool]]) -> list[str]:
    print(f"── {title}")
    for what, figure, good in rows:
        print(f"   {what:48} {figure:>24}  {'ok' if good else 'OVER'}")
    return [f"{title}: {what} {figure}" for what, figure, good in rows if not good]


def _verify() -> list[str]:
    with _step("verify_ledger"):
        try:
            call_command("verify_ledger")
        except CommandError as error:
            return [f"verify_ledger: {error}"]
    return []

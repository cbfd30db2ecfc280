"""`./test --mutants`: remove each guard of each declared act in turn, and some checks of the kernel, and see which test
dies. A guard that no test misses is a guard that anybody may break.

Each mutant is a fork of this process with the guard taken out of the declaration, before the tests are collected; the
product itself knows nothing of it. A mutant counts as found when the body of a test fails, not when its setup does.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import django
import pytest
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests import databases  # noqa: E402  it reads the settings

ROOT = Path(__file__).resolve().parents[1]
#: Tests that act; those that compare the declaration with its tables would miss every guard and prove nothing.
DOMAIN = ("tests/property_rectification/guards", "tests/property_rectification/exemplar/test_guards.py",
          "tests/property_rectification/penalty/test_guards.py",
          "tests/property_rectification/penalty/test_guards_after.py",
          "tests/property_rectification/test_amendments.py",
          "tests/property_rectification/test_scopes.py", "tests/property_rectification/test_guards_of_each_act.py",
          "tests/property_rectification/test_reporter_acts.py",
          "tests/property_rectification/test_import.py::test_a_lead_joins_a_case_that_is_there")  # fmt: skip
#: The same of the relief station.
RELIEF = ("tests/relief/test_guards.py", "tests/relief/test_ways_out.py", "tests/relief/test_lifting.py",
          "tests/relief/test_complaints.py", "tests/relief/test_statistics_report.py",
          "tests/relief/test_statistics_quarter.py",
          "tests/relief/test_stock.py", "tests/relief/test_shifts.py", "tests/relief/test_rides.py",
          "tests/relief/test_staff.py", "tests/relief/test_outreach.py",
          "tests/relief/test_outages.py")  # fmt: skip
_OF_KIND = {
    "relief.complaint": "tests/relief/test_complaints.py", "relief.report": "tests/relief/test_statistics_report.py",
    "relief.stock": "tests/relief/test_stock.py", "relief.shift": "tests/relief/test_shifts.py",
    "relief.staff": "tests/relief/test_staff.py", "relief.outreach": "tests/relief/test_outreach.py",
    "relief.outage": "tests/relief/test_outages.py",
}  # fmt: skip
KERNEL = ("tests/casework/test_engine.py", "tests/casework/test_proposals.py", "tests/casework/test_sweep.py",
          "tests/casework/test_idempotency.py", "tests/casework/test_seals.py", "tests/casework/test_ledger.py",
          "tests/casework/test_erasure.py", "tests/casework/test_verify_ledger.py",
          "tests/relief/test_lifting.py", "tests/relief/test_regions.py",
          "tests/relief/test_protection.py")  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """What is taken away, and where to look first for the test that misses it."""

    name: str
    apply: Callable[[], None]
    tests: tuple[str, ...]
    word: str = ""


@dataclass(frozen=True)
class Found:
    """How a mutant ended: the first test that died, how many ran before, and what went wrong besides."""

    test: str = ""
    ran: int = 0
    broken: str = ""


class Watch:
    """Notes the first test that failed in its body, and the first that could not even begin."""

    def __init__(self) -> None:
        self.test, self.ran, self.broken = "", 0, ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.ran += 1
            if report.failed and not self.test:
                self.test = report.nodeid
        elif report.failed:
            self.broken = self.broken or report.nodeid


# --- the mutants --------------------------------------------------------------------------------------------------


def guards() -> Iterator[Mutant]:
    """Each guard of each beginning, transition and amendment of each record kind."""
    from casework import kinds

    for kind in kinds.all_kinds():
        declared, tests = kind.lifecycle, relief_tests(kind.name) if kind.name.startswith("relief.") else DOMAIN
        for acts in (declared.rows, declared.amendments):
            for code, act in acts.items():
                for guard in (*act.needs, *getattr(act, "asked_needs", ())):
                    yield Mutant(
                        f"{declared.name} {code} - {guard.code}", _without(acts, code, guard.code), tests,
                        guard.code,
                    )  # fmt: skip
        for act in declared.beginnings:
            for guard in act.needs:
                name = f"{declared.name} begins by {act.code} - {guard.code}"
                yield Mutant(name, _begun_without(declared, act.code, guard.code), tests, guard.code)


def relief_tests(kind: str) -> tuple[str, ...]:
    """The station's tests, those of this kind first: what looks at its guards is not waited for."""
    first = _OF_KIND.get(kind, "")
    return tuple(sorted(RELIEF, key=lambda path: path != first))


def _begun_without(declared: Any, code: str, guard: str) -> Callable[[], None]:
    def without(act: Any) -> Any:
        left = tuple(g for g in act.needs if g.code != guard)
        return replace(act, needs=left) if act.code == code else act

    def apply() -> None:
        declared.creation = without(declared.creation)
        declared.also = tuple(without(act) for act in declared.also)

    return apply


def _without(acts: dict[str, Any], code: str, guard: str) -> Callable[[], None]:
    def apply() -> None:
        left = {"needs": tuple(g for g in acts[code].needs if g.code != guard)}
        if asked := getattr(acts[code], "asked_needs", ()):
            left["asked_needs"] = tuple(g for g in asked if g.code != guard)
        acts[code] = replace(acts[code], **left)

    return apply


def _patch(target: str, name: str, value: Any) -> Callable[[], None]:
    def apply() -> None:
        from importlib import import_module

        owner: Any = import_module(target.split(":", maxsplit=1)[0])
        for part in target.split(":")[1:]:
            owner = getattr(owner, part)
        assert hasattr(owner, name), f"{target} has no {name}: the mutant takes nothing away"
        setattr(owner, name, value(getattr(owner, name)))

    return apply


def _nothing(_real: Any) -> Any:
    return lambda *args, **kwargs: None


def kernel() -> Iterator[Mutant]:
    """Checks of the kernel that no declaration names."""
    from casework import proposals

    taken = {
        "version": ("stale", "casework.engine", "lock", lambda real: lambda row, actor, _version: real(
            row, actor, None)),
        "role": ("role", "casework.engine", "_check_role", _nothing),
        "state": ("wrong_state", "casework.engine", "_check_state", _nothing),
        "scope": ("scope", "casework.scopes:RecordQuerySet", "visible_to", lambda _real: lambda self, _actor: self),
        "guards": ("guard", "casework.declaration:Guard", "denial", _nothing),
        "intent guard": ("test_engine", "casework.engine", "_NAMING", lambda _real: "%s::text"),
        "writers' lock": ("seal_waits", "casework.engine", "WRITERS_LOCK", lambda _real: 1),
        "idempotency": ("stored_answer", "casework.idempotency", "_stored", _nothing),
        "key of one body": ("another_body", "casework.idempotency", "_replay", lambda real: lambda kept, _hash: real(
            kept, kept.body_hash)),
        "lifting takes two": ("lifting", "casework.engine", "_agreed", lambda _real: lambda *_args: True),
        "lifting takes a reason": ("lifting", "casework.engine", "LIFT", lambda _real: "collector"),
        "a region is told to who reads it": ("who_cares_for_it", "casework.kinds:Kind", "unheard",
            lambda _real: lambda *_args: frozenset()),
        "its clocks too": ("who_cares_for_it", "casework.kinds:Kind", "unheard_clocks",
            lambda _real: lambda *_args: frozenset()),
        "a region goes along from where it may": ("go_along", "casework.declaration:Lifecycle", "left_behind",
            lambda _real: lambda *_args: None),
        "a region is closed with the road": ("is_closed", "casework.declaration:Region", "open_in",
            lambda _real: lambda *_args: True),
        "proposer is not decider": ("test_proposals", "casework.proposals", "_decidable", lambda _r: proposals._open),
        "decided once": ("decided", "casework.proposals", "_close", _nothing),
        "clock fires once": ("test_sweep", "casework.clocks", "mark_fired", _nothing),
        "erasure needs a ground": ("ground", "casework.erasure", "_BASIS_LENGTH", lambda _real: 0),
        "erasure of personal values only": ("not_personal", "casework.erasure", "refusal", lambda _r: lambda *_a: ""),
        "digests of values": ("value", "casework.ledger", "_matches", lambda _real: lambda *_a: True),
        "hash of an event": ("hash", "casework.ledger", "event_hash", lambda _real: lambda event: "0" * 64),
    }  # fmt: skip
    for name, (word, target, attribute, value) in taken.items():
        yield Mutant(f"kernel - {name}", _patch(target, attribute, value), KERNEL, word)


# --- running ------------------------------------------------------------------------------------------------------


class Loop:
    """Instead of running the tests once: once as they are, then once a mutant, each time in a fork."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants, self.survived, self.sound = mutants, list[str](), False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        whole = forked(lambda: run(session.items))
        self.sound = not whole.test and not whole.broken and whole.ran > 0
        say(f"sound: {whole.ran} tests" if self.sound else f"not sound: {whole.test or whole.broken or 'no tests'}")
        for number, mutant in enumerate(self.mutants if self.sound else (), 1):
            begin = time.monotonic()
            found = find(mutant, session.items)
            died = found.test or (f"BROKEN {found.broken}" if found.broken else "NONE DIED")
            seconds = time.monotonic() - begin
            say(f"{number:3}/{len(self.mutants)} {seconds:5.1f} s  {mutant.name:72} {died}")
            if not found.test:
                self.survived.append(mutant.name)
        return True


def prepare_database() -> None:
    """One database for all forks: their tests roll back, and nobody drops it under the others."""
    databases.ensure_template()
    databases.copy(databases.BASE_NAME)
    for alias in connections:
        connections[alias].close()
    copy, drop = databases.copy, databases.drop

    def copied(name: str, source: str = databases.TEMPLATE) -> None:
        if name != databases.BASE_NAME:
            copy(name, source)

    def dropped(name: str) -> None:
        if name != databases.BASE_NAME:
            drop(name)

    databases.copy, databases.drop = copied, dropped
    databases.ensure_template = lambda: None


def find(mutant: Mutant, items: Sequence[pytest.Item]) -> Found:
    """First the tests named after the guard, then all that act on what was taken away."""
    near = [item for path in mutant.tests for item in items if item.nodeid.startswith(path)]
    named = [item for item in near if mutant.word and mutant.word in item.nodeid]
    ordered = [*named, *(item for item in near if item not in named)]

    def work() -> Found:
        mutant.apply()
        return run(ordered)

    return forked(work)


def run(items: Sequence[pytest.Item]) -> Found:
    """Run tests up to the first that fails, and take down what they had set up."""
    watch = Watch()
    if not items:
        return Found()
    session = items[0].session
    session.config.pluginmanager.register(watch)
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if watch.test or watch.broken:
            session._setupstate.teardown_exact(None)
            break
    return Found(watch.test, watch.ran, watch.broken)


def forked(work: Callable[[], Found]) -> Found:
    """Carry out in a fork of this process, silently; what it found comes back through a pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        try:
            answer = work()
        except BaseException as error:
            answer = Found(broken=repr(error))
        os.write(writing, json.dumps(vars(answer)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return Found(**json.loads(said)) if said else Found(broken="the fork died")


def say(line: str) -> None:
    print(line, flush=True)


def main(arguments: list[str]) -> int:
    """With arguments only the mutants whose name has all these words."""
    os.chdir(ROOT)
    mutants = [m for m in (*guards(), *kernel()) if all(word in m.name for word in arguments)]
    say(f"{len(mutants)} mutants; first everything without one")
    prepare_database()
    loop = Loop(mutants)
    wanted = dict.fromkeys(path for mutant in mutants for path in mutant.tests)
    pytest.main([*wanted, "-q", "-s", "-m", "not long", "--no-header", "--no-summary"], plugins=[loop])
    databases.drop(databases.BASE_NAME)
    say(f"{len(mutants) - len(loop.survived)} of {len(mutants)} found" if loop.sound else "nothing was tried")
    for name in loop.survived:
        say(f"  not found: {name}")
    return 0 if loop.sound and mutants and not loop.survived else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

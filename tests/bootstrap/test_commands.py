"""Arguments and early refusals of `./run` and `./test`."""

import os
import socket
import sys
from pathlib import Path

import pytest

from bootstrap import check, serve
from bootstrap.console import Failure
from bootstrap.layout import Layout


def words(*arguments: str) -> list[list[str]]:
    found = check.checks(Layout.for_test(), list(arguments))
    return [[str(word) for word in command.argv] for one in found for command in one.commands]


def test_test_alone_runs_every_check_and_ends_with_pytest() -> None:
    names = [one.name for one in check.checks(Layout.for_test(), [])]
    assert names == ["ruff check", "ruff format", "mypy", "import-linter", "tsc", "migrations", "pytest"]


def test_two_halves_side_by_side_are_the_whole_suite() -> None:
    """Each with a database and a part of Redis of its own."""
    first, second = words()[-2:]
    assert all(Path(part).exists() for part in first[5:])
    assert second[5:] == [f"--ignore={part}" for part in first[5:]] + ["tests"]
    one, other = check.checks(Layout.for_test(), [])[-1].commands
    env = {"REDIS_URL": "redis://:x@127.0.0.1:1/0"}
    assert one.environment(env) == env
    assert other.environment(env) == {"ANGUI_TEST_DB": "angui_test_b", "REDIS_URL": "redis://:x@127.0.0.1:1/1"}


def test_what_ran_beside_is_shown_and_its_failure_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = Layout(Path.cwd(), tmp_path, tmp_path)
    layout.logs.mkdir()
    fine, failing = (check.Command([sys.executable, "-c", f"print('beside'); raise SystemExit({n})"]) for n in (0, 3))
    assert check._run(layout, [fine, failing], dict(os.environ)) == 3
    assert capsys.readouterr().out == "beside\n"
    assert check._run(layout, [failing, fine], dict(os.environ)) == 3
    assert check._run(layout, [fine, fine], dict(os.environ)) == 0


def test_arguments_go_to_pytest_alone() -> None:
    (command,) = words("tests/geo", "-k", "x")
    assert command[1:] == ["-m", "pytest", "-m", "not long", "tests/geo", "-k", "x"]


def test_long_and_mutants() -> None:
    assert words("--long", "-x")[0][1:] == ["-m", "pytest", "-m", "long", "-x"]
    assert words("--mutants", "--only", "a")[0][1:] == ["-m", "tests.mutants", "--only", "a"]


def test_an_occupied_port_is_named_with_a_way_out(monkeypatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Failure) as failure:
            serve._port()
    assert str(port) in failure.value.chinese
    assert f"PORT={port + 1} ./run" in failure.value.chinese


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(monkeypatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Failure, match="no port number"):
        serve._port()


def test_unknown_arguments_of_run_show_the_usage(capsys) -> None:
    assert serve.main(["--fast"]) == 2
    assert serve.main(["--help"]) == 0
    assert "PORT=8001" in capsys.readouterr().out

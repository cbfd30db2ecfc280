"""Arguments and early refusals of `./run` and `./test`."""

import socket

import pytest

from bootstrap import check, serve
from bootstrap.console import Failure
from bootstrap.layout import Layout


def words(*arguments: str) -> list[list[str]]:
    return [[str(word) for word in argv] for _, argv in check.checks(Layout.for_test(), list(arguments))]


def test_test_alone_runs_every_check_and_ends_with_pytest() -> None:
    names = [name for name, _ in check.checks(Layout.for_test(), [])]
    assert names == ["ruff check", "ruff format", "mypy", "import-linter", "tsc", "migrations", "pytest"]
    assert words()[-1][-2:] == ["-m", "not long"]


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

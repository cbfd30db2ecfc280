from pathlib import Path

import pytest

from bootstrap import steps
from bootstrap.console import Failure

TITLE = "安装 Python 依赖 · Python packages"


@pytest.mark.parametrize(
    ("line", "chinese", "english"),
    [
        ("E: Temporary failure in name resolution", "网络不通", "network cannot be reached"),
        ("npm error code ENOTFOUND", "网络不通", "network cannot be reached"),
        ("OSError: [Errno 28] No space left on device", "磁盘空间不足", "disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock", "另一个程序正在使用 apt", "Another program is using apt"),
        ("Error: ensurepip is not available", "python3-venv", "python3-venv"),
        ("ERROR: No matching distribution found for Django==5.2.19", "pip 的镜像设置", "index settings"),
        ("something never seen", "退出码 7", "exit code 7"),
    ],
)
def test_a_failure_says_what_to_do(tmp_path: Path, line: str, chinese: str, english: str) -> None:
    log = tmp_path / "pip.log"
    log.write_text(f"\n$ pip install\nCollecting Django\n{line}\nmore\n")
    failure = steps.explain(TITLE, 7, log)
    assert failure.chinese.startswith("安装 Python 依赖失败")
    assert chinese in failure.chinese
    assert english in failure.english
    assert failure.log == log


def test_only_the_last_command_of_a_log_counts(tmp_path: Path) -> None:
    log = tmp_path / "pip.log"
    log.write_text("\n$ pip install\nNo space left on device\n\n$ pip install\nsomething else\n")
    assert "磁盘" not in steps.explain(TITLE, 1, log).chinese


def test_output_goes_to_the_log_and_a_failing_command_raises(tmp_path: Path) -> None:
    log = tmp_path / "step.log"
    steps.run(TITLE, ["sh", "-c", "echo well done"], log=log, cwd=tmp_path)
    with pytest.raises(Failure, match="exit code 3"):
        steps.run(TITLE, ["sh", "-c", "echo badly done >&2; exit 3"], log=log, cwd=tmp_path)
    assert "well done" in log.read_text()
    assert "badly done" in log.read_text()


def test_long_commands_show_their_last_line(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(steps, "_TELL_EVERY", 0.2)
    steps.run(TITLE, ["sh", "-c", "echo half way; sleep 0.5"], log=tmp_path / "log", cwd=tmp_path)
    said = capsys.readouterr().out
    assert TITLE in said
    assert "… half way" in said


def test_output_of_a_missing_or_failing_command_is_none(tmp_path: Path) -> None:
    assert steps.output_of(["echo", "yes"], cwd=tmp_path) == "yes\n"
    assert steps.output_of(["false"], cwd=tmp_path) is None
    assert steps.output_of(["no-such-program"], cwd=tmp_path) is None

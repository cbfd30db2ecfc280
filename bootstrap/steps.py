"""One long command of the preparation: progress for the eye, output to a log, a failure in plain words."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from bootstrap.console import Failure, say, tail
from bootstrap.processes import Stopped, deferred_stop, kill_group, send, spawn, wait_until

_TELL_EVERY = 5.0  # seconds

# what a log says, what it means to a person, what to do: Chinese, English
_CAUSES = (
    (
        ("no space left on device", "enospc", "not enough free space", "disk full"),
        "磁盘空间不足。请腾出至少 4 GB 后重新运行。",
        "The disk is full. Free at least 4 GB and start again.",
    ),
    (
        (
            "name resolution",
            "name or service not known",
            "could not resolve",
            "failed to establish a new connection",
            "network is unreachable",
            "connection timed out",
            "failed to fetch",
            "unable to locate package",
            "enotfound",
            "eai_again",
            "econnrefused",
            "etimedout",
        ),
        "网络不通,下载不了所需组件。请检查网络、DNS 或代理设置(HTTPS_PROXY)后重新运行,已完成的步骤不会重做。",
        "The network cannot be reached. Check the network, DNS or proxy (HTTPS_PROXY) and start again; "
        "finished steps are kept.",
    ),
    (
        ("could not get lock", "unable to acquire the dpkg"),
        "另一个程序正在使用 apt。请等它结束后重新运行。",
        "Another program is using apt. Wait for it to end and start again.",
    ),
    (
        ("dpkg was interrupted",),
        "上次安装被中断。请先运行 sudo dpkg --configure -a,再重新运行。",
        "An earlier installation was interrupted. Run sudo dpkg --configure -a, then start again.",
    ),
    (
        ("ensurepip is not available",),
        "缺少 Python 的 venv 组件。请运行 sudo apt-get install python3-venv 后重试。",
        "Python's venv is missing. Run sudo apt-get install python3-venv and start again.",
    ),
    (
        ("no matching distribution found", "resolutionimpossible"),
        "软件包仓库里没有所需版本。请检查 Python 版本(3.11 以上)和 pip 的镜像设置。",
        "The package index has no fitting version. Check Python (3.11 or newer) and pip's index settings.",
    ),
    (
        ("permission denied", "eacces"),
        "没有读写权限。请检查项目文件夹的所有者(勿混用 root 和普通用户运行)。",
        "Permission denied. Check who owns the project folder (do not mix root and an ordinary user).",
    ),
)


def run(
    title: str,
    argv: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    uninterruptible: bool = False,
) -> None:
    """Run to the end or raise `Failure`. `title` is "中文 · English".

    `uninterruptible` holds back an asked-for end until the command is through (dpkg must not be cut short).
    """
    say(title)
    with log.open("ab") as output, deferred_stop() if uninterruptible else nullcontext():
        output.write(f"\n$ {' '.join(map(str, argv))}\n".encode())
        output.flush()
        with deferred_stop():
            child = spawn(
                argv,
                cwd=cwd,
                env=env if env is not None else os.environ,
                output=output,
                death_signal=None if uninterruptible else 15,
            )
        try:
            _await(child, log)
        except Stopped:
            _end(child)
            raise
    if child.returncode:
        raise explain(title, child.returncode, log)


def output_of(argv: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None) -> str | None:
    """What a short command prints; None when it is missing or fails."""
    try:
        done = subprocess.run(
            [str(part) for part in argv],
            cwd=cwd,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def explain(title: str, code: int, log: Path) -> Failure:
    """The failure of a command, with its cause and remedy when the log tells."""
    text = "\n".join(tail(log, 60)).lower()
    text = text[text.rfind("\n$ ") + 1 :]
    chinese, _, english = title.partition(" · ")
    for words, cause, cause_english in _CAUSES:
        if any(word in text for word in words):
            return Failure(f"{chinese}失败:{cause}", f"Failed: {english}. {cause_english}", log)
    return Failure(
        f"{chinese}失败(退出码 {code})。请按下面的日志排除原因后重新运行,已完成的步骤不会重做。",
        f"Failed: {english} (exit code {code}). Remove the cause shown in the log below and start again; "
        "finished steps are kept.",
        log,
    )


def _await(child: subprocess.Popen[bytes], log: Path) -> None:
    while not wait_until(lambda: child.poll() is not None, _TELL_EVERY):
        last = "".join(tail(log, 1)).strip()
        say(f"  … {last[:100] if last and not last.startswith('$ ') else '仍在进行 · still working'}")


def _end(child: subprocess.Popen[bytes]) -> None:
    send(child.pid, 15)
    if not wait_until(lambda: child.poll() is not None, 5):
        kill_group(child.pid)
    child.wait()

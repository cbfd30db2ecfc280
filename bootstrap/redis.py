"""A private Redis: a free loopback port, a password, nothing on disk. What it forgets, the outbox sends again."""

import secrets
import signal
import socket
from pathlib import Path

from bootstrap.children import Children, Ending
from bootstrap.console import Failure, say
from bootstrap.layout import Layout, make_private
from bootstrap.parts import Program
from bootstrap.processes import wait_until


def start(layout: Layout, children: Children, program: Program) -> str:
    """Start it and return its URL."""
    home = layout.var / "redis"
    make_private(home)
    port, password = _free_port(), secrets.token_urlsafe(24)
    child = children.start(
        "Redis",
        [program.name, _configuration(home, port, password)],
        executable=str(program.path),
        log=layout.log("redis"),
        cwd=home,
        env=program.env,
        ending=Ending((signal.SIGTERM,), signal.SIGTERM),
    )
    if not wait_until(lambda: _answers(port, password) or not child.alive, 15) or not child.alive:
        raise Failure(
            "Redis 启动失败。请按下面的日志排除原因后重新运行。",
            "Redis did not start. Remove the cause shown in the log below and start again.",
            child.log,
        )
    say(f"Redis 就绪 · Redis on 127.0.0.1:{port}")
    return f"redis://:{password}@127.0.0.1:{port}/0"


def _configuration(home: Path, port: int, password: str) -> Path:
    """The password stands in a file of ours rather than in the list of processes."""
    file = home / "redis.conf"
    file.touch(mode=0o600)
    lines = ["bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""', "appendonly no", "daemonize no"]
    file.write_text("\n".join([*lines, "maxmemory 256mb", "maxmemory-policy noeviction", ""]))
    return file


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            with link.makefile("rb") as answers:
                return answers.readline() == b"+OK\r\n" and answers.readline() == b"+PONG\r\n"
    except OSError:
        return False

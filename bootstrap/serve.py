"""`./run`: from nothing to a served, populated demonstration; everything ends with it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import NoReturn

from bootstrap import packages, papers, prepare
from bootstrap.children import Child, Children, Ending
from bootstrap.console import Failure, say, tail
from bootstrap.layout import Layout
from bootstrap.processes import Stopped, deferred_stop, spawn, wait_until
from bootstrap.session import guarded, session
from bootstrap.stamps import Stamp

_USAGE = """\
./run            从零安装并启动演示系统(Ctrl-C 停止) · install and serve the demonstration (Ctrl-C stops it)

PORT=8001                 网页端口,默认 8000 · port of the pages
DATABASE_URL, DATABASE_OWNER_URL   使用已有的 PostgreSQL+PostGIS · use an existing server
REDIS_URL                 使用已有的 Redis · use an existing server
ANGUI_VAR                 数据、密钥和日志的文件夹,默认 .var · folder of data, keys and logs
"""
_HOST = "127.0.0.1"
_SECONDS_TO_SERVE = 90
_DEMO_LINE = re.compile("演示案件[0-9]+/[0-9]+".encode())
# a worker ends after its task, or at once and hands the task back
_WORKER_ENDING = Ending((signal.SIGTERM, signal.SIGQUIT), signal.SIGQUIT, patience=5)


def main(arguments: list[str]) -> int:
    if arguments:
        print(_USAGE, end="")
        return 0 if arguments[0] in ("-h", "--help") else 2
    return guarded(_serve)


def _serve() -> int:
    layout = Layout.for_run()
    with session(layout, "./run") as children:
        port = _port()
        env = _prepare(layout, children)
        try:
            worker = _start(layout, children, env, port)
            _follow(children, worker)
        except Stopped:
            say("正在停止 · stopping")
    return 0


def _prepare(layout: Layout, children: Children) -> dict[str, str]:
    prepare.build(layout, packages.RUN)
    env = prepare.servers(layout, children) | papers.provide(layout)
    env.setdefault("ANGUI_SITE", f"http://{_HOST}:{os.environ.get('PORT') or '8000'}")
    prepare.manage(layout, env, "准备数据库 · preparing the database", "prepare_database")
    prepare.collect_static(layout, env)
    return env


def _start(layout: Layout, children: Children, env: dict[str, str], port: int) -> Child:
    """The web server first, since people wait for it; then worker and beat and the demonstration's data.

    Returns the worker, which tells how far it is with them.
    """
    web = ["-m", "gunicorn", "config.wsgi", "--bind", f"{_HOST}:{port}", "--workers", "2", "--threads", "4"]
    web += ["--graceful-timeout", "5", "--no-control-socket", "--access-logfile", "-"]
    celery = ["-m", "celery", "-A", "config"]
    worker = [*celery, "worker", "-c1", "-l", "info", "--without-gossip", "--without-mingle"]

    def start(name: str, arguments: list[str], log: str, ending: Ending | None = None) -> Child:
        argv: list[str | Path] = [layout.python, *arguments]
        return children.start(name, argv, log=layout.log(log), cwd=layout.root, env=env, ending=ending)

    # the first time people need their log-ins before the pages; later nobody should wait for what is there
    loaded = Stamp(layout.var / "demo.stamp", env["DATABASE_URL"])
    known = loaded.fresh
    if not known:
        _load_demo(layout, env)
        loaded.set()
    say("启动网页服务 · starting the web server")
    _require_free(port)
    server = start("gunicorn", web, "web")
    logins = _ask_for_logins(layout, env)
    _await_page(children, server, port)
    say(f"网页已可打开 · serving  http://{_HOST}:{port}/")
    logins.wait()
    print("\n".join(tail(layout.log("logins"), 100)), flush=True)
    say("启动后台任务和定时器 · starting worker and beat")
    working = start("celery worker", worker, "worker", _WORKER_ENDING)
    start("celery beat", [*celery, "beat", "-l", "info"], "beat")
    if known:
        _load_demo(layout, env)
    say("全部就绪,按 Ctrl-C 停止 · all is up, Ctrl-C stops everything")
    return working


def _ask_for_logins(layout: Layout, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Begin to write who can log in as what into `logins.log`, while the web server starts."""
    argv: list[str | Path] = [layout.python, "manage.py", "demo", "--list-logins"]
    with layout.log("logins").open("wb") as output, deferred_stop():
        return spawn(argv, cwd=layout.root, env=env, output=output)


def _load_demo(layout: Layout, env: dict[str, str]) -> None:
    """Places and people now, cases by the worker; what is there already is passed over."""
    title = "装入演示数据,案件由后台继续 · demonstration data, cases follow by the worker"
    prepare.manage(layout, env, title, "demo", "--enqueue")


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Failure(
            f"PORT={text} 不是有效的端口号。请用 1–65535 之间的数字。",
            f"PORT={text} is no port number. Use one from 1 to 65535.",
        )
    _require_free(int(text))
    return int(text)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise Failure(
                f"端口 {port} 不能使用({error.strerror})。请停止占用它的程序,或换一个:PORT={port + 1} ./run",
                f"Port {port} cannot be used ({error.strerror}). Stop what holds it, or take another: "
                f"PORT={port + 1} ./run",
            ) from error


def _await_page(children: Children, server: Child, port: int) -> None:
    def answered() -> bool:
        children.check()
        link = http.client.HTTPConnection(_HOST, port, timeout=10)
        try:
            link.request("GET", "/")
            return link.getresponse().status < 500
        except OSError:
            return False
        finally:
            link.close()

    if not wait_until(answered, _SECONDS_TO_SERVE, every=0.2):
        raise Failure(
            "网页没有响应。请按下面的日志排除原因后重新运行。",
            "The pages do not answer. Remove the cause shown in the log below and start again.",
            server.log,
        )


def _follow(children: Children, worker: Child) -> NoReturn:
    """Stay, and show how far the worker is with the demonstration's cases."""
    with worker.log.open("rb") as log:
        while True:
            children.check()
            told = [found[0] for found in map(_DEMO_LINE.search, log.readlines()) if found]
            if told:
                say(told[-1].decode())
            time.sleep(2)

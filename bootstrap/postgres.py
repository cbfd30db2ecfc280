"""A private PostgreSQL with PostGIS: a data folder of its own, a socket nobody else can open, no network port.

Three roles: `postgres` (superuser; creates extensions), `angui_owner` (owns the tables and migrates) and
`angui_app` (the product; can neither TRUNCATE nor disable triggers).
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bootstrap.children import Child, Children, Ending
from bootstrap.console import Failure, say
from bootstrap.layout import Layout, make_private
from bootstrap.parts import PostgresTools
from bootstrap.processes import PROC, send, wait_until

DATABASE = "angui"
SUPERUSER, OWNER, APP = "postgres", "angui_owner", "angui_app"
_SETTINGS = ("listen_addresses=", "unix_socket_permissions=0700", "jit=off", "max_connections=80")
# for databases that are thrown away
_UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# fast shutdown, then immediate shutdown (recovers at the next start)
_ENDING = Ending((signal.SIGINT, signal.SIGQUIT), signal.SIGINT)

_SET_UP = f"""
SELECT 'CREATE ROLE {OWNER} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') \\gexec
SELECT 'CREATE ROLE {APP} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
\\connect {DATABASE}
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""


@dataclass(frozen=True)
class Cluster:
    """The folders and tools of one server, and the user it runs as (None: ourselves)."""

    tools: PostgresTools
    home: Path
    sockets: Path
    user: pwd.struct_passwd | None
    log: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgis://{role}@{quote(str(self.sockets), safe='')}/{database}"

    def call(self, program: str, *arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's short commands to its end."""
        return subprocess.run(
            [str(self.tools.folder / program), *map(str, arguments)],
            cwd="/",
            env=dict(self.tools.env),
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
        )


def start(
    layout: Layout, children: Children, tools: PostgresTools, *, keys_are_new: bool = False, throw_away: bool = False
) -> Cluster:
    """Start the server, with roles, database and extensions in place.

    `throw_away` begins with an empty server that need not survive a crash. `keys_are_new` puts a database aside
    whose encrypted values nobody can read any more.
    """
    cluster = _cluster(layout, tools)
    _end_unregistered(cluster)
    if throw_away:
        shutil.rmtree(cluster.data, ignore_errors=True)
    elif keys_are_new and cluster.data.exists():
        aside = cluster.data.with_name(f"data-{time.strftime('%Y%m%d-%H%M%S')}")
        cluster.data.rename(aside)
        say(f"密钥文件不在,旧数据库移到 {aside} · its keys are gone: the old database was put aside")
    _check_version(cluster)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    _launch(cluster, children, throw_away)
    done = cluster.call("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *_address(cluster), text=_SET_UP)
    if done.returncode:
        raise _failure(cluster, "建立数据库", "creating roles and database", done.stderr)
    say("PostgreSQL 就绪 · PostgreSQL with PostGIS")
    return cluster


def _cluster(layout: Layout, tools: PostgresTools) -> Cluster:
    user = _other_user() if os.geteuid() == 0 else None
    home = layout.server_home("postgres")
    if user is not None:
        for folder in (home.parent.parent, home.parent):
            make_private(folder, 0o711)
        home.mkdir(exist_ok=True)
    else:
        make_private(home)
    cluster = Cluster(tools, home, layout.socket_folder(home), user, layout.log("postgres"))
    if user is None:
        make_private(cluster.sockets)
    else:
        cluster.sockets.mkdir(exist_ok=True)
        for folder in (home, cluster.sockets):
            os.chown(folder, user.pw_uid, user.pw_gid)
            folder.chmod(0o700)
    return cluster


def _other_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SUPERUSER)
    except KeyError:
        raise Failure(
            "PostgreSQL 不能以 root 运行,而系统没有 postgres 用户。请运行 adduser --system postgres,或改用普通用户。",
            "PostgreSQL refuses root and there is no user postgres. Run adduser --system postgres, "
            "or use an ordinary user.",
        ) from None


def _check_version(cluster: Cluster) -> None:
    try:
        made_by = (cluster.data / "PG_VERSION").read_text().strip()
    except OSError:
        return
    if made_by != str(cluster.tools.major):
        raise Failure(
            f"数据由 PostgreSQL {made_by} 建立,现有的是 {cluster.tools.major}。"
            f"请装回 {made_by},或移走 {cluster.data}。",
            f"The data were made by PostgreSQL {made_by}, this is {cluster.tools.major}. "
            f"Install {made_by} again, or move {cluster.data} away.",
        )


def _initialise(cluster: Cluster) -> None:
    shutil.rmtree(cluster.data, ignore_errors=True)  # an initdb that was killed leaves half a folder
    options = ("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
    done = cluster.call("initdb", "-D", cluster.data, *options)
    if done.returncode:
        raise _failure(cluster, "建立数据库实例", "initdb", done.stdout + done.stderr)


def _launch(cluster: Cluster, children: Children, throw_away: bool) -> None:
    """A backend that outlived a killed server holds its memory for a moment, hence more than one try."""
    settings = _SETTINGS + (_UNSAFE_AND_FAST if throw_away else ())
    command: list[str | Path] = [cluster.tools.folder / "postgres", "-D", cluster.data, "-k", cluster.sockets]
    command += [word for setting in settings for word in ("-c", setting)]
    for _attempt in range(3):
        child = children.start(
            "PostgreSQL",
            command,
            log=cluster.log,
            cwd=Path("/"),
            env=cluster.tools.env,
            ending=_ENDING,
            user=cluster.user,
        )
        if _ready(cluster, child):
            return
        children.stop("PostgreSQL")
        time.sleep(1)
    raise Failure(
        "PostgreSQL 启动失败。请按下面的日志排除原因(常见:磁盘已满、数据目录权限不对)后重新运行。",
        "PostgreSQL did not start. Remove the cause shown in the log below (often a full disk or wrong permissions) "
        "and start again.",
        cluster.log,
    )


def _ready(cluster: Cluster, child: Child) -> bool:
    """Ask the server itself; recovery after a crash may take minutes."""

    def answered_or_ended() -> bool:
        return not child.alive or cluster.call("pg_isready", "-q", *_address(cluster)).returncode == 0

    return wait_until(answered_or_ended, 300) and child.alive


def _address(cluster: Cluster) -> tuple[str, ...]:
    return ("-h", str(cluster.sockets), "-U", SUPERUSER, "-d", SUPERUSER)


def _end_unregistered(cluster: Cluster) -> None:
    """A server that still works in our data folder is ours; a pid file that names anybody else is stale."""
    file = cluster.data / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    for number in _ENDING.signals:
        if _works_in(pid, cluster.data):
            send(pid, number)
            wait_until(lambda: not _works_in(pid, cluster.data), 10)
    if not _works_in(pid, cluster.data):
        file.unlink(missing_ok=True)
        for leftover in cluster.sockets.glob(".s.PGSQL.*"):
            leftover.unlink()


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return (PROC / str(pid) / "cwd").readlink() == folder.resolve()
    except OSError:
        return False


def _failure(cluster: Cluster, chinese: str, english: str, output: str) -> Failure:
    with cluster.log.open("a") as log:
        log.write(output)
    return Failure(
        f"{chinese}失败。请按下面的日志排除原因后重新运行。",
        f"Failed: {english}. Remove the cause shown in the log below and start again.",
        cluster.log,
    )

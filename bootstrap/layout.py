"""Where everything lies. One `Layout` for `./run`, another for `./test`, so that both can work at once."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import Failure

ROOT = Path(__file__).resolve().parent.parent
# sun_path holds 108 bytes with its NUL; PostgreSQL adds "/.s.PGSQL.5432.lock" beside the socket
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Layout:
    """Folders of one command: `var` is its own, `shared` is what both commands use."""

    root: Path
    var: Path
    shared: Path

    @classmethod
    def for_run(cls) -> "Layout":
        var = Path(os.environ.get("ANGUI_VAR") or ROOT / ".var").resolve()
        return cls(ROOT, var, var)

    @classmethod
    def for_test(cls) -> "Layout":
        shared = cls.for_run().shared
        return cls(ROOT, shared / "test", shared)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def create(self) -> None:
        """Make the folders; nobody else may read them (keys, logs, files of cases)."""
        for folder in (self.shared, self.var, self.logs):
            make_private(folder)

    def server_home(self, name: str) -> Path:
        """Folder of a server's data. PostgreSQL refuses root, and its user may not be able to reach the checkout."""
        if os.geteuid():
            return self.var / name
        mark = hashlib.sha256(str(self.var).encode()).hexdigest()[:10]
        return Path("/var/lib/angui") / mark / name

    def socket_folder(self, home: Path) -> Path:
        """`home/run`, or a short folder when that path is too long for a socket address."""
        folder = home / "run"
        if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
            return folder
        mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
        base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        return base / f"angui-{os.geteuid()}-{mark}"


def make_private(folder: Path, mode: int = 0o700) -> None:
    """Make a folder that is ours alone; refuse one that somebody else prepared under the same name."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise PermissionError
        folder.chmod(mode)
    except OSError as error:
        raise Failure(
            f"无法使用文件夹 {folder}({error.strerror or '属于其他用户'})。请检查其权限,或换到自己的目录下运行。",
            f"The folder {folder} cannot be used ({error.strerror or 'it belongs to somebody else'}). "
            "Check its owner and permissions, or use a checkout of your own.",
        ) from error

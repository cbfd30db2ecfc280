"""The virtual environment and the pinned packages in it."""

import shutil
import sys
from pathlib import Path

from bootstrap import steps
from bootstrap.console import Failure
from bootstrap.layout import Layout
from bootstrap.stamps import Stamp, digest

RUN = ("requirements.txt",)
TEST = ("requirements.txt", "requirements-dev.txt")


def install(layout: Layout, files: tuple[str, ...]) -> None:
    """Make `.venv` and install the last of `files`, which includes the others; nothing when they are unchanged."""
    _make_venv(layout)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = Stamp(layout.venv / f".{files[-1]}.stamp", digest([layout.root / name for name in files], python))
    if stamp.fresh:
        return
    pip = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input")
    command: list[str | Path] = [layout.python, *pip, "-r", files[-1]]
    steps.run("安装 Python 依赖 · Python packages", command, log=layout.log("pip"), cwd=layout.root)
    stamp.set()


def _make_venv(layout: Layout) -> None:
    """A venv knows its folder and its Python: one that was moved or lost its Python is made anew."""
    if _usable(layout):
        return
    if layout.venv.is_symlink() or (layout.venv.exists() and not (layout.venv / "pyvenv.cfg").exists()):
        raise Failure(
            f"{layout.venv} 不是本程序建立的虚拟环境。请移走它后重新运行。",
            f"{layout.venv} is no virtual environment of ours. Move it away and start again.",
        )
    shutil.rmtree(layout.venv, ignore_errors=True)
    command: list[str | Path] = [sys.executable, "-m", "venv", layout.venv]
    steps.run("建立 Python 环境 · virtual environment", command, log=layout.log("pip"), cwd=layout.root)


def _usable(layout: Layout) -> bool:
    version = f"{sys.version_info.major} {sys.version_info.minor}"
    answer = steps.output_of([layout.python, "-c", "import sys; print(*sys.version_info[:2])"], cwd=layout.root)
    try:
        script = (layout.venv / "bin/pip").read_text()
    except OSError:
        return False
    return (answer or "").strip() == version and str(layout.venv) in script

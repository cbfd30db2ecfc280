"""Seed files of every app, found through one attribute: `AppConfig.seed_files = {"gates": ["seed/gates.csv"], …}`.

A kind of file is loaded by the function its first app names in `AppConfig.seed_loaders = {"gates": "dotted.path"}`:
it takes a path and the moment, writes what is missing, and returns what it did as a `Report`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Report:
    """Rows that came in, were already there, were changed, or were left alone because the place has its own."""

    created: int = 0
    unchanged: int = 0
    changed: int = 0
    kept: int = 0


Loader = Callable[[Path, datetime], Report]


def files(kind: str) -> list[Path]:
    """The seed files of one kind, in the order of the installed apps; a folder stands for the CSV files in it."""
    found: list[Path] = []
    for app in apps.get_app_configs():
        for name in getattr(app, "seed_files", {}).get(kind, ()):
            path = Path(app.path) / name
            found += sorted(path.glob("*.csv")) if path.is_dir() else [path]
    return found


def loaders() -> dict[str, Loader]:
    """What loads each kind of file, in the order in which the apps name them."""
    found: dict[str, Loader] = {}
    for app in apps.get_app_configs():
        for kind, dotted in getattr(app, "seed_loaders", {}).items():
            found.setdefault(kind, import_string(dotted))
    return found


def load_all(at: datetime) -> Iterator[tuple[str, Path, Report]]:
    """Load every seed file with its loader; running it again changes nothing."""
    for kind, loader in loaders().items():
        for path in files(kind):
            yield kind, path, loader(path, at)

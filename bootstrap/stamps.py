"""What is done and need not be done again: a step is skipped while the content it was made from is unchanged."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *extra: str) -> str:
    """SHA-256 (hex) over names and contents of files and, recursively, folders; a missing one counts as absent.

    Hidden files in folders are left out: stamps and editors' files live there.
    """
    total = hashlib.sha256("\0".join(extra).encode())
    for path in sorted(paths):
        for file in _files(path):
            name = file.name if file == path else str(file.relative_to(path))
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            total.update(f"\0{path.name}\0{name}\0{content}".encode())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(f for f in path.rglob("*") if f.is_file() and not _hidden(f.relative_to(path)))
    return [path] if path.is_file() else []


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


class Stamp:
    """A file that remembers the digest a step was last completed with; it lies in what the step made."""

    def __init__(self, file: Path, current: str) -> None:
        self.file = file
        self.current = current

    @property
    def fresh(self) -> bool:
        try:
            return self.file.read_text() == self.current
        except OSError:
            return False

    def set(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.current)

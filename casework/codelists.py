"""Code lists of a domain, from one readable file with the columns list, code and label."""

import csv
from functools import cached_property
from pathlib import Path


class CodeLists:
    """The lists of one file, read once."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @cached_property
    def _lists(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        with self.file.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                entries = found.setdefault(row["list"], {})
                if row["code"] in entries:
                    raise ValueError(f"{self.file.name}: {row['list']} {row['code']} stands twice")
                entries[row["code"]] = row["label"]
        return found

    def lists(self) -> dict[str, dict[str, str]]:
        """Every list: code → label, in the order of the file. Raises ValueError for a code that stands twice."""
        return self._lists

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Code and label of every entry of a list; KeyError for an unknown list."""
        return list(self._lists[name].items())

    def label(self, name: str, code: str) -> str:
        """The label of a code, the code itself where the list does not know it (an old record)."""
        return self._lists.get(name, {}).get(code, code)

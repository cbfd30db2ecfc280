"""Code lists of the property cases, from one readable file; categories and the duty map are dated rows."""

import csv
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "seed" / "codes.csv"


@lru_cache(maxsize=1)
def lists() -> dict[str, dict[str, str]]:
    """Every list: code → label, in the order of the file. Raises ValueError for a code that stands twice."""
    found: dict[str, dict[str, str]] = {}
    with _FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            entries = found.setdefault(row["list"], {})
            if row["code"] in entries:
                raise ValueError(f"{_FILE.name}: {row['list']} {row['code']} stands twice")
            entries[row["code"]] = row["label"]
    return found


def choices(name: str) -> list[tuple[str, str]]:
    """Code and label of every entry of a list; KeyError for an unknown list."""
    return list(lists()[name].items())


def label(name: str, code: str) -> str:
    """The label of a code, the code itself where the list does not know it (an old record)."""
    return lists().get(name, {}).get(code, code)

"""Words that do not stand in a title, and what stands instead (§5.3a). The narrative keeps a person's own words."""

import csv
from functools import lru_cache
from pathlib import Path

from casework import unused_words
from casework.refusals import InvalidData

_FILE = Path(__file__).parent / "seed" / "words_not_used.csv"


@lru_cache(maxsize=1)
def not_used() -> dict[str, str]:
    """Word → what stands instead, longer words first."""
    with _FILE.open(newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -len(row["word"]))
    return {row["word"]: row["instead"] for row in rows}


def found_in(text: str) -> tuple[str, str] | None:
    """The first unused word of a text with its replacement; None where there is none."""
    bare = "".join(text.split())
    return next(((word, instead) for word, instead in not_used().items() if word in bare), None)


def refuse_in(text: str, field: str) -> None:
    """Raises InvalidData under `field` where a title or tag uses such a word."""
    if said := unused_words.problem(text):
        raise InvalidData({field: [said]})

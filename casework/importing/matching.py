"""Which column of a table may be which field of ours, by what the heads say. A proposal; a person confirms it."""

import re
from collections.abc import Iterable, Sequence

from casework.importing.profiles import Target

_NOISE = re.compile(r"[\s　（(【\[].*$|[:：*＊]")


def plain(head: str) -> str:
    """A column head without brackets, marks and blanks: 「诉求内容（必填）」 → 诉求内容."""
    return _NOISE.sub("", head.strip()).casefold()


def propose(columns: Sequence[str], targets: Iterable[Target]) -> dict[str, str]:
    """Field → column, each column once. The whole word first, then a word that is part of the head."""
    heads = {column: plain(column) for column in columns}
    found: dict[str, str] = {}
    wanted = list(targets)
    for fits in (_same, _contained):
        for target in wanted:
            if target.name in found:
                continue
            free = [column for column in columns if column not in found.values()]
            match = next((c for word in _words(target) for c in free if fits(word, heads[c])), None)
            if match is not None:
                found[target.name] = match
    return found


def _words(target: Target) -> list[str]:
    return [plain(word) for word in (str(target.label), *target.heads)]


def _same(word: str, head: str) -> bool:
    return word == head


def _contained(word: str, head: str) -> bool:
    return len(word) > 1 and word in head

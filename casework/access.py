"""The permission matrix: which role may do what with which kind of object. Data in one file a domain.

Letters: C create, R read, U update, A approve, X export, r masked read, s status only.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from casework.actor import Actor

LETTERS = frozenset("CRUAXrs")
#: The words of the matrix for a masked read that becomes a full one when a need is stated.
LOGGED_NEED = "full read on a logged need"


@dataclass(frozen=True)
class Right:
    """What one role may do with one object: letters, and the words that narrow it."""

    role: str
    object: str
    letters: frozenset[str]
    scope: str


_MATRIX: dict[tuple[str, str], Right] = {}


def load(path: Path) -> None:
    """Read a domain's matrix: a CSV of role, object, letters (`C|R`), scope. A letter out of the list is refused."""
    with path.open(newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            letters = frozenset(filter(None, line["letters"].split("|")))
            if letters - LETTERS:
                raise ValueError(f"{path}: unknown letters {sorted(letters - LETTERS)} for {line['role']}")
            right = Right(line["role"], line["object"], letters, line["scope"])
            _MATRIX[right.role, right.object] = right


def rights() -> list[Right]:
    """The whole matrix, for the page and the generated test."""
    return list(_MATRIX.values())


def may(actor: Actor, object_code: str, letter: str) -> bool:
    """Whether the actor's role has this letter for this object. Scope is the queryset's business."""
    if actor.is_system:
        return True
    right = _MATRIX.get((actor.role, object_code))
    return right is not None and letter in right.letters


def may_unmask(actor: Actor, object_code: str) -> bool:
    """Whether a masked value may be opened: by a full read, or on a need that is stated and logged."""
    return may(actor, object_code, "R") or scope_of(actor, object_code) == LOGGED_NEED


def scope_of(actor: Actor, object_code: str) -> str:
    """The words that narrow the right (own, assigned, …); empty where nothing does."""
    right = _MATRIX.get((actor.role, object_code))
    return right.scope if right else ""

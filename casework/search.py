"""One box over everything that has a number or a public name: cases, compounds, firms, papers. Never a person (§5.2).

A domain registers its finders in order; each gives at most five hits of what the actor may see. What looks like a
person and names nothing else is answered with one fixed sentence, whether such a person is known here or not.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from casework import kinds, scopes
from casework.actor import Actor
from casework.api.filters import NO_PEOPLE, TAIL
from casework.listing import Reach
from casework.masking import contains_personal
from casework.models import Record

MOST = 5
LONGEST = 60
NOTHING = _("没有找到，或不在您的范围内。")
#: The beginning of a number of ours: two letters, and as much of the rest as was typed.
_NUMBER = re.compile(r"[A-Z]{2}-?[0-9A-Z-]{0,30}")
#: So many digits alone are a piece of a telephone or identity number, unless they are the tail of one of ours.
_DIGITS = re.compile(r"[0-9０-９][0-9０-９ Xx-]{5,}")


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what tells it from others, where it is."""

    label: str
    hint: str
    url: str


@dataclass(frozen=True)
class Found:
    """What a search led to: hits by group, or a sentence; `person` where it is the one about people."""

    groups: Sequence[tuple[Any, Sequence[Hit]]] = ()
    message: Any = ""
    person: bool = False

    @property
    def only(self) -> Hit | None:
        """The hit, where there is exactly one."""
        hits = [hit for _label, found in self.groups for hit in found]
        return hits[0] if len(hits) == 1 else None


Finder = Callable[[str, Actor], Sequence[Hit]]
#: What is looked for: its name, what it tells apart, and how it is found.
FINDERS: list[tuple[Any, Reach, Finder]] = []
_NAMES: list[Callable[[str], bool]] = []
_CODES: list[Callable[[str], bool]] = []


def register(
    *finders: tuple[Any, Reach, Finder],
    looks_like_name: Callable[[str], bool] | None = None,
    is_code: Callable[[str], bool] | None = None,
) -> None:
    """Add groups in their order; a test that tells a personal name from other words, and one that knows public codes,
    which may hold the digits of an identity number by chance."""
    FINDERS.extend(finders)
    _NAMES.extend([looks_like_name] if looks_like_name else [])
    _CODES.extend([is_code] if is_code else [])


def find(words: str, actor: Actor) -> Found:
    """What these words name, for this actor."""
    words = " ".join(words.replace("\x00", "").split())[:LONGEST]
    if not words:
        return Found()
    if contains_personal(words) and not any(is_code(words) for is_code in _CODES):
        return Found(message=NO_PEOPLE, person=True)
    name = any(looks(words) for looks in _NAMES)
    groups = [(label, list(finder(words, actor))[:MOST]) for label, _reach, finder in FINDERS]
    groups = [(label, hits) for label, hits in groups if hits]
    if groups:
        return Found(groups)
    if name or _DIGITS.fullmatch(words):
        return Found(message=NO_PEOPLE, person=True)
    return Found(message=NOTHING)


def records(words: str, actor: Actor, kind: kinds.Kind) -> list[Record]:
    """Records of a kind in scope with this number: whole, as far as it was typed, or its last five digits."""
    if actor.role not in scopes.roles_seeing(kind.name):
        return []
    found = Record.objects.visible_to(actor, kind.name).select_related("owner_agency")
    typed = words.upper().replace(" ", "")
    if typed.isdecimal() and len(typed) == TAIL:
        found = found.alias(tail=Right("number", TAIL)).filter(tail=typed)
    elif len(typed) > len("WY-") and _NUMBER.fullmatch(typed):
        found = found.filter(number__startswith=typed)
    else:
        return []
    return list(found.order_by("-opened_at", "-pk")[:MOST])

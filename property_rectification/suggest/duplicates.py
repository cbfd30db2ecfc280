"""What may be the same matter: same compound and category within half a year, or nearly the same text.

Reasons are given in words with the sentence that matches; no percentage and no verdict. A person decides
(CASE 07). Texts are found by a sketch of eight numbers (one-permutation min-hash over four-character pieces), so
that a new text is compared with a handful of others and never with all.
"""

import re
import zlib
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, Literal, TypeVar

from rapidfuzz import fuzz, process

from property_rectification.suggest.categories import NOT_PROPERTY

Key = TypeVar("Key", bound=Hashable)
Reason = Literal["same_text", "near_text", "contained", "same_place_and_kind"]

WINDOW = timedelta(days=180)
SKETCH_SIZE = 8
ENOUGH_SHARED = 3  # of the eight: unrelated texts share none, copies with a changed paragraph five or more
_PIECE = 4
_MIX = 0x9E3779B1  # an odd constant spreads crc32's low bits
_MASK = 0xFFFFFFFF
_EMPTY = 1 << 32
_SAME = 88  # rapidfuzz ratio; inner measure, never shown
_INSIDE = 92
_WORTH_COMPARING = 8  # characters below which a text says too little
_SENTENCE = re.compile(r"[。！？；!?;\n]+")
_NOISE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_FORM = 120  # a text this short may be a filled form: its house number is the whole difference
_LONG = 60

REASONS: dict[Reason, str] = {
    "same_text": "文字相同",
    "near_text": "文字几乎相同",
    "contained": "一件的文字包含在另一件里",
    "same_place_and_kind": "同一小区、同一类事项，相隔{days}天",
}


@dataclass(frozen=True)
class Entry(Generic[Key]):
    """One message as it is compared. `text` may be fetched late, see `likely_duplicates`."""

    key: Key
    sketch: tuple[int, ...]
    received_at: datetime
    compound: Hashable | None = None
    category: str | None = None


@dataclass(frozen=True)
class Candidate(Generic[Key]):
    """A message that may be about the same matter. `sentence` is the sentence of the other text that matches best."""

    key: Key
    reasons: tuple[Reason, ...]
    days: int
    sentence: str = ""


def folded(text: str) -> str:
    """The text without spaces, signs and case: what is compared."""
    return _NOISE.sub("", text).casefold()


def sketch(text: str) -> tuple[int, ...]:
    """Up to eight 32-bit numbers, of which nearly equal texts share most.

    The upper three bits of a number are its place, so that numbers can be looked up on their own.
    """
    bare = folded(text)
    smallest = [_EMPTY] * SKETCH_SIZE
    for start in range(max(len(bare) - _PIECE + 1, 1)):
        mixed = (zlib.crc32(bare[start : start + _PIECE].encode()) * _MIX) & _MASK
        place = mixed >> 29  # the upper three bits choose one of eight
        smallest[place] = min(smallest[place], mixed)
    return tuple(number for number in smallest if number != _EMPTY)


def likely_duplicates(
    text: str, entry: "Entry[Key]", others: Iterable[tuple["Entry[Key]", str]], most: int = 5
) -> list["Candidate[Key]"]:
    """The likeliest of `others` (entry and text each), near texts first, then nearest in time.

    Only messages within 180 days count; a text of a few words is compared by place and category alone.
    """
    found = []
    for other, other_text in others:
        candidate = _compare(text, entry, other, other_text)
        if candidate is not None:
            found.append(candidate)
    return sorted(found, key=lambda c: ("same_place_and_kind" in c.reasons[:1], c.days))[:most]


def matching_sentence(text: str, other: str) -> str:
    """The sentence of `other` that is likest to some sentence of `text`; empty where none is."""
    mine = [piece for piece in _SENTENCE.split(text) if len(piece.strip()) >= _WORTH_COMPARING]
    theirs = [piece for piece in _SENTENCE.split(other) if len(piece.strip()) >= _WORTH_COMPARING]
    best, best_score = "", 50.0
    for piece in mine[:40]:
        hit = process.extractOne(piece, theirs[:200], scorer=fuzz.ratio, score_cutoff=best_score)
        if hit is not None and hit[1] > best_score:
            best, best_score = hit[0].strip(), hit[1]
    return best


def _compare(text: str, entry: Entry[Key], other: Entry[Key], other_text: str) -> Candidate[Key] | None:
    apart = abs(entry.received_at - other.received_at)
    if entry.key == other.key or apart > WINDOW:
        return None
    reasons: list[Reason] = []
    likeness = _likeness(text, other_text)
    if likeness is not None:
        reasons.append(likeness)
    if _same_place_and_kind(entry, other):
        reasons.append("same_place_and_kind")
    if not reasons:
        return None
    return Candidate(other.key, tuple(reasons), apart.days, matching_sentence(text, other_text))


def _same_place_and_kind(entry: Entry[Key], other: Entry[Key]) -> bool:
    if entry.compound is None or entry.category in (None, NOT_PROPERTY):
        return False
    return entry.compound == other.compound and entry.category == other.category


def _likeness(text: str, other_text: str) -> Reason | None:
    mine, theirs = folded(text), folded(other_text)
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) < _WORTH_COMPARING:
        return None
    if mine == theirs:
        return "same_text"
    if len(longer) < _FORM and _other_number(mine, theirs):
        return None
    if fuzz.ratio(mine, theirs, score_cutoff=_SAME):
        return "near_text"
    if len(shorter) >= _LONG / 2 and fuzz.partial_ratio(shorter, longer, score_cutoff=_INSIDE):
        return "contained"
    return None


def _other_number(mine: str, theirs: str) -> bool:
    left, right = _DIGITS.findall(mine), _DIGITS.findall(theirs)
    return bool(left and right) and left != right


@dataclass
class SketchIndex(Generic[Key]):
    """Messages by the numbers of their sketch and by place and category. Each bucket keeps its newest `depth`."""

    depth: int = 24
    _by_number: dict[int, deque[Entry[Key]]] = field(default_factory=dict)
    _by_place: dict[tuple[Hashable, str | None], deque[Entry[Key]]] = field(default_factory=dict)

    def add(self, entry: Entry[Key]) -> None:
        """Take a message in; later ones can find it."""
        for number in entry.sketch:
            self._by_number.setdefault(number, deque(maxlen=self.depth)).append(entry)
        if entry.compound is not None:
            self._by_place.setdefault((entry.compound, entry.category), deque(maxlen=self.depth)).append(entry)

    def near(self, entry: Entry[Key], most: int = 8) -> list[Entry[Key]]:
        """The entries worth comparing with: sharing enough of the sketch, or place and category, inside the window."""
        shared: dict[Key, int] = defaultdict(int)
        entries: dict[Key, Entry[Key]] = {}
        for number in entry.sketch:
            for other in self._by_number.get(number, ()):
                shared[other.key] += 1
                entries[other.key] = other
        needed = min(ENOUGH_SHARED, len(entry.sketch))
        keys = [key for key, count in shared.items() if count >= needed]
        keys.sort(key=lambda key: -shared[key])
        for other in self._by_place.get((entry.compound, entry.category), ()) if entry.compound is not None else ():
            entries[other.key] = other
            keys.append(other.key)
        inside = [k for k in dict.fromkeys(keys) if abs(entries[k].received_at - entry.received_at) <= WINDOW]
        return [entries[key] for key in inside if key != entry.key][:most]

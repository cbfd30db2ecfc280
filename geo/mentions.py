"""The compound a free text names. Pure: no Django."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geo import names

Key = TypeVar("Key", bound=Hashable)

# a very short name is a common word too (阳光, 幸福): without its 小区 it counts only where a house number follows
_HOUSE = re.compile(r"(?:\d{1,4}|[a-z]|[一二三四五六七八九十]+)(?:号楼|号院|栋|幢|座|期|单元|区)")


@dataclass(frozen=True)
class Mention(Generic[Key]):
    """A compound found in a text; `written` is the folded name or alias that stood there."""

    key: Key
    written: str


class CompoundNames(Generic[Key]):
    """Names and aliases of compounds, made ready for many texts."""

    def __init__(self, compounds: Iterable[tuple[Key, Iterable[str]]]) -> None:
        owners: defaultdict[str, set[Key]] = defaultdict(set)
        for key, called in compounds:
            for name in called:
                for variant in _variants(name):
                    owners[variant].add(key)
        self._owners = dict(owners)
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for variant in sorted(owners, key=len, reverse=True):
            self._by_first[variant[0]].append(variant)
        firsts = "".join(re.escape(first) for first in self._by_first)
        self._starts = re.compile(f"[{firsts}]") if firsts else None

    def find(self, text: str) -> Mention[Key] | None:
        """The compound with the longest name in `text`, of equally long ones the first.

        None where no name stands, or where that name belongs to several compounds: a person must say which.
        """
        if self._starts is None:
            return None
        folded = names.fold(text)
        longest = ""
        for start in self._starts.finditer(folded):
            written = self._at(folded, start.start())
            if len(written) > len(longest):
                longest = written
        owners = self._owners.get(longest, set())
        return Mention(next(iter(owners)), longest) if len(owners) == 1 else None

    def _at(self, folded: str, position: int) -> str:
        for variant in self._by_first[folded[position]]:
            if folded.startswith(variant, position) and (
                not _is_common(variant) or _HOUSE.match(folded, position + len(variant))
            ):
                return variant
        return ""


def in_text(text: str, candidates: CompoundNames[Key]) -> Mention[Key] | None:
    """The compound among `candidates` that `text` names; see `CompoundNames.find`."""
    return candidates.find(text)


def _variants(name: str) -> set[str]:
    short = names.base(names.fold(name))
    return {short, short.removesuffix(names.SUFFIX) + names.SUFFIX} if short else set()


def _is_common(variant: str) -> bool:
    return len(variant) < 3 or (variant.isascii() and len(variant) < 5)

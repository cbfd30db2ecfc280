"""Names of compounds as people write and type them. No Django.

A name is compared folded: width, case, spaces and dashes do not matter, and the closing “小区” may be left out.
"""

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\s\x00-\x1f\\·•・—–\-_'\"“”‘’()\[\]《》【】]+")
SUFFIX = "小区"
START = "^"


def fold(text: str) -> str:
    """`text` with width, case, spaces and separators evened out."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def base(folded: str) -> str:
    """A folded name without its closing “小区”, where at least two characters remain."""
    short = folded.removesuffix(SUFFIX)
    return short if len(short) >= 2 else folded


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """First letters of the reading: “锦绣花园” gives “jxhy”; letters and digits stay."""
    from pypinyin import Style, lazy_pinyin  # a large dictionary: loaded when a name is read, not at every start

    return "".join(lazy_pinyin(fold(text), style=Style.FIRST_LETTER))


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(fold(name)))


def search_endings(names: list[str]) -> list[str]:
    """Every ending of each name, of its initials and of its reading (from a syllable on), sorted, without repeats.

    “Contains” is then “one ending begins with”, which an index answers for two Chinese characters too; trigrams cannot.
    Whole ones stand a second time after START, so that a name's own beginning can be told from its middle.
    """
    endings: set[str] = set()
    for name in names:
        syllables = _syllables(name)
        for parts in (list(fold(name)), list(initials(name)), syllables):
            endings |= {"".join(parts[start:]) for start in range(len(parts))} | {START + "".join(parts)}
    return sorted(endings)

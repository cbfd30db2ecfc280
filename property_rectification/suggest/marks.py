"""Which words of one sentence also stand in another text, for marking them. Pure."""

import re

#: Characters a common piece must have: two are common words (物业, 小区) and say nothing.
LEAST = 3
_WORDS = re.compile(r"\w+")

Part = tuple[str, bool]


def marked(sentence: str, text: str, least: int = LEAST) -> list[Part]:
    """The sentence cut into parts, each with whether it stands in `text` too; the parts joined are the sentence."""
    parts: list[Part] = []
    at = start = 0
    while at < len(sentence):
        length = _common(sentence, at, text, least)
        if not length:
            at += 1
            continue
        if start < at:
            parts.append((sentence[start:at], False))
        parts.append((sentence[at : at + length], True))
        at = start = at + length
    if start < len(sentence):
        parts.append((sentence[start:], False))
    return parts


def _common(sentence: str, at: int, text: str, least: int) -> int:
    """The length of the longest piece of one word run from `at` on that stands in `text`; 0 where it is too short."""
    run = _WORDS.match(sentence, at)
    if run is None or run.end() - at < least or sentence[at : at + least] not in text:
        return 0
    length = least
    while at + length < run.end() and sentence[at : at + length + 1] in text:
        length += 1
    return length


def shared(parts: list[Part], most: int = 3) -> list[str]:
    """The longest common pieces, as they are told: at most `most`, without repeats."""
    pieces = dict.fromkeys(text for text, common in parts if common)
    return sorted(pieces, key=len, reverse=True)[:most]

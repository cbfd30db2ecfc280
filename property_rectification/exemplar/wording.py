"""Texts as people write them and as they are kept: paragraphs and sentences. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]*[”」』）)]*|[。！？；!?;]+")


@dataclass(frozen=True)
class Sentence:
    """One sentence: the part of the paper, its paragraph counted through the whole text, and its words."""

    part: str
    paragraph: int
    body: str


def sentences(parts: Mapping[str, str]) -> list[Sentence]:
    """The sentences of all parts in order; a line is a paragraph, a sentence ends with its mark."""
    found, paragraph = [], 0
    for part, text in parts.items():
        for line in text.splitlines():
            bodies = [body.strip() for body in _SENTENCE.findall(line) if body.strip()]
            if bodies:
                paragraph += 1
                found += [Sentence(part, paragraph, body) for body in bodies]
    return found


def joined(rows: Iterable[Sentence], part: str) -> str:
    """A part as it was typed: its paragraphs as lines."""
    lines: dict[int, str] = {}
    for row in rows:
        if row.part == part:
            lines[row.paragraph] = lines.get(row.paragraph, "") + row.body
    return "\n".join(lines.values())

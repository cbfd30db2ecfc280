"""What the gate found, and how it is taken out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAME, ROOM, ADDRESS, PHONE, IDENTITY, ACCOUNT = "name", "room", "address", "phone", "identity", "account"
PLATE, EMAIL, SCREEN_NAME, LINK, HEALTH, GROUP = "plate", "email", "screen_name", "link", "health", "group"


@dataclass(frozen=True)
class Finding:
    """One place in one unit of a text (`units[unit][start:end]`) with its kind and what may stand there instead."""

    kind: str
    unit: int
    start: int
    end: int
    replacement: str


def without_overlaps(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """In reading order; of two that overlap the earlier, of two that begin together the longer."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: (f.unit, f.start, -f.end)):
        if not kept or kept[-1].unit != one.unit or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def replaced(units: Sequence[str], found: Sequence[Finding]) -> list[str]:
    """The units with every finding replaced; findings do not overlap."""
    texts = []
    for number, unit in enumerate(units):
        parts, end = [], 0
        for one in (f for f in found if f.unit == number):
            parts += [unit[end : one.start], one.replacement]
            end = one.end
        texts.append("".join([*parts, unit[end:]]))
    return texts

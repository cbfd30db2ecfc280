"""First expired, first out: which batches an issue is taken from. Pure.

A thing may be given out through its last day; what has no expiry goes after what has one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Lot:
    """What is left of one batch: its key, how many pieces, and its last day (None where it keeps)."""

    key: str
    left: int
    expiry: date | None


def expired(expiry: date | None, today: date) -> bool:
    """Whether the last day has passed."""
    return expiry is not None and expiry < today


def usable(lots: Iterable[Lot], today: date) -> list[Lot]:
    """What may be given out today, in the order in which it goes out."""
    kept = [lot for lot in lots if lot.left > 0 and not expired(lot.expiry, today)]
    return sorted(kept, key=lambda lot: (lot.expiry is None, lot.expiry or date.max, lot.key))


def taken(lots: Iterable[Lot], wanted: int, today: date) -> list[tuple[str, int]]:
    """How many pieces come out of which batch. Raises ValueError where the unexpired ones are too few."""
    found: list[tuple[str, int]] = []
    for lot in usable(lots, today):
        pieces = min(lot.left, wanted)
        if pieces:
            found.append((lot.key, pieces))
        wanted -= pieces
    if wanted:
        raise ValueError(f"{wanted} pieces too few")
    return found

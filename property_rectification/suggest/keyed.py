"""The sketch of a text under the key ring: nearly equal texts share numbers, and nobody can try words against them."""

from casework import crypto
from property_rectification.suggest import duplicates

PURPOSE = "property_rectification.case.sketch"


def numbers_of(text: str) -> list[int]:
    """What a case keeps of its text: up to eight signed 64-bit numbers."""
    return [_number(crypto.blind_index(str(one), PURPOSE)) for one in duplicates.sketch(text)]


def wanted_by(text: str) -> dict[int, int]:
    """The numbers to look for, under every key of the ring, each with the number of the sketch it stands for."""
    sketch = duplicates.sketch(text)
    return {_number(blind): one for one in sketch for blind in crypto.blind_index_candidates(str(one), PURPOSE)}


def _number(blind: bytes) -> int:
    return int.from_bytes(blind[:8], "big", signed=True)

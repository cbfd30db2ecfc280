"""The gate itself: all findings of a text, the text with them taken out, and the report that is kept."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from property_rectification.masking_text import names, places
from property_rectification.masking_text.findings import ADDRESS, Finding, replaced, without_overlaps

#: A text is masked again until nothing is found: what stands instead can make a new pair of neighbours.
ROUNDS = 8
_LEAST = 4


def inspect(units: Sequence[str], known_names: Iterable[str] = (), known_places: Iterable[str] = ()) -> tuple[
    Finding, ...
]:  # fmt: skip
    """Everything in the units that leads to a person, in reading order and without overlaps.

    `known_names` and `known_places` are what the case keeps of people; they are looked for and not kept here.
    """
    found = [one for number, unit in enumerate(units) for one in places.find(number, unit)]
    found += _known_places(units, known_places)
    found += names.find(units, known_names)
    return without_overlaps(found)


def _known_places(units: Sequence[str], known: Iterable[str]) -> list[Finding]:
    wanted = {place.strip() for place in known if len(place.strip()) >= _LEAST}
    return [
        Finding(ADDRESS, number, match.start(), match.end(), "某处")
        for place in sorted(wanted, key=lambda one: (-len(one), one))
        for number, unit in enumerate(units)
        for match in re.finditer(places.loosely(place), places.plain(unit))
    ]


def mask(units: Sequence[str], known_names: Iterable[str] = (), known_places: Iterable[str] = ()) -> list[str]:
    """The units with every finding replaced; masking what is masked changes nothing."""
    texts, people, where = list(units), list(known_names), list(known_places)
    for _round in range(ROUNDS):
        found = inspect(texts, people, where)
        if not found:
            break
        texts = replaced(texts, found)
    return texts


def report(found: Sequence[Finding], paragraphs: Sequence[int]) -> list[dict[str, Any]]:
    """The report as it is kept: paragraph, unit, kind, place and stand-in of each finding, no value of a person."""
    return [
        {"paragraph": paragraphs[f.unit], "unit": f.unit, "kind": f.kind, "start": f.start, "end": f.end,
         "replacement": f.replacement}
        for f in found
    ]  # fmt: skip

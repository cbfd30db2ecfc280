"""What a kind of record shows on a map: places with how many records stand behind each. No person is ever a spot."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spot:
    """A place with its records, or one record that lies in none.

    `key` joins the mark on the map with its line in the list, `query` narrows a list to the records behind it,
    `url` leads to the one record. Counts are of records in the actor's scope.
    """

    key: str
    name: str
    lon: float
    lat: float
    count: int
    late: int = 0
    safety: int = 0
    query: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

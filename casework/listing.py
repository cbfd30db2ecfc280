"""What a kind of record says about its lists: columns, filters, views, and what may be done to several at once.

Pure declarations; `casework.web.lists` draws them, `casework.api.filters` gives the filters their meaning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from casework.actor import Actor

#: Columns a person may show at most.
MOST_COLUMNS = 9
#: One option of a filter: value, words, how many records it would show (None: not counted).
Option = tuple[str, Any, int | None]


class Reach(StrEnum):
    """What a column, a filter, an order, a group, a search or a figure tells apart (§5.2).

    The list is closed, and nothing in it is a natural person whom records are about: what has no place here cannot be
    listed, counted or exported at all. `COMPARED` are those by which records may be put beside each other.
    """

    MATTER = "matter"  # what it is, where it stands, what it is worth
    PLACE = "place"  # street, community, compound; never a flat
    ORGANISATION = "organisation"  # a firm, an office
    TIME = "time"
    SELF = "self"  # the work and the marks of whoever is looking
    OFFICER = "officer"  # who handles or checks it in office: shown in its row, never compared
    WORDS = "words"  # what was said in this one case, numbers masked: shown in its row, never compared


#: By these records are filtered, sorted, grouped, found and counted.
COMPARED = frozenset({Reach.MATTER, Reach.PLACE, Reach.ORGANISATION, Reach.TIME, Reach.SELF})


@dataclass(frozen=True)
class Head:
    """The head of a column that stands in an export only."""

    label: Any
    reach: Reach

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True)
class Column:
    """One column. `code` is the key of its value in a row of `Kind.list_rows`.

    `kind` says how it is drawn: link (the row's header), what (place and summary), badges, clock, moment, money,
    code (a code and its words), text. `sort` names an order of the list; `fixed` columns come first and stay; a text
    with `phone` stands with its word on the card of a phone too.
    """

    code: str
    label: Any
    kind: str = "text"
    sort: str = ""
    fixed: bool = False
    phone: bool = False
    reach: Reach = field(kw_only=True)


@dataclass(frozen=True)
class Facet:
    """One filter of a list as people see it; its name is the parameter of the address.

    `options(rows, actor, words)` gives what can be chosen out of `rows`, which are narrowed by all other filters, each
    with its count in one statement; `words` is what was typed to find an option. `named(values)` says the chosen
    values. A facet without options is a `flag` (chosen or not, `value` being what is sent) or `dates` (from, to).
    """

    name: str
    label: Any
    options: "Callable[[QuerySet[Any], Actor, str], Sequence[Option]] | None" = None
    named: Callable[[Sequence[str]], Sequence[Any]] | None = None
    flag: str = ""
    dates: bool = False
    more: bool = False
    reach: Reach = field(kw_only=True)


@dataclass(frozen=True)
class View:
    """A view that comes with the product: a name and a query string."""

    label: Any
    query: str


@dataclass(frozen=True)
class BulkAct:
    """The one act that may be done to several records at once (assigning), and how many.

    `same(record)` gives what all of them must share, in words for the refusal; records are handed over as their own
    kind.
    """

    code: str
    label: Any
    most: int
    same: Callable[[Any], Sequence[tuple[Any, Any]]]

"""上一件、下一件: from one record's page along the very list the person came from.

The list travels in the address of the record: `?list=` holds the list's query string, `-` for a list without filters.
Two statements at any length: how many there are and how many stand before, then the neighbours themselves.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.http import HttpRequest, QueryDict

from casework import kinds
from casework.actor import Actor
from casework.api import filters
from casework.models import Record
from casework.models.record import SAFETY
from casework.refusals import Refusal
from casework.web import frames
from casework.web.lists import Listing, params_of, query_of

PARAM = "list"
EVERYTHING = "-"


def along(request: HttpRequest, record: Any, kind: kinds.Kind, actor: Actor) -> dict[str, Any] | None:
    """What a record's head shows of the walk, or None where the person came from no list.

    prev_url, next_url (empty at the ends), position, total (of the list as it is now; the record is counted where it
    would stand, though an act may have taken it out), list_url, list_label, query (to be carried along).
    """
    listing = came_from(request, kind, actor)
    if listing is None:
        return None
    try:
        rows, order = listing.rows(), filters.order_keys(listing.order)
    except Refusal:
        return None  # an address somebody wrote by hand leads nowhere
    keys = _Keys(order, record)
    counted = keys.named(rows).aggregate(
        before=Count("pk", filter=keys.beyond(before=True)), itself=Count("pk", filter=Q(pk=record.pk)), all=Count("pk")
    )
    query = query_of({PARAM: request.GET[PARAM]})
    before, after = _neighbours(rows, keys)
    return {
        "prev_url": _url(kind, before, query), "next_url": _url(kind, after, query), "query": query,
        "position": counted["before"] + 1, "total": counted["all"] + (not counted["itself"]),
        "list_url": listing.address(), "list_label": "；".join(str(w) for w in listing.words()),
    }  # fmt: skip


def came_from(request: HttpRequest, kind: kinds.Kind, actor: Actor) -> Listing | None:
    """The list that the address of a record's page names."""
    query = request.GET.get(PARAM, "")[:600]
    if not query:
        return None
    return Listing(kind, actor, params_of(QueryDict("" if query == EVERYTHING else query)))


def _url(kind: kinds.Kind, neighbour: Record | None, query: str) -> str:
    return f"{frames.url(neighbour)}?{query}" if neighbour else ""


def _neighbours(rows: QuerySet[Record], keys: "_Keys") -> tuple[Record | None, Record | None]:
    """The record before and the one after, in one statement."""
    columns = ("pk", "number", "kind", "place_in_walk")
    before = keys.ordered(keys.named(rows).filter(keys.beyond(before=True)), backwards=True)
    after = keys.ordered(keys.named(rows).filter(keys.beyond(before=False)), backwards=False)
    pair = [_only(found, place, columns) for place, found in enumerate((before, after))]
    found = {
        place: Record(pk=pk, number=number, kind=kind) for pk, number, kind, place in pair[0].union(pair[1], all=True)
    }
    return found.get(0), found.get(1)


def _only(rows: QuerySet[Record], place: int, columns: Sequence[str]) -> Any:
    return rows.annotate(place_in_walk=Value(place, IntegerField())).values_list(*columns)[:1]


class _Keys:
    """The sort keys of a list and where one record stands among them; what has no value comes last."""

    def __init__(self, order: Sequence[str], record: Any) -> None:
        self.order = order
        self.values = [_value(key.removeprefix("-"), record) for key in order]

    def named(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """The rows with every key that is no column."""
        return rows.alias(safety=filters.SAFETY_LAST) if "safety" in self.order else rows

    def beyond(self, *, before: bool) -> Q:
        """The condition for standing before the record, or after it."""
        condition, same = Q(pk__in=[]), Q()
        for key, value in zip(self.order, self.values, strict=True):
            name = key.removeprefix("-")
            condition |= same & _beyond(name, value, smaller=before is not key.startswith("-"), before=before)
            same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
        return condition

    def ordered(self, rows: QuerySet[Record], *, backwards: bool) -> QuerySet[Record]:
        """The rows in the order of the list, or from its end."""
        return rows.order_by(*(_ordering(key, backwards) for key in self.order))


def _value(name: str, record: Any) -> Any:
    if name == "safety":
        return int(SAFETY not in record.flags or record.due_at is None)
    return getattr(record, name)


def _beyond(name: str, value: Any, *, smaller: bool, before: bool) -> Q:
    """On one side of a value of one key. A missing value stands last: nothing after it, all that have one before it."""
    if value is None:
        return Q(**{f"{name}__isnull": False}) if before else Q(pk__in=[])
    found = Q(**{f"{name}__{'lt' if smaller else 'gt'}": value})
    return found if before or name != "due_at" else found | Q(due_at__isnull=True)


def _ordering(key: str, backwards: bool) -> Any:
    falling = key.startswith("-") is not backwards
    name = F(key.removeprefix("-"))
    if key.removeprefix("-") != "due_at":
        return name.desc() if falling else name.asc()
    if backwards:
        return name.desc(nulls_first=True) if falling else name.asc(nulls_first=True)
    return name.desc(nulls_last=True) if falling else name.asc(nulls_last=True)

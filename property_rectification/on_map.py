"""Cases on a map: counted by compound, one by one where they lie in none, and what is open near a case."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from casework import clock
from casework.api.filters import due_condition
from casework.models import Record
from casework.models.record import SAFETY
from casework.spots import Spot
from casework.web import frames
from geo import maps, places
from geo.models import Compound
from property_rectification import minors
from property_rectification.models import RectificationCase

#: Cases outside every compound that a map draws at most, and how far away, in metres, a case is near another.
MOST_LOOSE, NEAR = 200, 1000
_COMPOUND = "rectificationcase__compound"
_COUNTS: dict[str, Any] = {"n": Count("pk"), "safety": Count("pk", filter=Q(flags__contains=[SAFETY]))}


def key_of(case: RectificationCase) -> str:
    """The key of the spot a case stands behind."""
    return f"c{case.compound_id}" if case.compound_id else str(case.pk)


def spots(found: QuerySet[Record]) -> Sequence[Spot]:
    """The places of these cases, those with most first; none of a case that involves a minor. Three queries."""
    found = minors.without(found)
    late = Count("pk", filter=due_condition("late"))
    counted = (
        found.order_by().filter(**{f"{_COMPOUND}__isnull": False}).values(_COMPOUND).annotate(late=late, **_COUNTS)
    )
    counts = {row[_COMPOUND]: row for row in counted}
    placed = Compound.objects.filter(pk__in=counts).annotate(at=maps.place_of("boundary", "location"))
    inside = [
        Spot(
            f"c{pk}", name, at.x, at.y, counts[pk]["n"], counts[pk]["late"], counts[pk]["safety"],
            {"compound": str(pk)},
        )
        for pk, name, at in placed.values_list("pk", "name", "at") if at
    ]  # fmt: skip
    return sorted([*inside, *_loose(found)], key=lambda spot: (-spot.count, spot.key))


def _loose(found: QuerySet[Record]) -> list[Spot]:
    """Cases that lie in no compound, each by itself; only their number and neutral title are told."""
    now = clock.now()
    rows = found.order_by("-opened_at").filter(**{f"{_COMPOUND}__isnull": True}, location__isnull=False)
    return [
        Spot(
            str(row.pk), f"{row.number or ''} {row.title}".strip(), row.location.x, row.location.y, 1,
            late=int(bool(row.due_at and row.due_at <= now and not row.closed_at)), safety=int(SAFETY in row.flags),
            url=frames.url(row),
        )
        for row in rows[:MOST_LOOSE] if row.location
    ]  # fmt: skip


def near(case: Any, visible: QuerySet[Record]) -> QuerySet[Record]:
    """Open cases of the same category near this one, nearest first with their distance; out of `visible` only."""
    if case.location is None or not case.category:
        return visible.none()
    same = minors.without(visible).filter(
        kind=case.kind, closed_at__isnull=True, rectificationcase__category=case.category
    )
    return places.near(same.exclude(pk=case.pk), case.location, NEAR)

"""Cases whose text is nearly the same, wherever they lie: found by keyed numbers, never by words in the clear.

A case keeps the sketch of what was said (`duplicates.sketch`, eight numbers of which nearly equal texts share most),
each number under the key ring: without the key nobody can try words against it. Intake asks `same_text` and compares
the few texts it gives with `duplicates.likely_duplicates`.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from property_rectification.models import RectificationCase
from property_rectification.suggest import duplicates, keyed

#: Cases read to see how much they share, and those worth comparing word by word.
READ, COMPARED = 200, 12


def same_text(text: str, visible: QuerySet[Any], now: datetime) -> list[RectificationCase]:
    """The cases among `visible` of the last half year that share enough of the sketch, those sharing most first."""
    wanted = keyed.wanted_by(text)
    rows = visible.filter(sketch__overlap=list(wanted), opened_at__gt=now - duplicates.WINDOW)
    kept = rows.order_by("-opened_at").values_list("pk", "sketch")[:READ]
    shared = Counter({pk: len({wanted[n] for n in numbers if n in wanted}) for pk, numbers in kept})
    needed = min(duplicates.ENOUGH_SHARED, len(set(wanted.values())))
    near = [pk for pk, count in shared.most_common(COMPARED) if count >= needed]
    found = RectificationCase.objects.select_related("compound").in_bulk(near)
    return [found[pk] for pk in near]

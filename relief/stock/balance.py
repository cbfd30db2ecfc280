"""What there was, what came, what went, what is left: opening + in − out = closing (I-26)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Sum

from relief.models.batch import StockMove


@dataclass(frozen=True)
class Balance:
    """Pieces over a period: at its beginning, come in, gone out, at its end."""

    opening: int
    came: int
    went: int

    @property
    def closing(self) -> int:
        """What is left at the end."""
        return self.opening + self.came - self.went


def of(item: Any, since: datetime, until: datetime) -> Balance:
    """The movements of an item from one moment up to another, in one statement."""
    within = Q(moved_at__gte=since)
    found = StockMove.objects.filter(batch__item=item, moved_at__lt=until).aggregate(
        before=Sum("pieces", filter=~within, default=0),
        came=Sum("pieces", filter=within & Q(pieces__gt=0), default=0),
        went=Sum("pieces", filter=within & Q(pieces__lt=0), default=0),
    )
    return Balance(found["before"], found["came"], -found["went"])

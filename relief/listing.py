"""What a list of cases is narrowed to by how a case stands beside its road."""

from django.db.models import QuerySet

from casework.models import Record
from relief.incidents import OPEN
from relief.models import ReliefCase


def with_open_incident(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Cases with an incident that is not closed."""
    return rows.filter(pk__in=ReliefCase.objects.filter(safety_state__in=OPEN).values("pk"))

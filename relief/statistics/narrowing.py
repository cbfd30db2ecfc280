"""Filters of the list of cases: who is still here, and of whom statistics and the national system want to know more."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.listing import Facet, Reach
from relief.models.case import ReliefCase
from relief.states import OPEN

FACTS_MISSING = Facet("facts_missing", _("待补统计"), flag="1", more=True, reach=Reach.MATTER)
#: Who is in the station, on the way in, in hospital or searched for: relief is not over.
HERE = Facet("here", _("还没有离站"), flag="1", reach=Reach.MATTER)
NATIONAL_OWED = Facet("national_owed", _("待录国家系统"), flag="1", more=True, reach=Reach.MATTER)
FACETS = (FACTS_MISSING, NATIONAL_OWED)

_SEX_UNKNOWN = ~Q(person__gender_verified__in=("1", "2")) & (
    ~Q(person__gender_verified="") | ~Q(person__gender_declared__in=("1", "2"))
)
_WANTED = {
    FACTS_MISSING.name: _SEX_UNKNOWN | Q(age_at_admission=None) | Q(health="") | Q(region="") | Q(relief_type=""),
    NATIONAL_OWED.name: Q(national=None) | Q(left_at__isnull=False, national__departure_entered_at=None),
}


def narrow(rows: Any, name: str) -> Any:
    """Of these records those admitted ones of which something is wanted; None for a name that is no such filter."""
    if name == HERE.name:
        return rows.filter(state__in=OPEN)
    if name not in _WANTED:
        return None
    return rows.filter(pk__in=ReliefCase.objects.filter(_WANTED[name], admitted_at__isnull=False).values("pk"))

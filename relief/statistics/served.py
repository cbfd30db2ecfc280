"""Who was served in a month, as facts for the form, and who was on the rolls at its end by the ledger. One statement
each, whatever the month holds (Part 4.1, I-01).

Case numbers stand for persons; nothing that is encrypted is read.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from casework.models import Event
from casework.timers import local_day
from relief.lifecycle import CASE
from relief.models.case import ReliefCase
from relief.models.same_person import SamePerson
from relief.statistics.form import Served
from relief.statistics.month import Month

#: States in which somebody is on the rolls: in the station, or admitted and elsewhere (hospital, foster care, on the
#: way, being looked for). A state counts as soon as an act leads there.
IN_STATION = (
    "in_station", "in_station_extended", "long_stay", "settlement_pending", "departure_prep", "termination_hearing",
)  # fmt: skip
AWAY = ("hospitalized", "foster_care", "escort_in_transit", "missing_search")
_FACTS = (
    "number", "person__gender_verified", "person__gender_declared", "age_at_admission", "health", "region",
    "relief_type", "person_category", "outcome", "voucher", "admitted_at", "left_at",
)  # fmt: skip


def of(station: Any, month: Month) -> list[Served]:
    """Everybody of this station who was admitted before the month ended and had not left before it began."""
    rows = ReliefCase.objects.filter(
        Q(left_at__isnull=True) | Q(left_at__gte=month.begins), owner_agency=station, admitted_at__lt=month.ends
    )
    return [_served(row, month) for row in rows.order_by("number").values(*_FACTS)]


def _served(row: Mapping[str, Any], month: Month) -> Served:
    left = row["left_at"] if row["left_at"] and row["left_at"] < month.ends else None
    stay = max(1, (local_day(left) - local_day(row["admitted_at"])).days) if left else None
    return Served(
        case=row["number"], sex=row["person__gender_verified"] or row["person__gender_declared"],
        age=row["age_at_admission"], health=row["health"], region=row["region"], relief_type=row["relief_type"],
        category=row["person_category"], outcome=row["outcome"] if left else "", open=left is None,
        voucher=row["voucher"], carried_over=row["admitted_at"] < month.begins, stay_days=stay,
    )  # fmt: skip


def rolls(station: Any, month: Month) -> dict[str, str]:
    """Number → state of everybody on the rolls when the month ended, from the ledger alone."""
    last = (
        Event.objects.filter(record__kind=CASE.name, record__owner_agency=station, at__lt=month.ends)
        .order_by("record_id", "-seq")
        .distinct("record_id")
        .values_list("record__number", "state_to")
    )
    return {str(number): state for number, state in last if state in IN_STATION or state in AWAY}


def pairs(station: Any) -> list[tuple[str, str]]:
    """Cases of which two people said that they are of one human, and nobody took it back. One statement."""
    own = Q(case__owner_agency=station) | Q(other__owner_agency=station)
    found = SamePerson.objects.filter(own, confirmed_at__isnull=False, undone_at__isnull=True)
    return [(str(one), str(other)) for one, other in found.values_list("case__number", "other__number")]


def disagreeing(served: list[Served], held: Mapping[str, str]) -> list[str]:
    """The cases of which the facts say that somebody is on the rolls and the states do not, or the other way round."""
    return sorted({one.case for one in served if one.open} ^ set(held))

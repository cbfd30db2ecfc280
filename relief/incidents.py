"""Which incidents there are, and which cannot be the station's. Pure."""

from typing import Any

#: Allegations against the staff lie with the bureau as complaints: the station neither records, sees nor closes them
#: (R-53, HB-16).
ALLEGATIONS = frozenset({"abuse_allegation", "staff_misconduct"})
#: Somebody who is missing is searched for, and a death is recorded, by acts of their own (TA40, TA43).
ELSEWHERE = ALLEGATIONS | {"missing", "death"}
#: Told upward at once, whatever else is found (TM-13).
SERIOUS = frozenset({"self_harm", "fire", "food_poisoning", "infectious_cluster", "escort_accident"})
#: States of the region in which something is open: asked of the case itself, its page looks nothing up for it.
OPEN = ("incident_recorded", "incident_reported", "investigating")


def is_serious(data: Any) -> bool:
    """Whether what the form tells goes upward at once: by its category, or because somebody says so."""
    return data.get("category") in SERIOUS or bool(data.get("serious"))

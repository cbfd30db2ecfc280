"""The last step of the reception: the beds somebody may have, and why not the others."""

from typing import Any

from casework import clock
from relief import rooms
from relief.beds import Ward
from relief.guards.beds import objection

Choices = list[tuple[str, str]]


def offered(case: Any) -> tuple[Choices, list[str]]:
    """The beds that are open to this person, as choices; the others with their reason. Isolation is given on the board,
    by the word of a doctor."""
    ward = Ward(case.owner_agency_id, clock.now(), also=[case])
    guest = ward.guests[case.pk]
    beds = [(bed, objection(ward, guest, bed)) for bed in ward.beds if bed.zone.kind != rooms.ISOLATION]
    free = [(str(bed.pk), f"{bed.label} {bed.zone}") for bed, why in beds if not why]
    return free, [why for _bed, why in beds if why]

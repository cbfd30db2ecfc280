"""Where somebody sleeps, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from relief import beds, reading
from relief.web.lines import block, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """The bed and since when, for who reads of beds; nothing for somebody without one."""
    stay = beds.present(case) if reading.reads(actor, reading.BEDS) else None
    if stay is None:
        return None
    lines = [
        line(_("床位"), f"{stay.bed.label} {stay.bed.zone}"),
        line(_("自"), display.moment(stay.since, clock.now())),
    ]
    return block("bed", _("床位"), lines)

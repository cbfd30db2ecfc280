"""Where somebody sleeps, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from relief import reading
from relief.web.lines import block, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """The bed, for who reads of beds; nothing for somebody without one."""
    if case.bed is None or not reading.reads(actor, reading.BEDS):
        return None
    return block("bed", _("床位"), [line(_("床位"), f"{case.bed.label} {case.bed.zone}")])

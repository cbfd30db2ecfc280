"""What somebody has with them, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from relief import belongings, codes, reading
from relief.web.lines import block, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """Each thing with where it is, for who reads of the security check."""
    if not reading.reads(actor, reading.CHECK):
        return None
    lines = [line(codes.label("belonging_kind", one.kind), _where(one)) for one in belongings.of(case)]
    return block("belongings", _("随身物品"), lines)


def _where(one: Any) -> str:
    told = [belongings.words(one), codes.label("belonging_disposition", one.disposition)]
    if one.returned_at:
        told.append(_("%(when)s已归还") % {"when": display.moment(one.returned_at, clock.now())})
    return "　".join(told)

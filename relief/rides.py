"""Tickets and fares of a case, as guards, forms, papers and pages look at them."""

from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display
from relief import codes


def tickets(case: Any) -> list[Any]:
    """Every ticket that was given, oldest first."""
    return list(case.ticketvouchers.all())


def open_tickets(case: Any) -> list[Any]:
    """Those that did not come back."""
    return [one for one in tickets(case) if one.returned_at is None]


def cash_so_far(case: Any) -> int:
    """Small cash of this stay, in fen."""
    return sum(one.amount for one in case.smallfares.all())


def words(one: Any) -> str:
    """A ticket in words, its goal masked."""
    told = [
        codes.label("ticket_kind", one.kind),
        f"{one.origin}—{one.goal}",
        display.day(one.travel_on, clock.now()),
        one.service,
    ]
    if one.transit:
        told.append(_("经%(transit)s（%(contact)s）") % {"transit": one.transit, "contact": one.transit_contact})
    return "　".join(filter(None, told))

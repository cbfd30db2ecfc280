"""Who sees which relief cases: the station its own, the county bureau those of its county, nobody else any."""

from datetime import timedelta

from django.db.models import Q

from casework import clock
from casework.actor import Actor
from casework.scopes import Scope, subtree
from relief.states import LEAD_RECORDED, OPEN, PENDING_ARCHIVE, POST_DEATH

#: How long whoever works the shift still sees somebody who left.
SHIFT = timedelta(hours=24)


def station(actor: Actor) -> Q:
    """Every case of the own station."""
    return Q(owner_agency=actor.agency_id)


def shift(actor: Actor) -> Q:
    """Who is there now or searched for, has died, or left within a day."""
    return station(actor) & (Q(state__in=(*OPEN, POST_DEATH)) | Q(closed_at__gte=clock.now() - SHIFT))


def desk(actor: Actor) -> Q:
    """The reception also answers the telephone, and completes what is to be filed."""
    return shift(actor) | (station(actor) & Q(state__in=(LEAD_RECORDED, PENDING_ARCHIVE)))


def volumes(actor: Actor) -> Q:
    """Everybody who came; leads are none of the archive until they are over."""
    return station(actor) & ~Q(state=LEAD_RECORDED)


#: A role that is not named sees none; administrators and privacy officers have no part in any case.
CASE_SCOPES: dict[str, Scope] = {
    "RCP": desk,
    "SEC": shift,
    "CSW": station,
    "CAR": shift,
    "HLT": shift,
    "ESC": shift,
    "DUT": station,
    "DIR": station,
    "ARC": volumes,
    "SUP": subtree,
}

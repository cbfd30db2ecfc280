"""Who sees records of staff: the administrator and the director those of the station, everybody their own."""

from django.db.models import Q

from casework.actor import Actor
from casework.scopes import Scope, subtree
from relief.roles import STATION
from relief.scopes import station


def own(actor: Actor) -> Q:
    """What the station keeps on record of whoever asks."""
    from relief.models import StaffMember

    return Q(pk__in=StaffMember.objects.filter(user=actor.user_id).values("pk"))


STAFF_SCOPES: dict[str, Scope] = {**dict.fromkeys(STATION, own), "ADM": station, "DIR": station, "DPO": subtree}

"""Who sees which record of interference: who wrote it down, and the auditor. No rank opens one (§5.9, L-84)."""

from django.db.models import Q

from casework.actor import Actor
from casework.models import Relation
from casework.scopes import Scope, subtree
from property_rectification.interference.effects import RECORDER
from property_rectification.interference.lifecycle import RECORDERS


def own_records(actor: Actor) -> Q:
    """What the person wrote down, in whatever post."""
    mine = Relation.objects.filter(kind=RECORDER, user=actor.user_id, until__isnull=True)
    return Q(pk__in=mine.values("record"))


INTERFERENCE_SCOPES: dict[str, Scope] = {**dict.fromkeys(RECORDERS.split(), own_records), "R20": subtree}

"""Who sees which penalty procedures (§6): the organ that punishes; the district's leaders see where they stand."""

from django.db.models import Exists, OuterRef, Q

from casework.actor import Actor
from casework.models import Relation
from casework.scopes import Scope, subtree
from property_rectification.models.penalty_parts import PenaltyDecision, PenaltyProposal
from property_rectification.scopes import by_agency


def of_own_organ(actor: Actor) -> Q:
    """Those the own organ filed."""
    return Q(owner_agency=actor.agency_id)


def own_notices(actor: Actor) -> Q:
    """A firm sees a procedure against itself from the moment a paper was served on it."""
    told = PenaltyProposal.objects.filter(penalty=OuterRef("pk"), served_at__isnull=False)
    decided = PenaltyDecision.objects.filter(penalty=OuterRef("pk"), served_at__isnull=False)
    return by_agency(Relation.FIRM)(actor) & (Q(Exists(told)) | Q(Exists(decided)))


#: A role that is not named sees none.
PENALTY_SCOPES: dict[str, Scope] = {
    "R01": subtree,
    "R02": subtree,
    "R03": subtree,
    "R07": of_own_organ,
    "R08": of_own_organ,
    "R09": of_own_organ,
    "R15": own_notices,
}

"""Who sees which exemplary cases (§6): writers and reviewers, the unit of the source, the public part."""

from django.db.models import Exists, OuterRef, Q

from casework.actor import Actor
from casework.models import Relation
from casework.scopes import Scope, related, subtree


def public_part(actor: Actor) -> Q:
    """What stands on line just now; the same for rows of any record and for exemplary cases alone."""
    from property_rectification.exemplar.public import on_line

    return Q(Exists(on_line().filter(pk=OuterRef("pk"))))


def of_own_unit(actor: Actor) -> Q:
    """Those of cases the own unit leads, and those the own unit wrote."""
    return related(Relation.LEAD)(actor) | Q(owner_agency=actor.agency_id)


#: A role that is not named sees none. The auditor sees where they stand, not what they say.
EXEMPLAR_SCOPES: dict[str, Scope] = {
    "R01": subtree,
    "R02": subtree,
    "R07": of_own_unit,
    "R09": subtree,
    "R17": public_part,
    "R18": subtree,
    "R19": subtree,
    "R20": subtree,
}

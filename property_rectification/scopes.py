"""Who sees which cases and leads (§6): the words of the matrix's scopes as conditions on the record."""

from django.db.models import Exists, OuterRef, Q

from casework.actor import Actor
from casework.models import Relation
from casework.scopes import Scope, nothing, related, subtree
from property_rectification.effects.common import MEDIATOR, OWNER_BODY

_LED_OR_ASSISTED = related(Relation.LEAD, Relation.ASSIST)


def in_person(kind: str) -> Scope:
    """Records to which the actor in person stands in this relation."""

    def scope(actor: Actor) -> Q:
        mine = Relation.objects.filter(record=OuterRef("pk"), kind=kind, user=actor.user_id, until__isnull=True)
        return Q(Exists(mine))

    return scope


def by_agency(kind: str) -> Scope:
    """Records to which the actor's agency stands in this relation."""

    def scope(actor: Actor) -> Q:
        ours = Relation.objects.filter(kind=kind, agency=actor.agency_id, until__isnull=True)
        # "in", not "exists": a list of the own cases does not look at everybody's
        return Q(pk__in=ours.values("record"))

    return scope


def street(actor: Actor) -> Q:
    """A street sees what lies in it, and what it leads or assists elsewhere."""
    return subtree(actor) | _LED_OR_ASSISTED(actor)


def led_by_own_organ(actor: Actor) -> Q:
    """The legal reviewer sees what the own organ leads."""
    return Q(owner_agency=actor.agency_id)


def own_report(actor: Actor) -> Q:
    """The one record whose key the reporter holds (§5.4)."""
    return Q(pk=actor.record_id) if actor.outside and actor.record_id else nothing(actor)


#: A role that is not named sees no case. Status-only roles (R10–R13) get theirs with the handoffs.
CASE_SCOPES: dict[str, Scope] = {
    "R01": subtree,
    "R02": subtree,
    "R03": subtree,
    "R04": subtree,
    "R05": street,
    "R06": subtree,
    "R07": _LED_OR_ASSISTED,
    "R08": _LED_OR_ASSISTED,
    "R09": led_by_own_organ,
    "R14": in_person(MEDIATOR),
    "R15": by_agency(Relation.FIRM),
    "R16": by_agency(OWNER_BODY),
    "R17": own_report,
    "R19": subtree,
    "R20": subtree,
    "R25": in_person(Relation.PANEL),
}
#: Leads hold people's own words and contacts: only those who take them up see them.
LEAD_SCOPES: dict[str, Scope] = {"R02": subtree, "R04": subtree}

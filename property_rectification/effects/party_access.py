"""Which accounts of a firm and a committee see a matter: from fact-finding on those that are bound to it, no other.

An account that is bound later sees what it would have seen had it stood from the start, one that is bound no more
sees nothing (§5.4, §6): the machine settles every matter of the unit again, each in an event of its own.
"""

from typing import Any

from django.db.models import Value

from casework.context import Context
from casework.models import Relation
from property_rectification.effects.common import OWNER_BODY
from property_rectification.models.firm import Firm, OwnersBody
from property_rectification.models.penalty_parts import FIRM

#: Kind of relation and agency.
Access = tuple[str, int]
KINDS = (Relation.FIRM, OWNER_BODY)
OPENING = "start_fact_finding"
#: Key under which the context keeps that this act opened the record to a firm.
OPENED_TO_FIRM = "opened to a firm"
#: The machine's step on cases and penalty procedures.
ALIGN = "align_parties"


def bound_to(case: Any) -> set[Access]:
    """The accounts that stand for the firm and the compound of a case, as they are bound now."""
    firms = Firm.objects.filter(pk=case.firm_id, agency__isnull=False).order_by()
    bodies = OwnersBody.objects.filter(compound=case.compound_id).values_list(Value(OWNER_BODY), "agency_id")
    return set(firms.values_list(Value(str(Relation.FIRM)), "agency_id").union(bodies))


def of_case(case: Any) -> set[Access]:
    """Who is to see a case: nobody outside before its fact-finding began."""
    return bound_to(case) if case.events.filter(name=OPENING).exists() else set()


def of_penalty(penalty: Any) -> set[Access]:
    """Who is to see a penalty procedure: the firm, where it is the party (what it is shown waits for the service)."""
    if penalty.party_kind != FIRM:
        return set()
    return {access for access in bound_to(penalty.source) if access[0] == Relation.FIRM}


def standing(record: Any) -> dict[Access, Relation]:
    """Who sees a record now."""
    rows = record.relations.filter(kind__in=KINDS, until__isnull=True)
    return {(row.kind, row.agency_id): row for row in rows}


def settle(ctx: Context, wanted: set[Access]) -> None:
    """Let those see the record who are to, and nobody else of them."""
    now = standing(ctx.record)
    for kind, agency in sorted(wanted - now.keys()):
        ctx.add(Relation(record=ctx.record, kind=kind, agency_id=agency, since=ctx.now))
        if kind == Relation.FIRM:
            ctx.once(OPENED_TO_FIRM, lambda: True)
    for access in sorted(now.keys() - wanted):
        ctx.update(now[access], until=ctx.now)


def align_case(ctx: Context) -> None:
    """Settle a case after a binding changed."""
    settle(ctx, of_case(ctx.record))


def align_penalty(ctx: Context) -> None:
    """Settle a penalty procedure after a binding changed."""
    settle(ctx, of_penalty(ctx.record))

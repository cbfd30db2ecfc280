"""What the choice fields of a case offer: code lists, dated rows, and what the case itself holds."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.models import Post, Relation
from casework.timers import local_day
from property_rectification import categories, codes, law
from property_rectification.effects.common import MEDIATOR
from property_rectification.guards.facts import sides_of
from property_rectification.models.case import MATTERS, RISKS, URGENCIES
from property_rectification.models.escalation import Escalation
from property_rectification.models.facts import STATEMENT_SIDES, Fact, Statement
from property_rectification.models.firm import Firm
from property_rectification.models.penalty_parts import PARTIES
from property_rectification.penalty import choices as penalty_choices

Entries = list[tuple[Any, Any]]

_FIXED: dict[str, Entries] = {
    "matter": list(MATTERS),
    "urgency": list(URGENCIES),
    "risk": list(RISKS),
    "statement_side": list(STATEMENT_SIDES),
    "statement_kind": list(Statement.KINDS),
    "escalation_decision": list(Escalation.DECISIONS),
    "fact_status": list(Fact.STATUSES),
    "penalty_party": list(PARTIES),
}

_DEPARTMENT = ("R05", "R07", "R08")
_IN_PERSON = (Relation.HANDLER, Relation.PANEL, MEDIATOR)
_WORKING = (*_IN_PERSON, Relation.LEAD)


def choices(name: str, record: Any) -> Entries:
    """The entries of one named list for a record. Raises LookupError for an unknown name."""
    if name in _FIXED:
        return _FIXED[name]
    if name in _OF_RECORD:
        return _OF_RECORD[name](record)
    return list(codes.choices(name))


def _people(record: Any, roles: tuple[str, ...], **where: Any) -> Entries:
    """Users with one of these posts now, by name and unit; not those who step aside in this case (§5.11)."""
    posts = Post.objects.held().filter(role__in=roles, **where).exclude(user__in=record.recused)
    named = {p.user_id: f"{p.user.display_name}（{p.agency.name}）" for p in posts.select_related("user", "agency")}
    return sorted(named.items(), key=lambda entry: entry[1])


def _handlers(record: Any) -> Entries:
    """People of the unit that leads; before one is named, those of the county."""
    lead = record.relations.filter(kind=Relation.LEAD, until__isnull=True).values("agency")
    if lead.exists():
        return _people(record, _DEPARTMENT, agency__in=lead)
    return _people(record, _DEPARTMENT, agency__division__code__startswith=record.division_id[:6])


def _panel(record: Any) -> Entries:
    return _people(record, ("R25",), division__code__startswith=record.division_id[:6])


def _leaders(record: Any) -> Entries:
    return _people(record, ("R01",), division__code__in=[record.division_id[:n] for n in (6, 9, 12)])


def _mediators(record: Any) -> Entries:
    return _people(record, ("R14",), division__code__startswith=record.division_id[:6])


def _may_step_aside(record: Any) -> Entries:
    """Who works on the case: handler, mediator, panel, leader, and the unit that leads; not who stepped aside."""
    working = record.relations.filter(kind__in=_WORKING, until__isnull=True)
    lead = working.filter(kind=Relation.LEAD).values("agency")
    persons = Q(user__in=working.filter(user__isnull=False).values("user")) | Q(user=record.leader_id)
    posts = Post.objects.held().filter(persons | Q(agency__in=lead, role__in=_DEPARTMENT))
    found = posts.exclude(user__in=record.recused).select_related("user", "agency")
    return sorted({p.user_id: f"{p.user.display_name}（{p.agency.name}）" for p in found}.items(), key=lambda e: e[1])


def named_on(record: Any) -> Entries:
    """Who acts on the case by name: handler, mediator, panel, leader; what somebody with a key may be shown of those
    who can be asked to step aside. Who else works in a unit is none of it."""
    people = record.relations.filter(kind__in=_IN_PERSON, user__isnull=False, until__isnull=True)
    persons = Q(user__in=people.values("user")) | Q(user=record.leader_id)
    posts = Post.objects.held().filter(persons).exclude(user__in=record.recused).select_related("user", "agency")
    return sorted({p.user_id: f"{p.user.display_name}（{p.agency.name}）" for p in posts}.items(), key=lambda e: e[1])


def _recusal_requests(record: Any) -> Entries:
    waiting = record.recusalrequests.filter(decision="").select_related("person")
    return [(str(one.pk), one.person.display_name) for one in waiting]


def _parties(record: Any) -> Entries:
    names = dict(STATEMENT_SIDES)
    return [(side, names[side]) for side in sides_of(record)]


def _files(record: Any) -> Entries:
    return [(f.pk, f.title) for f in record.files.filter(removed_at__isnull=True).order_by("added_at")]


def _facts(record: Any) -> Entries:
    return [(str(f.pk), fact_words(f)) for f in record.facts.all()]


def fact_words(fact: Any) -> str:
    """A fact as a list of choices names it."""
    return _("第%(n)d条：%(text)s") % {"n": fact.number, "text": fact.statement[:30]}


def _evidence(record: Any) -> Entries:
    return [(str(e.pk), e.title) for e in record.evidences.all()]


def _vouchers(record: Any) -> Entries:
    return [(str(v.pk), f"{v.paid_on} {v.amount / 100:,.2f}") for v in record.vouchers.order_by("paid_on")]


def _firms(record: Any) -> Entries:
    """Firms, the one that serves the compound first."""
    firms = Firm.objects.filter(active=True)
    first = set(firms.filter(services__compound=record.compound_id, services__valid_to__isnull=True)
                .values_list("pk", flat=True)) if record.compound_id else set()  # fmt: skip
    return [(str(f.pk), f.name) for f in sorted(firms, key=lambda f: (f.pk not in first, f.name))]


def _legal_basis(record: Any) -> Entries:
    return list(law.titles().items())


_OF_RECORD: dict[str, Callable[[Any], Entries]] = {
    "category": lambda record: categories.choices(local_day(clock.now())),
    "handler_candidates": _handlers,
    "panel_candidates": _panel,
    "leader_candidates": _leaders,
    "mediator_candidates": _mediators,
    "recusal_candidates": _may_step_aside,
    "recusal_requests": _recusal_requests,
    "party": _parties,
    "files": _files,
    "facts": _facts,
    "evidence": _evidence,
    "vouchers": _vouchers,
    "firm": _firms,
    "legal_basis": _legal_basis,
    "officers": penalty_choices.officers,
}

"""Who sees which records: scoping is in the queryset, never in the view."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from casework.actor import Actor

#: Role → the condition under which a record is in scope. Filled by each domain's `apps.py` through `register`.
Scope = Callable[["Actor"], Q]
_SCOPES: dict[str, dict[str, Scope]] = {}


def register(kind_prefix: str, scopes: dict[str, Scope]) -> None:
    """Name the scopes of every role for the record kinds that begin with `kind_prefix`."""
    _SCOPES[kind_prefix] = scopes


def roles_seeing(kind: str) -> frozenset[str]:
    """The roles that see any record of this kind at all."""
    return frozenset(role for prefix, scopes in _SCOPES.items() if kind.startswith(prefix) for role in scopes)


def subtree(actor: "Actor") -> Q:
    """Everything in the division subtree of the post."""
    return Q(division__code__startswith=actor.division_code)


def related(*kinds: str) -> Scope:
    """Records to which the actor's agency, or the actor in person, stands in one of these relations."""

    def scope(actor: "Actor") -> Q:
        from casework.models import Relation

        whose = Q(agency=actor.agency_id) | Q(user=actor.user_id)
        # "in", not "exists … or exists …": that would be asked anew of every record
        return Q(pk__in=Relation.objects.filter(whose, kind__in=kinds, until__isnull=True).values("record"))

    return scope


def nothing(actor: "Actor") -> Q:
    """No record at all."""
    return Q(pk__in=[])


class RecordQuerySet(models.QuerySet[Any]):
    """Adds `visible_to` to every record kind."""

    def visible_to(self, actor: "Actor", kind: str = "") -> Self:
        """Only what is in the actor's scope, of one kind or of all; the system sees all, an unknown role nothing.

        Where the kind is known its scope alone is asked, so that an index of the kind answers.
        """
        rows = self.filter(kind=kind) if kind else self
        if actor.is_system:
            return rows
        condition = nothing(actor)
        # the rows of one kind: the scope of another may name columns they do not have
        own = kind or getattr(getattr(self.model, "lifecycle", None), "name", "")
        for prefix, scopes in _SCOPES.items():
            if own and not own.startswith(prefix):
                continue
            scope = scopes.get(actor.role, nothing)(actor)
            condition |= scope if own else Q(kind__startswith=prefix) & scope
        return rows.filter(condition)

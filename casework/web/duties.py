"""What is whose turn: which records wait for an actor, and what is to be done with them."""

from typing import Any

from django.db.models import Q

from casework import kinds
from casework.actor import Actor
from casework.declaration import Row
from casework.models import Record


def duties(actor: Actor) -> dict[str, dict[str, list[Row]]]:
    """For each kind: the states in which this role has something to do, and what; the usual act alone where one is."""
    found: dict[str, dict[str, list[Row]]] = {}
    for kind in kinds.all_kinds():
        duty: dict[str, list[Row]] = {}
        for declared in kind.lifecycle.rows.values():
            if actor.role in declared.by and declared.is_duty:
                for state in declared.sources:
                    duty.setdefault(state, []).append(declared)
        found[kind.name] = {state: [r for r in rows if r.usual] or rows for state, rows in duty.items()}
    return found


def mine(actor: Actor) -> Any:
    """Records that wait for this actor: in a state with a duty of the role, and theirs by the kind's own rule."""
    parts = []
    for name, usual in duties(actor).items():
        narrow, also = kinds.by_name(name).mine(actor), kinds.by_name(name).also_mine(actor)
        wanted = [narrow & Q(state__in=list(usual))] if usual and narrow is not None else []
        for condition in (*wanted, *([also] if also is not None else [])):
            parts.append(Record.objects.visible_to(actor, name).filter(condition).order_by().values("pk"))
    if not parts:
        return Record.objects.none()
    # kind by kind, so that each is found by its own indexes; one condition with "or" reads every record
    return Record.objects.filter(pk__in=parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0])

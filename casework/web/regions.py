"""What goes on in a record beside its road, in words: what an event moved there, and how it stood on a past day."""

from collections.abc import Iterator
from typing import Any

from casework import kinds
from casework.actor import Actor
from casework.ledger import PastView
from casework.models import Event


def moves(event: Event, record: Any, actor: Actor) -> Iterator[str]:
    """From where to where an event led, on the road and in each region whose state this actor may read."""
    states = record.lifecycle.states
    if event.state_from and event.state_from != event.state_to:
        yield f"{states[event.state_from].badge} → {states[event.state_to].badge}"
    for code, (came_from, went_to) in event.detail.get("moved", {}).items():
        region = record.lifecycle.regions[code]
        if event.actor_id == actor.user_id or kinds.kind_of(record).may_read(region.field, actor, record):
            yield f"{region.states[came_from].badge} → {region.states[went_to].badge}"


def stood(kind: kinds.Kind, past: PastView) -> list[tuple[Any, Any]]:
    """Label and state of each region on a past day, as far as the view holds it."""
    found = []
    for region in kind.lifecycle.regions.values():
        if region.field in past.values:
            found.append((region.label, region.states[past.values[region.field]].label))
    return found

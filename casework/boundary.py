"""Where requests meet the engine: what must happen around every act, for the API and the pages alike."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import transaction

from casework import commit, engine, kinds
from casework.actor import Actor
from casework.refusals import OutOfScope, Refusal


def find(kind_name: str, actor: Actor, **key: Any) -> Any:
    """The record of this kind in the actor's scope, as its own kind. Raises OutOfScope."""
    kind = kinds.by_name(kind_name)
    model: Any = kind.model
    found = model.objects.visible_to(actor).filter(kind=kind_name, **key).select_related(*kind.related).first()
    if found is None:
        raise OutOfScope
    return found


def address(kind_name: str, actor: Actor, **key: Any) -> Any:
    """The same with nothing but its key and kind, for acts: the engine reads the rest under its own lock."""
    model: Any = kinds.by_name(kind_name).model
    found = model.objects.visible_to(actor).filter(kind=kind_name, **key).only("pk", "kind").first()
    if found is None:
        raise OutOfScope
    return found


def with_follow_up(act: Callable[[], Any]) -> Any:
    """What a person asked (`act` gives the record) and what follows from it, in one commit; the record after both."""
    with commit.together():
        return follow_up(act())


def follow_up(record: Any) -> Any:
    """Carry out the system transitions that the record's kind says are due now; returns the record as it then is.

    Part of the caller's commit. One that is refused is left for the sweep, and what the person did stands.
    """
    for code in kinds.kind_of(record).follow_up(record):
        with suppress(Refusal), transaction.atomic():
            record = engine.perform(record, code, actor=Actor.system()).record
    follow_up_elsewhere(record)
    return record


def follow_up_elsewhere(record: Any) -> None:
    """The same for records of other kinds that rest on this one. Part of the caller's commit."""
    for other in kinds.kind_of(record).concerned(record):
        follow_up(other)

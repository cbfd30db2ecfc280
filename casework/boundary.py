"""Where requests meet the engine: what must happen around every act, for the API and the pages alike."""

from typing import Any

from casework import accesslog, engine, kinds
from casework.actor import Actor
from casework.models import Record
from casework.refusals import OutOfScope, Refusal


def find(kind_name: str, actor: Actor, **key: Any) -> Any:
    """The record of this kind in the actor's scope, as its own kind. Raises OutOfScope."""
    base = Record.objects.visible_to(actor).filter(kind=kind_name, **key).first()
    if base is None:
        raise OutOfScope
    return kinds.full(base)


def follow_up(record: Any) -> Any:
    """Carry out the system transitions that the record's kind says are due now; returns the record as it then is.

    Each in its own commit: what the person did stands even if the clockwork is refused.
    """
    for code in kinds.kind_of(record).follow_up(record):
        try:
            record = engine.perform(record, code, actor=Actor.system()).record
        except Refusal as refusal:
            accesslog.record_refusal(
                Actor.system(), record_id=record.pk, kind=record.kind, transition=code, status=refusal.status,
                codes=refusal.codes,
            )  # fmt: skip
    return record

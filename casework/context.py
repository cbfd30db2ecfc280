"""What a guard or an effect may look at and change: one record, one act, one actor, one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casework.changes import Changes
from casework.fields import with_indexes

if TYPE_CHECKING:
    from casework.actor import Actor
    from casework.declaration import Act


@dataclass
class Wish:
    """What an effect asks the engine to do with a timer, in the same commit."""

    op: str
    key: str
    length: Any = None
    cause: str = ""
    noted: bool = False
    at: datetime | None = None


@dataclass
class Context:
    """Handed to every guard and effect. Effects change the record and its children through it, and nothing else.

    `preview` is True when the page asks what is possible and no form has been filled yet.
    """

    record: Any
    act: "Act"
    actor: "Actor"
    now: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    preview: bool = False
    proposing: bool = False
    proposal: Any = None
    detail: dict[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    wishes: list[Wish] = field(default_factory=list)
    messages: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    #: For an act that goes back: what the state it goes back to would itself go back to; None to leave it.
    returning_to: str | None = None
    _seen: dict[str, Any] = field(default_factory=dict)

    def once(self, key: str, load: Any) -> Any:
        """A value loaded at most once for this act, shared by all guards."""
        if key not in self._seen:
            self._seen[key] = load()
        return self._seen[key]

    def add(self, child: Any) -> Any:
        """Save a new child of the record and note every value in the ledger."""
        child.save(force_insert=True)
        self.changes.added(child)
        return child

    def add_all(self, children: Sequence[Any]) -> None:
        """As `add`, for several children of one model in one statement."""
        if children:
            type(children[0]).objects.bulk_create(children)
        for child in children:
            self.changes.added(child)

    def update(self, child: Any, **values: Any) -> Any:
        """Change fields of a child and note old and new in the ledger."""
        self.changes.changed(child, values)
        for name, value in values.items():
            setattr(child, name, value)
        child.save(update_fields=with_indexes(type(child), values))
        return child

    def note(self, path: str, text: str) -> None:
        """Keep a reason or other free text of this act, encrypted, under `path`."""
        self.changes.text(path, text)

    def start_timer(self, key: str, length: Any = None, *, at: datetime | None = None) -> None:
        """Ask for a timer whose length or choice depends on the record; `at` where it counts from an earlier moment."""
        self.wishes.append(Wish("start", key, length, at=at))

    def stop_timer(self, key: str, cause: str = "") -> None:
        """Ask for a running timer to stop."""
        self.wishes.append(Wish("stop", key, cause=cause))

    def pause_timer(self, key: str, cause: str = "") -> None:
        """Ask for a running timer to be suspended."""
        self.wishes.append(Wish("pause", key, cause=cause))

    def resume_timer(self, key: str, cause: str = "") -> None:
        """Ask for a suspended timer to go on with what was left."""
        self.wishes.append(Wish("resume", key, cause=cause))

    def extend_timer(self, key: str, length: Any, cause: str = "") -> None:
        """Ask for a running timer to be lengthened; the acting post is kept as its approver."""
        self.wishes.append(Wish("extend", key, length, cause=cause))

    def recompute_timers(self, *, noted: bool) -> None:
        """Ask for the record's timers to be computed anew from the present calendar."""
        self.wishes.append(Wish("recompute", "", noted=noted))

    def send(self, topic: str, receiver: str, payload: dict[str, Any]) -> None:
        """Ask for a message to leave the house through the outbox."""
        self.messages.append((topic, receiver, payload))

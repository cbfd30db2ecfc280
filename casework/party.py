"""What a party gets of a record: somebody from outside with an account, who is told less than the office is (§5.4).

A kind answers `party_view(actor)` with one of these for such an actor, and with None for everybody else. The kernel
then shows its page in place of the common one, closes every page and filter that is not named here, and offers its
acts only.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casework.kinds import all_kinds

if TYPE_CHECKING:
    from casework.actor import Actor
    from casework.declaration import Act, Ask
    from casework.models import Event

Entries = Sequence[tuple[Any, Any]]


class PartyView:
    """One party's view of a kind's records. Nothing is shown that a method here does not let through."""

    #: Where its records are listed; the list of the office is not for it.
    home: str = ""
    #: Filters of the API's list that tell it nothing about who reported.
    filters: frozenset[str] = frozenset()

    def page(self, record: Any) -> tuple[str, dict[str, Any]]:
        """Template and context of the page of a record."""
        raise NotImplementedError

    def body(self, body: dict[str, Any]) -> dict[str, Any]:
        """A record as the API gives it, with what this party may know of it."""
        raise NotImplementedError

    def title(self, record: Any) -> str:
        """What the matter is called, in no official's own words."""
        raise NotImplementedError

    def place(self, record: Any) -> str:
        """Where it is, as far as the party may know: no door."""
        raise NotImplementedError

    def offers(self, act: "Act") -> bool:
        """Whether the act can ever be this party's: what never can is neither offered nor explained."""
        return True

    def asks(self, act: "Act") -> "Sequence[Ask]":
        """What the form of an act asks this party."""
        return act.asks

    def entries(self, ask: "Ask", found: Entries, record: Any) -> Entries:
        """Of what a choice offers the office, what it offers this party."""
        raise NotImplementedError

    def hears_of(self, event: "Event") -> bool:
        """Whether an event is one the party is told of; its values never are."""
        raise NotImplementedError

    def event(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """An event as the API gives it: that it happened, and no field it touched."""
        return {**body, "changed": [], "timers": []}


def is_party(actor: "Actor") -> bool:
    """Whether this actor is a party in any kind of record."""
    return any(kind.party_view(actor) for kind in all_kinds())

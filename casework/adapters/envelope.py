"""What an adapter gets and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from casework import clock
from casework.audience import Audience
from casework.models import OutboxMessage, Post, Receiver


@dataclass(frozen=True)
class Envelope:
    """A leased message with its plain payload and, for everything but the bell, its receiver."""

    message: OutboxMessage
    payload: dict[str, Any]
    receiver: Receiver | None = None

    @property
    def key(self) -> str:
        """The idempotency key: the same for every try of the same message."""
        return str(self.message.pk)

    @property
    def address(self) -> str:
        """Where it goes; ValueError when the receiver has none."""
        if self.receiver is None or not self.receiver.address:
            raise ValueError("the receiver has no address")
        return self.receiver.address

    def audience(self) -> Audience:
        """Who a notice is for."""
        return Audience.from_json(self.payload["audience"])

    def holders(self) -> list[Post]:
        """The posts it reaches today, one for each person."""
        return list(self.audience().holders(clock.now().date()).values())

    def accounts(self) -> list[str]:
        """Account names of the people it reaches today."""
        return [post.user.username for post in self.holders()]

    def to(self, receiver: Receiver) -> "Envelope":
        """The same envelope, addressed."""
        return replace(self, receiver=receiver)


@dataclass(frozen=True)
class Outcome:
    """Delivered or not, a short text without anything personal, and whether there was an answer at all."""

    delivered: bool
    text: str = ""
    reachable: bool = True


Adapter = Callable[[Envelope], Outcome]

"""The ways out of the house, one small module each. An adapter takes an `Envelope` and says what came of it."""

from casework.adapters import bell, email, sms, webhook, wecom
from casework.adapters.envelope import Adapter, Envelope, Outcome
from casework.models import Receiver

__all__ = ["Envelope", "Outcome", "deliver"]

ADAPTERS: dict[str, Adapter] = {
    "webhook": webhook.deliver,
    "sms": sms.deliver,
    "wecom": wecom.deliver,
    "email": email.deliver,
}


def deliver(envelope: Envelope) -> Outcome:
    """Hand the message to the adapter of its receiver; `bell` needs no receiver row."""
    if envelope.message.receiver == "bell":
        return bell.deliver(envelope)
    receiver = Receiver.objects.get(pk=envelope.message.receiver)
    return ADAPTERS[receiver.adapter](envelope.to(receiver))

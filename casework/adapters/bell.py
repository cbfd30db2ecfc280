"""The bell of the product itself: one `Notice` for each person; a second delivery finds them there already."""

from casework import clock
from casework.adapters.envelope import Envelope, Outcome
from casework.models import Notice


def deliver(envelope: Envelope) -> Outcome:
    """Write the notices. An audience nobody belongs to is a delivery to nobody, not a failure."""
    now = clock.now()
    payload = envelope.payload
    notices = [
        Notice(
            message=envelope.message, user_id=post.user_id, post=post, record_id=envelope.message.record_id,
            kind=payload["kind"], code=payload["code"], params=payload["params"], created_at=now,
        )
        for post in envelope.holders()
    ]  # fmt: skip
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return Outcome(True, str(len(notices)))

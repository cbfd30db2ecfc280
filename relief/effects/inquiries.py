"""Letters to the police that ask who somebody is, and what came back."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import rows
from relief.effects.common import child, past
from relief.models.inquiry import PoliceInquiry

#: Flag of a record while the police have not answered a letter: its page looks no letter up to know.
INQUIRY_OUT = "INQUIRY_OUT"


def add_inquiry(ctx: Context) -> None:
    """One letter; there may be several, to several organs."""
    data = ctx.data
    child(
        ctx, PoliceInquiry, kind=data["kind"], addressed_to=data["addressed_to"], purpose=data["purpose"],
        asks_age=bool(data.get("asks_age")), sent_at=past(ctx, "sent_at"),
    )  # fmt: skip
    ctx.record.flags = sorted({*ctx.record.flags, INQUIRY_OUT})


def record_reply(ctx: Context) -> None:
    """The receipt, the answer, or both. Raises InvalidData for neither."""
    data = ctx.data
    found = next(one for one in rows.waiting_inquiries(ctx.record) if str(one.pk) == data["inquiry"])
    ack, reply = data.get("received_ack") or "", data.get("reply") or ""
    if not (ack or reply):
        raise InvalidData({"reply": [_("签收回执和复函内容至少填一项")]})
    ctx.update(
        found, received_ack=ack or found.received_ack, reply=reply,
        reply_at=past(ctx, "replied_at") if reply else None,
    )  # fmt: skip
    if not rows.waiting_inquiries(ctx.record):
        ctx.record.flags = [flag for flag in ctx.record.flags if flag != INQUIRY_OUT]

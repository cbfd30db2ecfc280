"""What several effects do."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData

#: Flag of a record whose person, an adult of doubtful capacity, has asked to leave and waits for the answer.
RELEASE_ASKED = "RELEASE_ASKED"


def child(ctx: Context, model: type, **values: Any) -> Any:
    """Add a row of the case, written down now by the acting post."""
    return ctx.add(model(case=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, **values))


def past(ctx: Context, name: str) -> datetime:
    """The moment that was stated; now where none was. Raises InvalidData for one that has not come."""
    at: datetime = ctx.data.get(name) or ctx.now
    if at > ctx.now:
        raise InvalidData({name: [_("不能晚于现在")]})
    return at


def latest(rows: Any) -> Any:
    """The row written down last; None where there is none."""
    return rows.order_by("-recorded_at", "-pk").first()


def answered_request(ctx: Context) -> None:
    """Whoever asked to leave has the answer."""
    ctx.record.flags = [flag for flag in ctx.record.flags if flag != RELEASE_ASKED]

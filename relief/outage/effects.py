"""A service goes out, and comes back; each with its true time."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.numbers import next_number
from casework.refusals import InvalidData
from relief import codes
from relief.effects.common import past

PREFIX, CLOCK = "TY", "TM-01"


def begin(ctx: Context) -> None:
    """Out since then. Raises InvalidData where the same service is written down as out already."""
    record, data = ctx.record, ctx.data
    record.station = record.owner_agency = ctx.actor.agency
    if type(record).objects.filter(station=record.station, service=data["service"], until=None).exists():
        raise InvalidData({"service": [_("已登记停用，请在那一条里登记恢复")]})
    record.division_id, record.service, record.since = ctx.actor.division_code, data["service"], past(ctx, "since")
    record.cause, record.instead = data.get("cause") or "", data.get("instead") or ""
    record.title = _("%(service)s停用") % {"service": codes.label("outage_service", record.service)}
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)
    ctx.start_timer(CLOCK, at=record.since)


def restore(ctx: Context) -> None:
    """Back since then."""
    record, until = ctx.record, past(ctx, "until")
    if until < record.since:
        raise InvalidData({"until": [_("不能早于停用时间")]})
    record.until = until
    update(ctx)


def update(ctx: Context) -> None:
    """What people did meanwhile; what was written stays where nothing new is said."""
    ctx.record.instead = ctx.data.get("instead") or ctx.record.instead

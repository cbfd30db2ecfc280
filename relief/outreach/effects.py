"""A year of outreach begins, its open day is planned and held, leaflets go out, the next year follows."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from casework import clock, clocks, engine
from casework.context import Context
from casework.numbers import next_number
from casework.refusals import InvalidData
from casework.timers import local_day
from relief.models.outreach_rows import LeafletLog, OpenDay

PREFIX, CLOCK = "XC", "TM-28"


def begin(ctx: Context) -> None:
    """This year, by a person once; each later one follows by itself. Raises InvalidData where it has begun already."""
    record, before = ctx.record, ctx.given.get("before")
    station = before.owner_agency if before else ctx.actor.person.agency
    year = before.year + 1 if before else local_day(ctx.now).year
    if type(record).objects.filter(station=station, year=year).exists():
        raise InvalidData({"__all__": [_("本站今年的记录已经开始，在列表里")]})
    record.station = record.owner_agency = station
    record.division_id, record.year = station.division_id, year
    record.title = _("%(year)d年宣传和开放日") % {"year": year}
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)
    first = datetime(year, 1, 1, tzinfo=clock.CHINA)
    foreseen = clocks.foreseen(CLOCK, type(record).lifecycle.name, first)
    if foreseen and foreseen[0].moment > ctx.now:  # begun in autumn: the next open day is that of the next year
        ctx.start_timer(CLOCK, at=first)


def plan(ctx: Context) -> None:
    """When, under which theme, where, with whom."""
    record, data = ctx.record, ctx.data
    _in_the_year(ctx, "day")
    record.planned_on, record.theme, record.place = data["day"], data["theme"], data["place"]
    record.place_name, record.agencies = _where(ctx), data.get("agencies") or ""


def hold(ctx: Context) -> None:
    """It took place."""
    data = ctx.data
    _past(ctx, "day")
    ctx.add(OpenDay(
        outreach=ctx.record, day=data["day"], theme=data["theme"], place=data["place"], place_name=_where(ctx),
        agencies=data.get("agencies") or "", visitors=data["visitors"], feedback=data.get("feedback") or "",
        recorded_at=ctx.now, recorded_by=ctx.actor.post,
    ))  # fmt: skip


def skip(ctx: Context) -> None:
    """Not this year, for a reason."""
    ctx.note("reason", ctx.data["reason"])


def give_out(ctx: Context) -> None:
    """Leaflets went out somewhere."""
    data = ctx.data
    _past(ctx, "given_on")
    ctx.add(LeafletLog(
        outreach=ctx.record, given_on=data["given_on"], place=data["place"], kind=data["kind"], copies=data["copies"],
        recorded_at=ctx.now, recorded_by=ctx.actor.post,
    ))  # fmt: skip


def end_year(ctx: Context) -> None:
    """The next year begins, unless it did."""
    record = ctx.record
    if not type(record).objects.filter(station=record.station_id, year=record.year + 1).exists():
        engine.create(type(record), actor=ctx.actor, data={}, given={"before": record})


def _where(ctx: Context) -> str:
    name = ctx.data.get("place_name") or ""
    if ctx.data["place"] == OpenDay.FOSTER and not name:
        raise InvalidData({"place_name": [_("在托养机构举办的，请填写机构名称")]})
    return name if ctx.data["place"] == OpenDay.FOSTER else ""


def _past(ctx: Context, name: str) -> None:
    _in_the_year(ctx, name)
    if ctx.data[name] > local_day(ctx.now):
        raise InvalidData({name: [_("不能晚于今天")]})


def _in_the_year(ctx: Context, name: str) -> None:
    day: date = ctx.data[name]
    if day.year != ctx.record.year:
        raise InvalidData({name: [_("请在%(year)d年的记录里登记") % {"year": day.year}]})

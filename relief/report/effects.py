"""What the acts of a report do."""

from datetime import timedelta

from django.utils.translation import gettext as _

from casework import engine, numbers
from casework.context import Context
from casework.refusals import InvalidData
from relief.models.counts import Count
from relief.report import counting
from relief.statistics import lines
from relief.statistics.month import Month

PREFIX = "TJ"
CLOCK = "TM-19"


def begin_statistics(ctx: Context) -> None:
    """From which month on a station counts is said by a person, later perhaps an earlier one; each following month
    begins when the one before is over."""
    before = ctx.given.get("before")
    month = _month(ctx)
    station = before.station if before else ctx.actor.person.agency
    if not before and type(ctx.record).objects.filter(station=station, period__lte=month.first).exists():
        raise InvalidData({"month": [_("本站从更早的月份起已经在统计；这个月的月报在列表里")]})
    report = ctx.record
    report.station = report.owner_agency = station
    report.division_id, report.period, report.collected = station.division_id, month.first, lines.COLLECTED
    report.title = _("%(year)d年%(month)d月救助统计月报") % {"year": month.year, "month": month.number}
    report.number = numbers.next_number(PREFIX, region=report.division_id[:6], at=month.begins)


def _month(ctx: Context) -> Month:
    try:
        month = Month.read(ctx.data["month"])
    except ValueError:
        raise InvalidData({"month": [_("月份写成2026-10这样")]}) from None
    if month > Month.of(ctx.now):
        raise InvalidData({"month": [_("这个月还没有开始")]})
    return month


def close_month(ctx: Context) -> None:
    """The month is over: the clock runs from its last moment, and the next one begins unless it did."""
    report = ctx.record
    following = report.month.later(1)
    ctx.start_timer(CLOCK, at=report.month.ends - timedelta(seconds=1))
    if not type(report).objects.filter(station=report.station_id, period=following.first).exists():
        engine.create(type(report), actor=ctx.actor, data={"month": str(following)}, given={"before": report})


def make_report(ctx: Context) -> None:
    """Counted as the records stand, and kept as it was counted."""
    ctx.record.collected = ctx.data.get("collected") or lines.COLLECTED
    _keep(ctx)


def lock_report(ctx: Context) -> None:
    """What was made stands for good."""
    ctx.record.locked_version, ctx.record.locked_at = counting.latest(ctx.record).version, ctx.now


def correct_report(ctx: Context) -> None:
    """Counted anew beside what was locked; the reason is kept."""
    ctx.note("reason", ctx.data["reason"])
    _keep(ctx)


def return_report(ctx: Context) -> None:
    """Back to whoever makes it."""
    ctx.note("reason", ctx.data["reason"])


def _keep(ctx: Context) -> None:
    report = ctx.record
    found, last = counting.of(report), counting.latest(report)
    ctx.add(
        Count(
            report=report, version=last.version + 1 if last else 1, made_at=ctx.now, made_by=ctx.actor.post,
            figures=dict(found.form.figures), cases={case: list(stands) for case, stands in found.form.cases.items()},
        )
    )  # fmt: skip

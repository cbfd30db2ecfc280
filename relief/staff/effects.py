"""Writing down who works here, each check and each training, and that somebody left."""

from datetime import datetime, time

from django.utils.translation import gettext as _

from casework import clock
from casework.context import Context
from casework.models import Post
from casework.numbers import next_number
from casework.refusals import InvalidData
from casework.timers import local_day
from relief.models.staff_rows import StaffCheck, StaffTraining
from relief.roles import STATION

PREFIX = "RY"
#: The clock of a check (R-58).
CLOCK = "TM-20"


def record_member(ctx: Context) -> None:
    """Somebody with a post in this station. Raises InvalidData for anybody else, and for who is on record already."""
    record, data = ctx.record, ctx.data
    here = Post.objects.held().filter(agency=ctx.actor.agency, role__in=STATION, user=data["user"])
    if not here.exists():
        raise InvalidData({"user": [_("这个账户在本站没有岗位，请先由系统管理员设岗")]})
    if type(record).objects.filter(user=data["user"], left_on=None).exists():
        raise InvalidData({"user": [_("已经登记过，请在本人的页面办理")]})
    record.owner_agency, record.division_id = ctx.actor.agency, ctx.actor.division_code
    record.user, record.title = data["user"], _("从业查询")
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)
    update_member(ctx)


def update_member(ctx: Context) -> None:
    """Sex and employment."""
    ctx.record.gender, ctx.record.employment = ctx.data["gender"], ctx.data["employment"]


def record_check(ctx: Context) -> None:
    """The answer of the police: nothing found holds for twelve months from its day, something found at no time."""
    data, last = ctx.data, ctx.record.staffchecks.first()
    _past(ctx, "checked_on")
    if last and data["checked_on"] < last.checked_on:
        before = _("不能早于上一次查询%(day)s") % {"day": last.checked_on.isoformat()}
        raise InvalidData({"checked_on": [before]})
    if data["result"] == StaffCheck.CLEAR:
        ctx.start_timer(CLOCK, at=datetime.combine(data["checked_on"], time.min, clock.CHINA))
    ctx.add(StaffCheck(
        member=ctx.record, checked_on=data["checked_on"], result=data["result"], organ=data["organ"],
        reference=data.get("reference") or "", recorded_at=ctx.now, recorded_by=ctx.actor.post,
    ))  # fmt: skip


def record_training(ctx: Context) -> None:
    """What somebody learned, and how long it took."""
    data = ctx.data
    _past(ctx, "trained_on")
    ctx.add(StaffTraining(
        member=ctx.record, trained_on=data["trained_on"], topic=data["topic"], hours=data["hours"],
        recorded_at=ctx.now, recorded_by=ctx.actor.post,
    ))  # fmt: skip


def end_service(ctx: Context) -> None:
    """Nobody is asked for a check any more."""
    _past(ctx, "left_on")
    ctx.record.left_on = ctx.data["left_on"]


def _past(ctx: Context, name: str) -> None:
    if ctx.data[name] > local_day(ctx.now):
        raise InvalidData({name: [_("不能晚于今天")]})

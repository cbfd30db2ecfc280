"""Words for clocks, as every list, page and paper shows them."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from casework.clockface import Remaining, Standing
from casework.timers import CHINA, Length, Unit, day_before

_WEEKDAYS = "一二三四五六日"


def remaining_words(left: Remaining) -> str:
    """剩余2个工作日, 剩余2小时55分, 今天24:00到期, 逾期3小时 …"""
    if left.standing is Standing.TODAY:
        return _("今天24:00到期")
    if left.standing is Standing.OVERDUE:
        return _overdue(left)
    if left.unit is Unit.HOUR:
        return _hours_left(left)
    if left.unit is Unit.WORKING_DAY:
        return _("剩余%(n)d个工作日") % {"n": left.amount}
    return _("剩余%(n)d天") % {"n": left.amount}


def _hours_left(left: Remaining) -> str:
    if not left.amount:
        return _("剩余%(n)d分") % {"n": left.minutes} if left.minutes else _("剩余不足1分")
    if left.amount < 6 and left.minutes:
        return _("剩余%(hours)d小时%(minutes)d分") % {"hours": left.amount, "minutes": left.minutes}
    return _("剩余%(n)d小时") % {"n": left.amount}


def _overdue(left: Remaining) -> str:
    if left.unit is Unit.HOUR:
        return _("逾期%(n)d小时") % {"n": left.amount} if left.amount else _("逾期不足1小时")
    if left.unit is Unit.WORKING_DAY:
        return _("逾期%(n)d个工作日") % {"n": left.amount} if left.amount else _("逾期不足1个工作日")
    return _("逾期%(n)d天") % {"n": left.amount}


def deadline_words(due_moment: datetime, *, in_hours: bool, provisional: bool, this_year: int) -> str:
    """11月25日（周三）24:00, 11月24日（周二）16:00, 1月8日（周五）24:00（暂定); another year is written out."""
    local = due_moment.astimezone(CHINA)
    midnight = not in_hours and local.time() == datetime.min.time()
    day = day_before(due_moment) if midnight else local.date()
    written = _("%(month)d月%(day)d日（周%(weekday)s）%(time)s") % {
        "month": day.month,
        "day": day.day,
        "weekday": _WEEKDAYS[day.weekday()],
        "time": "24:00" if midnight else f"{local:%H:%M}",
    }
    if day.year != this_year:
        written = _("%(year)d年%(rest)s") % {"year": day.year, "rest": written}
    return _("%(text)s（暂定）") % {"text": written} if provisional else written


def length_words(length: Length) -> str:
    """30分钟, 24小时, 5个工作日, 15天, 6个月, 每年3月31日."""
    if length.fixed is not None:
        return _("每年%(month)d月%(day)d日") % {"month": length.fixed[0], "day": length.fixed[1]}
    patterns = {
        Unit.MINUTE: _("%(n)d分钟"),
        Unit.HOUR: _("%(n)d小时"),
        Unit.WORKING_DAY: _("%(n)d个工作日"),
        Unit.CALENDAR_DAY: _("%(n)d天"),
        Unit.MONTH: _("%(n)d个月"),
    }
    return patterns[length.unit] % {"n": length.amount}


def paused_words(paused_for: timedelta) -> str:
    """中止计时（已停6天)."""
    return _("中止计时（已停%(n)d天）") % {"n": paused_for.days}


def met_words(at_the_end: Remaining) -> str:
    """How a stopped clock ended: 按期完成 or 逾期1天完成. `at_the_end` is the time left when it stopped."""
    if not at_the_end.late:
        return _("按期完成")
    return _("%(overdue)s完成") % {"overdue": _overdue(at_the_end)}


def right_over_words() -> str:
    """For a right whose period has ended."""
    return _("到期权利已过")


def period_over_words() -> str:
    """For a period that has passed and was nobody's deadline."""
    return _("期满")

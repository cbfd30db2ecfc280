"""Which clocks a case has, and how long: by type of matter, urgency, complexity and category (§A.5, §2.3)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.context import Context
from casework.timers import Length, Unit
from property_rectification import categories
from property_rectification.guards.closing import LOOKBACK_TIMERS, clocks_over, lookback_of
from property_rectification.models.case import CONSULTATION, ORDINARY, PETITION
from property_rectification.states import CHECK_FAILED, CLOSED

_MATTER_CLOCKS = {
    "T.HANDLE.CONSULT": CONSULTATION,
    "T.HANDLE.ORDINARY": ORDINARY,
    "T.HANDLE.PETITION": PETITION,
    "T.INTAKE.INFORM": PETITION,
}

LABELS = {
    "T.INTAKE.REGISTER": _("登记"),
    "T.INTAKE.INFORM": _("告知受理"),
    "T.SUPPLEMENT": _("补正"),
    "T.DISPATCH": _("交办"),
    "T.DISPATCH.URGENT": _("紧急交办"),
    "T.SIGN": _("签收"),
    "T.RETURN": _("退办"),
    "T.RETURN.COMPLEX": _("退办（复杂）"),
    "T.RETURN.DECIDE": _("退办决定"),
    "T.HANDLE.CONSULT": _("答复咨询"),
    "T.HANDLE.ORDINARY": _("办理"),
    "T.HANDLE.PETITION": _("信访办理"),
    "T.HANDLE.RECTIFY": _("整改"),
    "T.CHECK": _("验收"),
    "T.CALLBACK": _("回访"),
    "T.CLOSE.PUBLIC": _("销号公示"),
    "T.OBJECTION": _("提出异议"),
    "T.OBJECTION.REVIEW": _("异议复核"),
    "T.LOOKBACK.FIRST": _("第一次回头看"),
    "T.LOOKBACK.SECOND": _("第二次回头看"),
    "T.RELAPSE": _("反弹认定期"),
    "T.ARCHIVE": _("归档"),
    "T.ESC.REMIND": _("到期提醒"),
    "T.ESC.URGE": _("催办"),
    "T.ESC.YELLOW": _("报单位负责人"),
    "T.ESC.RED": _("督办单"),
    "T.ESC.TALK": _("约谈建议"),
    "T.ESC.SUPERVISE": _("挂牌督办建议"),
}


def applies(ctx: Context, key: str) -> bool | Length:
    """Whether a clock named by a transition applies to this case; a length where it is the case's own."""
    record = ctx.record
    if key == "T.HANDLE.ORDINARY" and ctx.act.code in ("return_unfounded", "reopen_fact_finding"):
        return True
    if key in _MATTER_CLOCKS:
        return bool(record.matter == _MATTER_CLOCKS[key])
    if key in ("T.DISPATCH", "T.DISPATCH.URGENT"):
        return bool((record.urgency != "normal") == key.endswith("URGENT"))
    if key in ("T.RETURN", "T.RETURN.COMPLEX"):
        return bool(record.complex) == key.endswith("COMPLEX")
    if key == "T.HANDLE.RECTIFY":
        return _rectification(ctx)
    return True


def _rectification(ctx: Context) -> bool | Length:
    """The time the last order gave; after a failed check at most half of it (§1.1.2 #32)."""
    notice = ctx.record.ordernotices.order_by("-served_at").first()
    if notice is None:
        return False
    length = categories.limit_of(categories.of(ctx), notice.variant)
    if length is None and notice.limit_days:
        length = Length(notice.limit_days, Unit.CALENDAR_DAY)
    if length is None:
        return False
    return categories.halved(length) if ctx.act.code == "return_for_rectification" else length


def stops(ctx: Context, key: str) -> bool:
    """Of the two look-back clocks only the one whose look-back began stops (§1.1.2 #37)."""
    if ctx.act.code != "start_lookback":
        return True
    begun: Any = ctx.record.lookbacks.filter(started_at=ctx.now).first()
    return begun is not None and LOOKBACK_TIMERS[begun.stage] == key


def due_now(record: Any) -> tuple[str, ...]:
    """System transitions that nothing holds up any more.

    A clock fires once. What it could not begin then (a visit was still under way, a paper was missing) begins after
    the act that cleared the way.
    """
    if record.state == CHECK_FAILED:
        return ("return_for_rectification",)
    if record.state != CLOSED:
        return ()
    over = clocks_over(record, clock.now())
    if over & set(LOOKBACK_TIMERS.values()) and lookback_of(record, over) is not None:
        return ("start_lookback",)
    return ("archive_case",) if "T.ARCHIVE" in over else ()

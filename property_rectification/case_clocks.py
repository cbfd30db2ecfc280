"""Which clocks a case has, and how long: by type of matter, urgency, complexity and category (§A.5, §2.3)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.context import Context
from casework.timers import Length, Unit, local_day
from property_rectification import categories
from property_rectification.effects.mediation import time_to_perform
from property_rectification.guards.closing import LOOKBACK_TIMERS, clocks_over, lookback_of
from property_rectification.guards.mediation import open_round
from property_rectification.guards.standing import OWNERS_VOTE, shelving_over
from property_rectification.models.case import CONSULTATION, ORDINARY, PETITION
from property_rectification.models.standing import Suspension
from property_rectification.states import CHECK_FAILED, CLOSED, HUNG, MEDIATION, MERGED, SUSPENDED

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
    "T.DISPUTE.MEET": _("研判会"),
    "T.HANDLE.CONSULT": _("答复咨询"),
    "T.HANDLE.ORDINARY": _("办理"),
    "T.HANDLE.PETITION": _("信访办理"),
    "T.HANDLE.RECTIFY": _("整改"),
    "T.HUNG.REVIEW": _("挂账复核"),
    "T.SUSPEND.VOTE": _("业主大会表决"),
    "T.MED.COMMUNITY": _("调解"),
    "T.MED.PRE": _("诉前调解"),
    "T.CONFIRM": _("申请司法确认"),
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
    "T.ESC.TALK": _("约谈"),
    "T.ESC.SUPERVISE": _("挂牌督办或通报"),
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
    made = _OF_THE_CASE.get(key)
    return made(ctx, key) if made else True


#: Clocks that run to a day of the form: the ask that names it.
_UNTIL = {"T.SUSPEND.VOTE": "until", "T.HUNG.REVIEW": "review_on"}


def _until(ctx: Context, key: str) -> bool | Length:
    """Only an owners' vote has a clock of its own; of a shelving the file may say less than the rule."""
    if key == "T.SUSPEND.VOTE" and ctx.data.get("cause") != OWNERS_VOTE:
        return False
    day = ctx.data.get(_UNTIL[key])
    return Length((day - local_day(ctx.now)).days, Unit.CALENDAR_DAY) if day else True


def _of_mediation(ctx: Context, key: str) -> bool:
    """The court's time only where a court delegated (§1.1.2 #21)."""
    delegated = open_round(ctx)
    return bool(delegated and delegated.court_no) == key.endswith("PRE")


def _of_confirmation(ctx: Context, _key: str) -> bool:
    return not ctx.data.get("decides_ownership")


def _rectification(ctx: Context, _key: str) -> bool | Length:
    """The time the last order gave, or the day both sides agreed on; after a failed check at most half of it
    (§1.1.2 #22, #32). A clock that runs already keeps its end, so an order that was served stays as it is."""
    if ctx.act.code == "record_agreement":
        return time_to_perform(ctx) or True
    notice = ctx.record.ordernotices.order_by("-served_at").first()
    if notice is None:
        agreed = time_to_perform(ctx)
        return categories.halved(agreed) if agreed else False
    length = categories.time_given(categories.of(ctx), notice.variant, notice.limit_days)
    if length is None:
        return False
    return categories.halved(length) if ctx.act.code == "return_for_rectification" else length


def _elsewhere(ctx: Context, key: str) -> bool:
    """The decision on a penalty has its clock in the procedure that the act files, not in the case."""
    return False


_OF_THE_CASE: dict[str, Callable[[Context, str], bool | Length]] = {
    "T.SUSPEND.VOTE": _until, "T.HUNG.REVIEW": _until, "T.HANDLE.RECTIFY": _rectification,
    "T.MED.COMMUNITY": _of_mediation, "T.MED.PRE": _of_mediation, "T.CONFIRM": _of_confirmation,
    "T.PENALTY.DECIDE": _elsewhere,
}  # fmt: skip


def stops(ctx: Context, key: str) -> bool:
    """Of the two look-back clocks only the one whose look-back began stops (§1.1.2 #37)."""
    if ctx.act.code != "start_lookback":
        return True
    begun: Any = ctx.record.lookbacks.filter(started_at=ctx.now).first()
    return begun is not None and LOOKBACK_TIMERS[begun.stage] == key


def come(now: datetime) -> list[tuple[Any, str]]:
    """Suspensions whose last day is over: only an owners' vote has a clock, the others end by their own date."""
    over = Suspension.objects.filter(ended_at=None, case__state=SUSPENDED, until__lt=local_day(now))
    return [(one.case, "resume_case") for one in over.select_related("case").order_by("until", "pk")]


def due_now(record: Any) -> tuple[str, ...]:
    """System transitions that nothing holds up any more.

    A clock fires once. What it could not begin then (a visit was still under way, a paper was missing) begins after
    the act that cleared the way.
    """
    made = _DUE_IN.get(record.state)
    return made(record) if made else ()


def _closed(record: Any) -> tuple[str, ...]:
    """A look-back that was drawn, then the archive."""
    over = clocks_over(record, clock.now())
    if over & set(LOOKBACK_TIMERS.values()) and lookback_of(record, over) is not None:
        return ("start_lookback",)
    return ("archive_case",) if "T.ARCHIVE" in over else ()


def _with_its_master(record: Any) -> tuple[str, ...]:
    """A merged case is laid away when its master is (§1.1.2 #49)."""
    over = [code for code, state in record.lifecycle.states.items() if state.terminal]
    ended = record.mergings.filter(split_at=None, master__state__in=over).exists()
    return ("archive_merged",) if ended else ()


def _mediated(record: Any) -> tuple[str, ...]:
    """One clear no that was written down ends it at once (§1.1.2 #23)."""
    refused = record.mediations.filter(result="", consents__agreed=False).exists()
    return ("end_mediation",) if refused else ()


def _shelved(record: Any) -> tuple[str, ...]:
    return ("unshelve_case",) if shelving_over(record, clock.now()) else ()


_DUE_IN: dict[str, Callable[[Any], tuple[str, ...]]] = {
    CHECK_FAILED: lambda record: ("return_for_rectification",),
    MERGED: _with_its_master,
    HUNG: _shelved,
    MEDIATION: _mediated,
    CLOSED: _closed,
}

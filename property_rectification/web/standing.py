"""A case that stands still or is supervised, on its page: why, until when, and who keeps people safe meanwhile."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from casework.masking import mask_text
from property_rectification import case_detail, codes
from property_rectification.guards.supervision import FLAG
from property_rectification.models import RectificationCase
from property_rectification.states import HUNG, SUSPENDED

FRIDAY, NOON = 4, time(12)


def lines(case: RectificationCase, actor: Actor) -> list[tuple[str, str]]:
    """Label and words; what is read out of a child table only where the state says that there is something."""
    said = [(_("包案领导"), case.leader.display_name)] if case.leader else []
    if FLAG in case.flags and case_detail.may_read("supervision/", actor):
        said += _supervised(case)
    if case.state not in (SUSPENDED, HUNG) or not case_detail.may_read("suspension/", actor):
        return said
    standing: Any = case.suspensions if case.state == SUSPENDED else case.shelvings
    one = standing.filter(ended_at=None).first()
    return [*said, *(_suspended(one) if case.state == SUSPENDED else _hung(one)), *_measures(one)] if one else said


def _suspended(one: Any) -> list[tuple[str, str]]:
    until = _("，最晚到%(day)s") % {"day": display.day(one.until, clock.now())} if one.until else ""
    cause = codes.label("suspension_cause", one.cause)
    return [(_("中止原因"), f"{cause}{until}。{mask_text(one.reason.reveal())}")]


def _hung(one: Any) -> list[tuple[str, str]]:
    cause = codes.label("shelving_cause", one.cause)
    return [
        (_("挂账原因"), f"{cause}。{mask_text(one.reason.reveal())}"),
        (_("恢复条件"), mask_text(one.condition.reveal())),
        (_("复核日期"), display.day(one.review_on, clock.now())),
    ]


def _measures(one: Any) -> list[tuple[str, str]]:
    return [(_("临时措施"), f"{mask_text(one.measures.reveal())}（{one.measures_by}，{one.check_every}）")]


# --- supervision ------------------------------------------------------------------------------------------------


def report_due(since: datetime) -> datetime:
    """Friday noon after a moment: until then the next weekly report is in time."""
    day = display.local(since).date()
    moment = datetime.combine(day + timedelta(days=(FRIDAY - day.weekday()) % 7), NOON, clock.CHINA)
    return moment if moment > since else moment + timedelta(days=7)


def _supervised(case: RectificationCase) -> list[tuple[str, str]]:
    """The period that runs and when the next report is due, in one statement."""
    periods = case.supervisions.filter(ended_at=None).annotate(reported=Max("case__supervisionreports__recorded_at"))
    period, now = periods.first(), clock.now()
    if period is None:
        return []
    due = report_due(max(period.recorded_at, period.reported or period.recorded_at))
    words = _("督办周报已逾期，应在%(when)s前报") if due <= now else _("督办周报%(when)s前报")
    until = _("期限%(day)s，") % {"day": display.day(period.due_on, now)} if period.due_on else ""
    why = f"。{mask_text(period.reason.reveal())}" if period.reason else f"。{period.get_origin_display()}"
    level = codes.label("supervision_level", period.level)
    said = [(_("挂牌督办"), f"{level}，{until}{words % {'when': display.moment(due, now)}}{why}")]
    wanted = mask_text(period.requirement.reveal()) if period.requirement else ""
    return [*said, (_("督办要求"), wanted)]

"""Whether somebody's record check stands: a clean one that is not older than twelve months (TM-20, R-58)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from casework.kinds import Badge
from relief.models.staff import StaffMember
from relief.models.staff_rows import StaffCheck

#: So long before the end it is pointed out.
SOON = timedelta(days=30)
FOUND, MISSING, OVER, ENDING, STANDS = "found", "missing", "over", "ending", "stands"
#: How it stands: in words and in the tone of its badge, the most urgent first.
WORDS = {
    FOUND: (_("查到记录"), "late"), MISSING: (_("没有查询"), "late"), OVER: (_("查询已到期"), "late"),
    ENDING: (_("30天内到期"), "soon"), STANDS: (_("查询有效"), "done"),
}  # fmt: skip
URGENCY = tuple(WORDS)


@dataclass(frozen=True)
class Standing:
    """The last check of somebody: when, what it said, until when it holds."""

    code: str
    member: Any = None

    @property
    def badge(self) -> Badge:
        words, tone = WORDS[self.code]
        return {"tone": tone, "text": str(words), "icon": "", "url": ""}


def with_last(members: QuerySet[StaffMember]) -> QuerySet[StaffMember]:
    """Members with the day and the result of their last check."""
    last = StaffCheck.objects.filter(member=OuterRef("pk")).order_by("-checked_on", "-recorded_at")
    return members.annotate(
        last_on=Subquery(last.values("checked_on")[:1]), last_result=Subquery(last.values("result")[:1])
    )


def standing(member: Any, now: datetime) -> Standing:
    """How a member out of `with_last` stands; None is somebody who is not on record."""
    if member is None or not member.last_result:
        return Standing(MISSING, member)
    if member.last_result == StaffCheck.FOUND:
        return Standing(FOUND, member)
    if member.due_at is None or member.due_at <= now:
        return Standing(OVER, member)
    return Standing(ENDING if member.due_at - SOON <= now else STANDS, member)


def of_user(user_id: int | None, now: datetime) -> Standing:
    """How somebody stands by their account."""
    return standing(with_last(StaffMember.objects.filter(user=user_id, left_on=None)).first(), now)


def holds(found: Standing) -> bool:
    """Whether minors may be given into this person's care."""
    return found.code in (ENDING, STANDS)

"""Who hears of protection, and for whom it waits: guardianship is the bureau's to decide and to review (R-55)."""

from datetime import datetime, timedelta

from django.db.models import Q

from casework import notices
from casework.actor import Actor
from casework.context import Context
from casework.models import Notice, Timer
from casework.timers import local_day
from relief import age, protection, standing
from relief.models import ReliefCase
from relief.states import OPEN

#: Act → who is told of it at once.
TOLD = {
    "open_assessment": ("CSW", "DUT", "SUP"), "report_harm": ("DUT", "DIR", "SUP"),
    "add_mandatory_report": ("DUT", "DIR", "SUP"), "find_guardian_unfit": ("DIR", "SUP"),
    "transfer_to_child_agency": ("CSW", "DIR", "SUP"),
    "take_temporary_guardianship": ("CSW", "DIR"), "take_long_term_guardianship": ("CSW", "DIR"),
}  # fmt: skip
#: Where the bureau is waited for, and how long before its next review.
_DECIDES = (protection.TO_BE_ASSESSED, protection.REPORTED, protection.UNFIT)
_BEFORE_REVIEW = timedelta(days=5)
#: Somewhat longer than anybody is a minor.
_CHILDHOOD = timedelta(days=366 * 18 + 1)


def tell(ctx: Context) -> None:
    """Those for whom it is something to do, or to know."""
    if roles := TOLD.get(ctx.act.code):
        params = {"action": ctx.act.label}
        notices.notify(ctx.record, Notice.SUPERVISE, "protection", key=ctx.act.code, roles=roles, params=params)


def begun_by_clockwork(now: datetime) -> list[ReliefCase]:
    """Who is doubted about without anybody having looked into it: what was on record before it was looked for."""
    born_since = local_day(now) - _CHILDHOOD
    doubted = (
        Q(person__capacity__in=(standing.DOUBTFUL, standing.COURT_FOUND))
        | Q(person__age_least__lt=age.ADULT) | Q(person__age_least=None, person__birth_declared=None)
        | Q(person__birth_declared__gt=born_since) | Q(person__birth_verified__gt=born_since)
    )  # fmt: skip
    here = ReliefCase.objects.filter(protection_state=protection.NOT_APPLICABLE, state__in=OPEN)
    found = here.filter(doubted, arrived_at__isnull=False).select_related("person")
    return [case for case in found if protection.is_due(case, now)]


def waiting(actor: Actor, now: datetime) -> Q | None:
    """What lies on the bureau's desk: whom nobody decided about yet, and guardianships to be reviewed."""
    if actor.role != protection.BUREAU:
        return None
    undecided = ReliefCase.objects.filter(protection_state__in=_DECIDES, state__in=OPEN)
    running = Timer.objects.filter(key=protection.REVIEW_CLOCK, stopped_at=None, due_at__lte=now + _BEFORE_REVIEW)
    return Q(pk__in=undecided.values("pk")) | Q(pk__in=running.values("record"))

"""最新变化: what others did to the records somebody owns, handles or follows; read once the record was looked at."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from casework import clock, kinds, party, workcalendar
from casework.actor import Actor
from casework.models import AccessAction, AccessEntry, Event, Follow, Record, Relation, User
from casework.timers import CalendarMissing

#: How long a change is told at all, and the end of the office day from which the desk tells it.
TOLD_FOR = timedelta(days=30)
OFFICE_ENDS = time(17, 30)


def desk_since(now: datetime) -> datetime:
    """The end of the office day before this one; on a Monday that of Friday. A day of a year that is not loaded may
    have been one."""
    calendar, day = workcalendar.current(), now.astimezone(clock.CHINA).date() - timedelta(days=1)
    for _back in range(15):
        try:
            if calendar.is_workday(day):
                break
        except CalendarMissing:
            break
        day -= timedelta(days=1)
    return datetime.combine(day, OFFICE_ENDS, clock.CHINA)


def changes(actor: Actor, since: datetime) -> QuerySet[Event]:
    """The events by others after `since`, newest first, each with `unread`; a party is told by notices alone."""
    whose = Q(agency=actor.agency_id) | Q(user=actor.user_id)
    related = Relation.objects.filter(whose, record=OuterRef("record_id"), until__isnull=True)
    followed = Follow.objects.filter(user=actor.user_id, record=OuterRef("record_id"))
    looked = AccessEntry.objects.filter(
        user=actor.user_id, record=OuterRef("record_id"), action=AccessAction.VIEW, status=200, at__gte=OuterRef("at")
    )
    events = Event.objects.filter(Exists(related) | Exists(followed), at__gt=since).exclude(actor=actor.user_id)
    events = events.none() if party.is_party(actor) else events.filter(record__in=Record.objects.visible_to(actor))
    for kind in kinds.all_kinds():
        if unheard := kind.unheard(actor):
            events = events.exclude(record__kind=kind.name, name__in=unheard)
    read_until = actor.user.changes_read_at if actor.user else None
    new = Q(at__gt=read_until) if read_until else Q()
    unread = ExpressionWrapper(new & ~Exists(looked), output_field=BooleanField())
    return events.annotate(unread=unread).select_related("record", "post__agency").order_by("-at", "-pk")


def unread(actor: Actor, since: datetime) -> QuerySet[Event]:
    """Those of them that were not looked at yet."""
    return changes(actor, since).filter(unread=True)  # type: ignore[misc]


def mark_all_read(user: Any, now: datetime) -> None:
    """Whatever changed until now counts as seen."""
    User.objects.filter(pk=user.pk).update(changes_read_at=now)

"""The one polite reminder a day: who has to act on a record as it stands, and telling them that somebody waits."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework import clock, kinds, notices
from casework.actor import Actor
from casework.models import Notice, OutboxMessage, Post, Record
from casework.refusals import Conflict
from casework.timers import local_day

CODE = "reminded"


def roles(record: Record) -> list[str]:
    """Who has to act on the record as it stands."""
    kind = kinds.kind_of(record)
    rows = kind.lifecycle.from_state(record.state)
    return sorted({role for row in rows for role in row.by} - kind.outside_roles - {"system"})


def staffed(records: Sequence[Record]) -> set[tuple[int, str]]:
    """Which unit in charge has people in which role today."""
    owners = {r.owner_agency_id for r in records if r.owner_agency_id}
    return set(Post.objects.held().filter(agency__in=owners).values_list("agency_id", "role"))


def owner_acts(record: Record, posts: set[tuple[int, str]]) -> bool:
    """Whether people of the unit in charge have to act; `posts` of `staffed`."""
    return any((record.owner_agency_id, role) in posts for role in roles(record))


def reminded(records: Iterable[Record], now: datetime) -> set[UUID]:
    """The keys of those that somebody was reminded of today, whoever asked for it."""
    told = OutboxMessage.objects.filter(record__in=[r.pk for r in records], topic=f"notice.{CODE}.{_day(now)}")
    return {pk for pk in told.values_list("record", flat=True) if pk}


def _day(now: datetime) -> str:
    return local_day(now).isoformat()


def remind(record: Record, actor: Actor) -> None:
    """Tell whoever has to act that somebody waits; nothing urges, nothing is counted against anybody.

    Raises Conflict where they were told today.
    """
    now = clock.now()
    with transaction.atomic():
        # two who remind at once are told apart by the lock: the second one finds the first one's notice
        locked = Record.objects.select_for_update(no_key=True, of=("self",)).select_related("owner_agency")
        current = locked.get(pk=record.pk)
        if reminded([current], now):
            raise Conflict("reminded_today", _("今天已提醒过，明天可以再提醒。"))
        persons = kinds.kind_of(current).waits_for(current)
        if persons:
            _tell(current, actor, now, users=persons)
            return
        unit = [current.owner_agency] if current.owner_agency and owner_acts(current, staffed([current])) else []
        _tell(current, actor, now, roles=roles(current), agencies=unit)


def _tell(record: Record, actor: Actor, now: datetime, **whom: Any) -> None:
    notices.notify(
        record, Notice.REMIND, CODE, except_user=actor.user, key=_day(now),
        params={"agency": actor.person.agency.name}, **whom,
    )  # fmt: skip

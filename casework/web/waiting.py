"""等待他人: who holds what, since when; and the one polite reminder a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display, kinds, notices
from casework.actor import Actor
from casework.models import Notice, OutboxMessage, Post, Proposal, Record, Relation
from casework.refusals import Conflict, OutOfScope
from casework.session import actor_of
from casework.web import clocks, duties, frames
from casework.web.records import PageView

SHOWN = 12


def held_by_others(actor: Actor) -> Any:
    """Open records this person handles, or their unit leads, that now wait for somebody else."""
    whose = Q(user=actor.user_id) | Q(agency=actor.agency_id, kind=Relation.LEAD)
    related = Relation.objects.filter(whose, until__isnull=True).values("record")
    rows = Record.objects.visible_to(actor).filter(pk__in=related, closed_at__isnull=True)
    return rows.exclude(pk__in=duties.mine(actor).values("pk"))


def shown(actor: Actor, now: datetime) -> dict[str, Any]:
    """The count of all, and the first of them by deadline; what I proposed and nobody decided comes first."""
    asked = Proposal.objects.filter(outcome=Proposal.OPEN, proposer__user=actor.user_id)
    proposals = list(asked.select_related("record__owner_agency").order_by("proposed_at")[:SHOWN])
    held = held_by_others(actor).exclude(pk__in=[p.record_id for p in proposals])
    records = list(held.select_related("owner_agency").order_by(F("due_at").asc(nulls_last=True), "pk")[:SHOWN])
    chips = clocks.of_list([*records, *(p.record for p in proposals)], now)
    staffed = _staffed(records)
    reminded = _reminded(actor, [*records, *(p.record for p in proposals)], now)
    items = [
        _item(p.record, _("复核人"), _label(p), p.proposed_at, now)
        for p in proposals
    ] + [_item(r, _holder(r, staffed), str(_state(r)), r.state_since, now) for r in records]  # fmt: skip
    for item in items:
        item |= {"clock": chips.get(item["pk"]), "reminded": item["pk"] in reminded}
    return {"count": asked.count() + held.count(), "items": items[:SHOWN]}


def _item(record: Record, who: str, what: str, since: datetime, now: datetime) -> dict[str, Any]:
    return {
        "pk": record.pk, "who": who, "text": f"{what} {record.title}", "number": record.number or "",
        "since": _("自%(day)s") % {"day": display.day(since, now)}, "url": frames.url(record),
        "remind_url": reverse("desk-remind", args=[record.pk]),
    }  # fmt: skip


def _label(proposal: Proposal) -> str:
    return str(kinds.kind_of(proposal.record).lifecycle.rows[proposal.transition].label)


def _state(record: Record) -> Any:
    return kinds.kind_of(record).lifecycle.states[record.state].badge


def _roles(record: Record) -> list[str]:
    """Who has to act on the record as it stands."""
    kind = kinds.kind_of(record)
    rows = kind.lifecycle.from_state(record.state)
    return sorted({role for row in rows for role in row.by} - kind.outside_roles - {"system"})


def _staffed(records: Sequence[Record]) -> set[tuple[int, str]]:
    """Which unit in charge has people in which role today."""
    owners = {r.owner_agency_id for r in records if r.owner_agency_id}
    return set(Post.objects.held().filter(agency__in=owners).values_list("agency_id", "role"))


def _owner_acts(record: Record, staffed: set[tuple[int, str]]) -> bool:
    return any((record.owner_agency_id, role) in staffed for role in _roles(record))


def _holder(record: Record, staffed: set[tuple[int, str]]) -> str:
    """The unit in charge where its people have to act, else the posts that have."""
    names, owner = kinds.kind_of(record).roles, record.owner_agency
    if owner is not None and _owner_acts(record, staffed):
        return owner.name
    return "、".join(str(names[role]) for role in _roles(record) if role in names) or (owner.name if owner else "")


def _topic(actor: Actor, now: datetime) -> str:
    return f"{actor.user_id}.{display.local(now):%Y%m%d}"


def _reminded(actor: Actor, records: list[Record], now: datetime) -> set[Any]:
    told = OutboxMessage.objects.filter(
        record__in=[r.pk for r in records], topic=f"notice.reminded.{_topic(actor, now)}"
    )
    return set(told.values_list("record", flat=True))


class Remind(PageView):
    """POST: remind whoever holds this record; a second time on the same day is refused."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        actor, now = actor_of(request), clock.now()
        record = held_by_others(actor).filter(pk=pk).first() or self._proposed(actor, pk)
        if record is None:
            raise OutOfScope
        if _reminded(actor, [record], now):
            raise Conflict("reminded_today", _("今天已提醒过，明天可以再提醒。"))
        with transaction.atomic():
            remind(record, actor, now)
        return HttpResponseRedirect(f"{reverse('desk')}#waiting")

    def _proposed(self, actor: Actor, pk: Any) -> Record | None:
        asked = Proposal.objects.filter(outcome=Proposal.OPEN, proposer__user=actor.user_id, record=pk)
        found = asked.select_related("record").first()
        return found.record if found else None


def remind(record: Record, actor: Actor, now: datetime) -> None:
    """Tell whoever has to act that somebody waits; nothing urges, nothing is counted against anybody."""
    agency = actor.agency.name if actor.agency else ""
    owner = [record.owner_agency] if record.owner_agency and _owner_acts(record, _staffed([record])) else []
    notices.notify(
        record, Notice.REMIND, "reminded", roles=_roles(record), agencies=owner, except_user=actor.user,
        key=_topic(actor, now), params={"agency": agency},
    )  # fmt: skip

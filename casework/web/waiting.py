"""等待他人: who holds what, since when; and the one polite reminder a day."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import display, engine, kinds, reminding
from casework.actor import Actor
from casework.models import Proposal, Record, Relation
from casework.refusals import OutOfScope
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
    staffed = reminding.staffed(records)
    reminded = reminding.reminded([*records, *(p.record for p in proposals)], now)
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
    return str(engine.act_of(proposal.record, proposal.transition).label)


def _state(record: Record) -> Any:
    return kinds.kind_of(record).lifecycle.states[record.state].badge


def _holder(record: Record, staffed: set[tuple[int, str]]) -> str:
    """The unit in charge where its people have to act, else the posts that have."""
    names, owner = kinds.kind_of(record).roles, record.owner_agency
    if owner is not None and reminding.owner_acts(record, staffed):
        return owner.name
    return "、".join(str(names[role]) for role in reminding.roles(record) if role in names) or (
        owner.name if owner else ""
    )


class Remind(PageView):
    """POST: remind whoever holds this record; a second time on the same day is refused."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        actor = actor_of(request)
        record = held_by_others(actor).filter(pk=pk).first() or self._proposed(actor, pk)
        if record is None:
            raise OutOfScope
        reminding.remind(record, actor)
        return HttpResponseRedirect(f"{reverse('desk')}#waiting")

    def _proposed(self, actor: Actor, pk: Any) -> Record | None:
        asked = Proposal.objects.filter(outcome=Proposal.OPEN, proposer__user=actor.user_id, record=pk)
        found = asked.select_related("record").first()
        return found.record if found else None

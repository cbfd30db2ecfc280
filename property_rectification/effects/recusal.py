"""Asking that somebody step aside, deciding on it, and what follows (§5.11, F-39)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import notices
from casework.context import Context
from casework.models import Notice, Relation
from casework.refusals import InvalidData
from property_rectification.effects.common import MEDIATOR, child
from property_rectification.guards.mediation import SIDE_OF_PARTY
from property_rectification.guards.rectification import panel_is_short
from property_rectification.guards.recusal import request_of
from property_rectification.models.parties import RecusalRequest
from property_rectification.states import CHECKING
from property_rectification.unnamed import refuse_reporter_in

#: In the list recusal_applicant: whoever works on the case says so of themselves or of a colleague.
OFFICIAL = "official"
#: What somebody who steps aside is no longer.
_IN_HAND = (Relation.HANDLER, Relation.PANEL, MEDIATOR)


def request_recusal(ctx: Context) -> None:
    """Keep who is to step aside and why; until it is decided the case goes on."""
    record, person = ctx.record, ctx.data["person"]
    refuse_reporter_in(ctx, "reason")
    if person.pk in record.recused:
        raise InvalidData({"person": [_("已经决定这个人回避，不用再申请")]})
    if record.recusalrequests.filter(person=person, decision="").exists():
        raise InvalidData({"person": [_("对这个人的申请正等待决定")]})
    applicant = SIDE_OF_PARTY.get(ctx.actor.role) or ctx.data.get("applicant") or OFFICIAL
    child(ctx, RecusalRequest, applicant=applicant, person=person, reason=ctx.data["reason"])
    record.recusal_requests += 1


def decide_recusal(ctx: Context) -> None:
    """Keep the decision; whoever is to step aside acts on the case no more: handles, mediates and checks no more."""
    record, one = ctx.record, request_of(ctx)
    refuse_reporter_in(ctx, "reasons")
    ctx.update(
        one, decision=ctx.data["decision"], decision_reasons=ctx.data["reasons"], decided_at=ctx.now,
        decided_by=ctx.actor.post,
    )  # fmt: skip
    record.recusal_requests -= 1
    if one.decision == RecusalRequest.GRANTED:
        _step_aside(ctx, one.person)


def _step_aside(ctx: Context, person: Any) -> None:
    record = ctx.record
    record.recused = [*record.recused, person.pk]
    for relation in record.relations.filter(user=person, kind__in=_IN_HAND, until__isnull=True):
        ctx.update(relation, until=ctx.now)
    if record.handler_id == person.pk:
        record.handler = None


def tell(ctx: Context) -> None:
    """Who decides hears of a request; the unit that is left without a handler names another."""
    record, acts = ctx.record, ctx.record.lifecycle.amendments
    if ctx.act.code == "request_recusal":
        label = acts["decide_recusal"].label
        notices.notify(record, Notice.TODO, "assigned", roles=["R02"], params={"action": label})
    granted = ctx.act.code == "decide_recusal" and ctx.data["decision"] == RecusalRequest.GRANTED
    if granted and record.handler_id is None and record.owner_agency:
        label = acts["assign_handler"].label
        agencies = [record.owner_agency]
        notices.notify(record, Notice.TODO, "assigned", agencies=agencies, params={"action": label})
    if granted and record.state == CHECKING and panel_is_short(ctx):
        label = acts["replace_panel"].label
        notices.notify(record, Notice.TODO, "assigned", roles=["R02"], params={"action": label})

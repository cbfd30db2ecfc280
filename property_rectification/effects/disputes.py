"""Disputes about whose duty a case is: submitting, the meeting, designating (§1.1.2 #12, #13)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Relation
from property_rectification.effects.common import child, end_relations, refuse_future, relate
from property_rectification.guards.disputes import open_dispute
from property_rectification.models.deciding import ReturnRequest
from property_rectification.models.disputes import Dispute, DisputeMeeting


def dispute_competence(ctx: Context) -> None:
    """Put the question to who may designate; the request for return is answered by that designation."""
    _answer_return(ctx)
    child(ctx, Dispute, issue=ctx.data["issue"], enforcement=bool(ctx.data.get("enforcement")))


def _answer_return(ctx: Context) -> None:
    for asked in ctx.record.returnrequests.filter(outcome=ReturnRequest.OPEN):
        ctx.update(asked, outcome=ReturnRequest.DISPUTED, decided_at=ctx.now, decided_by=ctx.actor.post)


def record_meeting(ctx: Context) -> None:
    """Keep the minutes; they decide nothing by themselves."""
    refuse_future(ctx, ctx.data["held_at"], "held_at", _("研判会的时间"))
    tasks = [
        {"task": row["task"], "owner": row["owner"], "day": row["day"].isoformat() if row.get("day") else ""}
        for row in ctx.data.get("tasks") or []
    ]
    child(
        ctx, DisputeMeeting, dispute=open_dispute(ctx), held_at=ctx.data["held_at"], attendees=ctx.data["attendees"],
        judgement=ctx.data["judgement"], tasks=tasks,
    )  # fmt: skip


def designate_unit(ctx: Context) -> None:
    """The unit named in the decision answers for the case; nobody gives it back any more (L-78)."""
    record, data = ctx.record, ctx.data
    unit = data["unit"]
    ctx.update(
        open_dispute(ctx), outcome=Dispute.DESIGNATED, unit=unit, authority=data["authority"],
        decision_no=data.get("decision_no") or "", decision=data["decision"],
        decided_at=ctx.now, decided_by=ctx.actor.post,
    )  # fmt: skip
    end_relations(ctx, Relation.LEAD, Relation.ASSIST, Relation.HANDLER)
    relate(ctx, Relation.LEAD, agency=unit)
    record.owner_agency, record.handler, record.designated = unit, None, True

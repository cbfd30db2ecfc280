"""Keeping a decision on a step of the ladder, and the record of a talk (§1.1.4)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from property_rectification.effects.common import child, refuse_future
from property_rectification.guards.ladder import chosen, talk_due
from property_rectification.models.escalation import Escalation
from property_rectification.models.talk import Talk
from property_rectification.unnamed import case_of, refuse_reporter_in

FIRM = "firm"


def decide_escalation(ctx: Context) -> None:
    """The step is decided for the clock that has been late longest."""
    step = chosen(ctx)
    assert step is not None  # the guard saw it
    _refuse_unknown_firm(ctx, "esc_talk_with")
    refuse_reporter_in(ctx, "esc_talk_problems", "esc_talk_place")
    child(
        ctx, Escalation, timer=step.timer, step=step.step, decision=ctx.data["esc_decision"],
        reasons=ctx.data.get("esc_reasons") or "", feedback_by=ctx.data.get("esc_feedback_by"),
    )  # fmt: skip


def record_talk(ctx: Context) -> None:
    """Keep what was said; it finds no fact, and the reporter is not named before who was talked to (§5.4)."""
    data = ctx.data
    refuse_future(ctx, data["talk_at"], "talk_at", _("约谈的时间"))
    _refuse_unknown_firm(ctx, "talk_with")
    refuse_reporter_in(ctx, "talk_problems", "talk_explanation", "talk_commitments", "talk_persons", "talk_place")
    promised = [
        {"what": row["what"], "owner": row["owner"], "day": row["day"].isoformat()}
        for row in data.get("talk_commitments") or []
    ]
    child(
        ctx, Talk, escalation=talk_due(ctx), party=data["talk_with"], held_at=data["talk_at"],
        place=data.get("talk_place") or "", persons=data["talk_persons"], problems=data["talk_problems"],
        explanation=data["talk_explanation"], commitments=promised,
    )  # fmt: skip


def _refuse_unknown_firm(ctx: Context, field: str) -> None:
    if ctx.data.get(field) == FIRM and case_of(ctx).firm is None:
        raise InvalidData({field: [_("这件没有登记物业企业，不能约谈企业")]})

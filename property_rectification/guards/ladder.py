"""Deciding on a step of the ladder (§1.1.4)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework import workcalendar
from casework.context import Context
from property_rectification import ladder
from property_rectification.models.escalation import Escalation

_REASON = 10


def open_steps(ctx: Context) -> list[ladder.Open]:
    """What is open on the case, read once an act."""
    return ctx.once("ladder", lambda: _open(ctx))  # type: ignore[no-any-return]


def _open(ctx: Context) -> list[ladder.Open]:
    late, decided = ladder.late_clocks(ctx.record, ctx.now), list(ctx.record.escalations.all())
    return ladder.steps(late, decided, ctx.now, workcalendar.current())


def chosen(ctx: Context) -> ladder.Open | None:
    """The open step the form names, on the clock that is late longest; None where none is open."""
    return next((one for one in open_steps(ctx) if one.step == ctx.data.get("esc_step")), None)


def may_take(ctx: Context, step: str) -> bool:
    """Whether this step is open on the case and this actor's to decide."""
    return ctx.actor.role in ladder.DECIDES[step] and any(one.step == step for one in open_steps(ctx))


def talk_due(ctx: Context) -> Any:
    """The oldest decision to have a talk that has no record yet; None where there is none."""
    decided = ctx.record.escalations.filter(step=ladder.TALK, decision=Escalation.TAKEN, talk=None)
    return ctx.once("talk due", lambda: decided.select_related("timer").first())


#: Asked when the form is sent: the page of a case pays no statement for what few cases have.
TALK_DECIDED = v.holds(
    "talk_decided", lambda ctx: talk_due(ctx) is not None, _("还没有决定约谈，或记录已经登记。"),
    _("先在“督办处置”里决定约谈"), on_data=True, rules="§1.1.4",
)  # fmt: skip
ESCALATION_STEP_OPEN = v.holds(
    "escalation_step_open", lambda ctx: chosen(ctx) is not None, _("这一步还没到，或已经有决定。"),
    _("逾期满3、5、10个工作日后逐级决定，限小时办的到期就可以出督办单；每个期限各决定一次"), on_data=True,
    rules="§1.1.4",
)  # fmt: skip
DECIDER_OF_STEP = v.holds(
    "decider_of_step",
    lambda ctx: ctx.actor.role in ladder.DECIDES.get(ctx.data.get("esc_step") or "", frozenset()),
    _("这一步不由您决定。"), _("督办单由专班办公室、督查员，约谈由领导、专班办公室，通报和移交由领导决定"),
    on_data=True, rules="§1.1.4",
)  # fmt: skip


def _reasoned(ctx: Context) -> Any:
    """Not taking a step, and turning to the discipline organ, are never done by a mere click."""
    free = ctx.data.get("esc_decision") == Escalation.TAKEN and ctx.data.get("esc_step") != ladder.DISCIPLINE
    return free or len((ctx.data.get("esc_reasons") or "").strip()) >= _REASON or {"field": "esc_reasons"}


ESCALATION_REASONED = v.holds(
    "escalation_reasoned", _reasoned, _("还差理由。"), _("不采取的、移交的，写清理由"), on_data=True, rules="§1.1.4"
)

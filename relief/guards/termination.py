"""What must hold before relief is ended against somebody's will. Minors, people who cannot speak for themselves, the
ill and suspected victims are never sent away (HB-07); whoever wants to go needs none of this (R-39)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import terminations

TERMINATION_REASON_LISTED = v.given(
    "termination_reason_listed", {"reasons": _("理由"), "facts": _("事实")}, _("尚未选择终止救助的理由。"),
    _("请选择理由并写明事实。"), rules="R-50",
)  # fmt: skip
NOT_SUSPECTED_VICTIM = v.holds(
    "not_suspected_victim", lambda ctx: not ctx.record.suspected_victim, _("当事人疑似受害人，不能拟终止救助。"),
    _("请先报告公安并保护；排除嫌疑后再议。"), rules="R-50 R-61",
)  # fmt: skip


def _heard(ctx: Context) -> bool:
    found = terminations.under_way(ctx.record)
    return found is not None and found.heard_at is not None


OPINION_HEARD = v.holds(
    "opinion_heard", _heard, _("尚未听取当事人意见。"),
    _("请由两名工作人员听取意见并制作笔录；本人拒绝陈述的如实注明。"), rules="R-50",
)  # fmt: skip
LESSER_MEASURE_CONSIDERED = v.given(
    "lesser_measure_considered", {"lesser": _("较轻的措施为何不足")}, _("尚未说明是否可以采取较轻的措施。"),
    _("请先考虑劝导、调换房间等措施，并写明为何不足。"), rules="R-50",
)  # fmt: skip
NO_RECENT_TERMINATION = v.holds(
    "no_recent_termination", lambda ctx: not terminations.ended_lately(ctx.record, ctx.now),
    _("该人员30日内已被终止过一次救助。"), _("请说明理由并由第二人确认，同时检查是否存在疾病或能力问题。"),
    rules="R-50 SB-13", on_data=True, override="second_person",
)  # fmt: skip


def _others(ctx: Context) -> bool:
    """Neither who decides nor who confirms a lifted guard is the one who opened it."""
    found = terminations.under_way(ctx.record)
    deciding = {ctx.actor.user_id} | ({ctx.proposal.proposer.user_id} if ctx.proposal else set())
    return found is None or found.recorded_by is None or found.recorded_by.user_id not in deciding


OPENER_IS_NOT_APPROVER = v.holds(
    "proposer_is_not_approver", _others, _("提出人与决定人不能是同一人。"),
    _("请由另一位有权人员决定；站内无人可替时由县民政局监督员决定。"), rules="R-50 R-54",
)  # fmt: skip
TERMINATION_TO_SERVE = v.holds(
    "termination_to_serve",
    lambda ctx: (found := terminations.decided(ctx.record)) is not None and found.served_at is None,
    _("没有要送达的终止救助通知书。"), _("作出终止救助决定后再登记送达。"), rules="R-50",
)  # fmt: skip

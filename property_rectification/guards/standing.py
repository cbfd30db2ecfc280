"""More time, suspension and shelving (§1.1.2 #24–#28): asked by the unit that leads, decided by others."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import end_of, local_day
from property_rectification import categories

RECTIFY = "T.HANDLE.RECTIFY"
MOST_EXTENSIONS = 2
OWNERS_VOTE = "04"
MOST_VOTE_DAYS, MOST_SHELVED_DAYS = 60, 90
#: Causes of a shelving: what policy forbids, and what cannot be helped. The third one of the list is no cause.
POLICY, OBJECTIVE = "01", "02"
#: What has to be published can be published any day (L-09).
DISCLOSURE = frozenset({"WA05", "WA06"})
_HEARD = 10

# --- more time --------------------------------------------------------------------------------------------------


def rectification_clock(ctx: Context) -> Any:
    """The running clock of the rectification, None where none runs."""
    return next((clock for clock in v.running_clocks(ctx) if clock.key == RECTIFY), None)


def _asked_in_time(ctx: Context) -> bool:
    """What was asked in time may be decided later."""
    clock = rectification_clock(ctx)
    asked = ctx.proposal.proposed_at if ctx.proposal else ctx.now
    return clock is not None and (asked < clock.due_at or clock.provisional)


EXTENSION_ASKED_BEFORE_EXPIRY = v.holds(
    "extension_asked_before_expiry", _asked_in_time, _("期限届满后提出的延期申请不能批准。"),
    _("请按逾期办理并说明原因；今后请在到期前提出。"), rules="L-76",
)  # fmt: skip


def _within_limit(ctx: Context) -> Any:
    """Counted over the whole case; the total over the clock that runs, in its own unit."""
    clock, amount = rectification_clock(ctx), ctx.data.get("amount") or 0
    given = list(ctx.record.extensions.all())
    if len(given) >= MOST_EXTENSIONS or clock is None:
        return False
    so_far = sum(one.amount for one in given if one.counted_from == clock.started_at)
    return True if 0 < amount <= clock.amount - so_far else {"field": "amount"}


EXTENSIONS_WITHIN_LIMIT = v.holds(
    "extensions_within_limit", _within_limit, _("延期次数或总时长已达上限。"),
    _("请尽快完成整改；确属政策或客观原因的，可以按程序申请挂账。"), on_data=True, rules="§1.1.2 #24",
)  # fmt: skip


def _safe(ctx: Context) -> bool:
    return not categories.is_safety(categories.of(ctx), ctx.record.urgency)


NOT_SAFETY_CATEGORY = v.holds(
    "not_safety_category", _safe, _("安全类问题不能延长期限。"),
    _("请立即整改并落实临时防护措施；需要支援的，请提请专班协调。"), rules="§2.4",
)  # fmt: skip
REPORTER_TOLD_EXTENSION = v.given(
    "reporter_told_extension", {"told_how": _("怎样告知反映人")}, _("尚未把延期及原因告知反映人。"),
    _("请先告知反映人，再提交批准。"), rules="L-75 L-76",
)  # fmt: skip
APPROVER_NOT_REQUESTER = v.second_person(
    "approver_not_requester", _("申请人不能批准自己的申请。"), _("请由另一名有权限的人员批准。"), rules="§5.16"
)

# --- suspension -------------------------------------------------------------------------------------------------


def _has_files(ctx: Context, ask: str = "files") -> bool:
    files = ctx.data.get(ask)
    return files is not None and files.exists()


def _within(ctx: Context, ask: str, most: int | None) -> bool:
    """The day named lies ahead, and not too far."""
    day, today = ctx.data.get(ask), local_day(ctx.now)
    return day is not None and day > today and (most is None or day <= today + timedelta(days=most))


def _cause_allowed(ctx: Context) -> Any:
    if not _has_files(ctx):
        return {"field": "files"}
    vote = ctx.data.get("cause") == OWNERS_VOTE
    if ctx.data.get("until") is None:
        return {"field": "until"} if vote else True
    return True if _within(ctx, "until", MOST_VOTE_DAYS if vote else None) else {"field": "until"}


SUSPENSION_CAUSE_ALLOWED = v.holds(
    "suspension_cause_allowed", _cause_allowed, _("所写原因不属于可以中止的情形，或缺少证明。"),
    _("可以中止的情形：不可抗力、鉴定检测、诉讼前提、业主大会表决期（不超过60日）、冬季不宜施工。请选择并附证明。"),
    on_data=True, rules="L-76",
)  # fmt: skip
INTERIM_MEASURES_RECORDED = v.given(
    "interim_measures_recorded",
    {"measures": _("临时措施"), "measures_by": _("责任人"), "check_every": _("检查频次")},
    _("还没有落实临时安全措施。"), _("请写明临时措施、责任人和检查频次。"), min_length=2,
)  # fmt: skip


def _cause_ended(ctx: Context) -> bool:
    if not ctx.actor.is_system:
        return _has_files(ctx) and len((ctx.data.get("end_note") or "").strip()) >= _HEARD
    until = ctx.record.suspensions.values_list("until", flat=True).get(ended_at=None)
    return until is not None and ctx.now >= end_of(until)


SUSPENSION_CAUSE_ENDED = v.holds(
    "suspension_cause_ended", _cause_ended, _("中止的原因尚未消除。"), _("原因消除并附证明，或到期后自动恢复。"),
    on_data=True, rules="§1.1.2 #26",
)  # fmt: skip

# --- shelving ---------------------------------------------------------------------------------------------------


def _file_complete(ctx: Context) -> Any:
    """Reason, evidence that no earlier shelving rested on, who answers for it, and a day within 90 days."""
    if len((ctx.data.get("reason") or "").strip()) < _HEARD:
        return {"field": "reason"}
    shelved = (one.files for one in ctx.record.shelvings.all())
    if not {str(f.pk) for f in ctx.data.get("files") or []} - {key for files in shelved for key in files}:
        return {"field": "files"}
    if ctx.data.get("leader") is None:
        return {"field": "leader"}
    return True if _within(ctx, "review_on", MOST_SHELVED_DAYS) else {"field": "review_on"}


SHELVING_FILE_COMPLETE = v.holds(
    "shelving_file_complete", _file_complete, _("挂账材料不完整。"),
    _("请补充书面理由、证据、责任领导和90日内的复核日期。"), on_data=True,
)  # fmt: skip
SHELVING_CAUSE_OBJECTIVE = v.answered(
    "shelving_cause_objective", "cause", (POLICY, OBJECTIVE), _("因工作不力造成的拖延不能挂账。"),
    _("请制定整改计划按期完成；确需时间的，可以在到期前申请延期。"),
)  # fmt: skip
SHELVING_CATEGORY_ALLOWED = v.holds(
    "shelving_category_allowed", lambda ctx: _safe(ctx) and ctx.record.category not in DISCLOSURE,
    _("安全类和公示类问题不能挂账。"), _("请继续整改；需要支援的，请提请专班协调。"), rules="§2.4",
)  # fmt: skip


def shelving_over(record: Any, now: Any) -> bool:
    """Whether the day of the review has come, or what the shelving waited for."""
    one = record.shelvings.filter(ended_at=None).first()
    return one is not None and (one.condition_met_at is not None or now >= end_of(one.review_on))


SHELVING_REVIEW_DUE_OR_CONDITION_MET = v.holds(
    "shelving_review_due_or_condition_met", lambda ctx: shelving_over(ctx.record, ctx.now),
    _("复核日期未到，挂账条件也没有变化。"), _("条件成就或到复核日后恢复整改；可以先登记条件变化。"),
)  # fmt: skip

"""What must hold once a decision stands: service, money, review and suit, enforcement, revocation (L-34…L-41)."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clocks
from casework import vocabulary as v
from casework.context import Context
from casework.timers import TICK, local_day
from property_rectification.models.penalty_parts import PenaltyPayment, PenaltyRemedy
from property_rectification.penalty import standing
from property_rectification.penalty.guards import clock_over, proved

SERVICE_RECEIPT_PRESENT = v.holds(
    "service_receipt_present", proved, _("没有送达回证，或电子送达未经同意。"), _("请补充送达回证或电子送达确认书。"),
    on_data=True, rules="L-34",
)  # fmt: skip


def _remedies_named(ctx: Context) -> bool:
    found = standing.decision(ctx.record)
    return found is not None and bool(found.review_organ and found.court)


REMEDY_TEXT_PRESENT = v.holds(
    "remedy_text_present", _remedies_named, _("决定书没有写明复议、诉讼的途径和期限。"), _("请补充后重新打印。"),
    rules="L-41 §5.13",
)  # fmt: skip


def owed(record: Any, now: datetime) -> dict[str, int]:
    """What is still to be paid, by kind of payment, in fen."""
    found = standing.decision(record)
    if found is None:
        return {}
    asked = {
        PenaltyPayment.FINE: standing.amount(found.content, standing.FINE_KIND),
        PenaltyPayment.CONFISCATED: standing.amount(found.content, standing.TAKEN_KIND),
        PenaltyPayment.SURCHARGE: standing.surcharge_now(record, local_day(now)),
    }
    return {kind: fen - standing.paid(record, kind) for kind, fen in asked.items() if fen > standing.paid(record, kind)}


PAYMENT_PROVEN = v.holds(
    "payment_proven", lambda ctx: not owed(ctx.record, ctx.now), _("没有缴款凭证。"),
    _("请上传缴款凭证；有困难的，当事人可以申请延期或分期。"), rules="L-37",
)  # fmt: skip
CORRECTION_PROVEN = v.given(
    "correction_proven", {"files": _("改正凭证")}, _("没有改正完成的证明。"), _("请补充改正凭证。"), rules="L-38"
)
PAYMENT_PERIOD_OVER = v.after_timer(
    "payment_period_over", "T.PENALTY.PAY", _("缴款期限未满。"), _("期满后系统自动处理。"), rules="L-37"
)
SURCHARGE_OWED = v.holds(
    "surcharge_owed", lambda ctx: standing.surcharge_now(ctx.record, local_day(ctx.now)) > 0,
    _("没有加处罚款可以减免。"), _("直接登记缴款"), rules="L-37",
)  # fmt: skip

# --- enforcement ------------------------------------------------------------------------------------------------

URGING_LETTER_SERVED = v.holds(
    "urging_letter_served",
    proved,
    _("催告书尚未送达。"),
    _("请送达催告书并听取当事人意见。"),
    on_data=True,
    rules="L-40",
)
URGING_PERIOD_OVER = v.holds(
    "urging_period_over",
    lambda ctx: clock_over(ctx, "T.PENALTY.URGE"),
    _("催告未满10日。"),
    _("期满仍未履行的，可以申请执行。"),
    rules="L-40",
)


def _clock(ctx: Context, key: str) -> Any:
    found = standing.clock(ctx.record, key)
    return found if found is not None and found.stopped_at is None else None


def _upheld(record: Any) -> PenaltyRemedy | None:
    """The last review or suit where it left the decision standing."""
    return next(reversed(standing.remedies(record)), None)


def _rights_lapsed(ctx: Context) -> bool:
    """Both periods ran out unused; or a review left the decision standing and the suit after it did not come."""
    if standing.pending(ctx.record):
        return False
    last = _upheld(ctx.record)
    if last is not None and last.ended_on is not None:
        wait = standing.SUIT_AFTER_REVIEW if last.kind == PenaltyRemedy.REVIEW else 0
        return bool(local_day(ctx.now) > last.ended_on + timedelta(days=wait))
    running = [_clock(ctx, key) for key in ("T.PENALTY.REVIEW", "T.PENALTY.SUIT")]
    return all(c is not None and c.due_at <= ctx.now and not c.provisional for c in running)


REVIEW_PERIOD_LAPSED = v.holds(
    "review_period_lapsed", _rights_lapsed, _("复议、诉讼期限未满或正在进行，不能申请强制执行。"),
    _("请待期限届满或程序结束。"), rules="L-40 L-41",
)  # fmt: skip


def enforce_until(ctx: Context) -> datetime | None:
    """The end of the three months in which the court may be asked; None while they have not begun."""
    begun = _clock(ctx, "T.PENALTY.ENFORCE")
    if begun is not None:
        return begun.due_at  # type: ignore[no-any-return]
    suit = _clock(ctx, "T.PENALTY.SUIT")
    if suit is None or suit.due_at > ctx.now:
        return None
    answer = clocks.foreseen("T.PENALTY.ENFORCE", ctx.record.kind, suit.due_at - TICK)
    return answer[0].moment if answer else None


def _window_open(ctx: Context) -> bool:
    end = enforce_until(ctx)
    return end is None or end > ctx.now


ENFORCEMENT_WINDOW_OPEN = v.holds(
    "enforcement_window_open", _window_open, _("申请法院执行的期限（3个月）已过。"), _("请报告负责人并记录原因。"),
    rules="L-40",
)  # fmt: skip
COURT_RESULT_RECORDED = v.given(
    "court_result_recorded", {"court_result": _("执行结果"), "result_number": _("文号")}, _("没有登记法院执行结果。"),
    _("请登记结果类别和文号。"), rules="L-40",
)  # fmt: skip

# --- review and suit, the end -----------------------------------------------------------------------------------

NOT_UNDER_REVIEW = v.holds(
    "not_under_review", lambda ctx: not standing.pending(ctx.record), _("复议或诉讼正在进行，不能办结。"),
    _("程序结束后再办结。"), rules="L-41",
)  # fmt: skip


def missing(record: Any) -> list[Any]:
    """The papers the file still lacks, by name."""
    proposal, decision = standing.proposal(record), standing.decision(record)
    gaps = []
    if proposal is None or proposal.receipt_id is None:
        gaps.append(_("告知书送达回证"))
    if decision is None or decision.receipt_id is None:
        gaps.append(_("决定书送达回证"))
    if decision is not None and not decision.number:
        gaps.append(_("决定书文号"))
    if not any(f.purpose == "transcript" for f in standing.files(record)):
        gaps.append(_("调查笔录"))
    return gaps


FILE_COMPLETE = v.holds(
    "file_complete",
    lambda ctx: {"missing": "、".join(str(gap) for gap in missing(ctx.record))} if missing(ctx.record) else True,
    _("案卷材料不齐：{missing}。"), _("请按案卷目录补齐标出的材料。"),
)  # fmt: skip
REVIEW_REFERENCE_PRESENT = v.given(
    "review_reference_present", {"organ": _("受理机关"), "reference": _("文号")}, _("没有复议或诉讼的文号。"),
    _("请登记受理机关和文号。"), rules="L-41",
)  # fmt: skip


def _upheld_or_withdrawn(ctx: Context) -> bool:
    ended = ctx.data.get("result") in (standing.UPHELD, standing.WITHDRAWN) and ctx.data.get("ended_on") is not None
    return ended and bool(standing.pending(ctx.record))


REVIEW_UPHELD_OR_WITHDRAWN = v.holds(
    "review_upheld_or_withdrawn", _upheld_or_withdrawn, _("复议或诉讼尚未结束。"), _("请在结果生效后登记。"),
    on_data=True, rules="L-41",
)  # fmt: skip
ANNULMENT_DOCUMENT_PRESENT = v.given(
    "annulment_document_present", {"document": _("撤销或变更文书")}, _("没有撤销或变更处罚决定的文书。"),
    _("请上传复议决定、判决或自行撤销决定。"), rules="L-39 L-41",
)  # fmt: skip
FINE_RETURNED = v.holds(
    "fine_returned", lambda ctx: standing.still_held(ctx.record) <= 0, _("已收款项尚未退还。"),
    _("请办理退款并上传凭证。"), rules="L-41",
)  # fmt: skip
EXPLANATION_OWED = v.holds(
    "explanation_owed", lambda ctx: ctx.record.revoked_at is not None and ctx.record.published_on is not None,
    _("没有公开过被撤销的决定。"), _("不用说明"), rules="L-39",
)  # fmt: skip

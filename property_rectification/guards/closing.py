"""Closing, looking back and archiving (§1.1.2 #36–#38, #42)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Relation
from property_rectification import dossier
from property_rectification.guards.common import callbacks, colleagues, handlers, yuan

DISSATISFIED = "03"
#: A case with this flag is always looked at again, and one that was ever supervised.
MUST_VISIT = "EXEMPLARY_CANDIDATE"

CLOSING_NOTICE_PERIOD_OVER = v.after_timer(
    "closing_notice_period_over", "T.CLOSE.PUBLIC", _("销号公示期还没满。"), _("公示期满且没有异议后再销号")
)


def _all_refunded(ctx: Context) -> Any:
    owed = (ctx.record.amount_confirmed or 0) - (ctx.record.amount_refunded or 0)
    return True if owed <= 0 else {"owed": yuan(owed)}


NO_UNPAID_REFUND = v.holds(
    "no_unpaid_refund", _all_refunded, _("还有{owed}元应退未退。"), _("退完并上传凭证"), rules="§2.4"
)


def _satisfaction(ctx: Context) -> Any:
    answers = [c for c in callbacks(ctx) if c.satisfaction]
    if not answers:
        return {"gap": str(_("还差反映人的评价。"))}
    last = answers[-1]
    if last.satisfaction == DISSATISFIED and not last.reason:
        return {"gap": str(_("反映人不满意，还差原因。"))}
    return True


SATISFACTION_RECORDED = v.holds(
    "satisfaction_recorded", _satisfaction, _("{gap}"), _("去登记回访；不满意也可以销号，但要写明原因")
)


def _four_eyes(ctx: Context) -> Any:
    tainted = handlers(ctx) | v.related_users(ctx, Relation.PANEL, ever=True)
    persons = {ctx.actor.user_id or 0}
    if ctx.proposal is not None:
        persons.add(ctx.proposal.proposer.user_id)
    if not tainted & persons and (ctx.proposing or v.proposed_by_another(ctx)):
        return True
    free = colleagues(ctx.actor.user, "R02", without=tainted | persons) if ctx.actor.user else ""
    return {"who": free or str(_("专班其他人员"))}


FOUR_EYES_CLOSING = v.holds(
    "four_eyes_closing", _four_eyes, _("经办、验收、销号不能是同一人。"), _("请{who}办理"), rules="§5.16"
)

CALLBACK_WANTED = v.holds(
    "callback_wanted", lambda ctx: ctx.record.closed_at is None or ctx.record.callback_due,
    _("这件没有被抽中回访，或已经回访过。"), _("抽中的在“待回访”里；名单由系统抽取，不能挑选"), rules="L-76a",
)  # fmt: skip

# --- looking back -----------------------------------------------------------------------------------------------

LOOKBACK_TIMERS = {"first": "T.LOOKBACK.FIRST", "second": "T.LOOKBACK.SECOND"}


def must_visit(record: Any) -> bool:
    """Whether the case is looked at again whatever the lot says."""
    return bool(record.supervision_level) or MUST_VISIT in record.flags


def due_lookback(record: Any, now: datetime) -> Any:
    """The look-back whose clock is over and that is drawn or must be made, the first one first; None where none is."""
    over = clocks_over(record, now)
    return lookback_of(record, over) if over else None


def this_round(record: Any) -> Any:
    """The look-backs since the last closing; those before a relapse are over."""
    return record.lookbacks.filter(relapse=record.relapse_count)


def clocks_over(record: Any, now: datetime) -> set[str]:
    """The running clocks whose moment has come for certain."""
    running = record.timers.filter(stopped_at__isnull=True, due_at__lte=now, provisional=False)
    return set(running.values_list("key", flat=True))


def lookback_of(record: Any, over: set[str]) -> Any:
    """As `due_lookback`, for clocks that are known to be over."""
    rows = [b for b in this_round(record).order_by("stage") if b.started_at is None]
    due = [b for b in rows if LOOKBACK_TIMERS[b.stage] in over and (b.drawn or must_visit(record))]
    return due[0] if due else None


LOOKBACK_DUE_AND_DRAWN = v.holds(
    "lookback_due_and_drawn", lambda ctx: due_lookback(ctx.record, ctx.now) is not None,
    _("还没到回头看时间，或没被抽中。"), _("到期且抽中后自动启动；挂牌督办的必查"),
)  # fmt: skip
RESULT_STABLE = v.answered(
    "result_stable", "visit_result", ("stable",), _("回头看显示问题没有稳定解决。"), _("补充核实，或认定反弹")
)


def outstanding(ctx: Context) -> list[Any]:
    """Look-backs still owed, without the one under way."""
    must = must_visit(ctx.record)
    rows = ctx.once("lookbacks", lambda: list(this_round(ctx.record)))
    return [b for b in rows if b.started_at is None and (b.drawn or must)]


def _window_over(ctx: Context) -> bool:
    return any(t.key == "T.RELAPSE" and t.due_at <= ctx.now and not t.provisional for t in v.running_clocks(ctx))


CLOSING_RIGHTS_STILL_RUNNING = v.holds(
    "closing_rights_still_running", lambda ctx: bool(outstanding(ctx)) or not _window_over(ctx),
    _("回头看和反弹认定期都已结束。"), _("请直接归档"),
)  # fmt: skip
RELAPSE_WINDOW_OVER = v.after_timer(
    "relapse_window_over", "T.RELAPSE", _("销号还不满180日，反映人仍可提出反弹。"), _("满180日且没有新情况后自动归档")
)
NO_LOOKBACK_OUTSTANDING = v.none_of("no_lookback_outstanding", outstanding, _("还差回头看。"), _("去登记回头看"))


def _file_complete(ctx: Context) -> Any:
    missing = dossier.missing(ctx.record)
    return True if not missing else {"missing": "、".join(str(m) for m in missing)}


FILE_COMPLETE = v.holds("file_complete", _file_complete, _("案卷还差：{missing}。"), _("按案卷目录补齐"))

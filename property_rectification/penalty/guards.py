"""What a penalty procedure must satisfy up to its decision (§1.1.3, L-30…L-38)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework import workcalendar
from casework.context import Context
from casework.models import Relation
from casework.timers import Days, local_day
from property_rectification.models.facts import Fact
from property_rectification.models.penalty_parts import PenaltyOpinion, PenaltyStatement
from property_rectification.penalty import filing, standing

ELECTRONIC = "04"
HEARING_NOTICE_DAYS = 7

REASONS_WRITTEN = v.given(
    "reasons_written", {"reasons": _("理由")}, _("还没有写明理由。"), _("请写明理由后再提交。"), min_length=10,
    rules="§5.13",
)  # fmt: skip

# --- investigation ----------------------------------------------------------------------------------------------


def _two_officers(ctx: Context) -> bool:
    rows = standing.officers(ctx.record)
    named = [(one["user"], one["certificate"], date.fromisoformat(one["valid_to"])) for one in rows]
    return filing.enough(named, local_day(ctx.now))


TWO_OFFICERS_CERTIFIED = v.holds(
    "two_officers_certified", _two_officers, _("执法人员不足两人，或证件无效。"), _("请登记两名持有效证件的执法人员。"),
    rules="L-30",
)  # fmt: skip


def _facts_backed(ctx: Context) -> bool:
    found = ctx.record.source.facts.filter(status=Fact.FOUND).prefetch_related("links__evidence")
    backed = [any(link.evidence.lawful and not link.contrary for link in fact.links.all()) for fact in found]
    return bool(backed) and all(backed)


EVIDENCE_FOR_EACH_FACT = v.holds(
    "evidence_for_each_fact", _facts_backed, _("有的事实还没有合法证据支持。"), _("请补充证据并注明来源和取得方式。"),
    rules="§5.12",
)  # fmt: skip
PRESERVATION_APPROVED = v.given(
    "preservation_approved", {"approver": _("批准人"), "list_left": _("清单已交当事人")},
    _("先行登记保存未经负责人批准，或未交付清单。"), _("请补办批准手续并向当事人送达清单。"), rules="L-35",
)  # fmt: skip
EVIDENCE_DISPOSED = v.given(
    "evidence_disposed", {"disposition": _("处理")}, _("还没有作出处理决定。"),
    _("请在7个工作日内决定返还、检验、移送或依法采取其他措施。"), rules="L-35",
)  # fmt: skip

# --- telling the party and hearing it ---------------------------------------------------------------------------

PROPOSAL_COMPLETE = v.given(
    "proposal_complete",
    {"facts": _("事实"), "reasons": _("理由"), "basis": _("依据"), "content": _("拟处罚"), "wording": _("拟处罚内容"),
     "rights": _("当事人的权利")},
    _("告知书内容不完整。"), _("请写明事实、理由、依据、拟处罚内容和当事人的权利。"), rules="L-31",
)  # fmt: skip


def proved(ctx: Context) -> Any:
    """Whether the form proves a service: a receipt, and by electronic means the signed consent too (L-34)."""
    if ctx.data.get("receipt") is None:
        return {"field": "receipt"}
    if ctx.data.get("service_mode") == ELECTRONIC and ctx.data.get("consent") is None:
        return {"field": "consent"}
    return True


def _proposal_served(ctx: Context) -> bool:
    found = standing.proposal(ctx.record)
    return found is not None and found.served_at is not None and found.receipt_id is not None


PROPOSAL_BEING_SERVED = v.holds(
    "proposal_served", proved, _("处罚告知书尚未送达。"), _("请先送达并登记送达回证。"), on_data=True, rules="L-31"
)
PROPOSAL_SERVED = v.holds(
    "proposal_served", _proposal_served, _("处罚告知书尚未送达。"), _("请先送达并登记送达回证。"), rules="L-31"
)


def _party_or_officer(ctx: Context) -> bool:
    if ctx.actor.role in ("R07", "R08"):
        return ctx.actor.user_id in standing.officer_keys(ctx.record)
    return ctx.actor.agency_id in v.related_agencies(ctx, Relation.FIRM)


ACTOR_IS_PENALTY_PARTY_OR_OFFICER = v.holds(
    "actor_is_penalty_party_or_officer", _party_or_officer, _("只有本案当事人可以提出，或由执法人员代为记录。"),
    _("请当事人本人或其委托代理人提出。"), rules="L-31",
)  # fmt: skip


def _hearing_right(ctx: Context) -> bool:
    found = standing.proposal(ctx.record)
    return found is not None and standing.has_hearing_right(found)


HEARING_RIGHT_EXISTS = v.holds(
    "hearing_right_exists", _hearing_right, _("拟作出的处罚不在法定听证范围内。"),
    _("您仍可以陈述和申辩，执法机关也可以决定举行听证。"), rules="L-32",
)  # fmt: skip
HEARING_WINDOW_OPEN = v.within_timer(
    "hearing_window_open", ("T.HEARING.REQUEST",), _("申请听证的期限（告知后5个工作日）已过。"),
    _("您仍可以书面陈述申辩；有正当理由的，请向执法机关说明。"), rules="L-32",
)  # fmt: skip


def _notice_given(ctx: Context) -> Any:
    """Seven working days between the service of the notice and the hearing, or the party's written consent."""
    noticed, held = ctx.data.get("noticed_at"), ctx.data.get("held_at")
    if noticed is None or held is None:
        return False
    days = Days(workcalendar.current()).working_between(local_day(noticed), local_day(held))
    return days >= HEARING_NOTICE_DAYS or ctx.data.get("short_notice") is not None


HEARING_NOTICE_GIVEN = v.holds(
    "hearing_notice_given", _notice_given, _("听证通知距举行日不足7个工作日。"), _("请改期或取得当事人书面同意。"),
    on_data=True, rules="L-32",
)  # fmt: skip
HEARING_CHAIR_IMPARTIAL = v.holds(
    "hearing_chair_impartial",
    lambda ctx: ctx.data.get("chair") is None or ctx.data["chair"].pk not in standing.investigators(ctx.record),
    _("本案调查人员不能主持听证。"), _("请另行指定听证主持人。"), on_data=True, rules="L-32 §5.11",
)  # fmt: skip
HEARING_TRANSCRIPT_SIGNED = v.given(
    "hearing_transcript_signed", {"transcript": _("听证笔录"), "signing": _("签字")}, _("听证笔录没有当事人签字。"),
    _("请交当事人核对签字；拒绝签字的，由主持人注明。"), rules="L-32",
)  # fmt: skip
HEARING_GIVEN_UP = v.given(
    "hearing_given_up", {"given_up": _("终止原因"), "file": _("放弃说明或缺席记录")},
    _("当事人没有放弃听证，不能终止。"), _("请按期举行听证，或取得当事人书面放弃说明。"), rules="L-32",
)  # fmt: skip


def clock_over(ctx: Context, key: str) -> bool:
    """Whether the time of the proposal that counts ran out; it did so too where its clock was stopped before."""
    last = standing.clock(ctx.record, key)
    return last is not None and last.due_at <= ctx.now and not last.provisional


def _statement_handled(ctx: Context) -> bool:
    said = standing.statements(ctx.record)
    if any(s.answered_at is None for s in said if s.kind != PenaltyStatement.WAIVER):
        return False
    return bool(said) or clock_over(ctx, "T.PENALTY.STATEMENT")


STATEMENT_HANDLED = v.holds(
    "statement_handled", _statement_handled, _("陈述申辩尚未处理完毕。"),
    _("请逐条复核当事人的意见并记录采纳情况，或待陈述期届满。"), rules="L-31",
)  # fmt: skip


def _hearing_settled(ctx: Context) -> bool:
    found = standing.proposal(ctx.record)
    if found is None:
        return False
    if not standing.has_hearing_right(found):
        return True
    hearings = standing.hearings(ctx.record)
    if hearings:
        return all(h.held_at is not None or h.given_up for h in hearings)
    return clock_over(ctx, "T.HEARING.REQUEST")


HEARING_RIGHT_SETTLED = v.holds(
    "hearing_right_settled", _hearing_settled, _("当事人的听证权利尚未落实。"), _("请待申请期届满，或先举行听证。"),
    rules="L-32",
)  # fmt: skip
UNANSWERED = v.some_of(
    "statement_waits_for_answer", lambda ctx: unanswered(ctx.record), _("没有待复核的意见。"), _("收到意见后先登记")
)


def unanswered(record: Any) -> list[PenaltyStatement]:
    """Statements nobody has answered yet, the oldest first."""
    said = standing.statements(record)
    return [s for s in said if s.kind != PenaltyStatement.WAIVER and s.answered_at is None]


# --- review and decision ----------------------------------------------------------------------------------------


def _reviewed(ctx: Context) -> bool:
    opinions = standing.opinions(ctx.record, PenaltyOpinion.LEGAL)
    return bool(opinions) and opinions[-1].agreed


LEGAL_REVIEW_PASSED = v.holds(
    "legal_review_passed", _reviewed, _("法制审核意见尚未出具。"), _("请等待审核意见或补充材料。"), rules="L-33"
)
REVIEWER_DID_NOT_INVESTIGATE = v.not_same_person(
    "reviewer_did_not_investigate", lambda ctx: standing.investigators(ctx.record),
    _("本案调查人员不能审核自己办的案件。"), _("请由其他法制审核人员办理"), rules="L-33 §5.16",
)  # fmt: skip


def _head(ctx: Context) -> bool:
    post = ctx.actor.post
    return post is not None and post.head and ctx.actor.user_id not in standing.investigators(ctx.record)


ORGAN_HEAD_ACTS = v.holds(
    "organ_head_acts", _head, _("该决定须由行政机关负责人作出，经办人不能代签。"),
    _("请提交本机关主要负责人或主持工作的负责人。"), rules="L-33 L-50",
)  # fmt: skip


def _review_done_where_required(ctx: Context) -> bool:
    found = standing.proposal(ctx.record)
    required = found is not None and (found.public_interest or found.complicated or standing.heard(ctx.record))
    return not required or _reviewed(ctx)


LEGAL_REVIEW_WHERE_REQUIRED = v.holds(
    "legal_review_where_required", _review_done_where_required, _("本案属于法定应当法制审核的情形，尚未审核通过。"),
    _("请提交法制审核，通过后再作决定。"), rules="L-33",
)  # fmt: skip


def _discussed_where_required(ctx: Context) -> bool:
    found = standing.proposal(ctx.record)
    if found is None or not (found.complicated or found.grave or standing.kinds_of(found.content) & standing.WEIGHTY):
        return True
    return any(o.agreed for o in standing.opinions(ctx.record, PenaltyOpinion.COLLECTIVE))


COLLECTIVE_WHERE_REQUIRED = v.holds(
    "collective_where_required", _discussed_where_required, _("本案情节复杂或处罚较重，应当集体讨论。"),
    _("请由负责人集体讨论并录入纪要。"), rules="L-33",
)  # fmt: skip
CORRECTION_ORDER_INCLUDED = v.given(
    "correction_order_included", {"correction": _("责令改正"), "correct_by": _("改正期限")},
    _("决定书没有责令改正的内容。"), _("请写明责令改正的事项和期限。"), rules="L-38",
)  # fmt: skip


def _in_time(ctx: Context) -> bool:
    record, years = ctx.record, 5 if ctx.record.long_limit else 2
    ended, month = record.acted_until, (record.acted_until.month, record.acted_until.day)
    last = (ended.year + years, *month)
    return bool((record.found_on.year, record.found_on.month, record.found_on.day) <= last)


LIMITATION_NOT_EXPIRED = v.holds(
    "limitation_not_expired", _in_time, _("违法行为已超过处罚时效。"), _("不能再处罚；仍可责令改正或引导民事途径。"),
    rules="L-36",
)  # fmt: skip
PARTY_OLD_ENOUGH = v.holds(
    "party_old_enough", lambda ctx: not standing.too_young(ctx.record), _("当事人不满14周岁，不予处罚。"),
    _("请办理“不予处罚”，责令监护人加以管教"), rules="L-36",
)  # fmt: skip


def _no_heavier(ctx: Context) -> Any:
    """Nothing the party was not told of: no further kind of penalty, no larger sum (L-31, 处罚法 45)."""
    found = standing.proposal(ctx.record)
    rows = ctx.data.get("content") or []
    if found is None:
        return True
    told = standing.kinds_of(found.content)
    wider = standing.kinds_of(rows) - told
    larger = [k for k in told if standing.amount(rows, k) > standing.amount(found.content, k)]
    return True if not (wider or larger) else {"field": "content"}


NOT_HEAVIER_THAN_PROPOSED = v.holds(
    "not_heavier_than_proposed", _no_heavier, _("处罚比告知的重：当事人没有机会对它申辩，也不得因申辩加重。"),
    _("按告知的内容或更轻的决定；事实、理由变了，退回调查后重新告知"), on_data=True, rules="L-31",
)  # fmt: skip


def _cause(ctx: Context) -> Any:
    cause = ctx.data.get("cause")
    if not cause:
        return {"field": "cause"}
    return True if cause != "04" or standing.too_young(ctx.record) else {"field": "cause"}


NO_PENALTY_CAUSE_PRESENT = v.holds(
    "no_penalty_cause_present", _cause, _("没有写明不予处罚的法定情形。"), _("请选择法定情形并附依据。"), on_data=True,
    rules="L-36",
)  # fmt: skip

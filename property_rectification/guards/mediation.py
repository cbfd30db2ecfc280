"""Mediation: both must want it, the matter must be theirs to settle, the mediator must be nobody's (§1.1.2 #21–#23)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Post, Relation, User
from property_rectification import categories, codes
from property_rectification.effects.common import MEDIATOR, OWNER_BODY, SIDE_OF_PARTY
from property_rectification.guards.common import handlers
from property_rectification.guards.facts import sides_of
from property_rectification.guards.intake import declared_interests
from property_rectification.models.facts import STATEMENT_SIDES
from property_rectification.models.mediation import Mediation, MediationAgreement

WRITTEN = "01"
_OVER = _("一方已明确不愿调解，调解到此结束。")
_ANEW = _("打印其他途径告知；一方重新提出可再开始")


def last_round(ctx: Context) -> Mediation | None:
    """The last round of the case, read once an act."""
    rounds = ctx.record.mediations.order_by("-round")
    return ctx.once("mediation", rounds.first)  # type: ignore[no-any-return]


def open_round(ctx: Context) -> Mediation | None:
    """The round that is not over; None where none is."""
    found = last_round(ctx)
    return found if found is not None and found.result == Mediation.OPEN else None


def agreement_of(ctx: Context) -> MediationAgreement | None:
    """The last agreement of the case, read once an act."""
    found = ctx.record.mediationagreements.order_by("-effective_at")
    return ctx.once("agreement", found.first)  # type: ignore[no-any-return]


# --- beginning --------------------------------------------------------------------------------------------------


def willing(ctx: Context) -> set[str]:
    """The sides whose last word in the open round was yes."""
    current = open_round(ctx)
    said = {consent.side: consent.agreed for consent in current.consents.all()} if current else {}
    return {side for side, agreed in said.items() if agreed}


def _both_consented(ctx: Context) -> Any:
    last = last_round(ctx)
    if last is not None and last.result == Mediation.REFUSED:
        return {"gap": str(_OVER), "way": str(_ANEW)}
    names = {code: str(label) for code, label in STATEMENT_SIDES}
    agreeing = willing(ctx)
    missing = [side for side in sides_of(ctx.record) if side not in agreeing]
    if not missing:
        return True
    gap = _("还差%s同意调解的记录。") % _("和").join(names[side] for side in missing)
    return {"gap": str(gap), "way": str(_("分别征询并登记；一方不同意的，告知其他途径"))}


BOTH_PARTIES_CONSENTED = v.holds("both_parties_consented", _both_consented, _("{gap}"), _("{way}"), rules="L-70")


def _mediable(ctx: Context) -> bool:
    category = categories.of(ctx)
    if category is None or "SAFETY_URGENT" in ctx.record.flags or categories.is_safety(category, ctx.record.urgency):
        return False
    ex_officio = category.police or category.suspected or category.money or category.common
    return not ex_officio and category.code not in codes.lists()["public_right"]


MATTER_MEDIABLE = v.holds(
    "matter_mediable", _mediable, _("安全、涉嫌犯罪和公共权益问题不能以调解代替处理。"),
    _("民事赔偿部分可以调解，其余继续核查"), rules="L-70",
)  # fmt: skip


def interest_of(ctx: Context, user: User) -> str:
    """Why this person may not mediate the case, in words; empty where nothing stands against it."""
    if user.pk in handlers(ctx) | v.related_users(ctx, Relation.PANEL, ever=True):
        return str(_("办理或验收过这件"))
    theirs = set()
    for kind in (Relation.LEAD, Relation.FIRM, OWNER_BODY):
        theirs |= v.related_agencies(ctx, kind)
    if Post.objects.held().filter(user=user, agency__in=theirs).exists():
        return str(_("在承办单位或一方当事人处任职"))
    return str(_("已申报与企业或小区有利害关系")) if declared_interests(ctx, [user]) else ""


def _impartial(ctx: Context) -> Any:
    if open_round(ctx) is None:
        return True  # there is nothing to mediate, which another guard says
    if ctx.actor.is_system or ctx.actor.user_id not in v.related_users(ctx, MEDIATOR):
        return {"why": str(_("不是这件的调解员"))}
    why = interest_of(ctx, ctx.actor.person.user)
    return {"why": why} if why else True


MEDIATOR_IMPARTIAL = v.holds(
    "mediator_impartial", _impartial, _("调解员应当回避：{why}。"), _("另选双方认可的调解员"), rules="§5.11"
)


def _named_impartial(ctx: Context) -> Any:
    user: User | None = ctx.data.get("mediator")
    why = interest_of(ctx, user) if user else ""
    return {"who": user.display_name, "why": why, "field": "mediator"} if user and why else True


NAMED_MEDIATOR_IMPARTIAL = v.holds(
    "named_mediator_impartial", _named_impartial, _("{who}应当回避：{why}。"), _("另选双方认可的调解员"),
    on_data=True, rules="§5.11",
)  # fmt: skip


def _round_there(ctx: Context) -> Any:
    if open_round(ctx) is not None:
        return True
    last = last_round(ctx)
    refused = last is not None and last.result == Mediation.REFUSED
    return {
        "gap": str(_OVER if refused else _("还没有人提出调解。")),
        "way": str(_ANEW if refused else _("先登记调解申请")),
    }


ROUND_OPEN = v.holds("round_open", _round_there, _("{gap}"), _("{way}"), rules="L-70")
NO_ROUND_OPEN = v.holds(
    "no_round_open", lambda ctx: open_round(ctx) is None, _("已有一次调解在进行。"), _("登记双方意愿，或先结束这一次"),
)  # fmt: skip


def _asked_anew(ctx: Context) -> Any:
    """Once somebody said no, only a party brings it up again: in person, or with a paper of their own."""
    last = last_round(ctx)
    if last is None or last.result != Mediation.REFUSED or ctx.actor.role in SIDE_OF_PARTY:
        return True
    return True if ctx.data.get("proof") is not None else {"field": "proof"}


ASKED_ANEW_BY_PARTY = v.holds(
    "asked_anew_by_party", _asked_anew, _("一方已明确不愿调解，不能再做工作要求调解。"),
    _("一方自己重新提出的，附其书面申请或录音"), on_data=True, rules="L-70",
)  # fmt: skip

# --- agreeing ---------------------------------------------------------------------------------------------------


def _signed(ctx: Context) -> Any:
    missing = [name for name in ("owner_signed", "other_signed") if not ctx.data.get(name)]
    if not missing and (ctx.data.get("form") != WRITTEN or ctx.data.get("file") is not None):
        return True
    return {"field": missing[0] if missing else "file"}


AGREEMENT_SIGNED = v.holds(
    "agreement_signed", _signed, _("调解协议还没有双方签字。"), _("双方签字或捺印并附上；口头协议记录后由双方确认"),
    on_data=True, rules="L-70",
)  # fmt: skip
PERFORMANCE_PLAN_PRESENT = v.given(
    "performance_plan_present",
    {"agreement_plan": _("履行事项"), "perform_by": _("履行期限"), "agreement_proof": _("履行凭证")},
    _("协议还差{missing}。"), _("写明做什么、到哪一天、凭什么算做完"), min_length=2, rules="L-70",
)  # fmt: skip
AGREEMENT_PERFORMED = v.given(
    "agreement_performed",
    {"performed_on": _("履行日期"), "owner_confirms": _("业主一方确认"), "other_confirms": _("另一方确认")},
    _("协议还没有全部履行：还差{missing}。"), _("履行完再申请验收；没履行的，选“达成协议”定履行期"), rules="L-70",
)  # fmt: skip

# --- a court's word ---------------------------------------------------------------------------------------------


def _no_ownership(ctx: Context) -> bool:
    found = agreement_of(ctx)
    return found is not None and not found.decides_ownership


OWNERSHIP_NOT_DECIDED = v.holds(
    "ownership_not_decided", _no_ownership, _("没有可以司法确认的协议；确认物权归属的协议不能司法确认。"),
    _("物权归属可以向法院起诉"), rules="L-71",
)  # fmt: skip
CONFIRMATION_WINDOW_OPEN = v.holds(
    "confirmation_window_open",
    lambda ctx: _applied(ctx) or any(
        t.key == "T.CONFIRM" and (t.due_at > ctx.now or t.provisional) for t in v.running_clocks(ctx)
    ),
    _("申请司法确认的30日期限已过。"), _("协议仍然有效；一方不履行的可以起诉"), rules="L-71",
)  # fmt: skip


def _applied(ctx: Context) -> bool:
    found = agreement_of(ctx)
    return found is not None and found.applied_on is not None

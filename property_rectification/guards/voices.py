"""Supplements and objections (§1.1.2 #02, #03, #34, #35)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Relation
from property_rectification import due
from property_rectification.effects.common import OWNER_BODY
from property_rectification.effects.ends import WITHOUT_VIOLATION
from property_rectification.guards.common import colleagues, handlers

#: Posts that write down what a reporter says by telephone or at the window (§5.15).
WRITING_DOWN = ("R04", "R05")
SUBSTANCE = 10


def _reachable(ctx: Context) -> bool:
    reporter = getattr(ctx.record, "reporter", None)
    if reporter is not None and reporter.reachable:
        return True
    return "PUBLIC_REPORT" in ctx.record.flags and ctx.record.public_keys.filter(revoked_at__isnull=True).exists()


REPORTER_REACHABLE = v.holds(
    "reporter_reachable", _reachable, _("没有反映人的联系方式，补正清单送不到。"),
    _("补录电话或住址；联系不上的，直接开始研判"), rules="L-75",
)  # fmt: skip
SUPPLEMENT_NOT_ASKED_BEFORE = v.none_of(
    "supplement_not_asked_before", lambda ctx: ctx.record.supplementrequests.all(),
    _("已要求补正过一次，不能再要求。"), _("按现有材料研判，缺的由承办单位核查时了解"), rules="L-75",
)  # fmt: skip
MISSING_FACTS_ITEMISED = v.given(
    "missing_facts_itemised", {"items": _("补正事项")}, _("还没有逐条列明要补什么。"),
    _("逐条写明还缺什么、怎样提供，一次告知"), rules="L-75",
)  # fmt: skip
ACTOR_IS_REPORTER_OR_INTAKE = v.holds(
    "actor_is_reporter_or_intake",
    lambda ctx: ctx.actor.role in WRITING_DOWN or ctx.actor.reported(ctx.record.pk),
    _("只有反映人本人可以办理，或由受理人员代为记录。"), _("请反映人凭查询码办理，或由受理人员记录"), rules="§5.15",
)  # fmt: skip
SUPPLEMENT_PERIOD_OVER = v.after_timer(
    "supplement_period_over", "T.SUPPLEMENT", _("补正期限还没满。"), _("期满自动转入研判；反映人随时可以补充"),
    rules="§1.1.2 #03",
)  # fmt: skip

# --- objections -------------------------------------------------------------------------------------------------


def _window_end(timer: Any) -> dict[str, str]:
    return {"when": due.until(timer)}


OBJECTION_WINDOW_OPEN = v.within_timer(
    "objection_window_open", ("T.OBJECTION",), _("提出异议的期限{when}已过。"),
    _("有新的证据，可以再次反映；复议、诉讼、信访途径不受影响"), values=_window_end, rules="L-75 §5.13",
)  # fmt: skip


def _substance(ctx: Context) -> Any:
    said = (ctx.data.get("defect") or "", ctx.data.get("new_fact") or "")
    return True if any(len(text.strip()) >= SUBSTANCE for text in said) else {"field": "defect"}


OBJECTION_HAS_SUBSTANCE = v.holds(
    "objection_has_substance", _substance, _("还差具体的问题或新的情况。"),
    _("写明哪一项没有整改到位，或有什么新的情况，至少10个字"), on_data=True, rules="L-75",
)  # fmt: skip


def _party(ctx: Context) -> bool:
    actor, record = ctx.actor, ctx.record
    if actor.role == "R04" or actor.reported(record.pk):
        return True
    bodies = v.related_agencies(ctx, Relation.FIRM) | v.related_agencies(ctx, OWNER_BODY)
    return actor.agency_id in bodies


ACTOR_IS_PARTY_TO_CASE = v.holds(
    "actor_is_party_to_case", _party, _("只有反映人、本小区业主、业委会或涉事企业可以提出异议。"),
    _("请由本人提出，或到受理窗口由工作人员记录"), rules="§5.4",
)  # fmt: skip


def _had_part(ctx: Context) -> set[int]:
    return handlers(ctx) | v.related_users(ctx, Relation.PANEL, ever=True)


def _no_part(ctx: Context) -> Any:
    if ctx.actor.user_id not in _had_part(ctx):
        return True
    return {"who": colleagues(ctx.actor.user, "R02", "R03", without=_had_part(ctx)) or str(_("专班其他人员"))}


REVIEWER_NOT_ON_PANEL = v.holds(
    "reviewer_not_on_panel", _no_part, _("参加过验收或办理的人员不能复核异议。"), _("请{who}复核"), rules="§5.16"
)


def _violation(ctx: Context) -> bool:
    """Whether a violation was found in the round that led to the closing notice."""
    return bool(ctx.record.result not in WITHOUT_VIOLATION and ctx.record.ordernotices.exists())


VIOLATION_WAS_FOUND = v.holds(
    "violation_was_found", _violation, _("此前没有认定过违规，不能直接转入整改。"), _("请选“重新核查”"), rules="§5.1"
)
NO_VIOLATION_FOUND_YET = v.holds(
    "no_violation_found_yet", lambda ctx: not _violation(ctx), _("此前已认定违规，不用重新核查。"),
    _("请选“异议成立”，转入整改"), rules="§5.1",
)  # fmt: skip

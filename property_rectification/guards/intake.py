"""Registering, triage, dispatch, signing and returning (§1.1.2 #01–#11)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Agency, User
from property_rectification import categories, due
from property_rectification.guards.common import SECOND_REVIEWER_SIGNED, colleagues
from property_rectification.models.parties import RecusalDeclaration

NARRATIVE_LENGTH = 20
ALREADY_ANSWERED = "07"
#: Reasons that fall with a new fact: petition ended, repetition.
ENDED_BY_NEW_FACTS = ("03", ALREADY_ANSWERED)


def _minimum(ctx: Context) -> Any:
    record = ctx.record
    narrative = len(record.narrative.reveal().strip()) if record.narrative else 0
    missing: list[Any] = [] if record.compound_id or record.place else [_("小区或具体位置")]
    missing += [] if record.channel else [_("来源")]
    missing += [] if record.reported_at else [_("反映时间")]
    if narrative < NARRATIVE_LENGTH:
        missing.append(_("不少于20字的情况（现在%d字）") % narrative)
    return True if not missing else {"missing": "、".join(str(m) for m in missing)}


MINIMUM_FIELDS_PRESENT = v.holds(
    "minimum_fields_present", _minimum, _("还差：{missing}。"), _("补齐后即可登记；反映人可以不留姓名"), rules="L-75",
)  # fmt: skip


# --- refusing ---------------------------------------------------------------------------------------------------


def _reason_backed(ctx: Context) -> Any:
    if ctx.data.get("reason") == ALREADY_ANSWERED and not ctx.data.get("prior_number"):
        return {"what": str(_("已答复的编号")), "field": "prior_number"}
    files = ctx.data.get("basis_files")
    return True if files is not None and files.exists() else {"what": str(_("依据")), "field": "basis_files"}


REFUSAL_REASON_ALLOWED = v.holds(
    "refusal_reason_allowed", _reason_backed, _("还差不予受理的{what}。"), _("补上；拿不准的，请交办"), on_data=True,
    rules="L-75",
)  # fmt: skip
REMEDY_TEXT_PRESENT = v.given(
    "remedy_text_present", {"remedy_text": _("救济途径")}, _("答复书还差救济途径。"),
    _("写明有权处理的机关、期限和方式"), min_length=10, rules="L-75 §5.13",
)  # fmt: skip


def _not_safety(ctx: Context) -> Any:
    if "SAFETY_URGENT" not in ctx.record.flags:
        return True
    length = categories.limit_of(categories.of(ctx), "first")
    units = {"hour": _("小时"), "calendar_day": _("日"), "working_day": _("个工作日")}
    return {"limit": f"{length.amount}{units[length.unit.value]}" if length else str(_("规定时限"))}


NOT_SAFETY_URGENT = v.holds(
    "not_safety_urgent", _not_safety, _("安全类诉求不能不予受理。"), _("按安全类交办，{limit}内处置"), rules="§2.4"
)
NO_NEW_FACTS_FOR_REPEAT = v.holds(
    "no_new_facts_for_repeat",
    lambda ctx: not (ctx.data.get("reason") in ENDED_BY_NEW_FACTS and ctx.data.get("new_facts")),
    _("反映人说了新的事实，不能按重复事项不予受理。"), _("就新事实受理；答复过的部分附原编号"),
    on_data=True, rules="L-75",
)  # fmt: skip
ROUTE_NOT_RUNNING = v.answered(
    "route_not_running", "route_running", (False, None), _("法定程序还在办理中，不作不予受理。"),
    _("改用“导入途径”，把案号和办理机关告知反映人"), rules="L-75 L-77",
)  # fmt: skip

# --- dispatching ------------------------------------------------------------------------------------------------


def _lead_competent(ctx: Context) -> Any:
    unit: Agency | None = ctx.data.get("lead_unit")
    if unit is None:
        return True
    category = categories.of(ctx)
    fits = category is not None and unit.organ in categories.organs(ctx, categories.HANDLE)
    if fits and categories.covers(unit, ctx.record.division_id):
        return True
    able = [a.name for a in categories.competent_agencies(ctx, categories.HANDLE)] if category else []
    return {
        "unit": unit.name, "matter": category.name if category else str(_("未定类别事项")),
        "able": "、".join(able[:3]) or str(_("先定类别，或提请明确职责")), "field": "lead_unit",
    }  # fmt: skip


LEAD_UNIT_COMPETENT = v.holds(
    "lead_unit_competent", _lead_competent, _("{unit}没有{matter}的处罚权。"), _("可交：{able}"), on_data=True,
    rules="L-76 CG-3",
)  # fmt: skip


def _not_pushed_down(ctx: Context) -> Any:
    unit: Agency | None = ctx.data.get("lead_unit")
    if unit is None or unit.organ not in (categories.STREET, categories.COMMUNITY):
        return True
    duty = categories.organs(ctx, categories.HANDLE)
    if unit.organ in duty or not duty:
        return True
    return {"unit": unit.name, "field": "lead_unit"}


NO_PUSHING_DOWN = v.holds(
    "no_pushing_down", _not_pushed_down, _("这是区级部门的职责，不能下派给{unit}。"),
    _("交有职权的部门牵头，街道、社区列为协助"), on_data=True, rules="L-76",
)  # fmt: skip
DEADLINE_SET = v.filled(
    "deadline_set", {"matter": _("事项类型"), "category": _("类别")}, _("还没有办理期限：还差{missing}。"),
    _("先完成研判，系统按类型定期限"), rules="L-76",
)  # fmt: skip


def declared_interests(ctx: Context, users: list[User]) -> Any:
    """The first active declaration of one of these persons on the firm or the compound of the record, or None."""
    record = ctx.record
    about = Q(firm=record.firm_id) if record.firm_id else Q()
    if record.compound_id:
        about |= Q(compound=record.compound_id)
    # who and what is read only where there is one: hardly ever, and this is asked at every dispatch
    return RecusalDeclaration.objects.filter(about, active=True, user__in=users).first() if about else None


#: Posts that could step in: for the dispatcher another one, for a handler another of the department.
_OFFICE = {True: ("R02", "R04"), False: ("R05", "R07", "R08")}


def _no_interest(ctx: Context) -> Any:
    return free_of_interest(ctx, [ctx.actor.user, ctx.data.get("handler")])


def free_of_interest(ctx: Context, named: list[User | None]) -> Any:
    """Whether none of those named has declared an interest; else who, in what, and who could step in."""
    persons = [p for p in named if p is not None]
    declared = declared_interests(ctx, persons) if persons else None
    if declared is None:
        return True
    mine = declared.user_id == ctx.actor.user_id
    return {
        "who": str(_("您")) if mine else declared.user.display_name,
        "firm": str(declared.firm or declared.compound),
        "colleague": colleagues(declared.user, *_OFFICE[mine]) or str(_("同单位其他人员")),
        "field": "" if mine else "handler",
    }


NO_RECUSAL_CAUSE = v.holds(
    "no_recusal_cause", _no_interest, _("{who}申报过与{firm}有关系，这件请回避。"), _("转交：{colleague}"),
    rules="L-75 §5.11",
)  # fmt: skip
#: Whoever must step aside may still hand the case to a colleague.
NEW_HANDLER_FREE = v.holds(
    "no_recusal_cause", lambda ctx: free_of_interest(ctx, [ctx.data.get("handler")]),
    _("{who}申报过与{firm}有关系，这件请回避。"), _("转交：{colleague}"), on_data=True, rules="L-75 §5.11",
)  # fmt: skip

# --- returning --------------------------------------------------------------------------------------------------


def _return_end(timer: Any) -> dict[str, str]:
    return {"when": due.until(timer)}


RETURN_WINDOW_OPEN = v.within_timer(
    "return_window_open", ("T.RETURN", "T.RETURN.COMPLEX"), _("退办期限{when}已过。"),
    _("请办理；确不属本单位的报专班协调"), values=_return_end, rules="L-76",
)  # fmt: skip
RETURN_REASON_COMPLETE = v.given(
    "return_reason_complete", {"reason": _("理由"), "article": _("条文"), "suggested": _("建议单位")},
    _("「权属不清」不能单独作为退办理由。"), _("写明条文和建议的承办单位"), min_length=2, rules="L-76",
)  # fmt: skip
NOT_RETURNED_BEFORE = v.none_of(
    "not_returned_before", lambda ctx: ctx.record.returnrequests.filter(agency=ctx.actor.agency_id),
    _("贵单位已对这件申请过一次退办。"), _("请签收办理；职责问题可书面报专班"), rules="L-76 L-78",
)  # fmt: skip
NOT_DESIGNATED = v.not_set(
    "not_designated", "designated", _("已指定由贵单位办理，不能再退。"), _("有新依据可向专班提异议，期间照办"),
    rules="L-76 L-78",
)  # fmt: skip


def returning_unit(ctx: Context) -> int | None:
    """Key of the agency whose request waits for a decision."""
    asked = ctx.record.returnrequests.filter(outcome="").first()
    return asked.agency_id if asked else None


DECIDER_OUTSIDE_RETURNING_UNIT = v.other_agency(
    "decider_outside_returning_unit",
    returning_unit,
    _("申请退办的单位不能自己决定。"),
    _("请分流人员决定"),
    rules="§5.16",
)

REFUSING = (
    REFUSAL_REASON_ALLOWED, REMEDY_TEXT_PRESENT, NOT_SAFETY_URGENT, NO_NEW_FACTS_FOR_REPEAT, ROUTE_NOT_RUNNING,
    SECOND_REVIEWER_SIGNED,
)  # fmt: skip

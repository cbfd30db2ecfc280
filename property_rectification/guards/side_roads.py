"""Statutory routes and merging (§1.1.2 #06, #07, #48–#51)."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.refusals import InvalidData
from property_rectification.models.deciding import Conclusion
from property_rectification.states import CLOSED, DIVERTED, DRAFT, LOOKBACK, MERGED, STATES

#: Routes that a matter belongs to whoever else is asked; they need no number, but a word why.
EXCLUSIVE = ("05", "06")
#: Ends of a route that leave the matter undecided.
UNDECIDED = ("03", "04", "05")
_NUMBER, _WORDS = 4, 10
_ENDED = {state.code for state in STATES if state.terminal}
#: A master in one of these takes nobody in.
_NO_MASTER = _ENDED | {DRAFT, CLOSED, LOOKBACK, MERGED, DIVERTED}

# --- statutory routes -------------------------------------------------------------------------------------------


def _proven(ctx: Context) -> Any:
    exclusive = ctx.data.get("route") in EXCLUSIVE
    name, least = ("explanation", _WORDS) if exclusive else ("number", _NUMBER)
    return True if len((ctx.data.get(name) or "").strip()) >= least else {"field": name}


STATUTORY_ROUTE_PROVEN = v.holds(
    "statutory_route_proven", _proven, _("没有法定程序的编号，也没有说明属于专属途径。"),
    _("填写案号、复议号或信访件号，或说明为什么专属（如物权确权）"), on_data=True, rules="L-75 L-77",
)  # fmt: skip
_TOLD = {"told_how": _("怎样告知反映人"), "told_at": _("告知时间")}
REPORTER_TOLD_ROUTE = v.given(
    "reporter_told_route", _TOLD, _("还没有告知反映人应到哪里、走什么途径：还差{missing}。"),
    _("先告知，书面、短信、电话都可以，再登记"), rules="L-75",
)  # fmt: skip


def followed_route(ctx: Context) -> Any:
    """The route that is being followed; None where none is."""
    return ctx.once("route", lambda: ctx.record.statutoryroutes.filter(left_at=None).first())


def _ended_undecided(ctx: Context) -> Any:
    if len((ctx.data.get("new_fact") or "").strip()) >= _WORDS:
        return True
    route = followed_route(ctx)
    return True if route is not None and route.result in UNDECIDED else {"field": "new_fact"}


STATUTORY_ROUTE_ENDED_UNDECIDED = v.holds(
    "statutory_route_ended_undecided", _ended_undecided, _("法定途径还在进行，或已经对这件事作出处理。"),
    _("等它有结果；有新的事实，写明后重新研判"), on_data=True, rules="L-75 L-77",
)  # fmt: skip


def _result_recorded(ctx: Context) -> bool:
    route = followed_route(ctx)
    return bool(route is not None and route.result and route.result_no)


STATUTORY_ROUTE_RESULT_RECORDED = v.holds(
    "statutory_route_result_recorded", _result_recorded, _("还没有登记法定途径的办理结果。"),
    _("登记结果类别和文号"), rules="L-77",
)  # fmt: skip

# --- merging ----------------------------------------------------------------------------------------------------


def master_of(ctx: Context) -> Any:
    """The case named as master, in the actor's scope. Raises InvalidData where there is none, or it is this one."""
    return ctx.once("master", lambda: _named(ctx))


def _named(ctx: Context) -> Any:
    number = (ctx.data.get("master") or "").strip()
    found = type(ctx.record).objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({"master": [_t("没有找到案件%(number)s，或不在您的范围内") % {"number": number}]})
    if found.pk == ctx.record.pk:
        raise InvalidData({"master": [_t("不能并入自己")]})
    return found


def _same(ctx: Context) -> Any:
    record, master = ctx.record, master_of(ctx)
    if record.compound_id != master.compound_id or (record.compound_id is None and record.place != master.place):
        return {"gap": str(_("两案不在同一小区")), "field": "master"}
    if record.side and master.side and record.side != master.side:
        return {"gap": str(_("一件说的是物业一方，一件说的是业主一方")), "field": "master"}
    if "SAFETY_URGENT" in record.flags and "SAFETY_URGENT" not in master.flags:
        return {"gap": str(_("这件是安全类，主案不是")), "field": "master"}
    if len((ctx.data.get("core_fact") or "").strip()) < _WORDS:
        return {"gap": str(_("还没有写明相同的核心事实")), "field": "core_fact"}
    return True


SAME_CORE_FACT = v.holds(
    "same_core_fact", _same, _("{gap}，不能并案。"), _("核心事实不同的各自办理"), on_data=True, rules="§1.1.2 #07",
)  # fmt: skip


def _open_master(ctx: Context) -> Any:
    return True if master_of(ctx).state not in _NO_MASTER else {"field": "master"}


MASTER_CASE_OPEN = v.holds(
    "master_case_open", _open_master, _("主案已经办结或另有去处，不能再并入。"), _("单独办理这件"), on_data=True,
    rules="§1.1.2 #07",
)  # fmt: skip
REPORTER_TOLD_MERGE = v.given(
    "reporter_told_merge", _TOLD, _("还没有告知反映人并案：还差{missing}。"),
    _("告知主案编号，并说明仍会单独答复"), rules="L-75",
)  # fmt: skip


def merging(ctx: Context) -> Any:
    """The merging in force, with its master."""
    return ctx.once("merging", lambda: ctx.record.mergings.filter(split_at=None).select_related("master").first())


def _answered(ctx: Context) -> bool:
    since = merging(ctx).recorded_at
    return bool(ctx.record.conclusions.filter(kind=Conclusion.OWN_REPLY, recorded_at__gte=since).exists())


def _differs_or_unanswered(ctx: Context) -> Any:
    if len((ctx.data.get("difference") or "").strip()) >= _WORDS:
        return True
    ended = merging(ctx).master.closed_at is not None
    return True if ended and not _answered(ctx) else {"field": "difference"}


MERGED_FACT_DIFFERS_OR_UNANSWERED = v.holds(
    "merged_fact_differs_or_unanswered", _differs_or_unanswered, _("与主案事实一致，主案还在办理或已经答复。"),
    _("在主案中提出；事实不同的，写明差别"), on_data=True, rules="L-75",
)  # fmt: skip
#: Whatever ended for good is laid away: archived, not accepted, terminated.
MASTER_CASE_ARCHIVED = v.holds(
    "master_case_archived", lambda ctx: merging(ctx).master.state in _ENDED, _("主案还没有归档。"),
    _("主案归档后这件自动归档"), rules="§1.1.2 #49",
)  # fmt: skip
OWN_REPORTER_ANSWERED = v.holds(
    "own_reporter_answered", _answered, _("还没有单独答复这件的反映人。"), _("登记单独答复后再归档"), rules="L-75",
)  # fmt: skip
MASTER_HAS_RESULT = v.holds(
    "master_has_result", lambda ctx: merging(ctx).master.closed_at is not None, _("主案还没有办结，答复没有内容。"),
    _("主案办结后再答复；先写进主案"), rules="L-75",
)  # fmt: skip

"""What must hold before relief is refused. Minors, people who cannot speak for themselves and emergencies are never
refused, whoever decides and whatever the reason (HB-07)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from relief import age, rows, standing

#: Reasons in the list refusal_reason that say the person is not in need.
NOT_IN_NEED = {"c", "f"}
#: Critical, suspected infection, injury, helpless, in the list health_status.
URGENT_HEALTH = {"2", "6", "7", "12"}
OLD = 60


def _listed(ctx: Context) -> bool:
    """No reason stands against a suspected victim, and none of “not in need” against a finding of need."""
    case, reasons = ctx.record, set(ctx.data.get("reasons") or ())
    if case.narrow_test or case.practice_test:
        reasons -= NOT_IN_NEED
    return bool(reasons and (ctx.data.get("facts") or "").strip()) and not case.suspected_victim


REFUSAL_REASON_LISTED = v.holds(
    "refusal_reason_listed", _listed, _("尚未选择法定的不予救助理由。"),
    _("请在a至f项中选择并写明事实；理由不足的应当予以救助。"), rules="R-05 R-17", on_data=True,
)  # fmt: skip
NOT_MINOR = v.holds(
    "not_minor", lambda ctx: not standing.is_minor(ctx.record, ctx.now),
    _("当事人是未成年人或年龄存疑，不能作此处理。"),
    _("请转入未成年人保护流程；年龄经证件或公安核实为成年后可再办理。"), rules="R-12 R-55 HB-06 HB-07",
)  # fmt: skip


def _expresses(ctx: Context) -> bool:
    return not ctx.record.cannot_state and ctx.record.person.capacity != standing.COURT_FOUND


ABLE_TO_EXPRESS = v.holds(
    "able_to_express", _expresses, _("当事人无法表述自身情况，不能作此处理。"),
    _("请先行救助、后续核实（查询、寻亲）。"), rules="R-12 HB-07",
)  # fmt: skip


def _calm(ctx: Context) -> bool:
    said = ctx.preview or bool(ctx.data.get("no_emergency"))
    return said and ctx.record.health not in URGENT_HEALTH


NOT_IN_EMERGENCY = v.holds(
    "not_in_emergency", _calm, _("当事人处于急病或紧急状态，不能作此处理。"),
    _("请先救治；情况稳定后再作决定。"), rules="R-12 R-19 HB-07",
)  # fmt: skip
ALTERNATIVES_OFFERED = v.given(
    "alternatives_offered", {"alternatives": _("已告知的其他求助途径")}, _("尚未告知其他求助途径。"),
    _("请告知并勾选：救助热线、乡镇（街道）临时救助、110、120、家暴求助热线。"), rules="R-05",
)  # fmt: skip
PROPOSER_IS_NOT_APPROVER = v.second_person(
    "proposer_is_not_approver", _("提出人与决定人不能是同一人。"),
    _("请由另一位有权人员决定；站内无人可替时由县民政局监督员决定。"), rules="R-50 R-54",
)  # fmt: skip
REASON_AND_SECOND_PERSON = v.given(
    "reason_and_second_person", {"told": _("写给本人的理由")}, _("该事项需要写明理由并由第二人确认。"),
    _("请填写理由，并请另一位有权人员登录确认。"), rules="R-05 R-36 R-50 SB-01 SB-02 SB-05 SB-11",
    override="second_person", may_lift=lambda _ctx: False,
)  # fmt: skip


def _vulnerable(ctx: Context) -> bool:
    """Old, young, or in doubt about either mind or health: looked at first, checked later (R-12)."""
    case = ctx.record
    found = age.band(case.person.known_age, local_day(ctx.now))
    old = found is not None and found[1] >= OLD
    return old or standing.is_protected(case, ctx.now) or case.cannot_state or case.health in URGENT_HEALTH


def _refused_after_words(ctx: Context) -> bool:
    data: Any = ctx.data
    said = ctx.preview or (bool(data.get("explained") and data.get("words")) and not data.get("emergency"))
    return said and not _vulnerable(ctx)


CHECK_REFUSAL_EXPLAINED = v.holds(
    "check_refusal_explained", _refused_after_words,
    _("暂不能按拒绝安检处理：尚未说明理由，或当事人属于需要照顾、需要急救的情形。"),
    _("请先说明安检理由并记录；老幼病残、急症人员请先检视、先救治。"), rules="R-12 R-17",
)  # fmt: skip


def _waits_for_service(ctx: Context) -> bool:
    found = rows.refusal(ctx.record)
    return found is not None and found.served_at is None


NOTICE_TO_SERVE = v.holds(
    "notice_to_serve", _waits_for_service, _("没有要送达的不予救助通知书。"), _("作出不予救助决定后再登记送达。"),
    rules="R-05",
)  # fmt: skip

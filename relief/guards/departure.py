"""What must hold before somebody is sent home or handed over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows, standing

#: Ways of leaving in the list departure_mode, and the destination nobody can check.
ESCORT, UNKNOWN_PLACE = "5.6", "14"

DEPARTURE_MODE_CHOSEN = v.given(
    "departure_mode_chosen", {"mode": _("离站方式"), "destination": _("去向")}, _("尚未确定离站方式。"),
    _("请与本人商定离站方式和去向。"), rules="R-43",
)  # fmt: skip
IDENTITY_VERIFIED_FOR_ESCORT = v.holds(
    "identity_verified_for_escort",
    lambda ctx: ctx.data.get("mode") != ESCORT or ctx.record.person.verified_at is not None,
    _("身份尚未核实，暂不能安排护送。"), _("请先核实身份；成年人可改为自行乘车返乡，不受此限。"),
    rules="R-43 R-46", on_data=True,
)  # fmt: skip
DESTINATION_PLAUSIBLE = v.holds(
    "destination_plausible",
    lambda ctx: ctx.record.person.verified_at is not None and ctx.data.get("destination") != UNKNOWN_PLACE,
    _("身份未核实，所报去向需要说明。"),
    _("请简要写明理由并由第二人确认即可办理乘车凭证。本人坚持自行离站的不受影响。"),
    rules="R-43", on_data=True, override="second_person",
)  # fmt: skip
CANCEL_REASON_RECORDED = v.given(
    "cancel_reason_recorded", {"reason": _("原因")}, _("尚未填写原因。"), _("请简要填写取消或中止的原因。"),
    rules="R-54",
)  # fmt: skip


def collector_of(ctx: Context) -> Any:
    """Who takes the person along: as chosen in the form; before it is filled whoever was written down last."""
    found = rows.collectors(ctx.record)
    if ctx.preview:
        return found[-1] if found else None
    return next((row for row in found if str(row.pk) == ctx.data.get("collector")), None)


def _identified(ctx: Context) -> bool:
    found = collector_of(ctx)
    return found is not None and bool(found.id_number and found.proof and found.copy_id)


COLLECTOR_IDENTIFIED = v.holds(
    "collector_identified", _identified, _("接领人身份或与当事人关系尚未核实。"),
    _("请查验身份证件和关系证明并留存复印件。"), rules="R-45 HB-05",
)  # fmt: skip


def _risky(ctx: Context) -> bool:
    found = collector_of(ctx)
    return found is not None and found.risk != standing.NO_RISK


NO_RISK_FLAG_FOR_PROTECTED = v.holds(
    "no_risk_flag_for_protected", lambda ctx: not (standing.is_protected(ctx.record, ctx.now) and _risky(ctx)),
    _("接领人存在未排除的风险标记，不能交其接领。"),
    _("请先由公安或县民政局排除风险，或联系其他监护人、机构接领。"), rules="R-45 R-57 R-61 HB-05",
)  # fmt: skip


def _wish_heard(ctx: Context) -> bool:
    found = collector_of(ctx)
    return found is not None and found.wish_heard_at is not None


RISK_FLAG_CLEARED_BY_TRUE_WISH = v.holds(
    "risk_flag_cleared_by_true_wish", lambda ctx: standing.is_protected(ctx.record, ctx.now) or not _risky(ctx),
    _("接领人有疑似施暴标记，不能直接办理接领。"),
    _("请单独（同性工作人员）询问本人真实意愿；本人确愿同行的，记录后由第二人确认；不愿的，可庇护、报警或申请保护令。"),
    rules="R-61 SB-06", override="second_person", may_lift=_wish_heard,
)  # fmt: skip


def _agrees(ctx: Context) -> bool:
    if standing.is_protected(ctx.record, ctx.now):
        return bool(ctx.data.get("wish"))
    return bool(ctx.data.get("agrees"))


PERSON_AGREES = v.holds(
    "person_agrees", _agrees, _("当事人尚未表示同意。"),
    _("请用其听得懂的语言说明后征求意见；成年人不同意的，不得运送或安置。"), rules="R-01 R-39 R-43", on_data=True,
)  # fmt: skip
#: Relations of a civil-affairs organ and of another relief station to the person, in the list relationship.
ORGANS = ("G4", "G5")


def _fit(ctx: Context) -> bool:
    found = collector_of(ctx)
    if found is None or not standing.is_protected(ctx.record, ctx.now):
        return True
    return found.fit is True or found.relation in ORGANS


GUARDIAN_FIT_IF_PROTECTED = v.holds(
    "guardian_fit_if_protected", _fit, _("监护人评估尚未合格，暂不能交接。"),
    _("请完成监护评估，或由流出地民政部门、救助机构接收；特殊情况报县民政局决定。"),
    rules="R-45 R-55 R-62", override="supervisor",
)  # fmt: skip
IDENTITY_NOT_DISPUTED = v.holds(
    "identity_not_disputed", lambda ctx: not ctx.record.person.doubt, _("身份存在疑点，交接和护送已暂停。"),
    _("请由站长组织核查并作出结论；成年人自行离站不受影响。"), rules="R-13", override="director",
)  # fmt: skip

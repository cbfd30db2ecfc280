"""What the case asks before a penalty procedure is filed, and before it leaves that state (§1.1.2 #18, #45–#47)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from property_rectification import categories
from property_rectification.models.penalty_parts import ANNULLED, SPARED
from property_rectification.penalty import filing
from property_rectification.penalty.states import DONE

PENALTY_POWER = "penalty"
#: Codes of the lists no_penalty_cause and annulment_ground.
NOT_ESTABLISHED, MINOR_CORRECTED = "01", "02"


def _holds_power(ctx: Context) -> bool:
    agency = ctx.actor.agency
    return agency is not None and agency.organ in categories.organs(ctx, PENALTY_POWER)


PENALTY_POWER_HELD = v.holds(
    "penalty_power_held", _holds_power, _("您所在单位对这类事项没有行政处罚权。"),
    _("转请有处罚权的机关立案，或改用责令改正"), rules="L-30 §5.10 CG-3",
)  # fmt: skip


def _two_officers(ctx: Context) -> bool:
    rows = [(int(r["officer"]), r["certificate"], r["valid_to"]) for r in ctx.data.get("officers") or []]
    return filing.enough(rows, local_day(ctx.now))


TWO_OFFICERS_CERTIFIED = v.holds(
    "two_officers_certified", _two_officers, _("执法人员不足两人，或证件无效。"), _("请登记两名持有效证件的执法人员。"),
    on_data=True, rules="L-30",
)  # fmt: skip


def _served(ctx: Context) -> bool:
    found = filing.of_case(ctx)
    return found is not None and found.served_at is not None


PENALTY_DECISION_SERVED = v.holds(
    "penalty_decision_served", _served, _("决定书尚未送达。"), _("请先送达并登记送达回证。"), rules="L-34"
)


def _corrected(found: Any) -> bool:
    return found is not None and (found.corrected_at is not None or found.spared_for == MINOR_CORRECTED)


CORRECTION_OUTSTANDING = v.holds(
    "correction_outstanding", lambda ctx: not _corrected(filing.of_case(ctx)),
    _("违法行为已经改正。"), _("请选择“转入验收”。"), rules="L-38",
)  # fmt: skip
CORRECTION_ALREADY_MADE = v.given(
    "correction_already_made", {"report": _("改正情况"), "files": _("改正凭证")},
    _("没有已经改正的证明。"), _("请补充改正凭证；尚未改正的，请选择“处罚后整改”。"), rules="L-36 L-38",
)  # fmt: skip


def _no_violation(ctx: Context) -> bool:
    found = filing.of_case(ctx)
    if found is None or found.state != DONE:
        return False
    spared = found.outcome == SPARED and found.spared_for == NOT_ESTABLISHED
    return spared or (found.outcome == ANNULLED and found.revoked_for == NOT_ESTABLISHED)


NO_VIOLATION_AFTER_INVESTIGATION = v.holds(
    "no_violation_after_investigation", _no_violation,
    _("处罚程序并未以“违法事实不成立”结束。"), _("请按处罚程序的结果选择下一步。"), rules="L-36",
)  # fmt: skip

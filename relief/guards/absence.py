"""What must hold before somebody counts as gone, as missing, as found."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows, standing

#: How long the police have to have been searching before the station may end its own search.
POLICE_SEARCH = timedelta(days=30)
BUREAU = "SUP"


def _absent_twice(ctx: Context) -> bool:
    """A suspected victim of whom the police know nothing is never just gone, however often looked for (HB-06)."""
    case = ctx.record
    told = not case.suspected_victim or any(one.to_police for one in rows.reports(case))
    return told and case.absent_checks >= settings.RELIEF_ABSENT_CHECKS


ABSENT_TWO_CHECKS = v.holds(
    "absent_two_checks", _absent_twice, _("尚未连续两次查找未见。"),
    _("请完成第二次查找并记录；有危险迹象的立即按走失报告。"), rules="R-42",
)  # fmt: skip


def is_at_risk(case: Any, now: Any) -> bool:
    """Who is looked for at once when absent, whatever else is known: they may not decide, or may be in danger."""
    return bool(standing.is_protected(case, now) or case.suspected_victim or case.cannot_state)


ABSENT_AND_AT_RISK = v.holds(
    "absent_and_at_risk", lambda ctx: is_at_risk(ctx.record, ctx.now) or bool(ctx.data.get("worry")),
    _("当事人是无风险的成年人，按走失报告的条件不成立。"),
    _("请按擅自离站办理；只要怀疑有危险，勾选理由即可立即报告。"), rules="R-30 R-57", on_data=True,
)  # fmt: skip
WHEREABOUTS_CONFIRMED = v.given(
    "whereabouts_confirmed",
    {"seen_by": _("由谁见到本人"), "seen_at": _("见到时间"), "seen_where": _("见到地点")},
    _("尚未确认当事人下落。"), _("请记录由谁、何时、何地见到本人。"), rules="R-30",
)  # fmt: skip


def _police_search_long_enough(ctx: Context) -> bool:
    """Counted from the report about this search, and never from before the search began here."""
    search = rows.open_search(ctx.record)
    if search is None:
        return False
    found = [one for one in rows.reports(ctx.record) if one.absence_id == search.pk and one.to_police and one.receipt]
    return any(max(one.reported_at, search.recorded_at) + POLICE_SEARCH <= ctx.now for one in found)


POLICE_CASE_OPEN_30_DAYS = v.holds(
    "police_case_open_30_days", _police_search_long_enough, _("公安机关立案或受理尚未满30日，不能结束查找。"),
    _("请继续查找，并填写公安受理编号和日期。"), rules="R-30 R-42 HB-06",
)  # fmt: skip


def _reason_and_bureau(ctx: Context) -> bool:
    agreed = ctx.proposing or (v.proposed_by_another(ctx) and ctx.actor.role == BUREAU)
    return bool((ctx.data.get("reason") or "").strip()) and agreed


REASON_AND_BUREAU = v.holds(
    "reason_and_second_person", _reason_and_bureau, _("该事项需要写明理由并由第二人确认。"),
    _("请填写理由，并请另一位有权人员登录确认。"),
    rules="R-05 R-36 R-50 SB-01 SB-02 SB-05 SB-11", on_data=True, override="second_person",
)  # fmt: skip

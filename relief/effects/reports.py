"""Reports to police and other organs, and upward. Whoever reports writes down when, how and to whom."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import rows
from relief.effects.common import child, past
from relief.models.reports import MandatoryReport, UpwardReport

#: The clock of a report to the organs, and those of the one upward.
REPORT_CLOCK, ORAL_CLOCK, WRITTEN_CLOCK = "TM-11", "TM-13a", "TM-13b"
_DETAILS = ("reported_at", "channel", "officer")


def record_report(ctx: Context) -> Any:
    """What was seen and whom it was told to. During a search it belongs to the search."""
    data, search = ctx.data, rows.open_search(ctx.record)
    return _write(ctx, about=data["about"], organ=data["organ"], unit=data.get("unit") or "", absence=search)


def to_police(ctx: Context, search: Any) -> Any:
    """The call to the police made before somebody was written down as missing. Raises InvalidData where it is half."""
    if missing := [name for name in _DETAILS if not ctx.data.get(name)]:
        raise InvalidData({name: [_("已经报警的，报警时间、方式、接报人都要填")] for name in missing})
    ctx.stop_timer(REPORT_CLOCK)
    return _write(ctx, about=ctx.data.get("account") or "", organ=MandatoryReport.POLICE, unit="", absence=search)


def answers(case: Any) -> bool:
    """Whether what was done answers the clock of a report: while somebody is searched for, the police alone do."""
    search = rows.open_search(case) if case.serious_at else None
    return search is None or search.reports.filter(organ=MandatoryReport.POLICE).exists()


def _write(ctx: Context, **more: Any) -> Any:
    data, found_at = ctx.data, ctx.data.get("discovered_at") or ctx.now
    past(ctx, "reported_at")
    if data.get("discovered_at") and found_at > data["reported_at"]:
        raise InvalidData({"discovered_at": [_("不能晚于报告时间")]})
    ctx.record.reported_at = ctx.record.reported_at or data["reported_at"]
    return child(
        ctx, MandatoryReport, discovered_at=min(found_at, data["reported_at"]), reported_at=data["reported_at"],
        channel=data["channel"], officer=data["officer"], receipt=data.get("receipt") or "", **more,
    )  # fmt: skip


def complete_number(ctx: Context) -> None:
    """The number came later."""
    found = next(one for one in rows.reports(ctx.record) if str(one.pk) == ctx.data["report"])
    ctx.update(found, receipt=ctx.data["receipt"])


def report_upward(ctx: Context) -> None:
    """Told by mouth within the hour, in writing within the day."""
    at = past(ctx, "reported_at")
    written = ctx.data["form"] == UpwardReport.WRITTEN
    child(ctx, UpwardReport, form=ctx.data["form"], reported_at=at, told=ctx.data["told"])
    ctx.stop_timer(ORAL_CLOCK)
    if written:
        ctx.stop_timer(WRITTEN_CLOCK)

"""The report of a month or quarter on paper, as it was locked and with what was corrected since (document 42)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.documents import Paper
from relief import codes
from relief.report import counting, quarters, showing

CODE = "J-42"
#: The act by which a quarter is put on paper.
QUARTERLY = "issue_quarter"


def snapshot(ctx: Context) -> dict[str, Any]:
    """The table of the page, cell by cell; no case and no person stands in it but those who signed."""
    return _quarter(ctx) if ctx.act.code == QUARTERLY else _month(ctx)


def _quarter(ctx: Context) -> dict[str, Any]:
    """Three locked months as one."""
    report = ctx.record
    return _table(report, quarters.table(report)) | {
        "heading": _("救助统计季报表"), "stay": showing.days_words(quarters.stay(report)),
        "month": quarters.words_of(report),
        "made_by": ctx.actor.person.user.display_name, "locked_by": _("三个月的月报均已锁定"),
    }  # fmt: skip


def _month(ctx: Context) -> dict[str, Any]:
    report = ctx.record
    return _table(report, showing.table(report)) | {
        "heading": "", "stay": showing.stay_words(report),
        "month": _("%(year)d年%(month)d月") % {"year": report.month.year, "month": report.month.number},
        "made_by": counting.locked(report).made_by.user.display_name, "locked_by": _locked_by(ctx),
    }  # fmt: skip


def _table(report: Any, found: showing.Table) -> dict[str, Any]:
    return {
        "station": report.owner_agency.name,
        "collected": codes.label("departure_mode", report.collected),
        "blocks": [
            {"label": str(block.label), "height": len(lines), "lines": [_line(line) for line in lines]}
            for block, lines in found.blocks
        ],
    }  # fmt: skip


def _line(line: showing.Line) -> dict[str, Any]:
    corrected = "" if line.corrected is None else str(line.corrected)
    return {"label": line.label, "part": line.part, "figure": line.figure, "corrected": corrected}


def _locked_by(ctx: Context) -> str:
    """Who locks it now, or did."""
    if ctx.act.code == "lock_report":
        return ctx.actor.person.user.display_name
    event = ctx.record.events.filter(name="lock_report").select_related("post__user").latest("seq")
    return str(event.post.user.display_name)


SAMPLE = Path(__file__).parents[1] / "papers" / f"{CODE}.json"
MONTHLY = Paper(
    CODE, gettext_lazy("救助统计月报表"), snapshot=snapshot, sample=SAMPLE,
    object="statistics", letters="RAC", publicity=gettext_lazy("民政系统内部使用"),
)  # fmt: skip

"""F-38 个人信息告知书: why, what, how long, who else, and which rights, told when something is taken down (§5.6)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import rules
from casework.context import Context
from casework.documents import Paper
from property_rectification.papers import basis
from property_rectification.papers.receipt import taken_by
from property_rectification.papers.receivers import to_reporter

#: How long contact details are kept is told only where the schedule has been approved.
RETENTION = "CG-7"


def snapshot(ctx: Context) -> dict[str, Any] | None:
    """What is told to a reporter of whom anything was taken down; nobody else needs the paper."""
    kinds = taken_down(getattr(ctx.record, "reporter", None))
    if not kinds:
        return None
    approved = rules.gate_is_set(RETENTION)
    return {
        "kinds": kinds,
        "receiver": taken_by(ctx.actor.post),
        "basis": basis.cited(ctx, "GRXX", _("第十三条、第十七条、第三十五条")),
        "period": _("联系方式在案件归档后保存2年，之后作匿名处理；案卷按档案规定保存") if approved else "",
    }


def taken_down(reporter: Any) -> list[str]:
    """What kinds of data about the reporter were written down."""
    words = {"name": _("姓名"), "phone": _("电话"), "address": _("住址"), "guardian": _("监护人姓名")}
    return [label for name, label in words.items() if getattr(reporter, name, None)]


PRIVACY_NOTICE = Paper(
    "F-38",
    gettext_lazy("个人信息告知书"),
    snapshot=snapshot,
    sample=Path(__file__).with_name("F-38.json"),
    addressed=to_reporter,
)

"""A complaint on paper: the sheet the bureau keeps, and the answer that whoever complained gets (document 38)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.documents import Paper
from casework.timers import local_day
from relief import codes
from relief.papers import about, basis
from relief.papers.paper import head_of_other

CODE = "J-38"


def snapshot(ctx: Context) -> dict[str, Any]:
    """What was said, found, concluded and answered; on the answer stands nothing of the inquiry."""
    one = ctx.record
    how = codes.label("complaint_reply_way", one.acknowledged_how) if one.acknowledged_how else ""
    return head_of_other(ctx, CODE) | {
        "complaint_no": one.number, "received_at": about.moment(one.opened_at),
        "complainant": codes.label("complainant", one.complainant), "name": about.plain(one.name),
        "contact": about.plain(one.contact), "matter": codes.label("complaint_matter", one.matter),
        "way": codes.label("complaint_way", one.way), "content": about.lines(one.content),
        "acknowledged": f"{about.moment(one.acknowledged_at)}　{how}" if one.acknowledged_at else "",
        "findings": about.lines(one.findings), "conclusion": codes.label("complaint_conclusion", one.conclusion),
        "relief_ordered": one.relief_ordered, "measures": about.lines(one.measures),
        "answer": about.lines(one.answer), "basis": basis.cite("SHJZF", _("第七十六条"), local_day(ctx.now)),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


SAMPLE = Path(__file__).parents[1] / "papers" / f"{CODE}.json"
ANSWER = Paper(
    CODE, gettext_lazy("投诉登记与答复"), snapshot=snapshot, sample=SAMPLE,
    object="allegation_complaint", letters="RUA",
)  # fmt: skip

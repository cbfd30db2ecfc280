"""Writing a complaint down, looking into it, answering it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import kinds
from casework.context import Context
from casework.numbers import next_number
from casework.refusals import InvalidData
from relief import codes

PREFIX = "TS"


def record_complaint(ctx: Context) -> None:
    """Keep what was said. Raises InvalidData for a number that leads to no case of the recorder's."""
    record, data = ctx.record, ctx.data
    if not ctx.actor.division_code:
        raise InvalidData({"content": [_("您的岗位没有登记辖区，请换一个岗位登记")]})
    record.case = _case(ctx)
    record.division_id, record.received_by = ctx.actor.division_code, ctx.actor.agency
    record.matter, record.way, record.complainant = data["matter"], data["way"], data["complainant"]
    record.content, record.name, record.contact = data["content"], data.get("name") or "", data.get("contact") or ""
    record.title = _("投诉：%(matter)s") % {"matter": codes.label("complaint_matter", record.matter)}
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)


def _case(ctx: Context) -> Any:
    number = str(ctx.data.get("case_number") or "").strip().upper()
    if not number:
        return None
    found = kinds.by_name("relief.case").model.objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({"case_number": [_("没有这个编号的案件，或不在您的范围内。不知道编号的可以留空")]})
    return found


def acknowledge(ctx: Context) -> None:
    """The complainant heard that it is being looked into, or could not be reached."""
    ctx.record.acknowledged_at, ctx.record.acknowledged_how = ctx.now, ctx.data["acknowledged_how"]


def record_findings(ctx: Context) -> None:
    """What was found so far; the ledger keeps what stood there before."""
    ctx.record.findings = ctx.data["findings"]


def answer(ctx: Context) -> None:
    """The conclusion with what follows from it."""
    record, data = ctx.record, ctx.data
    record.conclusion, record.answer, record.measures = data["conclusion"], data["answer"], data.get("measures") or ""
    record.relief_ordered = bool(data.get("relief_ordered"))
    record.answered_at, record.answered_how = ctx.now, data["answered_how"]

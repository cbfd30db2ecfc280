"""Handing on, saying how it is, asking again, accepting."""

import re
from typing import Any

from django.utils.translation import gettext as _

from casework import display, kinds
from casework.context import Context
from casework.numbers import next_number
from casework.refusals import InvalidData
from casework.timers import local_day
from relief.complaints.lifecycle import ACKNOWLEDGED
from relief.forwarding import stations

PREFIX = "ZB"
#: What the bureau alone looks into (HB-16).
KEPT = ("staff",)
#: Shorter than this, the end of a number or a name says nothing of anybody.
_TELLING = 2


def forward(ctx: Context) -> None:
    """Ask a station of the county. Raises InvalidData by field: for an allegation, a name, a second asking."""
    record, data = ctx.record, ctx.data
    complaint = _complaint(ctx)
    station = stations.of_division(ctx.actor.division_code).filter(pk=data["station"]).first()
    if station is None:
        raise InvalidData({"station": [_("不是本县的救助站，请从列表里选")]})
    if type(record).objects.filter(origin=complaint, station=station, closed_at=None).exists():
        raise InvalidData({"complaint_number": [_("已转给这个救助站，还没有办结；请在那一条里办")]})
    _unnamed(complaint, "question", data["question"])
    record.origin, record.station, record.owner_agency = complaint, station, station
    record.division_id, record.question = ctx.actor.division_code, data["question"]
    _ask_until(ctx)
    record.number = next_number(PREFIX, region=record.division_id[:6].ljust(6, "0"), at=ctx.now)


def reply(ctx: Context) -> None:
    """How it is, and what was done about it."""
    ctx.record.reply, ctx.record.measures = ctx.data["reply"], ctx.data.get("measures") or ""
    ctx.record.replied_at = ctx.now


def ask_again(ctx: Context) -> None:
    """What is still missing; the first question and the first reply stay."""
    record: Any = ctx.record
    _unnamed(record.origin, "missing", ctx.data["missing"])
    record.missing = ctx.data["missing"]
    _ask_until(ctx)


def settle(ctx: Context) -> None:
    """The bureau has what it needs; what it finds of the complaint stands with the complaint."""


def withdraw(ctx: Context) -> None:
    """Nothing is asked any more; the station reads why."""
    record: Any = ctx.record
    _unnamed(record.origin, "why", ctx.data["why"])
    record.why = ctx.data["why"]


def _complaint(ctx: Context) -> Any:
    number = str(ctx.data["complaint_number"]).strip().upper()
    complaints = kinds.by_name("relief.complaint").model.objects.visible_to(ctx.actor)
    found: Any = complaints.filter(number=number).first()
    if found is None:
        raise InvalidData({"complaint_number": [_("没有这个编号的投诉，或不在您的范围内")]})
    if found.state != ACKNOWLEDGED:
        raise InvalidData({"complaint_number": [_("只转调查中的投诉：先登记受理告知；已答复的不再转")]})
    if found.matter in KEPT:
        raise InvalidData({"complaint_number": [_("投诉工作人员的由县民政局直接办，不转救助站")]})
    return found


def _unnamed(complaint: Any, field: str, words: str) -> None:
    """Raises InvalidData where the words tell who complained, by name or by number."""
    known = [_squeezed(secret.reveal()) for secret in (complaint.name, complaint.contact) if secret]
    if any(len(one) >= _TELLING and one in _squeezed(words) for one in known):
        raise InvalidData({field: [_("写出了投诉人的姓名或联系方式，请改掉：救助站不能知道是谁投诉")]})


def _squeezed(words: str) -> str:
    return re.sub(r"\s|-", "", words)


def _ask_until(ctx: Context) -> None:
    """The day stands in the title: on a desk with several of them it is what tells one from the other."""
    record: Any = ctx.record
    day = ctx.data["reply_by"]
    if day < local_day(ctx.now):
        raise InvalidData({"reply_by": [_("不能早于今天")]})
    record.reply_by, record.title = day, _("县民政局转办，%(day)s前说明") % {"day": display.day(day, ctx.now)}

"""Writing an interference down: by whoever met with it, or by itself where the committee writes to a unit (§5.9)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import engine
from casework.context import Context
from casework.models import Relation
from casework.numbers import next_number
from casework.refusals import InvalidData
from property_rectification.effects.common import refuse_future

PREFIX = "GY"
#: Relation of the person who wrote it down to the record.
RECORDER = "recorder"
#: How a letter of the committee reaches a unit, in the list interference_way.
BY_LETTER = "06"


def record_interference(ctx: Context) -> None:
    """Keep who wanted what, where the recorder sees the case. Raises InvalidData for a number that leads to none."""
    record, data = ctx.record, ctx.data
    refuse_future(ctx, data["happened_at"], "happened_at", _("时间"))
    case = ctx.given.get("case") or _case(ctx)
    record.source, record.division_id, record.owner_agency = case, case.division_id, ctx.actor.agency
    record.happened_at, record.way = data["happened_at"], data["way"]
    record.who, record.who_post, record.content = data["who"], data.get("who_post") or "", data["content"]
    record.title = _("干预过问：%(number)s") % {"number": case.number}
    record.number = next_number(PREFIX, region=case.division_id[:6], at=ctx.now)
    ctx.add(Relation(record=record, kind=RECORDER, user=ctx.actor.user, since=ctx.now))


def _case(ctx: Context) -> Any:
    from property_rectification.models import RectificationCase

    number = ctx.data["case_number"].strip().upper()
    found = RectificationCase.objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({"case_number": [_("没有这个编号的案件，或不在您的范围内。请核对案件页上的编号")]})
    return found


def file_letter(ctx: Context) -> None:
    """What the committee asks of a unit in one case is on record as such, in the same commit."""
    from property_rectification.models import Interference

    said = {
        "case_number": ctx.record.number, "happened_at": ctx.now.isoformat(), "who": ctx.actor.person.user.display_name,
        "who_post": f"{ctx.actor.person.agency.name} {ctx.actor.person.title}", "way": BY_LETTER,
        "content": ctx.data["requirement"],
    }  # fmt: skip
    engine.create(Interference, actor=ctx.actor, data=said, given={"case": ctx.record})

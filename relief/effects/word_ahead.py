"""Writing down who was told ahead, and who was not and why."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import standing, word_ahead
from relief.effects.common import child, past
from relief.models.word_ahead import WordAhead


def record(ctx: Context) -> None:
    """To one addressee. Raises InvalidData for a moment that has not come."""
    data = ctx.data
    told = data["result"] == WordAhead.TOLD
    told_at = past(ctx, "told_at")
    child(
        ctx, WordAhead, addressee=data["addressee"], result=data["result"],
        told=data.get("told") or "" if told else "", told_at=told_at if told else None,
        channel=data.get("channel") or "" if told else "", reason="" if told else data.get("reason") or "",
    )  # fmt: skip
    word_ahead.changed(ctx.record)


def object_to_all(ctx: Context) -> None:
    """Said with the plan: nobody is to know. Raises InvalidData for who does not decide alone, or says nothing."""
    data = ctx.data
    if not data.get("objects"):
        return
    if not standing.is_capable_adult(ctx.record, ctx.now):
        raise InvalidData({"objects": [_("未成年人和行为能力受限的人，要通知监护人或去向单位；有危险的另行登记")]})
    if not (data.get("objection") or "").strip():
        raise InvalidData({"objection": [_("写本人的原话，一句就够")]})
    for addressee, _label in WordAhead.ADDRESSEES:
        child(ctx, WordAhead, addressee=addressee, result=WordAhead.OBJECTED, reason=data["objection"])
    word_ahead.changed(ctx.record)

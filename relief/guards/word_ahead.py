"""Relatives and the organisation at the destination are told; a capable adult may want it otherwise (R-43)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows, standing, word_ahead
from relief.models.word_ahead import WordAhead


def _described(ctx: Context) -> Any:
    told = ctx.data.get("result") == WordAhead.TOLD
    needed = ("told", "channel") if told else ("reason",)
    missing = [name for name in needed if not (ctx.data.get(name) or "").strip()]
    return {"field": missing[0]} if missing else True


WORD_DESCRIBED = v.holds(
    "word_ahead_described", _described, _("还没有写清。"), _("通知了的写通知的人或单位和方式；不通知的写理由。"),
    rules="R-43 R-54", on_data=True,
)  # fmt: skip
OBJECTION_BY_CAPABLE_ADULT = v.holds(
    "objection_by_capable_adult",
    lambda ctx: ctx.data.get("result") != WordAhead.OBJECTED or standing.is_capable_adult(ctx.record, ctx.now),
    _("未成年人和行为能力受限的人，要通知监护人或去向单位。"),
    _("通知会带来危险的，选“有危险，不通知”，由县民政局、公安核实。"), rules="R-43 R-45", on_data=True,
)  # fmt: skip


def _wanted(ctx: Context) -> bool:
    held = ctx.data.get("result") == WordAhead.TOLD and standing.is_capable_adult(ctx.record, ctx.now)
    objected = held and word_ahead.objected(ctx.record, ctx.data.get("addressee") or "")
    return not objected or bool(ctx.data.get("consents"))


NOT_AGAINST_THE_WILL = v.holds(
    "word_not_against_the_will", _wanted, _("本人不同意通知，不能通知。"),
    _("本人改变主意的，勾选“现在同意通知”。"), rules="R-39 R-43", on_data=True,
)  # fmt: skip


def _safe(ctx: Context) -> bool:
    to_relatives = (ctx.data.get("addressee"), ctx.data.get("result")) == (WordAhead.RELATIVES, WordAhead.TOLD)
    if not to_relatives:
        return True
    risky = any(one.risk != standing.NO_RISK for one in (*rows.collectors(ctx.record), *rows.relatives(ctx.record)))
    return not risky and not ctx.record.suspected_victim


NO_WORD_INTO_DANGER = v.holds(
    "no_word_into_danger", _safe, _("有疑似施暴、遗弃、拐卖或受害的标记，不能直接通知亲属。"),
    _("先经流出地民政、公安核实；排除的，更新接领人、亲属的风险后再通知。现在登记“有危险，不通知”。"),
    rules="R-43 R-61", on_data=True,
)  # fmt: skip

"""Conduct facts before a suspected category, and declarations of interest (§5.3, §5.11)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from property_rectification import codes
from property_rectification.effects.common import child, refuse_future
from property_rectification.models.facts import ConductRecord
from property_rectification.models.parties import RecusalDeclaration


def record_conduct(ctx: Context) -> None:
    """Keep the conduct facts and the answers of the lawful-conduct test."""
    refuse_future(ctx, ctx.data["happened_at"], "happened_at", _("发生时间"))
    lawful = [code for code, _label in codes.choices("lawful_way") if ctx.data[f"lawful_{code}"] == "yes"]
    fields = ("happened_at", "place", "conduct", "effect", "calmed_by", "source", "file")
    claim = ctx.data["owners_claim"] == "yes"
    child(ctx, ConductRecord, lawful_ways=lawful, owners_claim=claim, **{name: ctx.data[name] for name in fields})


def declare_recusal(ctx: Context) -> None:
    """Keep that the acting person has an interest in the firm or compound of the case."""
    record = ctx.record
    if record.firm_id is None and record.compound_id is None:
        raise InvalidData({"reason": [_("这件还没有登记企业和小区，暂不用申报")]})
    child(
        ctx, RecusalDeclaration, user=ctx.actor.user, firm=record.firm, compound=record.compound,
        reason=ctx.data["reason"],
    )  # fmt: skip

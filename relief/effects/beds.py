"""A bed is given, changed, freed. It belongs to the person who lies in it and to nobody else (R-24)."""

from casework.context import Context
from relief.beds import BED_LEFT
from relief.effects.common import child
from relief.models.beds import BedStay, Companion


def assign(ctx: Context) -> None:
    """From now on the person sleeps there."""
    stay = child(ctx, BedStay, bed_id=int(ctx.data["bed"]), since=ctx.now)
    ctx.record.bed = stay.bed


def move(ctx: Context) -> None:
    """From one bed into another, without a gap and without holding two."""
    free(ctx)
    assign(ctx)


def free(ctx: Context) -> None:
    """The bed is free again, at once; who has none frees none. A clock set back in between hinders nobody."""
    if ctx.record.bed_id is None:
        return
    ctx.record.bed = None
    ctx.once(BED_LEFT, lambda: True)
    for stay in ctx.record.bedstays.filter(until=None):
        ctx.update(stay, until=max(ctx.now, stay.since))


def record_parent(ctx: Context) -> None:
    """With whom a minor came; said again, only how it was found out changes."""
    found = Companion.objects.filter(case=ctx.record, parent_id=ctx.data["parent"]).first()
    basis = ctx.data.get("basis") or ""
    if found is None:
        child(ctx, Companion, parent_id=ctx.data["parent"], basis=basis)
    elif basis:
        ctx.update(found, basis=basis)

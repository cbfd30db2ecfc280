"""What the acts of health write down: one row each, with what the form said."""

from django.utils.translation import gettext as _

from casework.context import Context
from relief.effects.common import child
from relief.models.health import HealthNote

#: What the forms of this region say of an entry, by the same names.
_TEXTS = ("note", "hospital", "paper", "told", "asked_by", "police")


def write_down(ctx: Context) -> None:
    """What was seen, done and said."""
    _note(ctx, **{name: ctx.data.get(name) or "" for name in _TEXTS})


def discharged(ctx: Context) -> None:
    """Out of hospital: its certificate, or what speaks for one who went by their own will (R-29); then what follows."""
    data = ctx.data
    said = [data.get("back_note"), data.get("note")]
    paper = data.get("certificate") or (_("本人自愿出院") if data.get("by_own_will") else _("见材料"))
    _note(ctx, paper=paper, note="\n".join(text for text in said if text))


def _note(ctx: Context, **texts: str) -> None:
    data = ctx.data
    child(
        ctx, HealthNote, act=ctx.act.code, happened_at=data.get("happened_at"), voluntary=data.get("voluntary"),
        danger=data.get("danger"), **texts,
    )  # fmt: skip

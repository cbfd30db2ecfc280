"""Going home: the plan, who comes to collect, the hand-over, and the archive."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import rows
from relief.effects import word_ahead
from relief.effects.common import child
from relief.effects.leaving import end
from relief.models.parts import Collector
from relief.standing import NO_RISK

#: Being collected, in the list departure_mode.
COLLECTED = "5.7"


def prepare_departure(ctx: Context) -> None:
    """How and where to, chosen with the person."""
    case, data = ctx.record, ctx.data
    case.departure_mode, case.destination = data["mode"], data["destination"]
    case.destination_note = data.get("destination_note") or ""
    word_ahead.object_to_all(ctx)


def cancel_departure(ctx: Context) -> None:
    """It fell through: care goes on (R-05)."""
    case = ctx.record
    case.departure_mode, case.destination, case.destination_note = "", "", ""


def record_collector(ctx: Context) -> None:
    """Somebody would take the person along."""
    data = ctx.data
    child(
        ctx, Collector, name=data["name"], relation=data["relation"], id_number=data.get("id_number") or "",
        phone=data.get("phone") or "", proof=data.get("proof") or "", copy=data.get("copy"), risk=kept_risk(ctx),
    )  # fmt: skip


def kept_risk(ctx: Context) -> str:
    """As seen now; a risk that was written down with a relative of this name stays with them (R-61)."""
    named = (one for one in rows.relatives(ctx.record) if one.name.reveal() == ctx.data["name"])
    risky = next((one.risk for one in named if one.risk != NO_RISK), NO_RISK)
    return str(ctx.data["risk"]) if ctx.data["risk"] != NO_RISK else risky


def update_collector(ctx: Context) -> None:
    """Papers were checked, or a risk was found or ruled out."""
    data, found = ctx.data, _collector(ctx)
    given = {name: data[name] for name in ("id_number", "proof", "copy") if data.get(name)}
    ctx.update(found, risk=data["risk"], **given)


def hear_wish(ctx: Context) -> None:
    """Asked alone, by somebody of the same sex (R-61)."""
    if not ctx.data.get("same_sex"):
        raise InvalidData({"same_sex": [_("须由同性工作人员单独询问")]})
    ctx.update(_collector(ctx), true_wish=ctx.data["wish"], wish_heard_at=ctx.now)


def hand_over(ctx: Context) -> None:
    """The person goes along with whoever came."""
    case = ctx.record
    case.picked_up_by, case.departure_mode = _collector(ctx), COLLECTED
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def _collector(ctx: Context) -> Any:
    return Collector.objects.get(pk=ctx.data["collector"], case=ctx.record)

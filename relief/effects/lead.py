"""Writing a lead down, and closing one that brought nobody."""

from django.utils.translation import gettext as _

from casework.context import Context
from relief import codes, rows
from relief.effects.common import child, past
from relief.effects.intake import register
from relief.models.lead import Lead
from relief.models.person import Person

#: Unknown, in the list gender; the town, in the list lead_zone.
UNKNOWN, TOWN = "0", "town"
#: How soon somebody is to be there: by the place, and sooner in an emergency. One of them runs.
EMERGENCY, BY_ZONE = "TM-02c", {"town": "TM-02a", "rural": "TM-02b"}
CLOCKS = (EMERGENCY, *BY_ZONE.values())


def record_lead(ctx: Context) -> None:
    """The minutes run from the call, also where it was written by hand and is entered later (AP-07); when that was
    stays beside it. Of the person nothing is known, and nothing is made up. Raises InvalidData for a call to come."""
    data, case = ctx.data, ctx.record
    lead_at = past(ctx, "called_at")
    register(ctx)
    case.lead_at = lead_at
    zone, emergency = data.get("zone") or TOWN, bool(data.get("emergency"))
    ctx.add(Person(case=case, gender_declared=UNKNOWN))
    words = {name: data.get(name) or "" for name in ("place", "spot", "seen", "source", "reporter", "contact")}
    child(ctx, Lead, zone=zone, emergency=emergency, called_at=data.get("called_at"), **words)
    case.title = _titled(words["spot"], zone, emergency=emergency)
    ctx.start_timer(EMERGENCY if emergency else BY_ZONE[zone], at=case.lead_at)


def _titled(spot: str, zone: str, *, emergency: bool) -> str:
    """线索 汽车站 城区 紧急: by codes alone, for lists."""
    words = [_("线索"), codes.label("patrol_point_type", spot), codes.label("lead_zone", zone)]
    return " ".join(filter(None, [*words, _("紧急") if emergency else ""]))


def close_lead(ctx: Context) -> None:
    """Nobody came: not found, declined, helped where they are, taken by others, or not for us."""
    ctx.update(rows.lead(ctx.record), ended=ctx.data["ended"], ended_note=ctx.data.get("ended_note") or "")
    ctx.record.outcome = ctx.act.target  # type: ignore[attr-defined]

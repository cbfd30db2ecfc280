"""What the acts of protection write down, and what a doubt makes of a person until it is disproved."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import protection, rows, standing
from relief.effects import absence, belongings, departure, identity, leaving
from relief.effects.common import child
from relief.effects.police import OTHER
from relief.models.parts import Collector
from relief.models.protection import ProtectionNote

_TEXTS = ("note", "no_harm", "ground", "placement", "place", "unit", "paper_no")


def write_down(ctx: Context) -> None:
    """What was decided, found and said."""
    _note(ctx)


def _note(ctx: Context, **more: Any) -> Any:
    texts = {name: ctx.data.get(name) or "" for name in _TEXTS}
    return child(ctx, ProtectionNote, act=ctx.act.code, **{**texts, **more})


def open_assessment(ctx: Context) -> None:
    """Treated as protected from here on. What somebody ticked becomes what is known of the person (R-55)."""
    person, data = ctx.record.person, ctx.data
    if data.get("age_doubt"):
        identity.doubt_age(ctx)
    if data.get("capacity_doubt") and person.capacity in ("", standing.CAPABLE):
        _capacity(ctx, standing.DOUBTFUL, data.get("note") or "")
    doubtful = person.capacity in (standing.DOUBTFUL, standing.COURT_FOUND)
    _note(ctx, age_doubt=standing.is_minor(ctx.record, ctx.now), capacity_doubt=doubtful)


def contact_guardian(ctx: Context) -> None:
    """Somebody known to the case, or somebody new, who may come to collect later (E05)."""
    data = ctx.data
    if data.get("guardian"):
        found = Collector.objects.get(pk=data["guardian"], case=ctx.record)
        given = {name: data[name] for name in ("phone", "risk") if data.get(name)}
        if given:
            ctx.update(found, **given)
    else:
        missing = {name: [_("必填")] for name in ("relation", "risk") if not data.get(name)}
        if missing:
            raise InvalidData(missing)
        found = child(
            ctx,
            Collector,
            name=data["name"],
            relation=data["relation"],
            phone=data["phone"],
            risk=departure.kept_risk(ctx),
        )
    _note(ctx, guardian=found)


def find_fit(ctx: Context) -> None:
    """The guardian may take the person home (R-62)."""
    _found(ctx, fit=True)


def find_unfit(ctx: Context) -> None:
    """The guardian may not."""
    _found(ctx, fit=False)


def _found(ctx: Context, *, fit: bool) -> None:
    found = protection.guardian(ctx.record)
    if found is not None:
        ctx.update(found, fit=fit, fit_basis=ctx.data["note"])
    _note(ctx, guardian=found)


def to_court(ctx: Context) -> None:
    """The bureau asks a court to take the guardianship away, or to protect."""
    data = ctx.data
    _note(ctx, unit=data.get("court") or "", note="\n".join([data["applicant"], data["facts"], data["evidence"]]))


def court_decided(ctx: Context) -> None:
    """The court leaves or gives back the guardianship."""
    found = protection.guardian(ctx.record)
    if found is not None:
        ctx.update(found, fit=True, fit_basis=ctx.data["note"])
    _note(ctx, unit=ctx.data.get("court") or "", guardian=found)


def take_long_term(ctx: Context) -> None:
    """The bureau is guardian for good (S10 94)."""
    _note(ctx, notice_on=ctx.data.get("notice_on"))


def hand_over(ctx: Context) -> None:
    """The child goes with file and belongings; who was searched for is found (TA34)."""
    case, data = ctx.record, ctx.data
    absence.close_search(ctx)
    ctx.stop_timer(protection.FIRST_HOUR)
    belongings.give_back(ctx)
    numbers = "、".join(one.receipt for one in rows.reports(case) if one.receipt)
    told = [data.get("note") or "", _("公安编号：%(numbers)s") % {"numbers": numbers} if numbers else ""]
    by = _("接收人：%(name)s") % {"name": data["taken_by"]} if data.get("taken_by") else ""
    _note(ctx, note="\n".join(filter(None, [*told, by])))
    case.departure_mode, case.destination = OTHER, data["destination"]
    leaving.end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def clear(ctx: Context) -> None:
    """An adult who decides alone: what two found ends the doubt."""
    if ctx.record.person.capacity == standing.DOUBTFUL:
        _capacity(ctx, standing.CAPABLE, ctx.data.get("note") or "")
    _note(ctx, second=ctx.data.get("second"))


def _capacity(ctx: Context, found: str, signs: str) -> None:
    ctx.update(ctx.record.person, capacity=found, capacity_signs=signs, capacity_by=ctx.actor.post, capacity_at=ctx.now)

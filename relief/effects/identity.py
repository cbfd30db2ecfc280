"""Who somebody is: what they say, what was proved, what they are called until then."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from relief import age, idnumber, numbers
from relief.effects.circumstances import follow
from relief.models.person import Person

#: Until the identity is settled somebody tries to find relatives: this clock stops when it is.
CONTACT_CLOCK = "TM-06"
_TOO_OLD = 130


def declared(ctx: Context, data: Mapping[str, Any], known: Person | None = None) -> dict[str, Any]:
    """What the person says, as fields. Raises InvalidData where a number is wrong or an age cannot be."""
    reading = _read(ctx, data, "id_declared", data["gender_declared"])
    least, most = data.get("age_least"), data.get("age_most")
    born = data.get("birth_declared") or (reading.born if reading else None)
    _check_age(ctx, born, least, most)
    estimated = least is not None
    # what is masked on the screen is not typed again: an empty box keeps what is there
    kept = {name: getattr(known, name) if known else "" for name in ("name_declared", "id_declared", "features")}
    return {
        "name_declared": data.get("name_declared") or kept["name_declared"],
        "name_temp": _temporary(ctx, data, known),
        "gender_declared": data["gender_declared"], "birth_declared": born,
        "age_least": least, "age_most": most,
        "age_source": (data.get("age_source") or "visual") if estimated else "",
        "id_type": data.get("id_type") or "", "id_declared": reading.number if reading else kept["id_declared"],
        "accent": data.get("accent") or "", "features": data.get("features") or kept["features"],
    }  # fmt: skip


def _check_age(ctx: Context, born: Any, least: int | None, most: int | None) -> None:
    if born is not None and born > local_day(ctx.now):
        raise InvalidData({"birth_declared": [_("出生日期不能晚于今天")]})
    if born is None and least is None:
        raise InvalidData({"age_least": [_("写看上去大约几岁，或填出生日期；拿不准的往小里写，按未成年人保护")]})
    if least is not None and most is not None and most < least:
        raise InvalidData({"age_most": [_("不能小于“年龄约（最小）”")]})
    if max(least or 0, most or 0) > _TOO_OLD:
        raise InvalidData({"age_least": [_("年龄应在0到%(most)d岁之间") % {"most": _TOO_OLD}]})


def _temporary(ctx: Context, data: Mapping[str, Any], known: Person | None) -> str:
    """A name that is nobody's, from the day and the number of the case, for who says none; once given it stays."""
    if known:
        return known.name_temp
    if data.get("name_declared"):
        return ""
    return _("无名氏%(day)s-%(serial)s") % {
        "day": f"{local_day(ctx.record.arrived_at):%Y%m%d}", "serial": ctx.record.number.rpartition("-")[2],
    }  # fmt: skip


def update_identity(ctx: Context) -> None:
    """What the person says was said anew, or better understood."""
    ctx.update(ctx.record.person, **declared(ctx, ctx.data, ctx.record.person))
    entitle(ctx)


def verify_identity(ctx: Context) -> None:
    """The identity is proved; what was declared stays beside it (R-10)."""
    data = ctx.data
    reading = _read(ctx, data, "id_verified", data["gender_verified"])
    born = data.get("birth_verified") or (reading.born if reading else None)
    if born is None or born > local_day(ctx.now):
        raise InvalidData({"birth_verified": [_("写核实的出生日期，或身份证号码")]})
    ctx.update(
        ctx.record.person, name_verified=data["name_verified"], gender_verified=data["gender_verified"],
        birth_verified=born, id_verified=reading.number if reading else "", verified_from=data["verified_from"],
        verified_at=ctx.now,
    )  # fmt: skip
    ctx.stop_timer(CONTACT_CLOCK)
    entitle(ctx)


def record_capacity(ctx: Context) -> None:
    """Signs of incapacity, a court's finding, or that there is neither."""
    ctx.update(
        ctx.record.person, capacity=ctx.data["capacity"], capacity_signs=ctx.data.get("signs") or "",
        capacity_by=ctx.actor.post, capacity_at=ctx.now,
    )  # fmt: skip


def record_doubt(ctx: Context) -> None:
    """Contradictory data, two papers, word of the police: nobody is handed over until it is settled (R-13)."""
    ctx.update(ctx.record.person, doubt=ctx.data["doubt"])


def settle_doubt(ctx: Context) -> None:
    """The review is over; what it found stands in the event."""
    ctx.update(ctx.record.person, doubt="")


def doubt_age(ctx: Context) -> None:
    """The estimate reaches below eighteen (R-55); a proved day of birth says more than a look."""
    person = ctx.record.person
    if person.birth_verified is None and not age.is_minor(person.known_age, local_day(ctx.now)):
        most = max(person.age_most or age.ADULT, age.ADULT)
        ctx.update(person, age_least=age.ADULT - 1, age_most=most, age_source=person.age_source or "visual")
        entitle(ctx)


def entitle(ctx: Context) -> None:
    """What lists and desks call the matter, the temporary name, sex and age, never a name; and what else follows."""
    from relief import words

    follow(ctx)
    ctx.record.title = words.described(ctx.record.person, local_day(ctx.now))


def _read(ctx: Context, data: Mapping[str, Any], field: str, sex: str) -> idnumber.Reading | None:
    typed = numbers.out_of_read(data.get(field) or "")
    if not typed:
        return None
    reading = numbers.read(typed, today=local_day(ctx.now), sex=sex)
    if reading.problem:
        raise InvalidData({field: [numbers.said(reading, typed)]})
    return reading

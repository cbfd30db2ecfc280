"""What brought somebody here and what they want; what of it follows from who they are."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from relief import age, origin

_PLAIN = ("cause", "person_category", "relief_type", "health", "benefit_status")


def record_circumstances(ctx: Context) -> None:
    """As told now. What is masked on the screen is not typed again: an empty box keeps it."""
    case, data = ctx.record, ctx.data
    others = [code for code in data.get("relief_types_other") or [] if code != data.get("relief_type")]
    if others and not data.get("relief_type"):
        raise InvalidData({"relief_type": [_("先选一个主要的，月报按它统计")]})
    for name in _PLAIN:
        setattr(case, name, data.get(name) or "")
    case.course = data.get("course") or case.course
    case.relief_types_other, case.needs_requested = others, data.get("needs_requested") or []
    case.region, case.region_said = data.get("region") or "", bool(data.get("region"))
    follow(ctx)


def follow(ctx: Context) -> None:
    """The region, unless somebody said it, and the age on the day of admission; the younger one where it is a guess."""
    case, person = ctx.record, ctx.record.person
    if not case.region_said:
        number = person.id_verified or person.id_declared
        case.region = origin.region(number.reveal() if number else "", person.id_type, case.division_id)
    if case.admitted_at is not None:
        case.age_at_admission = _youngest(age.band(person.known_age, local_day(case.admitted_at)))


def _youngest(found: tuple[int, int] | None) -> Any:
    return found[0] if found else None

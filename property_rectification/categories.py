"""The category of a case as its version in force says, and who holds which power for it (§2.3, §2.4, CG-3)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.context import Context
from casework.models import Agency
from casework.reference import Kept
from casework.timers import Length, Unit, local_day
from property_rectification.models.competence import CategoryVersion, Competence
from property_rectification.suggest.categories import NOT_PROPERTY

HANDLE, ORDER = "handle", "order"
#: Organs below the county: streets (townships) and communities.
STREET, COMMUNITY = "23", "24"


#: Every version of every category, and the whole duty map.
versions: Kept[list[CategoryVersion]] = Kept(lambda: list(CategoryVersion.objects.all()))
_duty_map: Kept[list[Competence]] = Kept(lambda: list(Competence.objects.all()))


def in_force(day: date) -> list[CategoryVersion]:
    """The categories in force on a day, by code."""
    return [row for row in versions() if row.holds_on(day)]


def version(code: str, day: date) -> CategoryVersion | None:
    """The version of a category in force on a day."""
    return next((row for row in in_force(day) if row.code == code), None)


def neutral_title(record: Any, day: date) -> str:
    """The matter by the name of its category; of a suspicion, which is police's to look into, nothing (§5.4)."""
    found = version(record.topic, day) if record.topic else None
    return _("物业服务事项") if found is None or found.suspected else found.name


def of_record(record: Any, code: str, at: datetime) -> CategoryVersion | None:
    """The version a case goes by: the one in force when it was registered, so that a later change leaves it alone.

    A category that is younger than the case goes by its version of today.
    """
    today = local_day(at)
    begun = local_day(record.registered_at) if record.registered_at else today
    held = [row for row in versions() if row.code == code and (row.holds_on(begun) or row.holds_on(today))]
    return next((row for row in held if row.holds_on(begun)), held[0] if held else None)


def of(ctx: Context) -> CategoryVersion | None:
    """The category of the record, loaded once an act; None while none is chosen."""
    record = ctx.record
    if not record.category:
        return None
    return ctx.once("category", lambda: of_record(record, record.category, ctx.now))  # type: ignore[no-any-return]


def is_safety(category: CategoryVersion | None, urgency: str) -> bool:
    """Whether the SAFETY set applies: some categories belong to it only while urgent (§2.4)."""
    if category is None:
        return False
    return category.safety == CategoryVersion.ALWAYS or (
        category.safety == CategoryVersion.URGENT and urgency != "normal"
    )


def limit_of(category: CategoryVersion | None, variant: str) -> Length | None:
    """The time for rectification; None where the category has no counted limit. `variant` is first or second."""
    if category is None or category.limit is None:
        return None
    if variant == "second" and category.second_limit is not None:
        return Length(category.second_limit, Unit(category.second_unit))
    return Length(category.limit, Unit(category.unit))


def time_given(category: CategoryVersion | None, variant: str, days: int | None) -> Length | None:
    """The time an order gives: that of the category, else the days it names itself."""
    return limit_of(category, variant) or (Length(days, Unit.CALENDAR_DAY) if days else None)


def halved(length: Length) -> Length:
    """At most half of a length, and at least one unit of it (§1.1.2 #32)."""
    return Length(max(1, length.amount // 2), length.unit, length.roll)


def competent_organs(category: str, power: str, at: datetime) -> set[str]:
    """Codes of the organs that hold this power by the duty map on the day."""
    day = local_day(at)
    return {row.organ for row in _duty_map() if (row.category, row.power) == (category, power) and row.holds_on(day)}


def leading_organs(category: CategoryVersion | None, at: datetime) -> set[str]:
    """Codes of the organs that may lead a case of this version: those it names, and what the duty map says later.

    The later word about an organ counts, and of two on one day that of the place (CG-3): a version takes from organs
    what an older entry of the duty map gave them, and gives what an older one ended.
    """
    if category is None:
        return set()
    day = local_day(at)
    said = {organ: (category.valid_from, True) for organ in category.lead_organs}
    for row in _duty_map():
        if (row.category, row.power) != (category.code, HANDLE) or row.valid_from > day:
            continue
        end = row.valid_to if row.valid_to is not None and row.valid_to <= day else None
        word = (end or row.valid_from, end is None)
        if word[0] >= said.get(row.organ, (category.valid_from, False))[0]:
            said[row.organ] = word
    return {organ for organ, (_day, holds) in said.items() if holds}


def organs(ctx: Context, power: str) -> set[str]:
    """The organs that may lead, order or punish in the category of the record, loaded once an act (§5.10)."""

    def load() -> set[str]:
        if power == HANDLE:
            return leading_organs(of(ctx), ctx.now)
        return competent_organs(ctx.record.category, power, ctx.now)

    return ctx.once(f"organs:{power}", load)  # type: ignore[no-any-return]


def covers(agency: Agency, division: str) -> bool:
    """Whether a place lies in the territory of an agency."""
    return division.startswith(agency.division_id)


def serving(organs: Collection[str], division: str) -> list[Agency]:
    """The agencies of these organs whose territory holds a place, nearest first (CG-3)."""
    prefixes = [division[:n] for n in (2, 4, 6, 9, 12) if n <= len(division)]
    found = Agency.objects.filter(active=True, organ__in=organs, division__in=prefixes)
    return sorted(found, key=lambda a: (-len(a.division_id), a.name))


def competent_agencies(ctx: Context, power: str) -> list[Agency]:
    """Agencies that hold the power for the category and whose territory holds the record, nearest first."""
    return serving(organs(ctx, power), ctx.record.division_id)


#: How a suspicion is printed until police or court have decided (§2.4).
SUSPECTED = gettext_noop("（涉嫌）")


def shown(words: str, *, suspected: bool) -> str:
    """A name or title with 涉嫌 where it is only suspected, and without where it is not, or no longer."""
    bare = words.replace(SUSPECTED, "")
    return f"{bare}{SUSPECTED}" if suspected and SUSPECTED[1:-1] not in bare else bare


def named(code: str, name: str, *, suspected: bool) -> str:
    """Code and name of a case's category as lists, pages and exports print it."""
    return f"{code} {shown(name, suspected=suspected)}".strip()


def labels(day: date) -> dict[str, str]:
    """Code → name of every category in force, and of the answer that it is no property matter."""
    return {row.code: row.name for row in in_force(day)} | {NOT_PROPERTY: _("非物业事项")}


def choices(day: date) -> list[tuple[str, Any]]:
    """Code and name of every category in force, for a form."""
    return [(c.code, f"{c.code} {c.name}") for c in in_force(day)]

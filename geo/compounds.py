"""Finding a compound: as a clerk types it, as a citizen writes it, and on the map."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Case, F, FloatField, Func, QuerySet, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Length

from geo import names
from geo.mentions import CompoundNames, Mention, in_text
from geo.models import Compound

__all__ = ["CompoundNames", "Match", "Mention", "compound_at", "find", "in_text", "known_names"]

_MOST = 5
_LONGEST_QUERY = 60


@dataclass(frozen=True)
class Match:
    """A compound found in the picker; `matched` is its name or the alias that was meant."""

    compound: Compound
    matched: str


def find(text: str, *, division: str = "") -> list[Match]:
    """At most five compounds whose name, alias, reading or initials contain what was typed, the closest first.

    `division` narrows to a subtree. “jxhy”, “jinxiu”, “花园” and “锦绣花园小区” all find 锦绣花园.
    """
    typed = names.fold(text[:_LONGEST_QUERY])
    if not typed:
        return []
    short = names.base(typed)
    closeness = Case(
        When(name__in=[text.strip(), typed, short], then=0),
        When(_named(names.START + short), then=1),
        default=2,
    )
    rows = _in(division).filter(_named(*{typed, short})).select_related("division")
    found = rows.order_by(closeness, Length("name"), "name", "pk").defer("name_search", "boundary")[:_MOST]
    return [Match(compound, _meant(compound, short)) for compound in found]


def _in(division: str) -> QuerySet[Compound]:
    return Compound.objects.filter(division__code__startswith=division) if division else Compound.objects.all()


def _named(*pieces: str) -> CombinedExpression:
    """`name_search @@ …`: some ending of a name begins with one of the folded pieces, which hold no quotes."""
    query = Func(
        Value(" | ".join(f"'{piece}':*" for piece in pieces)),
        template="(%(expressions)s)::tsquery",
        output_field=SearchQueryField(),
    )
    return CombinedExpression(F("name_search"), "@@", query, output_field=BooleanField())


def _meant(compound: Compound, piece: str) -> str:
    for name in (compound.name, *compound.aliases):
        if any(ending.startswith(piece) for ending in names.search_endings([name])):
            return name
    return compound.name


def compound_at(point: Point) -> Compound | None:
    """The compound whose boundary covers the WGS-84 point; of several the smallest."""
    area = Func(F("boundary"), function="ST_Area", output_field=FloatField())
    return Compound.objects.filter(boundary__covers=point).order_by(area, "pk").first()


def known_names(division: str = "") -> CompoundNames[int]:
    """Names and aliases of the compounds of a subtree by primary key, ready for `in_text`."""
    rows = _in(division).values_list("pk", "name", "aliases")
    return CompoundNames((pk, [name, *aliases]) for pk, name, aliases in rows)

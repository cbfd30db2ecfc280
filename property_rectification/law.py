"""Instruments of the law and their versions, as papers and orders cite them (§3)."""

from datetime import date

from casework.reference import Kept
from property_rectification.models.competence import LegalBasis

versions: Kept[list[LegalBasis]] = Kept(lambda: list(LegalBasis.objects.all()))


def in_force(day: date) -> dict[str, LegalBasis]:
    """By code the version of each instrument that is in force on a day."""
    return {row.code: row for row in versions() if row.holds_on(day)}


def titles() -> dict[str, str]:
    """Code and title of every instrument, by title."""
    found = {row.code: row.title for row in versions()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))

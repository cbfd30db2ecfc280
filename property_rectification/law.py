"""Instruments of the law and their versions, as papers and orders cite them (§3)."""

from datetime import date

from django.utils.translation import gettext as _

from casework.reference import Kept
from property_rectification.models.competence import LegalBasis

#: The grade of an instrument whose text was checked; only such a one is printed or offered as legal basis.
VERIFIED = "V"

versions: Kept[list[LegalBasis]] = Kept(lambda: list(LegalBasis.objects.all()))


def in_force(day: date) -> dict[str, LegalBasis]:
    """By code the version of each instrument that is in force on a day."""
    return {row.code: row for row in versions() if row.holds_on(day)}


def verified(day: date) -> dict[str, LegalBasis]:
    """Those of them that may be cited (§1.5, §3)."""
    return {code: row for code, row in in_force(day).items() if row.confidence == VERIFIED}


def words(title: str, version: str, articles: str) -> str:
    """《名称》（版本）第几条."""
    return _("《%(title)s》（%(version)s）%(articles)s") % {"title": title, "version": version, "articles": articles}


def titles() -> dict[str, str]:
    """Code and title of every instrument, by title."""
    found = {row.code: row.title for row in versions()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))

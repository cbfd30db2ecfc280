"""What may stand on a paper of the station as legal basis: verified national law in force on the day, nothing else.

The list is a readable file beside the codes; an instrument that was read second-hand stands in no row that prints.
"""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

_FILE = Path(__file__).parent.parent / "seed" / "legal_basis.csv"
#: The grade of an instrument whose text was read; only such a one is printed.
VERIFIED = "V"


@cache
def _versions() -> list[dict[str, str]]:
    with _FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cite(code: str, articles: str, day: dt.date) -> str:
    """《名称》（版本）第几条; empty where the instrument is not in force on that day or is not verified."""
    for row in _versions():
        until = row["valid_to"] or dt.date.max.isoformat()
        if row["code"] == code and row["confidence"] == VERIFIED and row["valid_from"] <= day.isoformat() < until:
            words = {"title": row["title"], "version": row["version_note"], "articles": articles}
            return _("《%(title)s》（%(version)s）%(articles)s") % words
    return ""

"""Citizen identity numbers by GB 11643-1999: what a number says, and the one thing that is wrong with it. Pure.

Checked in this order, each with its own problem: characters, date, check character, sex. A division that no list
knows, and an age that nobody reaches, are warnings. A number that holds together proves nobody's identity.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_NEW = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
EARLIEST = dt.date(1850, 1, 1)
#: Nobody has lived longer; a number that says so was perhaps read from somebody else's papers.
OLDEST = 122
MALE, FEMALE = "1", "2"


class Problem(StrEnum):
    """What is wrong with a number; the first one found stands."""

    CHARACTERS = "characters"
    DATE = "date"
    CHECK = "check"
    SEX = "sex"


class Warn(StrEnum):
    """What is odd about a number that may still be right."""

    DIVISION = "division"
    AGE = "age"
    OLD = "old"


@dataclass(frozen=True)
class Reading:
    """What a number says. `number` is the number of 18 characters; empty where its characters could not be read."""

    number: str = ""
    born: dt.date | None = None
    sex: str = ""
    problem: Problem | None = None
    warnings: tuple[Warn, ...] = ()


def check_character(first: str) -> str:
    """The eighteenth character that belongs to the first seventeen (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def read(
    text: str, *, today: dt.date, sex: str = "", is_division: Callable[[str], bool] = lambda _code: True
) -> Reading:
    """Read a number as typed or as a card reader gives it; `sex` is the sex on record, where there is one.

    An old number of 15 digits is led over to the new form and says so.
    """
    typed = "".join(text.split()).upper()
    old = bool(_OLD.fullmatch(typed))
    if old:
        long = f"{typed[:6]}19{typed[6:]}"
        typed = long + check_character(long)
    if not _NEW.fullmatch(typed):
        return Reading(problem=Problem.CHARACTERS)
    born, own_sex = _date(typed[6:14]), MALE if int(typed[16]) % 2 else FEMALE
    if born is None or not EARLIEST <= born <= today:
        return Reading(typed, problem=Problem.DATE)
    if check_character(typed[:17]) != typed[17]:
        return Reading(typed, born, own_sex, Problem.CHECK)
    if sex in (MALE, FEMALE) and sex != own_sex:
        return Reading(typed, born, own_sex, Problem.SEX)
    odd = {Warn.OLD: old, Warn.AGE: today.year - born.year > OLDEST, Warn.DIVISION: not is_division(typed[:6])}
    return Reading(typed, born, own_sex, None, tuple(warn for warn, holds in odd.items() if holds))


def _date(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None

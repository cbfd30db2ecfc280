"""Case numbers: `WY-220302-2026-00137`, per prefix, district and year of China's calendar (§2.10).

At least five digits, more past 99999. A number is taken inside the caller's transaction with the counter's row
locked, so that two cases never share one; a gap comes from a rolled-back transaction only.
"""

import datetime as dt
import re

from django.db import connection

from casework.clock import CHINA
from casework.models import NumberSeries

_PREFIX = re.compile(r"[A-Z]{2,4}")
_REGION = re.compile(r"[0-9]{6}")
_RELAPSE = re.compile(r"-R[0-9]+$")

_TAKE = f"""
    INSERT INTO {NumberSeries._meta.db_table} AS series (prefix, region, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (prefix, region, year) DO UPDATE SET last = series.last + 1
    RETURNING last
"""


def next_number(prefix: str, *, region: str, at: dt.datetime) -> str:
    """The next number of `prefix` (two to four capitals) in `region` (six digits) for the year of `at` in China.

    Raises ValueError for a wrong prefix, region or naive moment, RuntimeError outside a transaction: the number and
    the case that carries it are committed together or not at all.
    """
    if not _PREFIX.fullmatch(prefix) or not _REGION.fullmatch(region):
        raise ValueError(f"a number needs a prefix like WY and a region of six digits, not {prefix!r} and {region!r}")
    if at.tzinfo is None:
        raise ValueError("a number is given at an aware moment")
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction of the case that carries it")
    year = at.astimezone(CHINA).year
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [prefix, region, year])
        (last,) = cursor.fetchone()
    return f"{prefix}-{region}-{year}-{last:05d}"


def said_digits(number: str) -> str:
    """The digits people say of a number, its last five without a relapse suffix; empty where there are none."""
    return "".join(c for c in _RELAPSE.sub("", number) if c.isdigit())[-5:]


def with_relapse(number: str, n: int) -> str:
    """The number of the n-th relapse, counted from 1: `…-R1`; an older relapse suffix is replaced."""
    if n < 1:
        raise ValueError("relapses are counted from 1")
    return f"{_RELAPSE.sub('', number)}-R{n}"

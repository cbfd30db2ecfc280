"""Moments as people write them in tables. One column may hold date cells, texts and serial numbers at once."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from casework.importing.problems import (
    NO_SUCH_DAY,
    NO_SUCH_MONTH,
    NO_SUCH_TIME,
    NOT_A_MOMENT,
    RowRefused,
    shown,
)

CHINA = ZoneInfo("Asia/Shanghai")
# day 0 of Excel's 1900 calendar, which believes in a 29 February 1900; serials below 61 are not met here
_SERIAL_ZERO = datetime(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<H>\d\d)?(?P<M>\d\d)?(?P<S>\d\d)?")
_WRITTEN = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<H>\d{1,2})\s*[:：时]\s*(?P<M>\d{1,2})?(?:\s*[:：分]\s*(?P<S>\d{1,2})?(?:\.\d+)?)?\s*[秒分]?)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


def parse_moment(value: object, zone: tzinfo = CHINA) -> datetime:
    """An aware moment from a date cell, an Excel serial (1900 calendar) or a written date with or without a time.

    Naive values are taken as local time of `zone`. Raises RowRefused with the reason (no such day, no such time).
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(float(value), zone)
    text = str(value).strip()
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), zone)
    match = _WRITTEN.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        raise RowRefused(NOT_A_MOMENT, value=shown(text))
    return _from_parts(match, zone)


def _from_serial(days: float, zone: tzinfo) -> datetime:
    if int(days) not in _SERIALS:
        raise RowRefused(NOT_A_MOMENT, value=shown(days))
    # serials carry float noise: 10:23:45 is stored as .4331597222…
    return (_SERIAL_ZERO + timedelta(seconds=round(days * 86_400))).replace(tzinfo=zone)


def _from_parts(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day = (int(match[part]) for part in "ymd")
    hour, minute, second = (int(match[part] or 0) for part in "HMS")
    if not 1 <= month <= 12:
        raise RowRefused(NO_SUCH_MONTH, month=month)
    try:
        on = date(year, month, day)
    except ValueError:
        raise RowRefused(NO_SUCH_DAY, month=month, day=day) from None
    try:
        at = time(hour, minute, second)
    except ValueError:
        raise RowRefused(NO_SUCH_TIME, time=f"{hour}:{minute:02}:{second:02}") from None
    written = match.groupdict().get("zone")
    if written:
        offset = "+00:00" if written == "Z" else written
        return datetime.strptime(f"{on.isoformat()} {at.isoformat()} {offset}", "%Y-%m-%d %H:%M:%S %z")
    return datetime.combine(on, at, zone)

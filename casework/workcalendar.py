"""The Chinese work calendar as the arithmetic asks for it, its files, and loading a year (CG-5).

A year that is not loaded raises `CalendarMissing`; it is never taken for Monday to Friday.
"""

import csv
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import holiday_notice
from casework.holiday_notice import NoticeError
from casework.models import WorkCalendarDay, WorkCalendarVersion, WorkCalendarYear
from casework.timers import CalendarMissing

if TYPE_CHECKING:
    from casework.models import User

#: Whoever computes a due moment to store it shares this lock until commit; a load takes it alone. So no deadline
#: computed from the old calendar is committed after the recomputation has looked for it.
CALENDAR_LOCK = 0x43414C
WORK, REST = "班", "休"
#: Statutory holidays with a date of their own; a file without them is cut short or belongs to another year.
_ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))
MAX_FILE_BYTES = 64 * 1024
_NOTICE_FAULTS = {
    NoticeError.NO_YEAR: gettext_lazy("通知里没有读到年份，请填年份。"),
    NoticeError.NO_ITEMS: gettext_lazy("没有读到“一、元旦：…”这样的条目，请粘贴通知全文。"),
    NoticeError.NO_DATE: gettext_lazy("%(item)s一条里有不存在或没写月份的日期，请核对。"),
    NoticeError.COUNT: gettext_lazy("%(item)s一条写共%(said)d天，读出%(found)d天，请核对原文。"),
}


@dataclass(frozen=True)
class WorkCalendar:
    """The loaded years and the days their notices name: date → (is_workday, name)."""

    years: frozenset[int]
    days: Mapping[date, tuple[bool, str]] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether people work on that day. Raises CalendarMissing for a year that is not loaded."""
        named = self.named(day)
        return named[0] if named else day.weekday() < 5

    def named(self, day: date) -> tuple[bool, str] | None:
        """(is_workday, name) of a day the notice names, None for a plain day. Raises CalendarMissing."""
        if day.year not in self.years:
            raise CalendarMissing(day.year)
        return self.days.get(day)


_cached: tuple[uuid.UUID, WorkCalendar] | None = None


def current() -> WorkCalendar:
    """The loaded calendar; one small query, and two more after a load."""
    return of(WorkCalendarVersion.objects.values_list("token", flat=True).first())


def version() -> Subquery:
    """The loaded version, to be read along with rows whose arithmetic needs the calendar; `of` then gives it."""
    return Subquery(WorkCalendarVersion.objects.order_by("pk").values("token")[:1])


def of(token: uuid.UUID | None) -> WorkCalendar:
    """The calendar of a version just read; nothing is asked while it is the one this process knows."""
    global _cached  # noqa: PLW0603 one copy a process is the point
    if token is None:
        return WorkCalendar(frozenset())
    if _cached is None or _cached[0] != token:
        _cached = (token, _read_all())
    return _cached[1]


def _read_all() -> WorkCalendar:
    years = frozenset(WorkCalendarYear.objects.values_list("year", flat=True))
    rows = WorkCalendarDay.objects.values_list("date", "is_workday", "name")
    return WorkCalendar(years, MappingProxyType({day: (works, name) for day, works, name in rows}))


# --- files ------------------------------------------------------------------------------------------------------


class CalendarFileError(ValueError):
    """A calendar file that cannot be taken, with the line where it goes wrong (0: the file as a whole)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(_("第%(line)d行：%(message)s") % {"line": line, "message": message} if line else message)
        self.line = line


@dataclass(frozen=True)
class CalendarFile:
    """One year as a file gives it."""

    year: int
    source: str
    days: Mapping[date, tuple[bool, str]]


def read_file(path: Path, year: int | None = None) -> CalendarFile:
    """Read a file of `read_text`. Raises CalendarFileError, for a file that is too big or not UTF-8 as well."""
    return read_text(_text_of(path), path.name, year)


def read_text(text: str, name: str, year: int | None = None) -> CalendarFile:
    """Read `date,kind,name` with kind 班 or 休. `# year:` and `# source:` lines may stand before the heading.

    Raises CalendarFileError: unknown column or kind, a date twice or of another year, a make-up workday on a plain
    working day, a fixed statutory holiday missing, no year given or two different ones.
    """
    head = dict(re.findall(r"^#\s*(year|source)\s*[:：]\s*(.+?)\s*$", text, re.MULTILINE))
    year = _year_of(head.get("year"), year)
    days: dict[date, tuple[bool, str]] = {}
    for line, row in _rows(text):
        day, works, named = _day_of(line, row, year)
        if day in days:
            raise CalendarFileError(line, _("%(date)s出现了两次。") % {"date": day})
        days[day] = (works, named)
    return _whole(CalendarFile(year, head.get("source", name), days))


def read_notice(text: str, source: str, year: int | None = None) -> CalendarFile:
    """Read the yearly notice itself, pasted as it is published. Raises CalendarFileError: what could not be read."""
    year = year or holiday_notice.year_of(text)
    if year is None:
        raise CalendarFileError(0, str(_NOTICE_FAULTS[NoticeError.NO_YEAR]))
    try:
        named = holiday_notice.read(text, year)
    except NoticeError as error:
        words = str(_NOTICE_FAULTS[error.fault])
        raise CalendarFileError(0, words % {"item": error.item, "said": error.said, "found": error.found}) from error
    for one in named:
        if one.works and one.day.weekday() < 5:
            raise CalendarFileError(0, _("%(date)s本是工作日，通知却说上班，请核对。") % {"date": one.day})
    return _whole(CalendarFile(year, source, {one.day: (one.works, one.name[:40]) for one in named}))


def _whole(file: CalendarFile) -> CalendarFile:
    for month, number in _ALWAYS_OFF:
        fixed = date(file.year, month, number)
        if fixed.weekday() < 5 and file.days.get(fixed, (True, ""))[0]:
            raise CalendarFileError(0, _("缺法定节假日%(date)s，文件可能不完整。") % {"date": fixed})
    return file


def _text_of(path: Path) -> str:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise CalendarFileError(0, _("文件太大，不是一年的工作日历。"))
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CalendarFileError(0, _("文件不是UTF-8编码。")) from error


def _year_of(written: str | None, asked: int | None) -> int:
    if written is not None and not re.fullmatch(r"\d{4}", written):
        raise CalendarFileError(0, _("年份“%(year)s”不是四位数字。") % {"year": written})
    found = {int(y) for y in (written, asked) if y is not None}
    if len(found) != 1:
        message = _("文件写的年份与--year不同。") if found else _("没有年份：在文件首行写“# year: 2027”，或用--year。")
        raise CalendarFileError(0, message)
    return found.pop()


def _rows(text: str) -> Iterable[tuple[int, dict[str, str]]]:
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not numbered or numbered[0][1].strip().replace(" ", "") != "date,kind,name":
        raise CalendarFileError(numbered[0][0] if numbered else 0, _("表头应为date,kind,name。"))
    for line, raw in numbered[1:]:
        cells = next(csv.reader([raw]))
        if len(cells) != 3:
            raise CalendarFileError(line, _("应有三列：日期、班或休、名称。"))
        yield line, dict(zip(("date", "kind", "name"), (c.strip() for c in cells), strict=True))


def _day_of(line: int, row: dict[str, str], year: int) -> tuple[date, bool, str]:
    try:
        day = date.fromisoformat(row["date"])
    except ValueError as error:
        raise CalendarFileError(line, _("“%(text)s”不是日期，应如2027-01-01。") % {"text": row["date"]}) from error
    if day.year != year:
        raise CalendarFileError(line, _("%(date)s不在%(year)d年。") % {"date": day, "year": year})
    if row["kind"] not in (WORK, REST):
        raise CalendarFileError(line, _("“%(text)s”应为班或休。") % {"text": row["kind"]})
    works = row["kind"] == WORK
    if works and day.weekday() < 5:
        raise CalendarFileError(line, _("%(date)s本是工作日，不用写班。") % {"date": day})
    if len(row["name"]) > 40:
        raise CalendarFileError(line, _("名称超过40字。"))
    return day, works, row["name"]


# --- loading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DayChange:
    """A day whose work or rest a load changes; `before` None where the year was not loaded."""

    day: date
    before: bool | None
    after: bool


def differences(file: CalendarFile) -> list[DayChange]:
    """The days on which the file differs from what is loaded; for a new year, every day its notice names."""
    loaded = current()
    known = file.year in loaded.years
    then = {day: v[0] for day, v in loaded.days.items() if day.year == file.year}
    now = {day: v[0] for day, v in file.days.items()}
    changes = []
    for day in sorted(then.keys() | now.keys()):
        plain = day.weekday() < 5
        before = then.get(day, plain) if known else None
        after = now.get(day, plain)
        if before != after:
            changes.append(DayChange(day, before, after))
    return changes


def load(file: CalendarFile, *, at: datetime, by: "User | None" = None) -> None:
    """Write one year in place of what was loaded for it. Due moments are not touched; see `recomputing`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])
        year, _created = WorkCalendarYear.objects.update_or_create(
            year=file.year, defaults={"source": file.source, "loaded_at": at, "loaded_by": by}
        )
        year.days.all().delete()
        WorkCalendarDay.objects.bulk_create(
            WorkCalendarDay(date=day, year=year, is_workday=works, name=name)
            for day, (works, name) in sorted(file.days.items())
        )
        WorkCalendarVersion.objects.update_or_create(id=1, defaults={"token": uuid.uuid4()})

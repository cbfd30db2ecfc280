"""Reading the yearly notice on public holidays, as it is published, into days of rest and make-up workdays.

Pure. A notice has one numbered item a holiday: days with 放假, then days with 上班, and how many days off there are.
What it says it has (共n天) is counted again, so that a sentence half read is found out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_ITEM = re.compile(
    r"[一二三四五六七八九十]+、\s*([^：:。\n]{1,12})[：:](.*?)(?=[一二三四五六七八九十]+、[^：:。\n]{1,12}[：:]|\Z)",
    re.DOTALL,
)
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?P<to>\s*(?:至|到|—|–|-|~))?")
_COUNT = re.compile(r"共(\d{1,2})天")
_TITLE_YEAR = re.compile(r"(\d{4})年[^。\n]{0,20}(?:节假日|放假)")


@dataclass(frozen=True)
class NamedDay:
    """A day the notice names: work or rest, and for which holiday."""

    day: date
    works: bool
    name: str


class NoticeError(ValueError):
    """What of the notice could not be read; `item` is the holiday, `fault` one of the codes below."""

    NO_YEAR, NO_ITEMS, NO_DATE, COUNT = "no_year", "no_items", "no_date", "count"

    def __init__(self, fault: str, item: str = "", said: int = 0, found: int = 0) -> None:
        super().__init__(f"{fault} {item} {said} {found}")
        self.fault, self.item, self.said, self.found = fault, item, said, found


def year_of(text: str) -> int | None:
    """The year the heading speaks of; None where it names none."""
    found = _TITLE_YEAR.search(text)
    return int(found.group(1)) if found else None


def read(text: str, year: int | None = None) -> list[NamedDay]:
    """The days of that year the notice names, in order of date. Raises NoticeError."""
    year = year or year_of(text)
    if year is None:
        raise NoticeError(NoticeError.NO_YEAR)
    items = _ITEM.findall(text)
    if not items:
        raise NoticeError(NoticeError.NO_ITEMS)
    found = {named.day: named for name, words in items for named in _item(name.strip(), words, year)}
    return [found[day] for day in sorted(found) if day.year == year]


def _item(name: str, words: str, year: int) -> Iterator[NamedDay]:
    plain = re.sub(r"（[^）]*）|\([^)]*\)", "", words)
    rest: list[date] = []
    for sentence in re.split(r"[。；;]", plain):
        if "上班" in sentence:
            yield from (NamedDay(day, True, name) for day in _dates(name, sentence, year))
        elif "放假" in sentence or "休" in sentence:
            rest += _dates(name, sentence, year)
    said = _COUNT.search(plain)
    if said and int(said.group(1)) != len(set(rest)):
        raise NoticeError(NoticeError.COUNT, name, int(said.group(1)), len(set(rest)))
    yield from (NamedDay(day, False, name) for day in rest)


def _dates(name: str, sentence: str, year: int) -> list[date]:
    """The days of one sentence; a year or month that is not repeated is the last one said."""
    found: list[date] = []
    month: int | None = None
    begun: date | None = None
    for part in _DAY.finditer(sentence):
        year, month = int(part["year"] or year), int(part["month"] or month or 0)
        try:
            day = date(year, month, int(part["day"]))
        except ValueError as error:
            raise NoticeError(NoticeError.NO_DATE, name) from error
        if begun and begun <= day:
            found += [begun + timedelta(days=n) for n in range((day - begun).days + 1)]
        elif not part["to"]:
            found.append(day)
        begun = day if part["to"] else None
    return found

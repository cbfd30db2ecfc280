"""Small groups: where compound, role and date together fit fewer than five households, a person can be recognised.

The rule (§5.7), computed for each unit: the compound counts as named for the whole text once one unit names it. Then a
unit fits as many households as its narrowest clue: an office that few hold fits one; an exact day fits the households
of the case (five where five or more complained, else one); a spot such as a top floor fits the households of the
compound divided by its blocks, taken as ten where that is not known; a stated number of households fits that many.
A compound whose households are unknown, or fewer than five, may not be named at all. Nothing is counted where the text
names no compound: roles and days of an unnamed place fit thousands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from property_rectification.masking_text.findings import GROUP, Finding, without_overlaps
from property_rectification.masking_text.places import loosely, plain

LEAST_HOUSEHOLDS = 5
_BLOCKS = 10
_DIGITS = "一二三四五六七八九"
_OFFICE = re.compile(
    r"业委会(?:副?主任|委员|成员)|业主代表|楼栋长|楼长|单元长|网格长|网格员|项目经理|物业经理|保安队长"
)
_DAY = re.compile(
    r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2}月)[0-9]{1,2}[日号]|(?P<iso>[0-9]{4}-[0-9]{1,2})-[0-9]{1,2}"
)
_SPOT = re.compile(r"顶楼|顶层|一楼|首层|底商|某楼|某单元|临街的?住户|把头的?住户")
_STATED = re.compile(rf"(?P<n>[0-9]{{1,3}}|[{_DIGITS}两])户")


@dataclass(frozen=True)
class Surroundings:
    """What is known of the place: names of the compound, its households, and those that complained together."""

    compounds: tuple[str, ...] = ()
    households: int | None = None
    complaining: int = 1


def inspect(units: Sequence[str], around: Surroundings) -> tuple[Finding, ...]:
    """The clues that make a unit fit fewer than five households, each with the coarser word that widens it."""
    bare = [plain(unit) for unit in units]
    named = [one for number, unit in enumerate(bare) for one in _compounds(number, unit, around)]
    if not named:
        return ()
    if (around.households or 0) < LEAST_HOUSEHOLDS:
        return without_overlaps(named)
    return without_overlaps(one for number, unit in enumerate(bare) for one in _clues(number, unit, around))


def _compounds(number: int, unit: str, around: Surroundings) -> Iterator[Finding]:
    for name in sorted(filter(None, around.compounds), key=len, reverse=True):
        for match in re.finditer(loosely(name) + "(?:小区)?", unit):
            yield Finding(GROUP, number, match.start(), match.end(), "某小区")


def _clues(number: int, unit: str, around: Surroundings) -> Iterator[Finding]:
    for match in _OFFICE.finditer(unit):
        yield Finding(GROUP, number, match.start(), match.end(), "有关人员")
    if around.complaining < LEAST_HOUSEHOLDS:
        for match in _DAY.finditer(unit):
            yield Finding(GROUP, number, match.start(), match.end(), _month(match))
    if (around.households or 0) < LEAST_HOUSEHOLDS * _BLOCKS:
        for match in _SPOT.finditer(unit):
            yield Finding(GROUP, number, match.start(), match.end(), "某处")
    for match in _STATED.finditer(unit):
        if _number(match["n"]) < LEAST_HOUSEHOLDS:
            yield Finding(GROUP, number, match.start(), match.end(), "部分住户")


def _month(match: re.Match[str]) -> str:
    if match["iso"]:
        year, month = match["iso"].split("-")
        return f"{year}年{int(month)}月"
    return f"{match['year']}年{match['month']}" if match["year"] else match["month"]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 2 if text == "两" else _DIGITS.index(text) + 1


def is_abstract(units: Sequence[str], compounds: Sequence[str]) -> bool:
    """Whether no unit names the compound, an exact day, a spot or an office: facts that point to nobody."""
    clues = (*(re.compile(loosely(name)) for name in compounds), _DAY, _SPOT, _OFFICE)
    return not any(clue.search(plain(unit)) for unit in units for clue in clues)


_CHILD = re.compile(
    r"[0-9一二三四五六七八九十]{1,3}(?:周?岁|年级)|小学|中学|幼儿园|学校|班主任|家长|监护人|未成年|男孩|女孩|儿童|少年"
)


def tells_of_a_child(units: Sequence[str]) -> bool:
    """Whether a unit speaks of age, school or guardian (L-82)."""
    return any(_CHILD.search(plain(unit)) for unit in units)

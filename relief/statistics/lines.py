"""The lines of the monthly form, and on which of them a fact of a case counts. Pure (Part 4.2, R-54).

A fact that is not known stands on no line: the case is listed as one whose fact is missing, it is never guessed.
"""

from collections.abc import Mapping
from enum import StrEnum

MALE, FEMALE = "1", "2"
ADULT = 18


class Dimension(StrEnum):
    """What a figure may be broken down by. Closed: no person, no case and nothing that leads to one is among them."""

    SEX = "sex"
    AGE = "age"
    HEALTH = "health"
    REGION = "region"
    DEPARTURE = "departure"
    RELIEF_TYPE = "relief_type"
    CATEGORY = "category"


#: The blocks that each add up to the whole; the categories of persons (line 7 of the form) and “of which” do not.
BALANCED = (
    Dimension.SEX, Dimension.AGE, Dimension.HEALTH, Dimension.REGION, Dimension.DEPARTURE, Dimension.RELIEF_TYPE,
)  # fmt: skip

_SEX = {MALE: "1.1", FEMALE: "1.2"}
#: Oldest of each band in full years. The band 7–18 is the form's; the law protects below 18.
_AGES = ((6, "2.1"), (18, "2.2"), (59, "2.3"))
_OLDEST = "2.4"
#: The form knows five; what the station notes beyond them counts where it weighs most on the help that is given.
_HEALTH = {
    "1": "3.1", "2": "3.2", "3": "3.3", "4": "3.4", "5": "3.5",
    "6": "3.2", "7": "3.1", "8": "3.5", "9": "3.1", "10": "3.1", "11": "3.1", "12": "3.5",
}  # fmt: skip
IN_PROVINCE, ELSEWHERE, UNKNOWN_PLACE = "4.1", "4.2", "4.3"
_REGION = {
    "1": IN_PROVINCE, "2": IN_PROVINCE, "3": IN_PROVINCE, "4": ELSEWHERE, "5": ELSEWHERE, "6": ELSEWHERE,
    "9": UNKNOWN_PLACE,
}  # fmt: skip

WITH_VOUCHER, BY_ONESELF, ESCORTED, COLLECTED, STILL_HERE = "5.2", "5.3", "5.6", "5.7", "5.9"
OTHERWISE = "5.10"
LEFT, PICKED_UP = "left_voluntarily", "picked_up"
#: How relief ended → line; leaving by oneself is divided by the voucher. Outcomes count as soon as an act leads there.
DEPARTURES: Mapping[str, str] = {
    "settled": "5.1", LEFT: BY_ONESELF, "terminated": "5.4", "left_without_notice": "5.5", "handed_over": ESCORTED,
    PICKED_UP: COLLECTED, "collected_by_origin": COLLECTED, "deceased_closed": "5.8",
    "transferred_child_agency": OTHERWISE, "transferred_police": OTHERWISE, "referred_other": OTHERWISE,
}  # fmt: skip

_TYPES = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "99")
_CATEGORIES = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "99")

LINES: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.SEX: ("1.1", "1.2"),
    Dimension.AGE: ("2.1", "2.2", "2.3", "2.4"),
    Dimension.HEALTH: ("3.1", "3.2", "3.3", "3.4", "3.5"),
    Dimension.REGION: (IN_PROVINCE, ELSEWHERE, UNKNOWN_PLACE),
    Dimension.DEPARTURE: tuple(f"5.{n}" for n in range(1, 11)),
    Dimension.RELIEF_TYPE: tuple(f"6.{code}" for code in _TYPES),
    Dimension.CATEGORY: tuple(f"7.{code}" for code in _CATEGORIES),
}
#: Outcomes that stand on 其他, each with a line of its own below it.
TO_POLICE, TO_OTHERS = "5.10.p", "5.10.r"
_BELOW = {"transferred_police": TO_POLICE, "referred_other": TO_OTHERS}
#: Lines that repeat a part of others: 未成年人 and 未成年男性, and 其中跨省 of the escorted and the collected.
MINOR, MINOR_MALE, ESCORTED_FAR, COLLECTED_FAR = "2.y", "2.m", "5.6.x", "5.7.x"
SUBSETS: Mapping[str, tuple[str, ...]] = {
    MINOR: ("2.1", "2.2"), MINOR_MALE: ("2.1", "2.2"), ESCORTED_FAR: (ESCORTED,), COLLECTED_FAR: (COLLECTED,),
    TO_POLICE: (OTHERWISE,), TO_OTHERS: (OTHERWISE,),
}  # fmt: skip
#: How many people the cases are of, all of them and those who came in the period.
PERSONS, PERSONS_CAME = PEOPLE = ("P", "P.in")
#: The whole, and how the month began, went and ended.
TOTAL = "T"
OPENING, ADMITTED, DEPARTED, CLOSING = STOCK = ("opening", "admitted", "departed", "closing")


def sex(code: str) -> str:
    """The line of a sex; empty where it is not known."""
    return _SEX.get(code, "")


def age(years: int | None) -> str:
    """The line of an age at admission in full years."""
    if years is None:
        return ""
    return next((line for oldest, line in _AGES if years <= oldest), _OLDEST)


def health(code: str) -> str:
    """The line of a state of health; those beyond the form's five stand on one of them."""
    return _HEALTH.get(code, "")


def region(code: str) -> str:
    """The line of where somebody is from."""
    return _REGION.get(code, "")


def departure(outcome: str, *, open_: bool, voucher: bool = False, collected: str = COLLECTED) -> str:
    """The line of how somebody left; `collected` is where relatives' pick-up is reported (5.7, or 5.3 on a switch)."""
    if open_:
        return STILL_HERE
    if outcome == LEFT and voucher:
        return WITH_VOUCHER
    return collected if outcome == PICKED_UP else DEPARTURES.get(outcome, "")


def below(outcome: str) -> str:
    """The line below 其他 that says which; empty where there is none."""
    return _BELOW.get(outcome, "")


def relief_type(code: str) -> str:
    """The line of the primary relief type."""
    return f"6.{code}" if code in _TYPES else ""


def category(code: str) -> str:
    """The line of a category of persons, a subset of the whole."""
    return f"7.{code}" if code in _CATEGORIES else ""

"""Identity numbers: the vectors, the order of what is looked at, and the words for each fault."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief import idnumber, numbers
from relief.idnumber import Problem, Reading, Warn

TODAY = date(2026, 11, 23)
#: The two examples of the standard itself, put together so that no whole number stands in a file.
EXAMPLE, OLD_LADY = "110105" + "19491231002X", "440524" + "188001010014"
RESIDENCE = "830000" + "198805150016"
LOCAL = ("110105", "440524", "220302")


def read(text: str, sex: str = "") -> Reading:
    return idnumber.read(text, today=TODAY, sex=sex, is_division=lambda code: code in LOCAL)


@pytest.mark.parametrize(("number", "born", "sex", "warnings"), [
    (EXAMPLE, date(1949, 12, 31), "2", ()),
    (EXAMPLE.lower(), date(1949, 12, 31), "2", ()),
    (f" {EXAMPLE[:6]} {EXAMPLE[6:14]} {EXAMPLE[14:]} ", date(1949, 12, 31), "2", ()),
    (OLD_LADY, date(1880, 1, 1), "1", (Warn.AGE,)),
    ("220399195203080015", date(1952, 3, 8), "1", (Warn.DIVISION,)),
    ("22039919560606006X", date(1956, 6, 6), "2", (Warn.DIVISION,)),
    ("220399201509301026", date(2015, 9, 30), "2", (Warn.DIVISION,)),
    ("220399200911230030", date(2009, 11, 23), "1", (Warn.DIVISION,)),
    ("220399200811230041", date(2008, 11, 23), "2", (Warn.DIVISION,)),
    ("220399201011220050", date(2010, 11, 22), "1", (Warn.DIVISION,)),
    ("220399201211240064", date(2012, 11, 24), "2", (Warn.DIVISION,)),
    (RESIDENCE, date(1988, 5, 15), "1", (Warn.DIVISION,)),
])  # fmt: skip
def test_a_sound_number_says_birth_and_sex(number: str, born: date, sex: str, warnings: tuple[Warn, ...]) -> None:
    found = read(number)
    assert (found.problem, found.born, found.sex, found.warnings) == (None, born, sex, warnings)
    assert found.number == "".join(number.split()).upper()


@pytest.mark.parametrize(("number", "problem"), [
    ("220399195203080016", Problem.CHECK), ("220399196802300010", Problem.DATE),
    ("2203991952030800", Problem.CHARACTERS),
    ("22039919520308001Y", Problem.CHARACTERS), ("２２０３９９１９５２０３０８００１５", Problem.CHARACTERS),
    ("220399184912310010", Problem.DATE), ("220399202611240010", Problem.DATE),
])  # fmt: skip
def test_the_first_thing_that_is_wrong_is_named(number: str, problem: Problem) -> None:
    assert read(number).problem == problem


def test_what_is_looked_at_comes_in_its_order() -> None:
    """A wrong date comes before the check character, this before the sex."""
    assert read("220399196802300019", sex="2").problem == Problem.DATE
    assert read("220399195203080016", sex="2").problem == Problem.CHECK
    assert read("220399195203080015", sex="2").problem == Problem.SEX
    assert read("220399195203080015", sex="1").problem is None
    assert read("220399195203080015", sex="9").problem is None, "a sex that was not stated contradicts nothing"


def test_an_old_number_is_led_over() -> None:
    found = read("220399520308001")
    assert (found.number, found.problem, Warn.OLD in found.warnings) == ("220399195203080015", None, True)
    assert read("220399523008001").problem == Problem.DATE


@pytest.mark.parametrize(("first", "total", "rest"), [
    (EXAMPLE, 167, 2), (OLD_LADY, 195, 8), ("220399195203080015", 271, 7), ("22039919560606006X", 310, 2),
    ("220399201509301026", 303, 6), ("220399200911230030", 243, 1), ("220399200811230041", 242, 0),
    ("220399201011220050", 221, 1), ("220399201211240064", 239, 8), (RESIDENCE, 248, 6), ("220399196802300010", 276, 1),
])  # fmt: skip
def test_sums_and_rests_are_those_of_the_standard(first: str, total: int, rest: int) -> None:
    assert sum(int(d) * w for d, w in zip(first[:17], idnumber._WEIGHTS, strict=True)) == total
    assert total % 11 == rest
    assert idnumber.check_character(first[:17]) == idnumber._CHECKS[rest] == first[17]


@given(st.dates(date(1850, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes_the_check(born: date, serial: int, place: int, shift: int) -> None:
    first = f"220302{born:%Y%m%d}{serial:03}"
    whole = first + idnumber.check_character(first)
    assert read(whole).problem is None
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    assert read(wrong).problem in (Problem.CHECK, Problem.DATE)


def test_every_fault_has_words_of_its_own() -> None:
    """The first check that fails, in the order of GB 11643 and in the words of the screen."""
    said = {
        typed: numbers.said(idnumber.read(typed, today=TODAY, sex="2"), typed)
        for typed in ("2203991952030800", "22039919520308001Y", "220399196802300010", "220399195203080016",
                      "220399195203080015")
    }  # fmt: skip
    assert list(said.values()) == [
        "身份证号应为18位（旧号15位），现在16位", "身份证号只有数字，末位可以是X", "出生日期1968-02-30不存在",
        "末位校验不对，请对着证件再看一遍", "号码对应男，与所选不同",
    ]  # fmt: skip
    assert numbers.said(Reading(), "220399195203080015") == ""


def test_a_card_reader_types_the_whole_card() -> None:
    whole = "石样|男|汉|19520308|示范省示范市|22039919520308001x|"
    assert numbers.out_of_read(whole) == "22039919520308001x"
    assert numbers.out_of_read(" 2203991952 ") == "2203991952"


@pytest.mark.django_db
def test_oddities_are_said_against_the_divisions_that_are_loaded() -> None:
    assert [len(numbers.odd(n, today=TODAY)) for n in ("220399195203080015", OLD_LADY)] == [1, 2]

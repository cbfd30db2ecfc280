"""Small groups: compound, role and date together must fit five households (§5.7)."""

import pytest

from property_rectification.masking_text import groups
from property_rectification.masking_text.findings import replaced
from property_rectification.masking_text.groups import Surroundings, inspect

HERE = Surroundings(("锦绣花园",), households=800, complaining=1)
NAMED = "锦绣花园的公共收益没有公示。"


@pytest.mark.parametrize(
    ("clue", "instead"),
    [
        ("业委会主任提出异议。", "有关人员提出异议。"),
        ("2026年3月2日晚上停电。", "2026年3月晚上停电。"),
        ("2026-03-02晚上停电。", "2026年3月晚上停电。"),
        ("3月2日晚上停电。", "3月晚上停电。"),
        ("两户没有收到通知。", "部分住户没有收到通知。"),
        ("4户没有收到通知。", "部分住户没有收到通知。"),
        ("２０２６年３月２日晚上停电。", "2026年3月晚上停电。"),
        ("４户没有收到通知。", "部分住户没有收到通知。"),
    ],
)
def test_clues_that_narrow_to_less_than_five(clue: str, instead: str) -> None:
    found = inspect([NAMED, clue], HERE)
    assert {one.unit for one in found} == {1}
    masked = replaced([NAMED, clue], found)
    assert masked == [NAMED, instead]
    assert not inspect(masked, HERE)


@pytest.mark.parametrize("clue", ["五户没有收到通知。", "300户没有收到通知。", "2026年3月停电。", "顶楼漏水。"])
def test_clues_that_fit_five_households(clue: str) -> None:
    assert not inspect([NAMED, clue], HERE)


def test_nothing_is_counted_where_no_compound_is_named() -> None:
    assert not inspect(["某小区业委会主任2026年3月2日提出异议，涉及两户。"], HERE)


def test_an_exact_day_fits_where_five_households_complained_together() -> None:
    together = Surroundings(("锦绣花园",), 800, complaining=5)
    assert not inspect([NAMED, "2026年3月2日停电。"], together)
    assert inspect([NAMED, "2026年3月2日停电。"], Surroundings(("锦绣花园",), 800, complaining=4))


@pytest.mark.parametrize(("households", "found"), [(49, 1), (50, 0)])
def test_a_spot_divides_the_households_by_ten(households: int, found: int) -> None:
    assert len(inspect([NAMED, "顶楼漏水。"], Surroundings(("锦绣花园",), households))) == found


@pytest.mark.parametrize("spelt", ["锦绣（花园）", "锦绣(花园)", "锦绣 （花园）小区"])
def test_a_compound_is_named_however_it_is_spelt(spelt: str) -> None:
    here = Surroundings(("锦绣（花园）",), 4)
    assert replaced([f"{spelt}停电。"], inspect([f"{spelt}停电。"], here)) == ["某小区停电。"]
    assert not groups.is_abstract([spelt], here.compounds)


@pytest.mark.parametrize("households", [None, 0, 4])
def test_a_tiny_or_unknown_compound_is_not_named(households: int | None) -> None:
    found = inspect([NAMED], Surroundings(("锦绣花园",), households))
    assert replaced([NAMED], found) == ["某小区的公共收益没有公示。"]


def test_five_households_may_be_named() -> None:
    assert not inspect([NAMED], Surroundings(("锦绣花园",), 5))


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        ("某小区公共收益没有公示。", True), ("锦绣花园公共收益没有公示。", False), ("3月2日发生。", False),
        ("３月２日发生。", False), ("顶楼漏水。", False), ("楼长反映。", False),
    ],
)  # fmt: skip
def test_abstract_facts(text: str, abstract: bool) -> None:
    assert groups.is_abstract([text], ["锦绣花园", ""]) is abstract


@pytest.mark.parametrize(("text", "child"), [("一名13岁学生", True), ("小学门口", True), ("两名工作人员", False)])
def test_words_about_children(text: str, child: bool) -> None:
    assert groups.tells_of_a_child([text]) is child

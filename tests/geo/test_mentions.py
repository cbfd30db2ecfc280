import random

import pytest

from geo.mentions import CompoundNames, in_text

KNOWN = CompoundNames(
    [
        (1, ["锦绣花园小区", "JX Garden"]),
        (2, ["锦绣花园小区二期"]),
        (3, ["阳光小区"]),
        (4, ["恒大御景", "御景(东区)"]),
        (5, ["A1区"]),
        (6, ["和平里", "老电业局家属楼"]),
        (7, ["和平里"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("我住在锦绣花园小区，电梯坏了三个月", 1),
        ("锦绣花园电梯坏了", 1),
        ("锦 绣 花 园３号楼", 1),
        ("锦绣花园小区二期的车位", 2),
        ("锦绣花园小区（二期）的车位", 2),
        ("先说恒大御景，再说锦绣花园小区", 1),
        ("ｊｘ　ｇａｒｄｅｎ物业不管", 1),
        ("恒大御景小区停水", 4),
        ("住在御景东区", 4),
        ("老电业局家属楼没有物业", 6),
        ("阳光小区没人扫雪", 3),
        ("阳光3号楼漏水", 3),
        ("阳光三单元漏水", 3),
        ("a1区5栋噪音", 5),
    ],
)
def test_the_compound_a_text_names(text: str, key: int) -> None:
    found = in_text(text, KNOWN)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "小区物业乱收费",
        "新楼挡住了阳光，采光不好",  # a common word is no name
        "和平里电梯坏了",  # two compounds of one name
        "东街市场噪音扰民",
        "A1",
    ],
)
def test_no_compound_is_guessed(text: str) -> None:
    assert in_text(text, KNOWN) is None


def test_of_equally_long_names_the_first_counts() -> None:
    known = CompoundNames([(1, ["东方家园"]), (2, ["西城家园"])])
    found = known.find("西城家园的业主不如东方家园的业主")
    assert found is not None
    assert (found.key, found.written) == (2, "西城家园")


def test_without_compounds_nothing_is_found() -> None:
    assert CompoundNames([]).find("锦绣花园") is None
    assert CompoundNames([(1, ["", "  ", "()"])]).find("锦绣花园 ()") is None


def test_names_hold_no_pattern() -> None:
    known = CompoundNames([(1, ["^.*$家园"]), (2, ["[a-z]院子"])])
    assert known.find("随便什么话") is None
    found = known.find("住在^.*$家园")
    assert found is not None
    assert found.key == 1


def test_a_planted_name_is_found_in_any_text_among_three_hundred() -> None:
    chance = random.Random(20261124)
    hanzi = "东西南北中金银山水花园城苑府庭湾里阳光幸福和平安康华新世纪龙凤祥瑞锦绣春秋江河湖海天地人"
    called = {"".join(chance.choices(hanzi, k=chance.randint(3, 7))) for _ in range(300)}
    known = CompoundNames((name, [name]) for name in called)
    for name in sorted(called):
        found = known.find(f"领导您好，反映{name}小区电梯问题，请处理！")
        assert found is not None
        assert name in found.key or found.key in name
        assert len(found.key) >= len(name)

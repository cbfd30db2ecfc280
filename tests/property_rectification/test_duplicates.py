"""Likely duplicates: same place and kind, near texts, reasons in words, and no comparison of all with all."""

import time
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from property_rectification.suggest import duplicates
from property_rectification.suggest.duplicates import (
    REASONS,
    WINDOW,
    Candidate,
    Entry,
    SketchIndex,
    likely_duplicates,
    matching_sentence,
    sketch,
)

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
LETTER = (
    "锦绣花园三号楼的电梯广告挂了三年，广告收入一分钱也没有公布过。我们多次到物业办公室询问，答复总是下个月贴出来。"
    "请主管部门责令公布近三年的账目，并说明这笔钱用在了哪里。"
)


def entry(key: str, text: str = LETTER, **more: object) -> Entry[str]:
    given_values = {"received_at": AT, "compound": None, "category": None, **more}
    return Entry(key, sketch(text), **given_values)  # type: ignore[arg-type]


def compare(text: str, other: str, **more: object) -> list[Candidate[str]]:
    return likely_duplicates(text, entry("a", text), [(entry("b", other, **more), other)])


def test_the_same_letter_sent_twice() -> None:
    found = compare(LETTER, f"  {LETTER}\n", received_at=AT + timedelta(days=9))
    assert [(c.key, c.reasons, c.days) for c in found] == [("b", ("same_text",), 9)]
    assert found[0].sentence in LETTER


def test_a_letter_with_some_words_changed() -> None:
    changed = LETTER.replace("三号楼", "3号楼").replace("请主管部门", "恳请住建部门").replace("一分钱", "一分钱都")
    found = compare(LETTER, changed)
    assert found[0].reasons == ("near_text",)
    assert found[0].sentence in changed


def test_a_letter_quoted_in_a_longer_one() -> None:
    longer = f"这是我第二次反映。上次的信是这样写的：{LETTER}到今天没有收到任何答复，请告知办理情况和承办人是谁。" * 1
    assert compare(LETTER, longer)[0].reasons in [("contained",), ("near_text",)]


def test_same_compound_and_category_within_half_a_year() -> None:
    other = "我家楼下的灯坏了很久，保洁也不来，说过好几次都没有用。"
    near = entry("b", other, compound=7, category="WA07", received_at=AT - WINDOW)
    far = entry("c", other, compound=7, category="WA07", received_at=AT - WINDOW - timedelta(days=1))
    elsewhere = entry("d", other, compound=8, category="WA07")
    another = entry("e", other, compound=7, category="WA08")
    mine = entry("a", compound=7, category="WA07")
    found = likely_duplicates(LETTER, mine, [(o, other) for o in (near, far, elsewhere, another)])
    assert [(c.key, c.reasons, c.days) for c in found] == [("b", ("same_place_and_kind",), 180)]


def test_no_category_or_somebody_elses_matter_is_no_common_ground() -> None:
    other = "请问居住证在哪个窗口办理，需要带什么材料？"
    for category in (None, "NOT_PROPERTY"):
        mine = entry("a", compound=7, category=category)
        assert likely_duplicates(LETTER, mine, [(entry("b", other, compound=7, category=category), other)]) == []


def test_the_same_letter_after_half_a_year_is_another_matter() -> None:
    assert compare(LETTER, LETTER, received_at=AT + WINDOW + timedelta(days=1)) == []


def test_a_form_with_another_house_number_is_not_the_same() -> None:
    assert compare("路灯不亮 / 报修 / 铁西区仁兴街39号", "路灯不亮 / 报修 / 铁西区仁兴街37号") == []
    assert compare("路灯不亮 / 报修 / 铁西区仁兴街39号", "路灯不亮/报修/铁西区仁兴街39号。")[0].reasons == (
        "same_text",
    )


def test_a_message_is_not_its_own_duplicate_and_short_words_say_nothing() -> None:
    assert likely_duplicates(LETTER, entry("a"), [(entry("a"), LETTER)]) == []
    assert compare("停水了", "停水了") == []


def test_near_texts_come_before_mere_neighbours_and_at_most_five_are_named() -> None:
    mine = entry("a", compound=7, category="WA02")
    neighbours = [
        (entry(f"n{n}", "别的事情，另一栋楼的灯坏了。", compound=7, category="WA02"), "另一栋楼的灯坏了好久。")
        for n in range(9)
    ]
    late_twin = (entry("twin", received_at=AT + timedelta(days=90)), LETTER)
    found = likely_duplicates(LETTER, mine, [*neighbours, late_twin])
    assert next(c.key for c in found) == "twin"
    assert len(found) == 5


def test_reasons_are_words_without_percentages() -> None:
    assert all("%" not in text and "％" not in text for text in REASONS.values())
    assert REASONS["same_place_and_kind"].format(days=12) == "同一小区、同一类事项，相隔12天"


def test_the_matching_sentence_is_the_others_own() -> None:
    other = "您好。电梯里的广告挂了三年，广告收入从来没有公布过！另外楼道灯也不亮。"
    assert matching_sentence(LETTER, other) == "电梯里的广告挂了三年，广告收入从来没有公布过"
    assert matching_sentence(LETTER, "请问社保卡丢了在哪里补办呢？") == ""


def test_the_index_finds_a_changed_letter_among_thousands() -> None:
    index: SketchIndex[str] = SketchIndex()
    for n in range(3000):
        text = f"第{n}件：{n * 7919 % 100_003}号院的第{n % 37}号楼反映第{n % 211}项事情，经办{n * 31 % 1009}"
        index.add(entry(f"o{n}", text, compound=n, category="WA07"))
    index.add(entry("twin", LETTER.replace("三年", "四年").replace("下个月", "下周")))
    near = index.near(entry("a", LETTER))
    assert near[0].key == "twin"
    assert len(near) <= 8


def test_a_thousand_equal_texts_do_not_multiply_the_work() -> None:
    index: SketchIndex[int] = SketchIndex(depth=40)
    began = time.perf_counter()
    most = 0
    for n in range(4000):
        one = Entry(n, sketch("路灯不亮，报修，请尽快处理，谢谢"), AT, None, None)
        most = max(most, len(index.near(one)))
        index.add(one)
    assert most <= 8
    assert time.perf_counter() - began < 10


@given(st.text(max_size=60), st.text(max_size=60))
def test_sketches_are_stable_and_blind_to_spaces(left: str, right: str) -> None:
    assert sketch(left) == sketch(f" {left}\n")
    assert len(sketch(left)) <= duplicates.SKETCH_SIZE
    assert len({number >> 29 for number in sketch(left + right)}) == len(sketch(left + right))

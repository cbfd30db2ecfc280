"""Words that stand in both texts are marked, and nothing of the sentence is lost or moved."""

from hypothesis import given
from hypothesis import strategies as st

from property_rectification.suggest import marks

TYPED = "电梯里一直有广告，物业从来没公布过收了多少钱，要求公布账目。"


def test_common_words_are_marked() -> None:
    parts = marks.marked("楼里电梯广告挂了三年，物业从来没公布过钱去哪了，要求公布账目", TYPED)
    assert [text for text, same in parts if same] == ["物业从来没公布过", "要求公布账目"]
    assert marks.shared(parts) == ["物业从来没公布过", "要求公布账目"]


def test_two_common_characters_say_nothing() -> None:
    assert marks.marked("物业费太高", "物业不管") == [("物业费太高", False)]


def test_a_mark_ends_where_the_sentence_has_a_sign() -> None:
    parts = marks.marked("没公布过，收了多少钱", "没公布过，收了多少钱")
    assert parts == [("没公布过", True), ("，", False), ("收了多少钱", True)]


@given(st.text(alphabet="电梯广告收钱，。a1", max_size=60), st.text(alphabet="电梯广告收钱，。a1", max_size=60))
def test_the_parts_are_the_sentence(sentence: str, text: str) -> None:
    parts = marks.marked(sentence, text)
    assert "".join(piece for piece, _same in parts) == sentence
    assert all(piece in text for piece, same in parts if same)

from hypothesis import given
from hypothesis import strategies as st

from geo import names


def test_width_case_spaces_and_separators_do_not_matter() -> None:
    assert names.fold("Ａ１ 区·锦绣—花园（二期）") == "a1区锦绣花园二期"


def test_the_closing_word_is_left_out_where_a_name_remains() -> None:
    assert names.base("锦绣花园小区") == "锦绣花园"
    assert names.base("阳小区") == "阳小区"
    assert names.base("小区") == "小区"


def test_initials_keep_letters_and_digits() -> None:
    assert names.initials("锦绣花园") == "jxhy"
    assert names.initials("A1区") == "a1q"


def test_a_name_is_found_by_any_of_its_endings() -> None:
    endings = names.search_endings(["锦绣花园"])
    assert {"锦绣花园", "花园", "jxhy", "hy", "jinxiuhuayuan", "huayuan"} <= set(endings)
    assert "锦绣" not in endings
    assert endings == sorted(set(endings))


@given(st.text(max_size=30))
def test_endings_hold_nothing_a_text_query_reads_as_its_own(text: str) -> None:
    assert not {"'", "\\", "\x00", " ", "\n"} & set("".join(names.search_endings([text])))

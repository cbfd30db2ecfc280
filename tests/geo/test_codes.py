import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import codes

TRIMMED = st.sampled_from(codes.LENGTHS).flatmap(lambda n: st.text("123456789", min_size=n, max_size=n))


@pytest.mark.parametrize(
    ("written", "trimmed"),
    [
        ("22", "22"),
        ("220000", "22"),
        ("220300", "2203"),
        ("220302", "220302"),
        ("220302000000", "220302"),
        ("220302001000", "220302001"),
        ("220302001001", "220302001001"),
        ("220000000000", "22"),
        (" 220310 ", "220310"),
    ],
)
def test_codes_of_every_file_come_to_one_form(written: str, trimmed: str) -> None:
    assert codes.trim(written) == trimmed


@pytest.mark.parametrize("text", ["", "2", "220", "22030", "2203020", "22030a", "２２０３０２", "220302001001001"])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not codes.is_code(text)
    with pytest.raises(ValueError, match="not a division code"):
        codes.trim(text)


@given(TRIMMED)
def test_trimming_twice_changes_nothing_and_padding_is_undone(code: str) -> None:
    assert codes.trim(code) == code
    assert codes.trim(code.ljust(12, "0")) == code


@given(TRIMMED)
def test_a_division_lies_within_itself_and_all_its_ancestors_only(code: str) -> None:
    above = codes.ancestors(code)
    assert all(codes.is_within(code, scope) for scope in [*above, code])
    assert not any(codes.is_within(scope, code) for scope in above)
    assert above == sorted(above, key=len)


def test_an_empty_scope_holds_nothing() -> None:
    assert not codes.is_within("220302", "")


def test_neighbours_do_not_contain_each_other() -> None:
    assert not codes.is_within("220302001", "220303")
    assert codes.county_of("220302001001") == "220302"
    assert codes.county_of("2203") == "2203"

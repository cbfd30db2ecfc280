"""The masked forms, the finder of numbers in text, the log filter."""

import datetime as dt
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import masking

DIGITS = "0123456789"
identities = st.builds(
    "220399{:%Y%m%d}{:03d}{}".format,
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
landlines = st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})-[1-9][0-9]{6,7}", fullmatch=True)
numbers = st.text(DIGITS, min_size=5, max_size=25)
prose = st.text(st.characters(whitelist_categories=["Lo", "Po", "Zs"], max_codepoint=0x9FFF), max_size=20)


def runs_in_common(masked: str, number: str, length: int = 5) -> list[str]:
    pieces = {number[start : start + length] for start in range(len(number) - length + 1)}
    return [piece for piece in pieces if piece.isdigit() and piece in masked]


@given(st.one_of(identities, mobiles, landlines, numbers))
def test_no_masked_number_holds_five_digits_of_it(number: str) -> None:
    for kind in ("identity", "phone", "account", "text", "name", "filename", "address"):
        assert not runs_in_common(masking.MASKS[kind](number), number), kind


@given(identities)
def test_an_identity_number_keeps_its_form(number: str) -> None:
    masked = masking.mask_identity(number)
    assert masked == f"{number[:3]}***********{number[-4:]}"


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("0434-3266666", "0434-*****66"),
        ("010 12345678", "010-******78"),
        ("3266666", "*****66"),
        ("12345", "*****"),
        ("张师傅13812345678", "138****5678"),
        ("问邻居", "***"),
        ("", ""),
    ],
)
def test_phones(number: str, masked: str) -> None:
    assert masking.mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小二", "王某"),
        ("王女士", "王某"),
        ("欧阳某甲", "欧阳某"),
        ("欧阳", "欧某"),
        ("买买提·某某", "买某"),
        ("John", "J某"),
        ("139", "***"),
        (" ", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert masking.mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("吉林省四平市铁西区北沟街道某小区3栋2单元501", "吉林省四平市铁西区***"),
        ("铁西区某大路12号", "铁西区***"),
        ("伊通满族自治县某镇某屯", "伊通满族自治县***"),
        ("内蒙古自治区呼伦贝尔市某路", "内蒙古自治区呼伦贝尔市***"),
        ("阳光小区3号楼", "***"),
        ("城市花园5号楼101", "***"),
        ("阳光花园南区3栋", "***"),
        ("3栋2单元501", "***"),
        ("", ""),
    ],
)
def test_addresses_end_at_the_county(address: str, masked: str) -> None:
    assert masking.mask_address(address) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王小二身份证.jpg", "***.jpg"), ("王小二", "***"), ("a.王小二", "***"), (".jpg", "***"), ("", "")],
)
def test_file_names_show_their_kind_only(name: str, masked: str) -> None:
    assert masking.mask_filename(name) == masked


@given(before=prose, number=st.one_of(identities, mobiles, landlines), after=prose)
def test_a_number_in_running_text_is_found_and_masked(before: str, number: str, after: str) -> None:
    text = f"{before}：{number}，{after}"
    (found,) = masking.contains_personal(text)
    assert text[found.start : found.end] == number
    masked = masking.mask_text(text)
    assert masked.startswith(before)
    assert masked.endswith(after)
    assert not runs_in_common(masked, number)
    assert not masking.contains_personal(masked)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("tel13812345678。", "tel138****5678。"),
        ("13812345678+8613912345678", "138****5678+139****5678"),
        ("138 1234 5678或139-1234-5678", "138****5678或139****5678"),
        ("２２０３９９１９９００１０１００１Ｘ", "220***********001X"),
        ("旧号220399900101001", "旧号220********1001"),
        ("卡号6222020000000000000", "卡号***************0000"),
        ("证号22039919991301001X", "证号220***********001X"),
    ],
)
def test_writings_people_use(text: str, masked: str) -> None:
    assert masking.mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "WY-220302-2026-00137-R1",
        "12345工单2026112400012345",
        "2026-11-24 11:05:30，98,400.00元",
        "01939f3c-a139-7234-8678-012345678901",
        "9" * 31 + "13812345678",
        "请拨打12345、110",
        "型号A0434-32666661、X22039919900101001",
        "四西政专〔2026〕12号",
    ],
)
def test_what_is_no_number_of_a_person_stays(text: str) -> None:
    assert masking.contains_personal(text) == ()
    assert masking.mask_text(text) == text


@pytest.fixture
def captured() -> tuple[logging.Logger, list[str]]:
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    logger = logging.Logger("masked")
    handler = Keep()
    handler.addFilter(masking.PersonalDataFilter())
    logger.addHandler(handler)
    return logger, lines


def test_log_lines_are_masked(captured: tuple[logging.Logger, list[str]]) -> None:
    logger, lines = captured
    logger.warning("call %s of %d", "13812345678", 3)
    logger.warning("call %d", "220399199001010015")
    assert lines == ["call 138****5678 of 3", "call %d"]


def test_a_traceback_in_a_log_is_masked(captured: tuple[logging.Logger, list[str]]) -> None:
    logger, lines = captured
    try:
        raise ValueError("Key (phone)=(13812345678) already exists")
    except ValueError:
        logger.exception("not stored", stack_info=True)
    (line,) = lines
    assert "138****5678" in line
    assert "Traceback" in line
    assert not re.search(r"13812345678", line)

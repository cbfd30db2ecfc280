"""Tables as files: nothing in them is a formula, amounts are numbers, and they say who made them."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from casework.tables import Money, Sheet, as_csv, as_xlsx, harmless
from casework.timers import CHINA

WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)
MARK = "示范区住建局 褚样 2026-11-24 09:30导出，共2件"
SHEET = Sheet(
    "问题台账", ["筛选：期限：逾期", MARK], ["案号", "问题", "金额", "日期"],
    [["WY-220302-2026-00001", "=HYPERLINK(1)", Money(9840000), WHEN], ["A", "换行\x07", None, date(2026, 1, 8)]],
)  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_other_texts_stay_and_control_characters_go() -> None:
    assert harmless("电梯=坏了") == "电梯=坏了"
    assert harmless("甲\x00\x07乙") == "甲乙"


def test_a_workbook_opens_with_types_and_marks() -> None:
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(SHEET))).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    assert [row[0] for row in rows[:3]] == ["问题台账", *SHEET.words]
    assert list(rows[3]) == list(SHEET.heads)
    assert rows[4] == ("WY-220302-2026-00001", "'=HYPERLINK(1)", 98400, datetime(2026, 11, 24, 9, 30))
    assert page["B5"].data_type == "s", "what begins like a formula is a text"
    assert page["C5"].number_format == "#,##0.00"
    assert page.freeze_panes == "A5"
    assert page.oddFooter.left.text == MARK


def test_csv_has_the_rows_first_and_the_mark_last() -> None:
    text = as_csv(SHEET).decode()
    assert text.startswith("\ufeff案号,问题,金额,日期\r\n")
    lines = text.splitlines()
    assert lines[1] == "WY-220302-2026-00001,'=HYPERLINK(1)," + f"{Decimal(98400)},2026-11-24 09:30"
    assert lines[-1] == MARK

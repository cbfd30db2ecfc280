"""The first filled sheet of an XLSX workbook, read as a stream. Formulas are never evaluated."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from casework.importing.containers import Limits
from casework.importing.problems import (
    CELL_ERROR,
    CELL_FORMULA,
    FILE_DAMAGED,
    FILE_DAMAGED_FROM_HERE,
    FILE_ENTITIES,
    FileRefused,
    Problem,
)
from casework.importing.texts import RawRow

_LAST_LINE = 1_048_576  # the last row a sheet can have; a row number beyond it is made up
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@contextmanager
def lines(path: Path, limits: Limits) -> Iterator[Iterator[RawRow]]:
    """The rows of the first sheet that has any. The declared size of the sheet is not believed."""
    with path.open("rb") as stream:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # styles and extensions the library does not know
                book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
            sheet, width = _first_filled(book, limits)
        except Exception as error:
            # the library raises whatever a broken part happens to trip over
            raise FileRefused(FILE_ENTITIES if _defused(error) else FILE_DAMAGED) from None
        try:
            yield iter(()) if sheet is None else _rows(sheet, width)
        finally:
            book.close()


def _defused(error: BaseException | None) -> bool:
    """Whether entity definitions are at the root of the error."""
    while error is not None:
        if isinstance(error, DefusedXmlException):
            return True
        error = error.__cause__ or error.__context__
    return False


def _first_filled(book: openpyxl.Workbook, limits: Limits) -> tuple[ReadOnlyWorksheet | None, int]:
    """The sheet and the number of columns its first filled row has."""
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=limits.columns, max_row=1000, values_only=True):
            filled = [number for number, value in enumerate(row, 1) if value is not None]
            if filled:
                return sheet, max(filled)
    return None, 0


def _rows(sheet: ReadOnlyWorksheet, width: int) -> Iterator[RawRow]:
    # one column more than the head has, so that a row too wide is seen
    source = sheet.iter_rows(max_col=width + 1, max_row=_LAST_LINE)
    line = 0
    while True:
        line += 1
        try:
            cells = next(source)
        except StopIteration:
            return
        except Exception:
            yield RawRow(line, [], Problem(FILE_DAMAGED_FROM_HERE))
            return
        if any(cell.value is not None for cell in cells):
            yield _row(line, cells)


def _row(line: int, cells: tuple[Any, ...]) -> RawRow:
    values: list[str | datetime | date | None] = []
    for at, cell in enumerate(cells):
        if cell.value is not None and cell.data_type in "fe":
            return RawRow(line, [], Problem(CELL_FORMULA if cell.data_type == "f" else CELL_ERROR), at)
        values.append(_value(cell.value))
    return RawRow(line, values)


def _value(value: Any) -> str | datetime | date | None:
    if value is None or isinstance(value, date):  # a datetime is a date
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # identifiers typed as numbers
    text = str(value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text

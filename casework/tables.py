"""Tables as files: XLSX and CSV with who made them and when, and with nothing a spreadsheet would carry out.

Rows of plain values in, bytes out. Money is integer fen and becomes yuan with two decimals.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from casework.timers import CHINA

#: A cell that begins with one of these is a formula to some spreadsheet.
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Width of the widest column in characters, and the paper by its number in the format.
_WIDEST, _A4 = 40, 9
Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Money:
    """An amount in fen."""

    fen: int


@dataclass(frozen=True)
class Sheet:
    """What a file holds: a title, the words about it (filters, who, when), the heads and the rows."""

    title: str
    words: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; no control characters."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{clean}" if clean.startswith(_COMMANDS) else clean


def as_csv(sheet: Sheet, *, bare: bool = False) -> bytes:
    """UTF-8 with a mark at the beginning, as spreadsheets here expect; the words about the file come last.

    A `bare` file is for a machine: heads and rows alone.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(head) for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    if not bare:
        writer.writerow([])
    for line in () if bare else (sheet.title, *sheet.words):
        writer.writerow([harmless(line)])
    return ("\ufeff" + out.getvalue()).encode()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return str(_yuan(value))
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return harmless(str(value))


def _yuan(money: Money) -> Decimal:
    return Decimal(money.fen) / 100


def as_xlsx(sheet: Sheet, *, bare: bool = False) -> bytes:
    """One sheet: title and words on top, frozen heads, the same words on every printed page.

    A `bare` sheet is for a machine: the heads in its first row, then the rows alone.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title[:31])
    if not bare:
        _lay_out(page, sheet)
    for line, bold in [] if bare else [(sheet.title, True), *((words, False) for words in sheet.words)]:
        page.append([_cell(page, line, bold=bold, wrap=False)])
    page.append([_cell(page, head, bold=True) for head in sheet.heads])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lay_out(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = f"A{len(sheet.words) + 3}"
    for n, head in enumerate(sheet.heads, start=1):
        page.column_dimensions[get_column_letter(n)].width = min(max(2 * len(head) + 2, 12), _WIDEST)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.left.text = sheet.title.replace("&", "&&")
    page.oddFooter.left.text = (sheet.words[-1] if sheet.words else "").replace("&", "&&")
    page.oddFooter.right.text = _("第%(page)s页，共%(pages)s页") % {"page": "&P", "pages": "&N"}


def _cell(page: Any, value: Any, *, bold: bool = False, wrap: bool = True) -> Any:
    if isinstance(value, Money):
        cell = WriteOnlyCell(page, value=_yuan(value))
        cell.number_format = "#,##0.00"
    elif isinstance(value, datetime):
        cell = WriteOnlyCell(page, value=value.astimezone(CHINA).replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell = WriteOnlyCell(page, value=value)
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int):
        cell = WriteOnlyCell(page, value=value)
    else:
        cell = WriteOnlyCell(page, value=harmless(str(value)) if value is not None else None)
        if value is not None:
            cell.data_type = "s"  # a text is a text, whatever it begins with
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cell

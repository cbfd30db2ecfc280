"""Rows of CSV and XLSX files, one at a time, with the line they stand on. Memory does not grow with the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casework.importing import sheets, texts
from casework.importing.containers import Kind, Limits, kind_of
from casework.importing.problems import (
    CELL_ENCODING,
    CELL_NUL,
    CELL_TOO_LONG,
    FILE_ROWS,
    HEADER_MISSING,
    HEADER_TWICE,
    ROW_TOO_LONG,
    ROW_TOO_WIDE,
    FileRefused,
    Problem,
    RowRefused,
)

Cell = str | datetime | date | None
__all__ = ["Cell", "Kind", "Limits", "Row", "Table", "open_table"]


@dataclass(frozen=True)
class Row:
    """A row of the table: its line in the file (1-based), and either its cells by column or what is wrong with it."""

    line: int
    cells: dict[str, Cell]
    problem: Problem | None = None


@dataclass(frozen=True)
class Table:
    """An opened table; `rows` can be walked once. Blank rows are passed over."""

    kind: Kind
    columns: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def open_table(
    path: Path, *, encoding: str | None = None, header: bool = True, limits: Limits | None = None
) -> Iterator[Table]:
    """Open a CSV (plain or gzipped; UTF-8, UTF-16 or GB 18030, found by reading) or an XLSX (first sheet with rows).

    Without a header the columns are called 第1列, 第2列 … Formulas are never evaluated: their rows are refused.
    Raises FileRefused with a reason for anything that is not such a table.
    """
    limits = limits or Limits()
    kind = kind_of(path, limits)
    source = sheets.lines(path, limits) if kind == "xlsx" else texts.lines(path, encoding, limits)
    with source as raw:
        first = next(raw, None)
        while first is not None and not any(first.cells) and first.problem is None:
            first = next(raw, None)
        if first is None or (header and first.problem is not None):
            raise FileRefused(HEADER_MISSING)
        columns = _named(first.cells) if header else tuple(f"第{n + 1}列" for n in range(len(first.cells)))
        yield Table(kind, columns, _rows(columns, raw, None if header else first, limits))


def _named(cells: list[Cell]) -> tuple[str, ...]:
    names = [str(cell).strip() if cell is not None else "" for cell in cells]
    while names and not names[-1]:
        names.pop()
    columns = [name or f"第{number}列" for number, name in enumerate(names, 1)]
    for name in columns:
        if columns.count(name) > 1:
            raise FileRefused(HEADER_TWICE, column=name)
    if not columns:
        raise FileRefused(HEADER_MISSING)
    return tuple(columns)


def _rows(
    columns: tuple[str, ...], raw: Iterator[texts.RawRow], first: texts.RawRow | None, limits: Limits
) -> Iterator[Row]:
    taken = 0
    for row in _with_first(first, raw):
        if row.problem is None and not any(cell not in (None, "") for cell in row.cells):
            continue
        taken += 1
        if taken > limits.rows:
            yield Row(row.line, {}, Problem(FILE_ROWS, {"limit": limits.rows}))
            return
        yield _checked(columns, row, limits)


def _with_first(first: texts.RawRow | None, raw: Iterator[texts.RawRow]) -> Iterator[texts.RawRow]:
    if first is not None:
        yield first
    yield from raw


def _checked(columns: tuple[str, ...], row: texts.RawRow, limits: Limits) -> Row:
    if row.problem is not None:
        return Row(row.line, {}, _naming(row, columns))
    try:
        return Row(row.line, _cells(columns, row.cells, limits))
    except RowRefused as refusal:
        return Row(row.line, {}, refusal.problem)


def _naming(row: texts.RawRow, columns: tuple[str, ...]) -> Problem:
    assert row.problem is not None
    if row.at is None:
        return row.problem
    name = columns[row.at] if row.at < len(columns) else f"第{row.at + 1}列"
    return Problem(row.problem.message, {**row.problem.values, "column": name})


def _cells(columns: tuple[str, ...], cells: list[Cell], limits: Limits) -> dict[str, Cell]:
    width = len(columns)
    if any(cell not in (None, "") for cell in cells[width:]):
        raise RowRefused(ROW_TOO_WIDE, found=len(cells), expected=width)
    named: dict[str, Cell] = {}
    total = 0
    for column, cell in zip(columns, cells, strict=False):
        if isinstance(cell, str):
            _check_cell(column, cell, limits)
            total += len(cell)
        named[column] = cell
    if total > limits.row_chars:
        raise RowRefused(ROW_TOO_LONG, limit=limits.row_chars)
    return named


def _check_cell(column: str, cell: str, limits: Limits) -> None:
    if len(cell) > limits.cell_chars:
        raise RowRefused(CELL_TOO_LONG, column=column, limit=limits.cell_chars)
    if "\0" in cell:
        raise RowRefused(CELL_NUL, column=column)
    if texts.undecoded(cell):
        raise RowRefused(CELL_ENCODING, column=column)

"""Delimited text, plain or gzipped: its encoding found by reading it once, its rows by reading it again."""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from casework.importing.containers import Limits, unpacked
from casework.importing.problems import ENCODING_UNKNOWN, FILE_DAMAGED_FROM_HERE, QUOTE_OPEN, FileRefused, Problem

_CHUNK = 256 * 1024
_SURROGATES = re.compile("[\udc80-\udcff]")
# a UTF-8 file with a broken byte here and there is still UTF-8; a GB 18030 file read as UTF-8 breaks everywhere
_BROKEN_SHARE = 0.05


@dataclass(frozen=True)
class RawRow:
    """Cells in the order of the file; `at` is the 0-based column a problem belongs to, where it belongs to one."""

    line: int
    cells: list[str | datetime | date | None]
    problem: Problem | None = None
    at: int | None = None


def undecoded(text: str) -> bool:
    """Whether some bytes of the text could not be read in the file's encoding."""
    return not text.isascii() and _SURROGATES.search(text) is not None


@contextmanager
def lines(path: Path, encoding: str | None, limits: Limits) -> Iterator[Iterator[RawRow]]:
    """The rows of a delimited file. Undecodable bytes stay in their cell as lone surrogates, see `undecoded`."""
    found = encoding or _encoding(path, limits)
    with unpacked(path, limits) as stream:
        yield _rows(_lines(_decoded(stream, found), limits), limits)


def _encoding(path: Path, limits: Limits) -> str:
    with unpacked(path, limits) as stream:
        head = stream.read(4)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        return "utf-8" if _broken_share(head, stream) < _BROKEN_SHARE else "gb18030"


def _broken_share(head: bytes, stream: BinaryIO) -> float:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    foreign = broken = 0
    data = head
    while data:
        text = decoder.decode(data)
        if not text.isascii():
            foreign += len(text) - len(text.encode("ascii", "ignore"))
            broken += len(_SURROGATES.findall(text))
        data = stream.read(_CHUNK)
    return broken / foreign if foreign else 0.0


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    try:
        decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    except LookupError:
        raise FileRefused(ENCODING_UNKNOWN, encoding=encoding) from None
    while data := stream.read(_CHUNK):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _lines(texts: Iterator[str], limits: Limits) -> Iterator[str]:
    """Physical lines, each cut at the longest row allowed; what was cut trips the reader's field limit."""
    longest = limits.row_chars + limits.cell_chars
    held = ""
    for text in texts:
        *whole, rest = text.split("\n")
        for piece in whole:
            yield f"{(held + piece)[:longest]}\n"
            held = ""
        held = (held + rest)[:longest]
    if held:
        yield held


def _rows(source: Iterator[str], limits: Limits) -> Iterator[RawRow]:
    first = next(source, None)
    if first is None:
        return
    csv.field_size_limit(limits.cell_chars)
    reader = csv.reader(_again(first, source), delimiter=_delimiter(first))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield RawRow(line, [], Problem(QUOTE_OPEN, {"limit": limits.cell_chars}))
            continue
        except FileRefused:
            yield RawRow(line, [], Problem(FILE_DAMAGED_FROM_HERE))
            return
        yield RawRow(line, list(cells))


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(first: str) -> str:
    return max(",\t;", key=first.count)

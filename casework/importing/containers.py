"""What a file really is, and whether it is safe to open: by content, never by name."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from casework.importing.problems import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_EXPANDS,
    FILE_TOO_LARGE,
    FILE_TYPE,
    FileRefused,
)

Kind = Literal["csv", "csv.gz", "xlsx"]
MEGABYTE = 1024 * 1024
_CHUNK = 256 * 1024
_RATIO_FREE = 1 * MEGABYTE  # a small member may compress as well as it likes


@dataclass(frozen=True)
class Limits:
    """Bounds of one file: bytes as sent, bytes once unpacked, unpacked to packed, rows, columns, characters."""

    bytes: int = 64 * MEGABYTE
    unpacked: int = 256 * MEGABYTE
    ratio: int = 150
    rows: int = 1_000_000
    columns: int = 200
    row_chars: int = 400_000
    cell_chars: int = 100_000


def kind_of(path: Path, limits: Limits) -> Kind:
    """The kind of the file by its content. Raises FileRefused for anything else, naming what it is."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(FILE_EMPTY)
    if size > limits.bytes:
        raise FileRefused(FILE_TOO_LARGE, limit=limits.bytes // MEGABYTE)
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(b"PK\x03\x04"):
        _check_workbook(path, limits)
        return "xlsx"
    if head.startswith(b"\x1f\x8b"):
        with unpacked(path, limits) as stream:
            inner = stream.read(4096)
        _check_text(inner)
        return "csv.gz"
    _check_text(head)
    return "csv"


@contextmanager
def unpacked(path: Path, limits: Limits) -> Iterator[BinaryIO]:
    """The bytes of a plain or gzipped file; reading past the limits raises FileRefused."""
    with path.open("rb") as raw:
        if raw.read(2) != b"\x1f\x8b":
            raw.seek(0)
            yield raw
            return
        raw.seek(0)
        with gzip.GzipFile(fileobj=raw) as stream:
            yield cast(BinaryIO, _Bounded(stream, _most(path.stat().st_size, limits), limits))


def _most(packed: int, limits: Limits) -> int:
    return min(limits.unpacked, max(packed * limits.ratio, _RATIO_FREE))


class _Bounded:
    """A readable stream that refuses to give more than `most` bytes."""

    def __init__(self, stream: gzip.GzipFile, most: int, limits: Limits) -> None:
        self._stream, self._left, self._limits = stream, most, limits

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(_CHUNK if size < 0 else size)
        except (OSError, EOFError, zlib.error):
            raise FileRefused(FILE_DAMAGED) from None
        self._left -= len(data)
        if self._left < 0:
            raise FileRefused(FILE_EXPANDS, limit=self._limits.unpacked // MEGABYTE, ratio=self._limits.ratio)
        return data


def _check_text(head: bytes) -> None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    # a NUL in a text is a row's fault, told with its line; a binary file has many, or a known signature
    known = _signature(head)
    if known is not None or head.count(0) > len(head) // 20:
        raise FileRefused(FILE_TYPE, type=known or "二进制文件")


def _signature(head: bytes) -> str | None:
    signatures = (
        (b"\xd0\xcf\x11\xe0", "XLS（旧版）或DOC"),
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPG"),
        (b"Rar!", "RAR"),
        (b"7z\xbc\xaf", "7Z"),
        (b"\x7fELF", "程序"),
        (b"MZ", "程序"),
    )
    for magic, name in signatures:
        if head.startswith(magic):
            return name
    stripped = head.lstrip().lower()
    if stripped.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        return "网页或XML"
    return None


def _check_workbook(path: Path, limits: Limits) -> None:
    """A workbook whose members, as declared and as really unpacked, stay within the limits."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise FileRefused(FILE_TYPE, type=_other_package(names))
            _check_declared(members, path.stat().st_size, limits)
            _check_actual(archive, members, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        # RuntimeError: an encrypted member; NotImplementedError: a compression the library does not know
        raise FileRefused(FILE_DAMAGED) from None


def _check_declared(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    steep = any(
        member.file_size > _RATIO_FREE and member.file_size > max(member.compress_size, 1) * limits.ratio
        for member in members
    )
    # members that overlap inside the archive declare more packed bytes than the file has
    if total > limits.unpacked or steep or packed > size or len(members) > 5000:
        raise FileRefused(FILE_EXPANDS, limit=limits.unpacked // MEGABYTE, ratio=limits.ratio)


def _check_actual(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    left = limits.unpacked
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FileRefused(FILE_EXPANDS, limit=limits.unpacked // MEGABYTE, ratio=limits.ratio)


def _other_package(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "DOCX"
    if "ppt/presentation.xml" in names:
        return "PPTX"
    return "ZIP"

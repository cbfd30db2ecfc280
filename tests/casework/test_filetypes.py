"""Files told by their content: the five kinds, what else it is, bombs, picture limits, names."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casework import filetypes
from casework.filetypes import DOCX, JPEG, PDF, PNG, XLSX, FileRefused
from tests.casework import sample_files as sample


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (sample.pdf(), PDF),
        (sample.picture("JPEG"), JPEG),
        (sample.picture("PNG"), PNG),
        (sample.docx(), DOCX),
        (sample.xlsx(), XLSX),
    ],
)
def test_the_five_kinds_are_taken_by_content(data: bytes, media: str) -> None:
    assert filetypes.media_type(data) == media


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (sample.picture("GIF"), "GIF"),
        (sample.picture("WEBP"), "WEBP"),
        (sample.archive({"a.txt": b"a"}), "ZIP"),
        (b"MZ\x90\x00" + bytes(200), "EXE"),
        (b"<!doctype html><html><script>alert(1)</script>", "HTML"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "DOC"),
        ("只是文字".encode(), "纯文本"),
        (b"\x00\x01\x02\xfe" * 40, "未知类型"),
        (sample.docx(extra={"word/vbaProject.bin": b"x"}), "带宏的办公文件"),
        (sample.office("application/vnd.ms-powerpoint.main+xml"), "其他办公文件"),
    ],
)
def test_anything_else_is_refused_by_its_real_kind(data: bytes, kind: str) -> None:
    with pytest.raises(FileRefused) as refused:
        filetypes.media_type(data)
    assert str(refused.value) == f"只收PDF、JPG、PNG、DOCX、XLSX；这个文件实际是{kind}"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut off",
        sample.archive({"[Content_Types].xml": b"<not xml"}),
        sample.archive({"[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>'}),
        sample.archive({"[Content_Types].xml": b" " * 2_000_000}),
        sample.docx(extra={"../../etc/passwd": b"x"}),
        sample.docx(extra={"/etc/passwd": b"x"}),
        sample.docx(extra={"..\\boot.ini": b"x"}),
        sample.encrypted_flag(sample.docx()),
    ],
    ids=["cut", "no xml", "entity", "huge index", "upward", "absolute", "backslash", "locked"],
)
def test_a_damaged_office_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused, match=r"文件打不开|文件解压后过大"):
        filetypes.media_type(data)


@pytest.mark.parametrize(
    "data",
    [
        sample.docx(extra={"word/bomb.xml": bytes(30_000_000)}),
        sample.docx(extra={f"word/{n}.xml": b"x" for n in range(filetypes.ZIP_MAX_MEMBERS)}),
        sample.claims_size(sample.docx(extra={"word/big.bin": sample.noise(1000)}), 4_000_000_000),
    ],
    ids=["ratio", "members", "declared size"],
)
def test_an_archive_bomb_is_refused_before_it_is_unpacked(data: bytes) -> None:
    assert len(data) < 1_000_000
    with pytest.raises(FileRefused, match="解压后过大"):
        filetypes.media_type(data)


def test_a_large_honest_office_file_is_taken() -> None:
    rows = "".join(f"<row>{n} 第{n}栋照明</row>" for n in range(60_000)).encode()
    assert filetypes.media_type(sample.docx(extra={"word/rows.xml": rows})) == DOCX


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG")]
)
def test_a_thumbnail_is_a_small_jpeg(mode: str, kind: str) -> None:
    with Image.open(io.BytesIO(filetypes.thumbnail(sample.picture(kind, mode=mode, size=(1600, 800))))) as small:
        assert (small.format, small.size, small.mode) == ("JPEG", (320, 160), "RGB")


def test_a_thumbnail_stands_upright_and_forgets_where_it_was_taken() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    turned.get_ifd(0x8825)[1] = "N"
    small = Image.open(io.BytesIO(filetypes.thumbnail(sample.picture("JPEG", size=(600, 300), exif=turned.tobytes()))))
    assert small.size == (160, 320)
    assert not small.getexif()


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    with Image.open(io.BytesIO(filetypes.thumbnail(out.getvalue()))) as small:
        assert min(small.getpixel((4, 4))) > 250  # type: ignore[type-var,arg-type]


def test_a_picture_of_too_many_pixels_is_refused_unopened() -> None:
    with pytest.raises(FileRefused, match="像素过大"):
        filetypes.thumbnail(sample.claims_pixels(sample.picture("PNG"), 20_000, 20_000))


@pytest.mark.parametrize("cut", [lambda data: data[:200], lambda data: data[: len(data) // 2]])
def test_a_cut_picture_is_refused(cut: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FileRefused, match="文件打不开"):
        filetypes.thumbnail(cut(sample.picture("JPEG", size=(400, 400), noisy=True)))


@pytest.mark.parametrize(
    ("name", "media", "safe"),
    [
        ("整改前.jpg", JPEG, "整改前.jpg"),
        ("整改前.JPEG", JPEG, "整改前.jpg"),
        ("C:\\Users\\me\\合同.pdf", PDF, "合同.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("合同.exe", PDF, "合同.exe.pdf"),
        ("发票\u202efdp.exe", PDF, "发票fdp.exe.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', PDF, "aSet-Cookie x.pdf"),
        ("", PNG, "文件.png"),
        (".pdf", PDF, "文件.pdf"),
        ("长" * 300 + ".pdf", PDF, "长" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe(name: str, media: str, safe: str) -> None:
    assert filetypes.safe_name(name, media) == safe


def test_a_nul_in_a_name_is_refused() -> None:
    with pytest.raises(FileRefused, match="文件名"):
        filetypes.safe_name("a.pdf\0.exe", PDF)


@given(
    name=st.text(max_size=300).filter(lambda text: "\0" not in text), media=st.sampled_from(list(filetypes.SUFFIXES))
)
def test_any_name_becomes_a_short_one_without_folders_and_controls(name: str, media: str) -> None:
    safe = filetypes.safe_name(name, media)
    assert 0 < len(safe) <= filetypes.NAME_MAX
    assert safe.endswith(f".{filetypes.SUFFIXES[media]}")
    assert safe.isprintable() or not any(ord(char) < 32 for char in safe)
    assert not set(safe) & set('/\\"<>|:*?\r\n')
    assert not safe.startswith(".")


@given(st.binary(max_size=400))
def test_random_bytes_never_break_the_check(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"%PDF-1.4", b"\xff\xd8\xff\xe0"):
        with suppress(FileRefused):
            assert filetypes.media_type(head + data) in filetypes.SUFFIXES


def test_opening_for_others_checks_too() -> None:
    archive: Any = filetypes.open_zip(io.BytesIO(sample.xlsx()))
    assert isinstance(archive, zipfile.ZipFile)

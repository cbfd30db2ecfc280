"""Tables read row by row: encodings, workbooks, and files that are not what they seem."""

import gzip
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from casework.importing import FileRefused, Limits, Row, open_table
from tests.shared import shared_data

HEAD = "编号,时间,内容\n"


def read(path: Path, **options: object) -> list[Row]:
    with open_table(path, **options) as table:  # type: ignore[arg-type]
        return list(table.rows)


def refusal(path: Path, **options: object) -> str:
    with pytest.raises(FileRefused) as refused:
        read(path, **options)
    return refused.value.problem.text()


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: list[object], name: str = "t.xlsx") -> Path:
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return make


def plain(tmp_path: Path, data: bytes | str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_by_reading(tmp_path: Path, encoding: str) -> None:
    path = plain(tmp_path, f"{HEAD}00123,2019/1/5,小区电梯又停了，请解决\n".encode(encoding))
    assert read(path) == [Row(2, {"编号": "00123", "时间": "2019/1/5", "内容": "小区电梯又停了，请解决"})]


def test_gb18030_is_found_although_its_first_foreign_character_stands_late(tmp_path: Path) -> None:
    rows = "".join(f"{n},2019/1/5,plain text only\n" for n in range(6000))
    path = plain(tmp_path, f"no,at,text\n{rows}7,2019/1/5,楼道没有灯\n".encode("gb18030"))
    assert read(path)[-1].cells["text"] == "楼道没有灯"


def test_a_broken_byte_refuses_its_row_only(tmp_path: Path) -> None:
    good = "".join(f"{n},2019/1/5,这一行是好的，一个字也不少\n" for n in range(40)).encode()
    rows = read(
        plain(tmp_path, HEAD.encode() + good + b"41,2019/1/5,\xe7\x94\xff\xfe\n" + "42,2019/1/5,好的\n".encode())
    )
    broken = [(row.line, row.problem.text()) for row in rows if row.problem]
    assert broken == [(42, "「内容」里有读不出的字符，请另存为UTF-8")]
    assert rows[-1].cells["内容"] == "好的"


def test_line_numbers_count_physical_lines(tmp_path: Path) -> None:
    path = plain(tmp_path, HEAD + '1,2019/1/5,"第一段\n第二段\n第三段"\n\n2,2019/1/6,下一件\n')
    assert [(row.line, row.cells["编号"]) for row in read(path)] == [(2, "1"), (6, "2")]


def test_semicolons_tabs_and_gzip(tmp_path: Path) -> None:
    assert read(plain(tmp_path, "a;b\n1;x,y\n"))[0].cells == {"a": "1", "b": "x,y"}
    assert read(plain(tmp_path, "a\tb\n1\tx\n"))[0].cells == {"a": "1", "b": "x"}
    assert read(plain(tmp_path, gzip.compress((HEAD + "1,2,三\n").encode()), "t.bin"))[0].cells["内容"] == "三"


def test_a_table_without_a_header_gets_numbered_columns(tmp_path: Path) -> None:
    assert read(plain(tmp_path, "教育,内容一\n交通,内容二\n"), header=False) == [
        Row(1, {"第1列": "教育", "第2列": "内容一"}),
        Row(2, {"第1列": "交通", "第2列": "内容二"}),
    ]


def test_nul_too_wide_and_too_long_rows_are_refused_and_the_others_kept(tmp_path: Path) -> None:
    data = HEAD.encode() + b"1,2019,a\0b\n2,2019,x,y,z\n3,2019," + b"w" * 5000 + b"\n4,2019,ok\n"
    rows = read(plain(tmp_path, data), limits=Limits(cell_chars=4000, row_chars=8000))
    assert [(row.line, row.problem.text() if row.problem else row.cells["内容"]) for row in rows] == [
        (2, "「内容」里有空字符"),
        (3, "有5列，表头只有3列"),
        (4, "引号没有配对，或一格超过4000字"),
        (5, "ok"),
    ]


def test_ten_megabytes_in_one_cell_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = plain(tmp_path, HEAD + "1,2019," + "长" * 3_500_000 + "\n2,2019,好\n")
    tracemalloc.start()
    rows = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows[0].problem is not None
    assert rows[1].cells["内容"] == "好"
    assert peak < 12 * 1024 * 1024


def test_an_open_quote_is_one_refused_row(tmp_path: Path) -> None:
    rows = read(plain(tmp_path, HEAD + '1,2019,"没有关上\n' + "2,2019,后面\n" * 3000), limits=Limits(cell_chars=2000))
    assert rows[0].problem is not None
    assert rows[0].problem.text() == "引号没有配对，或一格超过2000字"
    assert rows[-1].cells["内容"] == "后面"


def test_a_long_body_is_kept_whole(book: Callable[..., Path]) -> None:
    body = "反映内容，一字不落。" * 790  # 7,900 characters
    rows = read(book(["编号", "内容"], [1, body]))
    assert rows[0].cells["内容"] == body


def test_numbers_and_dates_of_a_workbook(book: Callable[..., Path]) -> None:
    at = datetime(2019, 1, 5, 10, 23, 45)
    path = book(
        ["编号", "时间", "比率"], ["00123", at, 0.5], [123456789012345, "2019/1/5 10:23:45", 3.0], [True, 43470.5, None]
    )
    assert [row.cells for row in read(path)] == [
        {"编号": "00123", "时间": at, "比率": "0.5"},
        {"编号": "123456789012345", "时间": "2019/1/5 10:23:45", "比率": "3"},
        {"编号": "是", "时间": "43470.5", "比率": None},
    ]


def test_a_formula_is_refused_and_never_evaluated(book: Callable[..., Path]) -> None:
    rows = read(book(["编号", "内容"], [1, '=HYPERLINK("http://127.0.0.1/","x")'], [2, "=1+1"], [3, "1+1"]))
    assert [(row.line, row.problem.text() if row.problem else row.cells["内容"]) for row in rows] == [
        (2, "「内容」是公式，没有值"),
        (3, "「内容」是公式，没有值"),
        (4, "1+1"),
    ]


def test_an_escaped_nul_and_a_wide_row_of_a_workbook(book: Callable[..., Path]) -> None:
    rows = read(book(["编号", "内容"], [1, "a_x0000_b"], [2, "一", "多出来的"], [3, "第一行_x000D_\n第二行"]))
    assert [(row.line, row.problem.text() if row.problem else row.cells["内容"]) for row in rows] == [
        (2, "「内容」里有空字符"),
        (3, "有3列，表头只有2列"),
        (4, "第一行\r\n第二行"),
    ]


def test_blank_rows_are_passed_over_and_the_declared_size_is_not_believed(book: Callable[..., Path]) -> None:
    path = book([None, None], ["编号", "内容"], [1, "一"], [None, None], [2, "二"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:B3"', sheet).encode()
    assert parts["xl/worksheets/sheet1.xml"] != sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert [(row.line, row.cells["内容"]) for row in read(path)] == [(3, "一"), (5, "二")]


def test_the_name_does_not_count(tmp_path: Path, book: Callable[..., Path]) -> None:
    assert read(book(["a"], ["x"], name="t.csv"))[0].cells == {"a": "x"}
    assert read(plain(tmp_path, "a,b\n1,2\n", "t.xlsx"))[0].cells == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "XLS（旧版）或DOC"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页或XML"),
        (bytes(range(256)) * 2 + b"\0" * 200, "二进制文件"),
    ],
)
def test_another_type_under_a_tables_name_is_named(tmp_path: Path, head: bytes, named: str) -> None:
    assert refusal(plain(tmp_path, head, "t.xlsx")) == f"只收CSV、CSV.GZ、XLSX；这个文件实际是{named}"


def archive(path: Path, members: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", level) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    assert "DOCX" in refusal(archive(tmp_path / "t.xlsx", {"word/document.xml": b"<w/>"}))
    assert "实际是ZIP" in refusal(archive(tmp_path / "u.xlsx", {"readme.txt": b"hello"}))


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = archive(tmp_path / "t.xlsx", {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"0" * 40_000_000})
    assert path.stat().st_size < 50_000
    assert refusal(path).startswith("文件解压后过大")


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    path = archive(tmp_path / "t.xlsx", {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"0" * 40_000_000})
    data = bytearray(path.read_bytes())
    real = (40_000_000).to_bytes(4, "little")
    assert data.count(real) == 2  # local and central header
    path.write_bytes(bytes(data).replace(real, (900).to_bytes(4, "little")))
    assert refusal(path) == "文件打不开，请重新导出"


def test_many_members_that_only_together_are_too_large(tmp_path: Path) -> None:
    members = {f"xl/media/{n}.bin": bytes([n % 251]) * 900_000 for n in range(12)}
    path = archive(tmp_path / "t.xlsx", {"xl/workbook.xml": b"<w/>", **members})
    assert refusal(path, limits=Limits(unpacked=8 * 1024 * 1024)).startswith("文件解压后过大")


def test_a_gzip_bomb_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = plain(tmp_path, gzip.compress(HEAD.encode() + b"1,2019,aaaa\n" * 4_000_000), "t.csv.gz")
    assert refusal(path).startswith("文件解压后过大")


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path, book: Callable[..., Path]) -> None:
    path = book(["编号"], ["一"])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = bomb + parts["xl/workbook.xml"].split(b"?>", 1)[-1]
    assert refusal(archive(path, parts)) == "文件里带有XML实体定义，没有打开"


def test_a_sheet_with_entities_is_refused_where_it_is_met(tmp_path: Path, book: Callable[..., Path]) -> None:
    path = book(["编号"], ["一"])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + parts["xl/worksheets/sheet1.xml"].split(b"?>", 1)[-1]
    )
    assert refusal(archive(path, parts)) == "文件里带有XML实体定义，没有打开"


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_a_cut_workbook_is_damaged(book: Callable[..., Path], keep: float) -> None:
    path = book(["编号"], *[[n] for n in range(200)])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    assert refusal(path) == "文件打不开，请重新导出"


def test_a_cut_gzip_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    text = HEAD + "".join(f"{n},2019/1/{n % 28 + 1},{n * 7919 % 10007}号楼的电梯停了{n}\n" for n in range(60_000))
    whole = gzip.compress(text.encode())
    path = plain(tmp_path, whole[: len(whole) * 2 // 3])
    rows = read(path, encoding="utf-8")
    assert len(rows) > 1000
    assert rows[-1].problem is not None
    assert rows[-1].problem.text() == "文件从这一行起读不出来，请重新导出"


def test_empty_headless_and_ambiguous_files(tmp_path: Path) -> None:
    assert refusal(plain(tmp_path, b"")) == "文件是空的"
    assert refusal(plain(tmp_path, b"\n\n")) == "文件没有表头"
    assert refusal(plain(tmp_path, "甲,乙,甲\n1,2,3\n")) == "表头有两列都叫「甲」"
    assert refusal(plain(tmp_path, "a\n1\n" * 500), limits=Limits(bytes=1000)) == "文件超过0MB，请分开导入"


def test_too_many_rows_end_with_a_refused_row(tmp_path: Path) -> None:
    rows = read(plain(tmp_path, "a\n" + "1\n" * 20), limits=Limits(rows=5))
    assert len(rows) == 6
    assert rows[-1].problem is not None
    assert rows[-1].problem.text() == "超过5行，请分开导入"


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = plain(tmp_path, gzip.compress((HEAD + "1,2019/1/5,小区楼道灯不亮已经三个月\n" * count).encode(), 1))
        tracemalloc.start()
        with open_table(path, limits=Limits(ratio=2000)) as table:
            for _row in table.rows:
                pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(30_000) < peak(3_000) + 2 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "rows", "longest"),
    [
        ("messages/messages_with_replies.xlsx", 1408, 7000),
        ("messages/messages_labelled_dated.xlsx", 495, 3000),
        ("boston311/requests_2011q3.csv.gz", 31828, 1000),
    ],
)
def test_real_files_are_read_whole(name: str, rows: int, longest: int) -> None:
    path = shared_data("data", name)
    if path is None:
        return
    found = read(path)
    assert len(found) == rows
    assert [row.problem for row in found if row.problem] == []
    assert max(len(str(cell)) for row in found for cell in row.cells.values()) > longest

"""Bad input in files and tables: each gets a clear 4xx in Chinese that names the field; never a 500,
nothing half-written."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import clock, imports
from casework.models import ImportProfile, ImportRun
from property_rectification.models import Lead
from tests.casework import sample_files
from tests.flows import importing
from tests.flows.bad import CHINESE, MEGABYTE, NARRATIVE, at, check
from tests.flows.district import District, nothing_written

# --- files ---------------------------------------------------------------------------------------------------------


def _bomb() -> bytes:
    return sample_files.docx({"word/document.xml": b"\0" * 200 * MEGABYTE})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "空.pdf"),
    "a program called PDF": (lambda: b"MZ\x90\x00" + bytes(400), "合同.pdf"),
    "a page called PDF": (lambda: b"<!doctype html><script>alert(1)</script>", "说明.pdf"),
    "a drawing with scripts": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "图.svg"),
    "a table as text": (lambda: b"a,b\n1,2\n", "表.xlsx"),
    "a damaged archive": (lambda: sample_files.docx()[:-40], "材料.docx"),
    "a plain archive": (lambda: sample_files.archive({"a.txt": b"x"}), "材料.docx"),
    "a locked archive": (lambda: sample_files.encrypted_flag(sample_files.docx()), "材料.docx"),
    "an archive that swells": (_bomb, "材料.docx"),
    "an archive that lies": (lambda: sample_files.claims_size(sample_files.docx(), 2**31), "材料.docx"),
    "a picture past any screen": (
        lambda: sample_files.claims_pixels(sample_files.picture("PNG"), 60_000, 60_000), "图.png",
    ),
    "half a picture": (lambda: sample_files.picture("JPEG", noisy=True)[:300], "图.jpg"),
    "21 megabytes": (lambda: sample_files.pdf() + bytes(21 * MEGABYTE), "大.pdf"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES, ids=str)
def test_a_file_that_is_not_what_it_says(staged: District, case: str, var_folder: Any) -> None:
    """Bad input: damaged, dressed-up, swelling and oversized files; nothing of them is kept."""
    made, name = FILES[case]
    stage = at(staged, "fact_finding")
    kept = sorted(path.name for path in (var_folder / "files").rglob("*"))
    with clock.moved_to(stage.at):
        api = staged.api("zhujian1")
        with nothing_written():
            answer = api.upload(stage, SimpleUploadedFile(name, made()), title="材料", purpose="evidence")
    check(answer, (422, 413), named="file" if answer.status_code == 422 else "")
    assert sorted(path.name for path in (var_folder / "files").rglob("*")) == kept


UPLOADS: dict[str, tuple[dict[str, Any], str]] = {
    "no file": ({"file": None}, "file"),
    "a text for a file": ({"file": "x"}, "file"),
    "no title": ({"title": ""}, "title"),
    "title past its limit": ({"title": "材" * 121}, "title"),
    "title with a NUL byte": ({"title": "材\x00料"}, "title"),
    "purpose that is none": ({"purpose": "fun"}, "purpose"),
    "field nobody asked for": ({"state": "closed"}, "state"),
}  # fmt: skip


@pytest.mark.parametrize("case", UPLOADS, ids=str)
def test_an_upload_with_one_wrong_field(staged: District, case: str) -> None:
    """Bad input: what is said about a file is wrong; the file is not kept either."""
    wrong, named = UPLOADS[case]
    stage = at(staged, "fact_finding")
    good = {"file": SimpleUploadedFile("a.pdf", sample_files.pdf()), "title": "材料", "purpose": "evidence"}
    sent = {name: value for name, value in (good | wrong).items() if value is not None}
    with clock.moved_to(stage.at):
        client = staged.client_of("zhujian1")
        with nothing_written():
            answer = client.post(f"{stage.url}/files", sent, headers={"If-Match": f'"{stage.record.version}"'})
    check(answer, 422, named)


# --- tables of messages --------------------------------------------------------------------------------------------

HEAD = "标题,时间,内容,小区,地址,姓名,电话"
GOOD_ROW = f"楼道没人打扫,2026-02-27 08:30,{NARRATIVE},锦绣样园,,,"


def _xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in ([*HEAD.split(",")], *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _swelling_xlsx() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return sample_files.office(kind, {"xl/worksheets/sheet1.xml": b"<a>" + b"\0" * 300 * MEGABYTE})


TABLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "an archive that swells": (_swelling_xlsx, "a.xlsx"),
    "a damaged workbook": (lambda: _xlsx()[:-60], "a.xlsx"),
    "a document called table": (sample_files.docx, "a.xlsx"),
    "a picture called table": (lambda: sample_files.picture("PNG"), "a.csv"),
    "a program called table": (lambda: b"MZ\x90\x00" + bytes(400), "a.csv"),
    "one column twice": (f"{HEAD},内容\n".encode, "a.csv"),
    "a half gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(20), "a.csv.gz"),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES, ids=str)
def test_a_table_that_cannot_be_read(district: District, case: str) -> None:
    """Bad input: zip bomb as xlsx, damaged and dressed-up tables; the run says why in Chinese, no lead is made."""
    made, name = TABLES[case]
    answer = importing.upload(district.client_of("shouli1"), made(), name)
    assert answer.status_code == 422
    run = ImportRun.objects.get()
    assert run.state == "refused"
    assert CHINESE.search(run.problem)
    assert run.problem in answer.content.decode()
    assert not imports.upload_path(run).exists()
    assert Lead.objects.count() == 0


def test_a_table_of_other_columns_is_mapped_by_nobody(district: District) -> None:
    """Bad input: no column fits; what is missing is named, and nothing is read."""
    client = district.client_of("shouli1")
    importing.upload(client, "甲,乙\n1,2\n".encode(), "a.csv")
    run = ImportRun.objects.get()
    answer = client.post(f"/imports/{run.pk}/mapping/", importing.proposed(client, run, channel="02"))
    assert answer.status_code == 422
    assert "请选哪一列是内容" in answer.content.decode()
    assert Lead.objects.count() == 0


def _imported(district: District, content: bytes, name: str) -> str:
    """The page of the run after the worker has carried it out."""
    client = district.client_of("shouli1")
    run = importing.rehearse(client, content, name)
    if client.post(f"/imports/{run.pk}/").status_code == 302:
        importing.work()
    return str(client.get(f"/imports/{run.pk}/").content.decode())


def _changed_while(monkeypatch: pytest.MonkeyPatch, name: str, during: str, **values: Any) -> None:
    """While this function works, another request has changed the run."""
    there = getattr(imports, name)

    def meanwhile(*args: Any, **options: Any) -> Any:
        found = there(*args, **options)
        ImportRun.objects.filter(state=during).update(**values)
        return found

    monkeypatch.setattr(imports, name, meanwhile)


def test_a_reading_that_ends_late_leaves_the_import_alone(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people at one file: it is imported while a second reading is under way, or mapped anew."""
    client = district.client_of("shouli1")
    importing.upload(client, f"{HEAD}\n{GOOD_ROW}\n".encode(), "a.csv")
    run = ImportRun.objects.get()
    other = ImportProfile.objects.exclude(name="plain_table").first()
    for values in ({"state": "running"}, {"profile": other}):
        run.state = "mapping"
        run.save(update_fields=["state"])
        client.post(f"/imports/{run.pk}/mapping/", importing.proposed(client, run))
        with monkeypatch.context() as patch:
            _changed_while(patch, "rehearse", "mapping", **values)
            job = importing.work()
        assert (job.state, job.problem) == ("failed", "这个文件已经在导入，或列已重新对应。")
        run.refresh_from_db()
        assert (run.state, run.rehearsal) == (values.get("state", "mapping"), None)


def test_columns_mapped_late_leave_the_import_alone(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    client = district.client_of("shouli1")
    run = importing.rehearse(client, f"{HEAD}\n{GOOD_ROW}\n".encode(), "a.csv")
    typed = importing.proposed(client, run)
    _changed_while(monkeypatch, "look", "rehearsed", state="running")
    answer = client.post(f"/imports/{run.pk}/mapping/", typed)
    assert answer.status_code == 409
    assert "这个文件已经导入或已删除" in answer.content.decode()
    run.refresh_from_db()
    assert (run.state, run.rehearsal is not None) == ("running", True)


def test_the_list_of_runs_counts_what_was_written_alone(district: District) -> None:
    client = district.client_of("shouli1")
    run = importing.rehearse(client, f"{HEAD}\n{GOOD_ROW}\n".encode(), "a.csv")
    row = client.get("/imports/").content.decode().split(f"/imports/{run.pk}/", 1)[1].split("</tr>", 1)[0]
    assert row.count("—") == 4
    client.post(f"/imports/{run.pk}/")
    importing.work()
    row = client.get("/imports/").content.decode().split(f"/imports/{run.pk}/", 1)[1].split("</tr>", 1)[0]
    assert "—" not in row
    assert [int(n) for n in re.findall(r">(\d+)</td>", row)] == [1, 1, 0, 0]


def test_a_column_head_is_no_formula_in_the_list_of_refused_rows(district: District) -> None:
    client = district.client_of("shouli1")
    run = importing.rehearse(client, f'{HEAD},=1+1\n{GOOD_ROW},x\n标题,,{NARRATIVE},,,,,"=2+2"\n'.encode(), "a.csv")
    told = client.get(f"/imports/{run.pk}/?download=1").content.decode()
    assert "'=1+1" in told
    assert "'=2+2" in told


#: What is wrong → the row, and a part of the reason.
ROWS: dict[str, tuple[str, str]] = {
    "no text": ("标题,2026-02-27 08:30,,,,,", "是空的"),
    "no time": (f"标题,,{NARRATIVE},,,,", "是空的"),
    "day that is not in the year": (f"标题,2026-02-30,{NARRATIVE},,,,", "没有2月30日"),
    "day in Chinese that is not in the year": (f"标题,2026年2月30日,{NARRATIVE},,,,", "没有2月30日"),
    "month that is none": (f"标题,2026-13-01,{NARRATIVE},,,,", "没有13月"),
    "time in words": (f"标题,很久以前,{NARRATIVE},,,,", "看不出是什么时间"),
    "time in the future": (f"标题,2026-12-01,{NARRATIVE},,,,", "不能晚于现在"),
    "a NUL byte": (f"标题,2026-02-27,{NARRATIVE}\x00,,,,", "空字符"),
    "text past its limit": (f"标题,2026-02-27,{'垃' * 9_500},,,,", "超过"),
    "more cells than columns": (f"标题,2026-02-27,{NARRATIVE},,,,,,x", "表头只有"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS, ids=str)
def test_a_row_that_cannot_be_taken(district: District, case: str) -> None:
    """Bad rows are reported by line with the reason, good rows kept."""
    row, reason = ROWS[case]
    page = _imported(district, f"{HEAD}\n{GOOD_ROW}\n{row}\n".encode(), "a.csv")
    run = ImportRun.objects.get()
    assert (run.new, run.refused, Lead.objects.count()) == (1, 1, 1)
    assert reason in page


def test_a_formula_is_not_taken(district: District) -> None:
    """Bad input: formula cells in a workbook; a formula as text in CSV stays text."""
    page = _imported(
        district, _xlsx(["=1+1", "2026-02-27", '=HYPERLINK("http://x","y")', None, None, None, None]), "a.xlsx"
    )
    assert "是公式" in page
    assert Lead.objects.count() == 0
    text = "=cmd|' /C calc'!A0，楼道没有人打扫，请帮忙解决。"
    _imported(district, f"{HEAD}\n标题,2026-02-27,{text},,,,\n".encode(), "b.csv")
    assert Lead.objects.get().narrative.reveal() == text


_OPEN = "case_enquiry_id,case_title,open_dt,reason,type,location,longitude,latitude"


@pytest.mark.parametrize(
    "position", ["999,43.1", "124.3,91", "124.3,-91", "abc,43.1", "124.3,", "NaN,NaN", "inf,43"], ids=str
)
def test_an_impossible_position_is_refused(district: District, position: str) -> None:
    """Impossible coordinates are refused, by line."""
    content = f"{_OPEN}\n1,No heat,2026-02-20 10:00:00,Heat,Heat,Main St,{position}\n"
    page = _imported(district, content.encode(), "a.csv")
    run = ImportRun.objects.get()
    assert (run.new, run.refused) == (0, 1), page[-400:]


def test_one_number_for_two_messages(district: District) -> None:
    """A table that gives one number to two different messages: the second is refused, the first kept."""
    rows = "\n".join(f"1,Case {n},2026-02-20 10:00:00,Heat {n},Heat,Main St,124.33,43.14" for n in range(2))
    page = _imported(district, f"{_OPEN}\n{rows}\n".encode(), "a.csv")
    assert Lead.objects.count() == 1
    assert "编号相同，内容不同" in page


TABLE_UPLOADS: dict[str, dict[str, Any]] = {
    "no file": {"file": ""}, "empty file": {"file": SimpleUploadedFile("a.csv", b"")},
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE_UPLOADS, ids=str)
def test_an_upload_without_content(district: District, case: str) -> None:
    """Bad input: an import without a file, with an empty one: the form says so."""
    with nothing_written():
        answer = district.client_of("shouli1").post("/imports/", TABLE_UPLOADS[case])
    assert answer.status_code == 422
    assert re.search("请选择文件|这个文件是空的", answer.content.decode())


MAPPINGS: dict[str, tuple[dict[str, str], str]] = {
    "no name": ({"label": " "}, "请填写名字"),
    "no channel": ({"channel": ""}, "来源"),
    "channel that is none": ({"channel": "77"}, "来源"),
    "column that is none": ({"narrative": "99"}, "内容"),
    "no narrative": ({"narrative": ""}, "请选哪一列是内容"),
    "no time": ({"received_at": ""}, "请选哪一列是收到时间"),
}


@pytest.mark.parametrize("case", MAPPINGS, ids=str)
def test_a_mapping_with_one_wrong_field(district: District, case: str) -> None:
    """Bad input: columns that are none, fields without a column: named, and what was chosen stays."""
    client, (changed, said) = district.client_of("shouli1"), MAPPINGS[case]
    importing.upload(client, f"{HEAD}\n{GOOD_ROW}\n".encode(), "a.csv")
    run = ImportRun.objects.get()
    typed = importing.proposed(client, run) | changed
    with nothing_written():
        answer = client.post(f"/imports/{run.pk}/mapping/", typed)
    assert answer.status_code == 422
    content = answer.content.decode()
    assert said in content
    assert CHINESE.search(content)
    assert Lead.objects.count() == 0

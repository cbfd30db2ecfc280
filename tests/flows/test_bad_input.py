"""Bad input: malformed requests and files. Each gets a clear 4xx in Chinese that names the field; never a 500, nothing
half-written."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import clock
from casework.models import ImportProfile, ImportRun
from property_rectification.models import Lead
from property_rectification.tasks import run_import
from tests.casework import sample_files
from tests.flows.district import CASES, LEADS, START, District, Road, Stage, nothing_written

_CHINESE = re.compile("[\u4e00-\u9fff]")
NARRATIVE = "三号楼楼道半个月没人打扫，垃圾堆在三单元门口，请帮忙解决。"
MEGABYTE = 1024 * 1024


def check(answer: Any, status: int | tuple[int, ...], named: str = "") -> None:
    """The one shape of a refusal: its status, a Chinese sentence, and the field it is about."""
    wanted = (status,) if isinstance(status, int) else status
    text = answer.content.decode()
    assert answer.status_code in wanted, f"{answer.status_code} {text[:400]}"
    body = answer.json()
    assert _CHINESE.search(body["message"]), text
    if named:
        fields = set(body.get("errors", {})) | {d.get("field") for d in body.get("denials", [])}
        assert named in fields, text
        words = " ".join(m for messages in body.get("errors", {}).values() for m in messages)
        assert not words or _CHINESE.search(words), text


# --- a complaint with one thing wrong ------------------------------------------------------------------------------

#: What is wrong → the field, and what is sent in it.
FIELDS: dict[str, tuple[str, Any]] = {
    "channel is unknown": ("channel", "99"),
    "channel is a number": ("channel", 2),
    "channel is an object": ("channel", {"code": "02"}),
    "channel is null": ("channel", None),
    "narrative is a number": ("narrative", 7),
    "narrative is a list": ("narrative", ["垃圾"]),
    "narrative is empty": ("narrative", ""),
    "narrative is blank": ("narrative", " \n\t　"),
    "narrative has a NUL byte": ("narrative", f"{NARRATIVE}\x00"),
    "narrative has half a character": ("narrative", f"{NARRATIVE}\ud83d"),
    "narrative is past its limit": ("narrative", "垃" * 10_001),
    "narrative of four megabytes": ("narrative", "x" * 4 * MEGABYTE),
    "claim has a NUL byte": ("claim", "\x00"),
    "compound is a word": ("compound", "锦绣样园"),
    "compound does not exist": ("compound", 999_999),
    "compound is below zero": ("compound", -1),
    "compound is past any number": ("compound", 10**30),
    "compound is a yes": ("compound", True),
    "compound is a list": ("compound", [1]),
    "place is past its limit": ("place", "东" * 121),
    "place is a number": ("place", 3.5),
    "day that is not in the year": ("happened_at", "2026-02-30T09:00"),
    "hour that is not in the day": ("happened_at", "2026-02-20T25:00"),
    "moment in words": ("happened_at", "昨天下午"),
    "moment as a number": ("happened_at", 1_772_000_000),
    "moment before any calendar": ("happened_at", "0000-01-01T00:00"),
    "moment in the future": ("happened_at", "2027-01-01T09:00"),
    "report from the future": ("reported_at", "2026-03-03T09:00+08:00"),
    "report in a zone that is none": ("reported_at", "2026-03-01T09:00+99:00"),
    "amount below zero": ("amount_claimed", "-0.01"),
    "amount in words": ("amount_claimed", "三百元"),
    "amount with three decimals": ("amount_claimed", "1.234"),
    "amount past any budget": ("amount_claimed", "9" * 20),
    "amount that is no number": ("amount_claimed", "NaN"),
    "amount without end": ("amount_claimed", "Infinity"),
    "amount as a fraction": ("amount_claimed", 1.5),
    "amount is a yes": ("amount_claimed", True),
    "matter is unknown": ("matter", "urgent"),
    "title calls names": ("title", "刁民闹事"),
    "title is past its limit": ("title", "卫" * 61),
    "mobile number is short": ("reporter_phone", "138000"),
    "phone is a number": ("reporter_phone", 13_800_000_001),
    "phone past its limit": ("reporter_phone", "1" * 400),
    "secrecy as a word": ("wants_secrecy", "yes"),
    "secrecy as a number": ("wants_secrecy", 1),
    "minor without a guardian": ("guardian", None),
    "field nobody asked for": ("state", "closed"),
    "field named like a telephone": ("13800000001", "x"),
    "field with a name without end": ("a" * 5000, "x"),
    "number given by oneself": ("number", "WY-220302-2026-00001"),
    "field with half a character in its name": ("a\ud83d", "x"),
    "field named like a query": ("narrative; DROP TABLE casework_record", "x"),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS, ids=lambda v: str(v))
def test_a_complaint_with_one_wrong_field(district: District, case: str) -> None:
    """Bad input: wrong types, NUL bytes, unknown values, impossible moments and amounts, by field."""
    name, value = FIELDS[case]
    body = {"channel": "02", "place": "东门口", "narrative": NARRATIVE, name: value}
    body |= {"minor": True} if name == "guardian" else {}
    api = district.api("shouli1")
    with nothing_written():
        answer = api.post(CASES, body)
    check(answer, 422, named=name.encode(errors="replace").decode())


# --- a body that is none -------------------------------------------------------------------------------------------

_GOOD = json.dumps({"channel": "02", "place": "东门口", "narrative": NARRATIVE}).encode()
#: What is wrong → the bytes, their content type, and the status.
BODIES: dict[str, tuple[bytes, str, int]] = {
    "no body": (b"", "application/json", 422),
    "no JSON": (b"channel=02", "application/json", 400),
    "half a JSON": (_GOOD[:-9], "application/json", 400),
    "two JSONs": (_GOOD + _GOOD, "application/json", 400),
    "a list": (b"[" + _GOOD + b"]", "application/json", 400),
    "a text": (b'"hello"', "application/json", 400),
    "a number": (b"42", "application/json", 400),
    "nothing in JSON": (b"null", "application/json", 400),
    "broken UTF-8": (b'{"narrative": "\xff\xfe"}', "application/json", 400),
    "GBK": ('{"narrative": "垃圾"}'.encode("gbk"), "application/json", 400),
    "UTF-16": (_GOOD.decode().encode("utf-16"), "application/json", 400),
    "nested without end": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "application/json", 400),
    "lists without end": (b"[" * 200_000, "application/json", 400),
    "a number of 10,000 digits": (b'{"compound": ' + b"9" * 10_000 + b"}", "application/json", 400),
    "NaN": (b'{"amount_claimed": NaN}', "application/json", 400),
    "six megabytes": (b'{"narrative": "' + b"x" * 6 * MEGABYTE + b'"}', "application/json", 413),
    "ten megabytes of Chinese": (('{"narrative": "' + "垃" * (10 * MEGABYTE // 3) + '"}').encode(), "application/json", 413),
    "plain text": (_GOOD, "text/plain", 415),
    "XML": (b"<case/>", "application/xml", 415),
    "a form": (b"channel=02", "application/x-www-form-urlencoded", 415),
    "several parts without a boundary": (_GOOD, "multipart/form-data", 400),
    "several parts that never end": (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x", 422),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES, ids=lambda v: str(v))
def test_a_body_that_is_none(district: District, case: str) -> None:
    """Bad input: a request body that cannot be read."""
    raw, content_type, status = BODIES[case]
    api = district.api("shouli1")
    with nothing_written():
        answer = api.post(CASES, raw=raw, content_type=content_type)
    check(answer, (status, 400) if status == 422 else status)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_that_is_none(district: District, method: str) -> None:
    """Bad input: a method that the address does not know."""
    client = district.client_of("shouli1")
    with nothing_written():
        answer = getattr(client, method)(CASES)
    check(answer, 405)


def test_an_answer_in_another_language_than_json(district: District) -> None:
    """Bad input: an answer asked for in a form that there is not."""
    check(district.client_of("shouli1").get(CASES, headers={"Accept": "application/xml"}), 406)


# --- acts with one thing wrong -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Try:
    """One wrong value in the form of an act on a record of the stages."""

    state: str
    who: str
    code: str
    field: str
    value: Any
    rest: dict[str, Any] = field(default_factory=dict)
    way: str = "transitions"
    status: int = 422


_ORDER = {
    "facts_found": "经查，反映的问题属实，没有按合同做到。", "requirement": "在期限内改好，并书面报告。",
    "acted_on": "2026-02-20", "basis": [{"instrument": "WYGL", "article": "第三十五条"}], "served_to": "示范样例物业",
    "service_mode": "01", "served_at": "2026-03-02T09:20",
}  # fmt: skip
_EVIDENCE = {"type": "08", "title": "现场照片", "obtained_at": "2026-03-02T09:10", "obtained_by": "经办人",
             "source_note": "现场拍摄"}  # fmt: skip
_TRIAGE = {"category": "WA07", "matter": "ordinary", "urgency": "normal"}
_NO_FILE = "0190a1b2-0000-7000-8000-000000000000"


def _order(name: str, value: Any, **more: Any) -> Try:
    return Try("fact_finding", "zhujian1", "find_violation", name, value, _ORDER, **more)


def _amend(state: str, who: str, code: str, name: str, value: Any, rest: dict[str, Any]) -> Try:
    return Try(state, who, code, name, value, rest, "amendments")


ACTS: dict[str, Try] = {
    "basis is a text": _order("basis", "第三十五条"),
    "basis of texts": _order("basis", ["第三十五条"]),
    "basis of a deep list": _order("basis", [[[[{}]]]]),
    "basis with a column nobody asked for": _order("basis", [{"instrument": "WYGL", "article": "1", "x": 1}]),
    "basis without an article": _order("basis", [{"instrument": "WYGL"}]),
    "basis of an unknown law": _order("basis", [{"instrument": "NOPE", "article": "1"}]),
    "basis with a NUL byte": _order("basis", [{"instrument": "WYGL", "article": "\x00"}]),
    "day that is not in the year": _order("acted_on", "2026-02-30"),
    "day as a moment": _order("acted_on", "2026-02-20T09:00"),
    "day of year nought": _order("acted_on", "0000-00-00"),
    "days as a text": _order("limit_days", "seven"),
    "days as a fraction": _order("limit_days", 7.5),
    "days below zero": _order("limit_days", -7),
    "days past any calendar": _order("limit_days", 10**12),
    "amount below zero": _order("amount_confirmed", "-98400.00"),
    "receipt of a name": _order("receipt", "送达回证.pdf"),
    "receipt of nothing": _order("receipt", _NO_FILE),
    "facts too short": _order("facts_found", "属实"),
    "service in an unknown way": _order("service_mode", "77"),
    "two people as one": Try("dispatched", "zhujian1", "sign_receipt", "handler", [1, 2]),
    "a handler from elsewhere": Try("dispatched", "zhujian1", "sign_receipt", "handler", 1),
    "a unit that is none": Try("triage", "shouli1", "dispatch_case", "lead_unit", 99_999),
    "a unit by its name": Try("triage", "shouli1", "dispatch_case", "lead_unit", "住建局"),
    "units as objects": Try("triage", "shouli1", "dispatch_case", "assist_units", [{"id": 1}], {"lead_unit": 3}),
    "units in a list of lists": Try("triage", "shouli1", "dispatch_case", "assist_units", [[1]], {"lead_unit": 3}),
    "units as words": Try("triage", "shouli1", "dispatch_case", "assist_units", ["x"], {"lead_unit": 3}),
    "members as words": Try("check_req", "zhuanban1", "start_check", "members", ["a", "b"], {"owner_side": "present"}),
    "members as lists": Try("check_req", "zhuanban1", "start_check", "members", [[1], [2]], {"owner_side": "present"}),
    "members past any number": Try("check_req", "zhuanban1", "start_check", "members", [10**25], {"owner_side": "present"}),
    "files as words": Try("rectifying", "zhujian1", "request_check", "files", ["x"], {"report": "已完成整改，可以查看。"}),
    "files as objects": Try("rectifying", "zhujian1", "request_check", "files", [{}], {"report": "已完成整改，可以查看。"}),
    "an unknown category": _amend("triage", "shouli1", "set_triage", "category", "WZ99", _TRIAGE),
    "a category by its name": _amend("triage", "shouli1", "set_triage", "category", "物业服务", _TRIAGE),
    "a firm that is none": _amend("triage", "shouli1", "set_triage", "firm", "99999", _TRIAGE),
    "more categories than there are": _amend("triage", "shouli1", "set_triage", "more", [{"category": "WZ99"}], _TRIAGE),
    "a fact that is none": _amend("fact_finding", "zhujian1", "set_fact_status", "fact", _NO_FILE, {"status": "found"}),
    "a status that is none": _amend("rectifying", "zhujian1", "record_voucher", "kind", "99", {
        "amount": "1.00", "paid_on": "2026-03-01", "file": _NO_FILE}),
    "money of nothing": _amend("rectifying", "zhujian1", "correct_amount", "amount_confirmed", "1e400", {"reasons": "金额写错了，更正为实际金额。"}),
    "evidence of year nought": _amend("fact_finding", "zhujian1", "add_evidence", "obtained_at", "0001-01-01T00:00+14:00", _EVIDENCE),
    "evidence of a year far off": _amend("fact_finding", "zhujian1", "add_evidence", "obtained_at", "9999-12-31T23:59-12:00", _EVIDENCE),
    "evidence for a word": _amend("fact_finding", "zhujian1", "add_evidence", "fact", "第一条", _EVIDENCE),
    "a call in the future": _amend("pre_close", "shouli2", "record_callback", "at", "2027-01-01T00:00", {"reached": False}),
    "a visit with no result": Try("lookback", "ducha", "confirm_stability", "visit_result", "fine", {
        "visited_on": "2026-04-20", "method": "01"}),
    "a visit on no day": Try("lookback", "ducha", "confirm_stability", "visited_on", "2026-04-31", {
        "method": "01", "visit_result": "stable"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ACTS, ids=lambda v: str(v))
def test_an_act_with_one_wrong_field(staged: District, case: str) -> None:
    """Bad input: wrong values in the forms of transitions and amendments, of every kind of field."""
    one = ACTS[case]
    stage = at(staged, one.state)
    with clock.moved_to(stage.at):
        staged.client_of(one.who)
        with nothing_written():
            answer = staged.api(one.who).act(stage, one.code, one.rest | {one.field: one.value}, way=one.way)
    check(answer, one.status, named=one.field)


def at(staged: District, state: str, kind: str = "property.case") -> Stage:
    """A record of the stages some minutes after it came there."""
    found = staged.stages[kind][state]
    return Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=20))


@pytest.mark.parametrize(
    ("name", "value"), [("limit_days", 10**6), ("limit_days", -7), ("served_at", "2026-03-09T09:20")], ids=str
)  # fmt: skip
def test_an_order_that_is_ready_but_for_one_field(staged: District, name: str, value: Any) -> None:
    """Bad input: every guard agrees, and one field of the order to correct is still wrong."""
    stage = at(staged, "fact_finding")
    with clock.moved_to(stage.at):
        road = Road(stage.record)
        road.find_facts()
        road.hear_both()
        staged.client_of("zhujian1")
        with nothing_written():
            answer = staged.api("zhujian1").act(stage, "find_violation", _ORDER | {name: value})
    check(answer, 422, named=name)


# --- addresses, filters, keys --------------------------------------------------------------------------------------

GETS: dict[str, tuple[str, int, str]] = {
    "id that is none": (f"{CASES}/7", 404, ""),
    "id of nothing": (f"{CASES}/{_NO_FILE}", 404, ""),
    "id with a NUL byte": (f"{CASES}/%00", 404, ""),
    "kind that is none": ("/api/v1/wishes", 404, ""),
    "day that is none": (f"{CASES}/{_NO_FILE}/as-at/2026-02-30", 404, ""),
    "state that is none": (f"{CASES}?state=gone", 400, "state"),
    "two states, one of them none": (f"{CASES}?state=closed,gone", 400, "state"),
    "order by what is none": (f"{CASES}?order=-narrative", 400, "order"),
    "page in words": (f"{CASES}?page=last", 400, "page"),
    "page below zero": (f"{CASES}?page=-1", 400, "page"),
    "page past any number": (f"{CASES}?page={'9' * 40}", 400, "page"),
    "page in other digits": (f"{CASES}?page=%C2%B2", 400, "page"),
    "due that is none": (f"{CASES}?due=soon", 400, "due"),
    "agency in words": (f"{CASES}?agency=zjj", 400, "agency"),
    "filter that is none": (f"{CASES}?narrative=x", 400, "narrative"),
    "filter across tables": (f"{CASES}?owner_agency__name=x", 400, "owner_agency__name"),
    "words with a NUL byte": (f"{CASES}?q=%00", 400, "q"),
    "flag with a NUL byte": (f"{CASES}?flag=%00", 400, "flag"),
    "lead filter that is none": (f"{LEADS}?reporter_name=x", 400, "reporter_name"),
}  # fmt: skip


@pytest.mark.parametrize("case", GETS, ids=lambda v: str(v))
def test_an_address_that_is_none(staged: District, case: str) -> None:
    """Bad input: broken ids, filters, orders and pages of the API."""
    path, status, named = GETS[case]
    api = staged.api("zhuanban1")
    with clock.moved_to(START), nothing_written():
        answer = api.client.get(path)
    check(answer, status, named)


@pytest.mark.parametrize(
    "query", ["state=gone", "order=-narrative", "page=x", "page=-3", "due=soon", "q=%00", "nothing=1", "state=%ED%A0%80"]
)
@pytest.mark.parametrize("page", ["/cases/", "/leads/"])
def test_a_list_page_with_a_broken_filter(staged: District, page: str, query: str) -> None:
    """Bad input: broken filters of the list pages give a page that says so."""
    client = staged.client_of("zhuanban1")
    with clock.moved_to(START), nothing_written():
        answer = client.get(f"{page}?{query}")
    assert answer.status_code == 400
    assert _CHINESE.search(answer.content.decode())


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%_%", "\\", "<script>", "𠮷", "a" * 5000], ids=str)
def test_words_of_a_search_are_words(staged: District, words: str) -> None:
    """Whatever is searched for is looked for as it stands: nothing is found, nothing breaks."""
    with clock.moved_to(START):
        answer = staged.api("zhuanban1").get(CASES, {"q": words})
        page = staged.client_of("zhuanban1").get("/cases/", {"q": words})
    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert page.status_code == 200 and "<script>" not in page.content.decode().replace("<script>", "", 0).split("</head>")[1]


POSTS: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "transition that is none": ("transitions/make-it-so", {}, 404, ""),
    "transition named like a telephone": ("transitions/13800000001", {}, 404, ""),
    "transition without end": (f"transitions/{'a' * 400}", {}, 404, ""),
    "transition in other letters": ("transitions/Register-Case", {}, 404, ""),
    "amendment that is none": ("amendments/set-state", {}, 404, ""),
    "transition as an amendment": ("amendments/register-case", {}, 404, ""),
    "second person where none is asked": ("proposals/register-case", {}, 409, ""),
    "proposal that is none": (f"proposals/{_NO_FILE}/agree", {}, 404, ""),
    "unmasking what is none": ("unmask", {"field": "state", "purpose": "case"}, 422, "field"),
    "unmasking a list": ("unmask", {"field": ["phone"], "purpose": "case"}, 422, "field"),
    "unmasking for nothing": ("unmask", {"field": "phone", "purpose": "fun"}, 422, "purpose"),
    "unmasking for a list": ("unmask", {"field": "phone", "purpose": ["case"]}, 422, "purpose"),
    "unmasking for unsaid reasons": ("unmask", {"field": "phone", "purpose": "other", "words": "看"}, 422, "words"),
}  # fmt: skip


@pytest.mark.parametrize("case", POSTS, ids=lambda v: str(v))
def test_an_act_that_is_none(staged: District, case: str) -> None:
    """Bad input: unknown transitions, amendments, proposals, fields and purposes."""
    path, body, status, named = POSTS[case]
    stage = at(staged, "draft")
    with clock.moved_to(stage.at):
        api = staged.api("shouli1")
        with nothing_written():
            answer = api.post(f"{stage.url}/{path}", body, version=stage.record.version)
    check(answer, status, named)


# --- files ---------------------------------------------------------------------------------------------------------


def _bomb() -> bytes:
    return sample_files.docx({"word/document.xml": b"\0" * 200 * MEGABYTE})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "空.pdf"),
    "a program called PDF": (lambda: b"MZ\x90\x00" + bytes(400), "合同.pdf"),
    "a page called PDF": (lambda: b"<!doctype html><script>alert(1)</script>", "说明.pdf"),
    "a drawing with scripts": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "图.svg"),
    "a table as text": (lambda: "a,b\n1,2\n".encode(), "表.xlsx"),
    "a damaged archive": (lambda: sample_files.docx()[:-40], "材料.docx"),
    "a plain archive": (lambda: sample_files.archive({"a.txt": b"x"}), "材料.docx"),
    "a locked archive": (lambda: sample_files.encrypted_flag(sample_files.docx()), "材料.docx"),
    "an archive that swells": (_bomb, "材料.docx"),
    "an archive that lies": (lambda: sample_files.claims_size(sample_files.docx(), 2**31), "材料.docx"),
    "a picture past any screen": (lambda: sample_files.claims_pixels(sample_files.picture("PNG"), 60_000, 60_000), "图.png"),
    "half a picture": (lambda: sample_files.picture("JPEG", noisy=True)[:300], "图.jpg"),
    "21 megabytes": (lambda: sample_files.pdf() + bytes(21 * MEGABYTE), "大.pdf"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES, ids=lambda v: str(v))
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


@pytest.mark.parametrize("case", UPLOADS, ids=lambda v: str(v))
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
    "a document called table": (lambda: sample_files.docx(), "a.xlsx"),
    "a picture called table": (lambda: sample_files.picture("PNG"), "a.csv"),
    "a program called table": (lambda: b"MZ\x90\x00" + bytes(400), "a.csv"),
    "other columns": (lambda: "甲,乙\n1,2\n".encode(), "a.csv"),
    "one column twice": (lambda: f"{HEAD},内容\n".encode(), "a.csv"),
    "a half gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(20), "a.csv.gz"),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES, ids=lambda v: str(v))
def test_a_table_that_cannot_be_read(district: District, case: str) -> None:
    """Bad input: zip bomb as xlsx, damaged and dressed-up tables; the run says why in Chinese, no lead is made."""
    made, name = TABLES[case]
    page = _imported(district, made(), name)
    run = ImportRun.objects.get()
    assert run.state == "refused"
    assert _CHINESE.search(run.problem) and run.problem in page
    assert Lead.objects.count() == 0


def _imported(district: District, content: bytes, name: str, profile: str = "plain_table") -> str:
    """The page of the run after the worker has carried it out."""
    saved = ImportProfile.objects.get(name=profile)
    client = district.client_of("shouli1")
    sent = client.post("/imports/", {"profile": saved.pk, "file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302, sent.content.decode()
    run_import(ImportRun.objects.latest("pk").pk)
    return str(client.get(sent["Location"]).content.decode())


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


@pytest.mark.parametrize("case", ROWS, ids=lambda v: str(v))
def test_a_row_that_cannot_be_taken(district: District, case: str) -> None:
    """Bad rows are reported by line with the reason, good rows kept."""
    row, reason = ROWS[case]
    page = _imported(district, f"{HEAD}\n{GOOD_ROW}\n{row}\n".encode(), "a.csv")
    run = ImportRun.objects.get()
    assert (run.new, run.refused, Lead.objects.count()) == (1, 1, 1)
    assert reason in page


def test_a_formula_is_not_taken(district: District) -> None:
    """Bad input: formula cells in a workbook; a formula as text in CSV stays text."""
    page = _imported(district, _xlsx(["=1+1", "2026-02-27", '=HYPERLINK("http://x","y")', None, None, None, None]), "a.xlsx")
    assert "是公式" in page and Lead.objects.count() == 0
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
    page = _imported(district, content.encode(), "a.csv", "open_311")
    run = ImportRun.objects.get()
    assert (run.new, run.refused) == (0, 1), page[-400:]


def test_one_number_for_two_messages(district: District) -> None:
    """A table that gives one number to two different messages: the second is refused, the first kept."""
    rows = "\n".join(f"1,Case {n},2026-02-20 10:00:00,Heat {n},Heat,Main St,124.33,43.14" for n in range(2))
    page = _imported(district, f"{_OPEN}\n{rows}\n".encode(), "a.csv", "open_311")
    assert Lead.objects.count() == 1
    assert "编号相同，内容不同" in page


IMPORT_FORMS: dict[str, dict[str, Any]] = {
    "no profile": {"profile": ""},
    "profile that is none": {"profile": "99999"},
    "profile in words": {"profile": "普通表格"},
    "no file": {"file": ""},
    "empty file": {"file": SimpleUploadedFile("a.csv", b"")},
}


@pytest.mark.parametrize("case", IMPORT_FORMS, ids=lambda v: str(v))
def test_the_form_of_an_import_with_one_wrong_field(district: District, case: str) -> None:
    """Bad input: import with an unknown profile, without a file, with an empty one: the form says so."""
    profile = ImportProfile.objects.get(name="plain_table").pk
    good = {"profile": profile, "file": SimpleUploadedFile("a.csv", GOOD_ROW.encode())}
    client = district.client_of("shouli1")
    with nothing_written():
        answer = client.post("/imports/", good | IMPORT_FORMS[case])
    assert answer.status_code == 422
    assert re.search("请填写方案|没有这个方案|请选择文件|这个文件是空的|请从列表里选|选择", answer.content.decode())


# --- the intake page -----------------------------------------------------------------------------------------------

INTAKES: dict[str, dict[str, str]] = {
    "no source": {"channel": ""},
    "source that is none": {"channel": "99"},
    "no text": {"narrative": ""},
    "text with a NUL byte": {"narrative": f"{NARRATIVE}\x00"},
    "text past its limit": {"narrative": "垃" * 10_001},
    "text too short to register": {"narrative": "垃圾堆着"},
    "compound that is none": {"compound_name": "不存在的小区"},
    "compound by a broken key": {"compound": "abc"},
    "no place at all": {"compound_name": ""},
    "mobile number is short": {"reporter_phone": "138000"},
    "category that is none": {"category": "WZ99"},
    "key that is none": {"idempotency_key": ""},
}


@pytest.fixture
def filled() -> Iterator[dict[str, str]]:
    yield {
        "channel": "02", "compound_name": "锦绣样园", "narrative": NARRATIVE, "claim": "恢复<b>每日</b>保洁",
        "idempotency_key": "form-1",
    }  # fmt: skip


@pytest.mark.parametrize("case", INTAKES, ids=lambda v: str(v))
def test_the_intake_page_keeps_what_was_typed(district: District, filled: dict[str, str], case: str) -> None:
    """Bad input on a page: the page comes back in Chinese with everything that was typed, and nothing is registered."""
    client = district.client_of("shouli1")
    with nothing_written():
        answer = client.post("/cases/new/", filled | INTAKES[case])
    page = answer.content.decode()
    assert answer.status_code in (400, 422), page[:300]
    assert _CHINESE.search(page)
    if answer.status_code == 422:
        assert "恢复&lt;b&gt;每日&lt;/b&gt;保洁" in page


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"], ids=str)
def test_a_form_with_a_broken_version(staged: District, version: str) -> None:
    """Bad input on a page: a form whose hidden version was tampered with is refused as incomplete."""
    stage = at(staged, "draft")
    client = staged.client_of("shouli1")
    with clock.moved_to(stage.at), nothing_written():
        answer = client.post(
            f"/cases/{stage.pk}/do/register-case/", {"version": version, "idempotency_key": f"v{version or 0}"[:20]}
        )
    assert answer.status_code in (400, 412)
    assert _CHINESE.search(answer.content.decode())


def test_strange_text_is_kept_to_the_letter(district: District) -> None:
    """What looks like a query, a tag or a rare character is somebody's words: kept as typed, shown as text."""
    words = "'; DROP TABLE casework_record; -- <img src=x onerror=alert(1)> {{ 7*7 }} 𠮷野家 \u202e倒 é " + NARRATIVE
    made = district.api("zhuanban1").post(CASES, {"channel": "02", "place": "东门口", "narrative": words})
    assert made.status_code == 201
    assert made.json()["narrative"] == words
    page = district.client_of("zhuanban1").get(f"/cases/{made.json()['id']}/").content.decode()
    assert "<img src=x" not in page and "&lt;img src=x onerror=alert(1)&gt;" in page and "{{ 7*7 }}" in page


def test_more_than_fifty() -> None:
    """Bad input: 50 malformed requests and files at the least."""
    assert sum(map(len, (FIELDS, BODIES, ACTS, GETS, POSTS, FILES, UPLOADS, TABLES, ROWS, IMPORT_FORMS, INTAKES))) > 150

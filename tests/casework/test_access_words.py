"""查看记录 in words: every subject the product writes begins with Chinese, so that an auditor reads no codes."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from casework import jobs, kinds
from casework.api.accounts import ACTS
from casework.models import Receiver
from casework.web import access_words
from casework.web.manage_acts import FormPage
from property_rectification import hotline
from tests.architecture import scan

#: Calls that write a subject, and the argument that holds it, or the step a refusal names on a page.
WRITERS = {"record_access": "subject", "log_refusal": "code"}


def begins_in_chinese(words: str) -> bool:
    return re.match(f"[{scan.HANZI}]", words) is not None


def constants(node: ast.expr) -> Iterator[str]:
    """Each way in which an expression of a subject can begin and end, `…` standing for what is filled in."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)


def written() -> set[tuple[str, str]]:
    """Call and subject of everything that is written with at least one constant part."""
    found = set()
    for path in scan.product():
        for node in ast.walk(scan.tree(path)):
            wanted = WRITERS.get(scan.called(node))
            for keyword in getattr(node, "keywords", ()):
                if keyword.arg == wanted:
                    found |= {(scan.called(node), text) for text in constants(keyword.value) if text.strip("….:")}
    return found


def test_every_subject_in_the_source_is_named(db: None) -> None:
    """A new prefix, part or step needs its words here: nothing of it is left as a code."""
    subjects = written()
    assert len(subjects) > 15
    for call, text in sorted(subjects):
        subject = f"page:{text}" if call == "log_refusal" else text.replace("…", "property.case", text.startswith("…"))
        words = access_words.words(subject.rstrip("…"))
        assert begins_in_chinese(words), text
        code = subject.rpartition(":")[2]
        assert not code.isascii() or "…" in text or code not in words, text


@pytest.mark.parametrize(("subject", "words"), [
    ("property.case", "案件"), ("property.case:as_at", "案件：历史某日"), ("property.lead:print", "待确认线索：打印"),
    ("property.case:code", "案件：登记结果和查询码"), ("property.case:register_case", "案件：登记"),
    ("case:dispatch_case", "案件：交办"), ("case:attach_file", "案件：添加材料"),
    ("property.case:unknown", "案件：不明"), ("property.case:unmask", "案件：说明用途后查看"),
    ("access_log", "查看记录"), ("calendar", "工作日历"), ("page", "页面"), ("page:create_case", "页面：记录线索"),
    ("list:property.case", "列表：案件"), ("document:F-01", "文书：受理回执"),
    ("document:F-99", "文书：F-99"), ("job:list.export", "后台任务的文件：导出案件"),
    ("job:gone", "后台任务的文件：后台任务"),
    ("file:evidence", "材料：证据"), ("file:nothing", "材料：nothing"), ("import:7", "第7次导入：没有收的行"),
    ("gate:CG-1", "上线确认项：CG-1"), ("template:F-01/3", "文书模板：受理回执第3版"),
    ("outbox:retry", "投递：重新投递"), ("timer:change:T.SIGN", "期限规则：签收，定新版本"),
    ("receiver:gone", "接收方：gone"), ("users", "账户和单位"), ("users:give_post", "账户和单位：安排岗位"),
    ("hotline", "热线回传"), ("hotline:property.case:triage", "热线状态：研判分流"),
    ("categoryversion:add", "问题类别：新增类别"), ("competence:end", "权责清单：结束权责"),
    ("property_rectification.Reporter.phone", "反映人：电话"), ("casework.RecordFile.name", "案卷文件：文件名"),
    ("", ""), ("written_by_an_older_version", "written_by_an_older_version"), ("no.Such.field", "no.Such.field"),
])  # fmt: skip
def test_a_subject_in_words(db: None, subject: str, words: str) -> None:
    assert access_words.words(subject) == words


def test_a_receiver_is_called_by_its_title(db: None) -> None:
    Receiver.objects.create(code="hotline-12345", title="市民热线", adapter="webhook", address="https://a.example/")
    assert access_words.words("receiver:hotline-12345") == "接收方：市民热线"


def test_every_step_of_every_kind_has_its_words() -> None:
    for kind in kinds.all_kinds():
        for code in [*kind.lifecycle.rows, *kind.lifecycle.amendments]:
            for subject in (f"{kind.name}:{code}", f"page:{code}"):
                words = access_words.words(subject)
                assert begins_in_chinese(words), subject
                assert code not in words, subject


def pages(base: type[FormPage]) -> Iterator[type[FormPage]]:
    for page in base.__subclasses__():
        yield page
        yield from pages(page)


def test_every_act_of_the_administration_has_its_words() -> None:
    assert get_resolver().url_patterns, "with the addresses every page is known"
    codes = {page.code for page in pages(FormPage)} | {code.replace("-", "_") for code in ACTS}
    assert len(codes) > 15
    for code in codes - {""}:
        words = access_words.words(f"page:{code}")
        assert code not in words, words


def test_every_job_and_every_state_of_the_hotline_has_its_words() -> None:
    for work in jobs._WORKS:
        assert work not in access_words.words(f"job:{work}")
    for state in hotline.states():
        assert state not in access_words.words(f"hotline:{state}")

"""F-19: placed and lifted through the real act, read as PDF, draft and Word copy; nobody named, ways stay open."""

import io
from typing import Any

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents
from casework.models import AccessEntry, Document
from tests.property_rectification.world import World

REPORTER = {"reporter_name": "欧阳鸣例", "reporter_phone": "13800005678", "reporter_address": "示例县东街1号3单元"}
CANARIES = ("欧阳鸣例", "13800005678", "138****5678", "东街1号")
PLACED = {
    "level": "district", "document": "示例政法督〔2026〕3号", "reason": "户数多，两次催办没有进展。",
    "requirement": "查清2025年度收支。", "due_on": "2026-04-30",
}  # fmt: skip
WAYS = "本通知不影响有关各方申请调解、行政复议、诉讼和信访的权利。"


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def posted(world: World, case: Any, code: str, who: str = "leader", **data: Any) -> Document:
    """The act by HTTP; the paper that it printed."""
    with world.acting():
        answer = client(world, who).post(
            f"/api/v1/rectification-cases/{case.pk}/transitions/{code}", data, "application/json",
            headers={"If-Match": f'"{case.version}"', "Idempotency-Key": f"{code}{case.version}"},
        )  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()
    found = documents.latest(case, "F-19")
    assert found is not None
    return found


def text(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def page(case: Any, rest: str) -> str:
    return f"/cases/{case.number}/{rest}"


@pytest.mark.usefixtures("plain_files")
def test_placing_prints_the_notice(world: World) -> None:
    case = world.dispatched(**REPORTER)
    notice = posted(world, case, "place-supervision", **PLACED)
    answer = client(world, "leader").get(page(case, f"documents/{notice.pk}/pdf/"))
    said = text(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    for wanted in (
        "挂牌督办通知书", "示例政法督〔2026〕3号", "住建局：", "锦绣花园", "区级", "户数多，两次催办没有进展。",
        "查清2025年度收支。", "2026年4月30日", "责任领导某leader", "每周五12:00前报进展", "不对事实和责任作认定",
        WAYS, "专班（印章）2026年3月2日", case.number, "模板F-19v1", f"校验码{notice.tail}",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert not [canary for canary in CANARIES if canary in said]
    assert "依据" not in said, "no law that is verified nationally orders it"
    held = documents.snapshot_of(notice)
    assert held["qr"].endswith(f"/p/d/{notice.pk}/")
    assert case.supervisions.get().requirement.reveal() == "查清2025年度收支。"
    shown = client(world, "leader").get(page(case, "")).content.decode()
    assert "查清2025年度收支。" in shown


@pytest.mark.usefixtures("plain_files")
def test_lifting_says_what_was_lifted_and_what_stays(world: World) -> None:
    case = world.do(world.passed(), "place_supervision", "leader", **PLACED)
    said = text(documents.pdf(posted(world, case, "lift-supervision", note="验收已通过，同意摘牌。")))
    for wanted in (
        "摘牌通知", "示例政法督〔2026〕3号", "自2026年3月2日起挂牌督办", "区级", "办理结果整改到位",
        "验收已通过，同意摘牌。", "摘牌后进行回头看。问题重现的重新整改，反映人可以再次反映。", WAYS,
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert "每周五" not in said


def test_what_is_not_written_is_the_usual_requirement(world: World) -> None:
    case = world.do(world.dispatched(), "place_supervision", "leader", **PLACED | {"requirement": ""})
    found = documents.latest(case, "F-19")
    assert found is not None
    assert "依法核查，听取双方意见，在期限内办结并书面答复反映人。" in text(documents.pdf(found))


@pytest.mark.usefixtures("plain_files")
def test_the_draft_and_the_copy(world: World) -> None:
    case = world.dispatched(**REPORTER)
    form = client(world, "leader").get(page(case, "do/place-supervision/")).content.decode()
    draft = page(case, "do/place-supervision/draft/F-19/")
    assert draft in form
    answer = client(world, "leader").post(draft, PLACED | {"due_on": "不是日期", "reason": "还没写完"})
    assert answer.status_code == 200
    said = text(answer.content)
    for wanted in ("稿", "还没写完", "挂牌督办通知书", "校验码无"):
        assert wanted in said, wanted
    assert documents.latest(case, "F-19") is None
    notice = posted(world, case, "place-supervision", **PLACED)
    answer = client(world, "housing").get(page(case, f"documents/{notice.pk}/word/"))
    assert answer.status_code == 200
    made = docx.Document(io.BytesIO(answer.content))
    assert made.paragraphs[0].text == "挂牌督办通知书"
    assert AccessEntry.objects.filter(subject="document:F-19", action="download").exists()


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("leader", True), ("office", True), ("supervisor", True), ("housing", True), ("firm", False), ("body", False)],
)
def test_who_opens_the_notice(world: World, who: str, allowed: bool) -> None:
    case = world.do(world.dispatched(), "place_supervision", "leader", **PLACED)
    found = documents.latest(case, "F-19")
    assert found is not None
    assert documents.may_open(found, world.actors[who]) is allowed

"""F-24: the sheet with its agenda before the meeting, the minutes after it; never the merits of a pending case."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents
from casework.models import Document
from tests.property_rectification.guards.test_disputes import ISSUE, disputed, returned_twice
from tests.property_rectification.world import World

MEETING = {
    "attendees": "住建局 王例\n市场监管局 13800005678", "judgement": "按权责清单第3项，由住建局牵头。",
    "tasks": [{"task": "出具指定文书", "owner": "专班", "day": "2026-03-04"}],
}  # fmt: skip


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def paper(case: Any) -> Document:
    found = documents.latest(case, "F-24")
    assert found is not None
    return found


def text(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def posted(world: World, case: Any) -> Document:
    given = MEETING | {"held_at": world.iso(hours=1)}
    with world.acting():
        answer = client(world, "office").post(
            f"/api/v1/rectification-cases/{case.pk}/amendments/record-dispute-meeting", given, "application/json",
            headers={"If-Match": f'"{case.version}"', "Idempotency-Key": "meeting"},
        )  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()
    return paper(case)


@pytest.mark.usefixtures("plain_files")
def test_the_minutes_as_they_were_written_down(world: World) -> None:
    case = disputed(world)
    made = posted(world, case)
    answer = client(world, "office").get(f"/cases/{case.number}/documents/{made.pk}/pdf/")
    said = text(answer.content)
    for wanted in (
        "研判会纪要", case.number, "住建局王例", "两家都说按权责清单不归自己，需要明确由谁牵头。",
        "已有2次退办申请，第一次在2026年3月2日；本次是第1次研判", "按权责清单第3项，由住建局牵头。",
        "出具指定文书专班2026年3月4日", "不评价案情", "对指定承办有意见的，可以书面反映，期间照常办理。",
        "参加人签名", "专班（印章）2026年3月2日", "模板F-24v1", f"校验码{made.tail}",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert "13800005678" not in said
    assert "依据《" not in said
    assert client(world, "office").get(f"/cases/{case.number}/documents/{made.pk}/word/").status_code == 200


def test_nothing_that_was_said_or_found_is_read_for_it(world: World) -> None:
    case = disputed(world)
    said = str(documents.snapshot_of(posted(world, case)))
    assert case.narrative.reveal() not in said
    assert {"facts", "evidence", "narrative"}.isdisjoint(documents.snapshot_of(paper(case)))


def test_before_the_meeting_there_is_a_sheet_with_its_agenda(world: World) -> None:
    case = disputed(world)
    found = documents.snapshot_of(paper(case))
    assert found["agenda"] == [ISSUE["issue"]]
    assert (found["attendees"], found["judgement"], found["tasks"], found["held_at"]) == ([], [], [], "")
    assert found["meet_by"].startswith("2026年3月4日")
    assert "2026年3月4日（周三）24:00前召开" in text(documents.pdf(paper(case)))


@pytest.mark.usefixtures("plain_files")
def test_the_draft_of_the_minutes_and_of_the_sheet(world: World) -> None:
    case = returned_twice(world)
    path = f"/cases/{case.number}/do/dispute-competence/draft/F-24/"
    assert path in client(world, "office").get(f"/cases/{case.number}/do/dispute-competence/").content.decode()
    assert "需要明确" in text(client(world, "office").post(path, ISSUE).content)
    case = world.do(case, "dispute_competence", "office", **ISSUE)
    before = documents.of(case).count()
    path = f"/cases/{case.number}/amend/record-dispute-meeting/draft/F-24/"
    answer = client(world, "office").post(path, {"judgement": "还没写完", "held_at": "不是时间"})
    assert answer.status_code == 200
    assert "还没写完" in text(answer.content)
    assert documents.of(case).count() == before


@pytest.mark.parametrize(
    ("who", "allowed"), [("office", True), ("leader", True), ("market", True), ("firm", False), ("body", False)]
)
def test_who_opens_the_minutes(world: World, who: str, allowed: bool) -> None:
    assert documents.may_open(paper(disputed(world)), world.actors[who]) is allowed

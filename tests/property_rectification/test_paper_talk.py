"""F-20: the notice with the decision, the record with the other side's own words; the reporter on neither."""

import io
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from casework import clocks, documents
from casework.models import Document, Timer
from tests.property_rectification.guards.test_ladder import decide
from tests.property_rectification.world import World

REPORTER = {"reporter_name": "欧阳鸣例", "reporter_phone": "13800005678", "reporter_address": "示例县东街1号3单元"}
CANARIES = ("欧阳鸣例", "13800005678", "138****5678", "东街1号")
RIGHTS = (
    "约谈不对事实和责任作认定。您可以当场或者书面说明情况、提出不同意见、提交材料，不会因此加重处理；"
    "约谈不影响您申请行政复议、提起诉讼的权利。"
)
NOTICE = {
    "esc_step": "T.ESC.TALK", "esc_decision": "taken", "esc_talk_with": "firm", "esc_talk_place": "专班会议室",
    "esc_talk_problems": "涉嫌没有公示2025年度收支。\n期限已过，没有书面说明。",
}  # fmt: skip
RECORD = {
    "talk_with": "firm", "talk_place": "专班会议室", "talk_persons": "恒居物业　项目经理某",
    "talk_problems": "没有公示收支。",
    "talk_explanation": "年初换了会计，账目正在核对，愿意补上。",
    "talk_commitments": [{"what": "公示2025年度收支", "owner": "项目经理", "day": "2026-06-30"}],
}  # fmt: skip


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def late_case(world: World) -> Any:
    """A case with a named reporter whose one clock has been over for five working days."""
    case = world.do(world.dispatched(**REPORTER), "sign_receipt", "housing")
    Timer.objects.filter(record=case.pk, stopped_at=None).exclude(key="T.HANDLE.ORDINARY").update(stopped_at=world.now)
    timer = case.timers.get(key="T.HANDLE.ORDINARY", stopped_at=None)
    world.now = dict(clocks.ladder_of(timer))["T.ESC.TALK"] + timedelta(seconds=1)
    return case


def amended(world: World, case: Any, code: str, who: str, data: dict[str, Any]) -> Any:
    case = type(case).objects.get(pk=case.pk)
    with world.acting():
        return client(world, who).post(
            f"/api/v1/rectification-cases/{case.pk}/amendments/{code}", data, "application/json",
            headers={"If-Match": f'"{case.version}"', "Idempotency-Key": f"{code}{case.version}"},
        )  # fmt: skip


def printed(world: World, case: Any, code: str, who: str, **data: Any) -> Document:
    answer = amended(world, case, code, who, data)
    assert answer.status_code == 200, answer.content.decode()
    found = documents.latest(case, "F-20")
    assert found is not None
    return found


def text(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def read(world: World, case: Any, document: Document, who: str = "office") -> str:
    answer = client(world, who).get(f"/cases/{case.number}/documents/{document.pk}/pdf/")
    assert answer.status_code == 200
    return text(answer.content)


@pytest.mark.usefixtures("plain_files")
def test_the_notice_comes_with_the_decision(world: World) -> None:
    case = late_case(world)
    at = (world.now.replace(hour=9, minute=30)).isoformat()
    notice = printed(world, case, "decide-escalation", "office", **NOTICE, esc_talk_at=at, esc_feedback_by="2026-06-30")
    said = read(world, case, notice)
    for wanted in (
        "约谈通知书", "恒居物业：", case.number, "锦绣花园", "“办理”的期限到", "逾期已满5个工作日", "09:30",
        "专班会议室", "涉嫌没有公示2025年度收支。", "期限已过，没有书面说明。", "书面反馈2026年6月30日前", RIGHTS,
        "不能按时参加的，请提前说明。", "专班（印章）", "模板F-20v1", f"校验码{notice.tail}",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert not [canary for canary in CANARIES if canary in said]
    assert "依据《" not in said
    assert documents.latest(case, "F-05").event_seq < notice.event_seq  # type: ignore[union-attr]


@pytest.mark.usefixtures("plain_files")
def test_the_record_holds_the_firms_own_words_and_what_it_promised(world: World) -> None:
    case = late_case(world)
    decide(world, case, "T.ESC.TALK", "office", esc_talk_with="firm")
    record = printed(world, case, "record-talk", "office", **RECORD, talk_at=world.iso(hours=1))
    said = read(world, case, record)
    for wanted in (
        "约谈记录", "被约谈单位恒居物业", "项目经理某", "没有公示收支。", "被约谈单位的说明",
        "年初换了会计，账目正在核对，愿意补上。", "公示2025年度收支项目经理2026年6月30日", RIGHTS,
        "被约谈单位参加人签名", "约谈人签名", "拒绝签名的", "逾期已满5个工作日",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert not [canary for canary in CANARIES if canary in said]
    answer = client(world, "office").get(f"/cases/{case.number}/documents/{record.pk}/word/")
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "约谈记录"
    page = client(world, "office").get(f"/cases/{case.number}/").content.decode()
    assert "年初换了会计，账目正在核对，愿意补上。" in page
    assert "公示2025年度收支 项目经理 2026-06-30" in page


def test_a_click_without_more_prints_a_notice_with_room_to_write(world: World) -> None:
    case = late_case(world)
    decide(world, case, "T.ESC.TALK", "office")
    found = documents.latest(case, "F-20")
    assert found is not None
    said = documents.snapshot_of(found)
    assert (said["to"], said["at"], said["problems"]) == ("住建局", "", [])


@pytest.mark.parametrize(("step", "decision"), [("T.ESC.RED", "taken"), ("T.ESC.TALK", "waived")])
def test_no_notice_where_no_talk_was_decided(world: World, step: str, decision: str) -> None:
    case = late_case(world)
    decide(world, case, step, "office", decision, esc_reasons="单位已当面说明原因，明天办完。")
    assert documents.latest(case, "F-20") is None


@pytest.mark.parametrize(
    ("field", "words"),
    [("talk_problems", "欧阳鸣例反映没有公示。"), ("talk_explanation", "我们联系过 1380000 5678。"),
     ("talk_persons", "项目经理、欧阳鸣例"), ("talk_place", "欧阳鸣例家"),
     ("talk_commitments", [{"what": "上门向欧阳鸣例说明", "owner": "项目经理", "day": "2026-06-30"}])],
)  # fmt: skip
def test_who_reported_is_not_written_into_the_record(world: World, field: str, words: Any) -> None:
    case = late_case(world)
    decide(world, case, "T.ESC.TALK", "office")
    answer = amended(world, case, "record-talk", "office", RECORD | {"talk_at": world.iso(hours=1), field: words})
    assert answer.status_code == 422
    assert "这里写了反映人的" in answer.content.decode()
    assert case.talks.count() == 0


def test_who_reported_is_not_written_into_the_notice(world: World) -> None:
    case = late_case(world)
    answer = amended(world, case, "decide-escalation", "office", NOTICE | {"esc_talk_problems": "欧阳鸣例家漏水。"})
    assert answer.status_code == 422
    assert documents.latest(case, "F-20") is None


@pytest.mark.usefixtures("plain_files")
def test_the_draft_of_the_record(world: World) -> None:
    case = late_case(world)
    decide(world, case, "T.ESC.TALK", "office")
    before = documents.of(case).count()
    path = f"/cases/{case.number}/amend/record-talk/draft/F-20/"
    assert path in client(world, "office").get(f"/cases/{case.number}/amend/record-talk/").content.decode()
    answer = client(world, "office").post(path, {"talk_with": "firm", "talk_explanation": "还没写完", "talk_at": "?"})
    assert answer.status_code == 200
    assert "还没写完" in text(answer.content)
    assert documents.of(case).count() == before


@pytest.mark.parametrize("party", ["unit", "firm"])
def test_who_opens_notice_and_record(world: World, party: str) -> None:
    """The office, and the firm where it is the firm that is talked to (§5.4)."""
    case = late_case(world)
    decide(world, case, "T.ESC.TALK", "office", esc_talk_with=party)
    record = printed(
        world, case, "record-talk", "office", **RECORD | {"talk_at": world.iso(hours=1), "talk_with": party}
    )
    notice = documents.of(case).filter(code="F-20").exclude(pk=record.pk).get()
    for found in (notice, record):
        opens = {who for who in ("office", "leader", "housing", "firm", "body")
                 if documents.may_open(found, world.actors[who])}  # fmt: skip
        assert opens == {"office", "leader", "housing"} | ({"firm"} if party == "firm" else set())


def test_what_goes_to_the_firm_names_neither_door_nor_title(world: World) -> None:
    case = late_case(world)
    type(case).objects.filter(pk=case.pk).update(title="五单元住户反映", place="三号楼五单元")
    decide(world, case, "T.ESC.TALK", "office", esc_talk_with="firm")
    said = documents.snapshot_of(documents.latest(case, "F-20"))  # type: ignore[arg-type]
    assert (said["place"], "五单元" in str(said)) == ("锦绣花园", False)

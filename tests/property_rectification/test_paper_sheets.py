"""F-15 to F-18: transcripts signed on every page, the check item by item, the approval to close, the look-back."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from casework import documents
from casework.models import Document
from casework.refusals import InvalidData
from tests.property_rectification.world import World

REPORTER = {"reporter_name": "欧阳鸣例", "reporter_phone": "13800005678", "reporter_address": "示例县东街1号3单元"}
CANARIES = ("欧阳鸣例", "13800005678", "138****5678", "东街1号")


def paper(case: Any, code: str) -> Document:
    found = documents.latest(case, code)
    assert found is not None
    return found


def fields(case: Any, code: str) -> dict[str, Any]:
    return documents.snapshot_of(paper(case, code))


def pages(document: Document) -> list[str]:
    found = PdfReader(io.BytesIO(documents.pdf(document))).pages
    return ["".join(page.extract_text().split()) for page in found]


def state(world: World, case: Any, side: str, content: str = "当面说明了情况。", **more: Any) -> Any:
    given = {"side": side, "kind": "record", "at": world.iso(hours=1), "mode": "01", "content": content} | more
    return world.amend(case, "record_statement", "housing", **given)


# --- F-15


def test_a_check_begins_with_an_empty_sheet_that_says_what_rights_there_are(world: World) -> None:
    case = world.fact_finding(**REPORTER)
    found = fields(case, "F-15")
    assert (found["heading"], found["content"], found["spoken"]) == ("现场核查笔录", [], False)
    assert "三月三日" not in str(found), "the plan is not for who is checked"
    assert not [canary for canary in CANARIES if canary in str(found)]


def test_a_statement_is_printed_for_reading_and_signing_page_by_page(world: World) -> None:
    said = "\n".join(f"第{n}条：账目由前任保管，正在查找。" for n in range(1, 46))
    case = state(world, world.fact_finding(**REPORTER), "firm", said, speaker="李例")
    found = pages(paper(case, "F-15"))
    assert len(found) > 1
    for number, page in enumerate(found, start=1):
        assert "本页签名陈述人：" in page, number
        assert f"第{number}页，共{len(found)}页" in page
    whole = "".join(found)
    for wanted in (
        "陈述申辩笔录", "李例", "物业一方", "当面", "已出示证件", "不会因此加重处理", "有权要求回避", "第45条：",
        "以上笔录我看过（向我宣读过），与我说的一致。", "陈述人签名", "核查人员签名", "证件号",
    ):  # fmt: skip
        assert wanted in whole, wanted
    assert not [canary for canary in CANARIES if canary in whole]


def test_what_the_firm_reads_and_signs_does_not_name_the_reporter(world: World) -> None:
    case = world.fact_finding(**REPORTER)
    with pytest.raises(InvalidData) as refused:
        state(world, case, "firm", "问：欧阳鸣例反映的账目在哪里？答：在财务室。")
    assert refused.value.errors["content"][0].startswith("这里写了反映人的姓名")
    own = state(world, case, "owner", "我是欧阳鸣例，三年没有看到账目。", speaker="欧阳鸣例")
    assert fields(own, "F-15")["heading"] == "陈述笔录"


def test_a_notice_and_a_waiver_are_no_transcript(world: World) -> None:
    case = world.fact_finding()
    before = documents.of(case).filter(code="F-15").count()
    case = state(world, case, "firm", "请于五个工作日内答复。", kind="notice")
    case = state(world, case, "owner", "", kind="waiver", file=world.file(case))
    assert documents.of(case).filter(code="F-15").count() == before


@pytest.mark.parametrize(("who", "allowed"), [("housing", True), ("legal", True), ("office", False), ("firm", False)])
def test_who_opens_a_transcript(world: World, who: str, allowed: bool) -> None:
    case = state(world, world.fact_finding(), "owner")
    assert documents.may_open(paper(case, "F-15"), world.actors[who]) is allowed


# --- F-16


def test_the_check_from_the_request_to_its_end(world: World) -> None:
    case = world.check_requested("WA02", amount_confirmed="98400")
    asked = fields(case, "F-16")
    assert (asked["heading"], asked["files"]) == ("验收申请单", 1)
    assert asked["report"] == ["三月九日已在公示栏公示全年收支。"]
    case = world.form_panel(case)
    begun = fields(case, "F-16")
    assert (begun["heading"], begun["panel"], begun["items"]) == ("验收单", ["某checker", "某checker2"], [])
    case = world.do(world.call(world.items(case)), "pass_check", "checker")
    ended = fields(case, "F-16")
    assert ended["items"] == [{"item": "公示栏", "passed": True, "wanted": ""}]
    assert (ended["round"], ended["conclusion"], ended["callback"]) == (1, "通过", "已解决")
    assert ended["amount"] == "认定98,400.00元，凭证已退98,400.00元"
    assert sorted(ended["panel"]) == ["某checker", "某checker2"]
    assert fields(case, "F-37")["papers"] == ["验收单"]
    (said,) = pages(paper(case, "F-16"))[:1]
    for wanted in ("验收单", "第1次验收", "公示栏合格", "回访反映人已解决", "结论：通过", "验收组签名"):
        assert wanted in "".join(pages(paper(case, "F-16"))), (wanted, said)


def test_what_is_not_right_goes_back_with_its_day(world: World) -> None:
    case = world.items(world.checking(), passed="no", wanted="把收益转入共有资金账户")
    case = world.do(case, "fail_check", "checker")
    case = world.do(case, "return_for_rectification", "system")
    found = fields(case, "F-16")
    assert (found["heading"], found["conclusion"], found["organ"]) == ("退回整改单", "不过", "住建局")
    assert found["items"][0]["wanted"] == "把收益转入共有资金账户"
    assert found["deadline"].startswith("2026年")
    assert documents.may_open(paper(case, "F-16"), world.actors["firm"])


# --- F-17, F-18


def test_the_approval_sums_up_and_the_look_back_says_what_was_seen(world: World) -> None:
    case = world.closed("WA02", amount_confirmed="98400")
    found = fields(case, "F-17")
    assert (found["result"], found["callback"], found["objection"]) == ("整改到位", "满意", "")
    assert found["check"].startswith("第1次验收通过，2026年3月")
    assert found["requirement"] == ["七日内公示上年度收支。"]
    assert found["amount"] == "认定98,400.00元，已退98,400.00元"
    assert (found["proposer"], found["approver"]) == ("某office", "某office2")
    whole = "".join(pages(paper(case, "F-17")))
    for wanted in ("销号审批表", "公示期内没有异议", "办公室意见", "领导意见", "专班（印章）"):
        assert wanted in whole, wanted
    case.lookbacks.update(drawn=True)
    world.later(days=31)
    case = world.do(case, "start_lookback", "system")
    sheet = fields(case, "F-18")
    assert (sheet["stage"], sheet["visited_on"], sheet["organ"]) == ("第一次", "", "")
    case = world.do(
        case, "confirm_stability", "supervisor", visited_on=world.now.date().isoformat(), method="01",
        visit_result="stable", note="公示栏内容完整。",
    )  # fmt: skip
    seen = fields(case, "F-18")
    assert (seen["method"], seen["result"], seen["note"]) == ("现场", "保持", ["公示栏内容完整。"])
    assert not [canary for canary in CANARIES if canary in str(seen) + str(found)]

"""F-05 and F-36: what a unit is asked to do until when, and the written answer with the ways that stay open."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents, publickeys
from casework.models import Document, OutboxMessage
from casework.papers import copies
from casework.refusals import InvalidData, NotYourRole
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("plain_files")

REPORTER = {"reporter_name": "欧阳鸣例", "reporter_phone": "13800005678", "reporter_address": "示例县东街1号3单元"}
CANARIES = ("欧阳鸣例", "13800005678", "138****5678", "东街1号")
REMEDY = "可以向市信访局提出，收到本答复之日起30日内，书面或者当面都可以。"


def paper(case: Any, code: str) -> Document:
    found = documents.latest(case, code)
    assert found is not None
    return found


def fields(case: Any, code: str) -> dict[str, Any]:
    return documents.snapshot_of(paper(case, code))


def text(document: Document) -> str:
    pages = PdfReader(io.BytesIO(documents.pdf(document))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


# --- F-05


def test_an_assignment_names_unit_matter_and_days_and_no_reporter(world: World) -> None:
    case = world.do(
        world.triage(**REPORTER), "dispatch_case", "office", lead_unit=world.agencies["housing"].pk,
        assist_units=[world.agencies["market"].pk], note="核查2025年度收支，听取双方意见。",
    )  # fmt: skip
    found = fields(case, "F-05")
    assert (found["heading"], found["to"], found["assist"]) == ("交办单", "住建局", ["市场监管局"])
    assert found["sign_by"].startswith("2026年3月")
    said = text(paper(case, "F-05"))
    for wanted in (
        "交办单", "住建局：", "协助单位：市场监管局", case.number, "核查2025年度收支，听取双方意见。", "锦绣花园",
        f"请于{found['sign_by']}前签收，{found['finish_by']}前办结。",
        f"不属本单位职责的，{found['return_by']}前写明条文退回。本单不对事实和责任作认定。",
        "反馈单", "签收单位", "专班（印章）", f"校验码{paper(case, 'F-05').tail}",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert not [canary for canary in CANARIES if canary in said + str(found)]


def test_a_rejected_return_is_an_assignment_again(world: World) -> None:
    case = world.do(
        world.dispatched(**REPORTER), "request_return", "housing", reason="01", article="某条例第五条",
        suggested=world.agencies["market"].pk,
    )  # fmt: skip
    case = world.do(case, "reject_return", "office", reasons="权责清单写明由住建局承办。")
    found = fields(case, "F-05")
    assert (found["heading"], found["to"]) == ("交办单（驳回退办）", "住建局")
    assert found["requirement"] == ["权责清单写明由住建局承办。"]
    assert found["sign_by"]


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("office", True), ("housing", True), ("supervisor", True), ("leader", True), ("firm", False), ("body", False)],
)
def test_who_opens_an_assignment(world: World, who: str, allowed: bool) -> None:
    assert documents.may_open(paper(world.dispatched(), "F-05"), world.actors[who]) is allowed


def test_p07_the_committee_is_offered_a_letter_and_writes_one(world: World) -> None:
    """Where it may order nothing, it may ask (§5.9): the letter tells the unit and leaves facts and clocks alone."""
    case = world.fact_finding(**REPORTER)
    offered = client(world, "office").get(f"/cases/{case.number}/").content.decode()
    assert "出督办单、提醒函" in offered
    before = [(t.key, t.due_at) for t in case.timers.filter(stopped_at=None)]
    given = {"letter": "01", "requirement": "请说明核查到哪一步。", "reply_by": "2026-03-09"}
    case = world.amend(case, "send_letter", "office", **given)
    found = fields(case, "F-05")
    assert (found["heading"], found["to"], found["finish_by"]) == ("督办单", "住建局", "2026年3月9日")
    assert found["requirement"] == ["请说明核查到哪一步。"]
    assert [(t.key, t.due_at) for t in case.timers.filter(stopped_at=None)] == before
    assert case.state == "fact_finding"
    assert OutboxMessage.objects.filter(record_id=case.pk, event_seq=case.version).count() == 1, "the unit is told"
    assert (
        fields(world.amend(case, "send_letter", "supervisor", **given | {"letter": "02"}), "F-05")["heading"]
        == "提醒函"
    )


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"reply_by": "2026-03-01"}, "reply_by", "反馈期限不能早于今天"),
        ({"requirement": "请联系欧阳鸣例核实。"}, "requirement", "这里写了反映人的姓名"),
    ],
)
def test_a_letter_that_cannot_be(world: World, change: dict[str, str], field: str, words: str) -> None:
    case = world.fact_finding(**REPORTER)
    given = {"letter": "01", "requirement": "请说明核查到哪一步。", "reply_by": "2026-03-09"} | change
    with pytest.raises(InvalidData) as refused:
        world.amend(case, "send_letter", "office", **given)
    assert refused.value.errors[field][0].startswith(words)


@pytest.mark.parametrize("who", ["housing", "street", "intake", "firm", "legal"])
def test_letters_are_the_committees(world: World, who: str) -> None:
    case = world.fact_finding()
    with pytest.raises(NotYourRole):
        world.amend(case, "send_letter", who, letter="01", requirement="请说明进度。", reply_by="2026-03-09")


# --- F-36


def refused(world: World, **data: Any) -> Any:
    case = world.triage(**REPORTER, **data)
    return world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事情发生在邻县，不归本区管。",
        basis_files=[world.file(case)], remedy_text=REMEDY,
    )  # fmt: skip


def test_a_refusal_says_why_and_which_ways_stay_open(world: World) -> None:
    case = refused(world)
    said = text(paper(case, "F-36"))
    for wanted in (
        "不予受理答复书", "欧阳鸣例：", "您于2026年3月2日反映的", "不属本区", "事情发生在邻县，不归本区管。", REMEDY,
        "有新的事实，可以再次反映。", "反映问题不影响您申请调解、起诉、信访的权利。", "依据：待法制部门确定",
        "专班（印章）",
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert copies.unset(paper(case, "F-36")) == ["依据："]
    assert "终局" not in said


def test_a_petition_has_its_law(world: World) -> None:
    assert (
        fields(refused(world, matter="petition"), "F-36")["basis"]
        == "《信访工作条例》（2022年施行）第二十二条、第二十三条"
    )


def unfounded(world: World) -> Any:
    case = world.found(world.fact_finding(**REPORTER))
    fact = case.facts.get()
    case = world.amend(case, "set_fact_status", "housing", fact=str(fact.pk), status="refuted")
    given = {"reasons": "查过账目和公示栏，2025年度收支已经公示。", "told_how": "01"}
    return world.two(case, "conclude_unfounded", "housing", "housing2", **given)


def test_an_unfounded_case_is_answered_once_the_supervisor_has_confirmed(world: World) -> None:
    case = unfounded(world)
    first = fields(case, "F-36")
    assert (first["heading"], first["pending"], first["object_by"]) == ("查否答复书", True, "")
    assert first["facts"] == ["2025年收支没有公示。（查否）"]
    token = publickeys.open_for(case).token.reveal()
    assert Client().get(f"/p/r/{token}/answer.pdf").status_code == 404
    case.rechecks.update(drawn=False)
    case = world.do(case, "confirm_unfounded", "supervisor")
    told = fields(case, "F-36")
    assert (told["pending"], told["reasons"]) == (False, ["查过账目和公示栏，2025年度收支已经公示。"])
    assert told["object_by"].startswith("2026年")
    assert told["routes"] == ["申请人民调解，调解自愿、免费；", "依法向人民法院起诉；"]
    slip = fields(case, "F-37")
    assert slip["papers"] == ["答复书"]
    assert not [canary for canary in CANARIES if canary in str(slip)]


def test_the_reporter_reads_the_answer_with_the_key(world: World) -> None:
    case = refused(world)
    token = publickeys.open_for(case).token.reveal()
    page = Client().get(f"/p/r/{token}/")
    assert "下载答复书（PDF）" in page.content.decode()
    answer = Client().get(f"/p/r/{token}/answer.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("office", True), ("intake", True), ("supervisor", True), ("housing", False), ("firm", False), ("legal", False)],
)
def test_the_answer_is_for_the_reporter_and_who_made_it(world: World, who: str, allowed: bool) -> None:
    assert documents.may_open(paper(refused(world), "F-36"), world.actors[who]) is allowed


def test_both_papers_can_be_looked_at_before_they_are_issued(world: World) -> None:
    case = world.triage(**REPORTER)
    for act, code, sent in (
        ("dispatch-case", "F-05", {"note": "先听取双方意见。"}),
        ("refuse-case", "F-36", {"explanation": "短"}),
    ):
        answer = client(world, "office").post(f"/cases/{case.number}/do/{act}/draft/{code}/", sent)
        assert answer["Content-Type"] == "application/pdf", act
        said = "".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
        assert next(iter(sent.values())) in said
    assert documents.latest(case, "F-05") is None

"""F-04 and F-37: the order as its form says it, the law that may be printed, the rights on it, and nobody named."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import clock, documents
from casework.models import AccessEntry, Document
from casework.papers import copies
from casework.refusals import InvalidData
from property_rectification.models import LegalBasis
from tests.property_rectification.world import World

REPORTER = {"reporter_name": "欧阳鸣例", "reporter_phone": "13800005678", "reporter_address": "示例县东街1号3单元"}
CANARIES = ("欧阳鸣例", "欧阳", "13800005678", "138****5678", "东街1号")
RIGHTS = (
    "您有权陈述和申辩，不会因此加重处理。",
    "不服本通知的，可以自收到之日起60日内申请行政复议，或者6个月内提起行政诉讼。",
)


def ordered(world: World, category: str = "WA05", reporter: dict[str, Any] | None = None, **data: Any) -> Any:
    case = world.found(world.fact_finding(category, **(REPORTER if reporter is None else reporter)))
    return world.do(case, "find_violation", "housing", **world.order(**data))


def paper(case: Any, code: str = "F-04") -> Document:
    found = documents.latest(case, code)
    assert found is not None
    return found


def fields(case: Any, code: str = "F-04") -> dict[str, Any]:
    return documents.snapshot_of(paper(case, code))


def text(document: Document) -> str:
    pages = PdfReader(io.BytesIO(documents.pdf(document))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def page(case: Any, rest: str) -> str:
    return f"/cases/{case.number}/{rest}"


def test_the_order_as_it_is_printed(world: World) -> None:
    """One rendering of both papers: every field of the table, the fixed sentences, and no word of the reporter."""
    facts = "2025年度公共收益没有公示。\n业主䶮某、㛃某、𠅤某到场核对。"
    case = ordered(world, facts_found=facts, amount_confirmed="98400")
    order, receipt = paper(case), paper(case, "F-37")
    said = text(order)
    for wanted in (
        "责令限期整改通知书", "恒居物业：", "锦绣花园", "2025年度公共收益没有公示。", "䶮某、㛃某、𠅤某",
        "勘验、现场笔录1份为证", "依据《民法典》（2020年通过）第943条", "七日内公示上年度收支。",
        "涉及金额：98,400.00元", "整改期限：自送达之日起", "向住建局书面报告", "住建局（印章）2026年3月2日",
        "经办人", "审核", "签发", case.number, "模板F-04v1", f"校验码{order.tail}", "第1页，共", *RIGHTS,
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    slip = text(receipt)
    for wanted in (
        "送达回证",
        "责令限期整改通知书",
        "恒居物业",
        "直接送达",
        "拒收的事由",
        "见证人签名",
        "2026年3月2日",
    ):
        assert wanted in slip, wanted
    for canary in CANARIES:
        assert canary not in said
        assert canary not in slip
    assert "最终" not in said + slip
    assert "终局" not in said + slip


def test_no_paper_for_the_other_side_names_the_reporter(world: World) -> None:
    case = ordered(world)
    for code in ("F-04", "F-37"):
        content = str(fields(case, code))
        assert not [canary for canary in CANARIES if canary in content], code


@pytest.mark.parametrize(
    ("field", "words", "what"),
    [
        ("facts_found", "据欧阳鸣例反映，2025年度收支没有公示。", "姓名"),
        ("requirement", "与 1380000 5678 联系后公示。", "电话"),
        ("requirement", "到示例县东街1号3单元说明情况。", "住址"),
    ],
)
def test_who_reported_is_not_written_into_an_order(world: World, field: str, words: str, what: str) -> None:
    case = world.found(world.fact_finding(**REPORTER))
    with pytest.raises(InvalidData) as refused:
        world.do(case, "find_violation", "housing", **world.order(**{field: words}))
    (said,) = refused.value.errors[field]
    assert said == f"这里写了反映人的{what}，会印在给被反映方的文书上。请改写为“反映人”或删去"
    assert documents.latest(case, "F-04") is None


def test_the_deadline_is_the_one_of_its_clock(world: World) -> None:
    case = ordered(world)
    ends = case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None).due_at
    last = (ends - timedelta(seconds=1)).astimezone(clock.CHINA)
    said = fields(case)["deadline"]
    assert said.startswith("自送达之日起")
    assert f"，即{last.year}年{last.month}月{last.day}日（" in said
    assert said.endswith("24:00前")


@pytest.mark.parametrize("confidence", ["V-L", "V-P", "M", "D"])
def test_law_that_is_not_verified_is_no_basis(world: World, confidence: str) -> None:
    LegalBasis.objects.filter(code="WYGL").update(confidence=confidence)
    both = [{"instrument": "WYGL", "article": "第54条"}, {"instrument": "MFD", "article": "第943条"}]
    case = ordered(world, basis=both)
    assert fields(case)["basis"] == ["《民法典》（2020年通过）第943条"]


def test_without_any_verified_law_a_box_stands_there_and_the_handler_is_told(world: World) -> None:
    LegalBasis.objects.filter(code="WYGL").update(confidence="V-L")
    case = ordered(world, basis=[{"instrument": "WYGL", "article": "第54条"}])
    assert fields(case)["basis"] == []
    assert copies.unset(paper(case)) == ["依据"]
    said = text(paper(case))
    assert "依据待法制部门确定" in said
    assert "第54条" not in said


def test_the_version_is_the_one_of_the_day_of_the_conduct(world: World) -> None:
    case = ordered(world, acted_on="2025-12-31", basis=[{"instrument": "ZAGL", "article": "第23条"}])
    assert fields(case)["basis"] == ["《治安管理处罚法》（2012年修正）第23条"]


def test_evidence_is_named_by_its_kind_and_only_where_it_is_lawful(world: World) -> None:
    case = world.found(world.fact_finding(**REPORTER))
    fact = case.facts.get()
    case = world.evidence(case, fact, type="05", title="欧阳鸣例的证言")
    case = world.evidence(case, fact, type="03", title="偷录", lawful=False)
    case = world.do(case, "find_violation", "housing", **world.order())
    assert fields(case)["evidence"] == ["证人证言1份", "勘验、现场笔录1份"]


# --- who opens it


@pytest.fixture
def case(world: World) -> Any:
    return ordered(world)


@pytest.mark.parametrize(
    ("who", "order", "receipt"),
    [
        ("housing", True, True), ("legal", True, True), ("office", True, False), ("supervisor", True, False),
        ("leader", True, False), ("firm", True, False), ("body", False, False), ("intake", False, False),
        ("market", True, True), ("auditor", False, False), ("admin", False, False),
    ],
)  # fmt: skip
def test_who_opens_order_and_receipt(world: World, case: Any, who: str, order: bool, receipt: bool) -> None:
    """Whoever reads the facts, and the firm it is for; scope is the case's own."""
    actor = world.actors[who]
    assert documents.may_open(paper(case), actor) is order
    assert documents.may_open(paper(case, "F-37"), actor) is receipt


def test_the_firm_does_not_open_an_order_against_an_owner(world: World) -> None:
    case = world.found(world.fact_finding(**REPORTER))
    type(case).objects.filter(pk=case.pk).update(side="owner")
    case = world.do(case, "find_violation", "housing", **world.order())
    assert not documents.may_open(paper(case), world.actors["firm"])


# --- competence (P-07)


def test_p07_the_committee_issues_no_order(world: World) -> None:
    """R02 is refused by role, a street by the duty map; what they may use instead is named."""
    case = world.found(world.fact_finding(**REPORTER))
    answer = client(world, "office").post(
        f"/api/v1/rectification-cases/{case.pk}/transitions/find-violation", world.order(), "application/json",
        headers={"If-Match": f'"{case.version}"', "Idempotency-Key": "p07"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert client(world, "office").post(page(case, "do/find-violation/draft/F-04/"), {}).status_code == 403
    assert documents.latest(case, "F-04") is None


def test_a_unit_without_the_power_gets_neither_order_nor_draft(world: World) -> None:
    case = world.fact_finding()
    type(case).objects.filter(pk=case.pk).update(category="WB01")  # a civil matter: nobody orders there
    answer = client(world, "housing").post(page(case, "do/find-violation/draft/F-04/"), {})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "责令整改通知书只能由有执法权的部门出。" in said


# --- the draft, the copy, the check


@pytest.fixture
def finding(world: World) -> Any:
    return world.found(world.fact_finding(**REPORTER))


def sent(world: World, **more: str) -> dict[str, str]:
    return {
        "facts_found": "还没有写完的事实", "requirement": "公示。", "acted_on": "2026-01-15",
        "basis-0-instrument": "MFD", "basis-0-article": "第943条", "served_at": "不是时间",
    } | more  # fmt: skip


@pytest.mark.usefixtures("plain_files")
def test_the_draft_shows_what_is_typed_and_issues_nothing(world: World, finding: Any) -> None:
    form = client(world, "housing").get(page(finding, "do/find-violation/")).content.decode()
    assert page(finding, "do/find-violation/draft/F-04/") in form
    assert "看责令限期整改通知书稿" in form
    answer = client(world, "housing").post(page(finding, "do/find-violation/draft/F-04/"), sent(world))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = "".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    for wanted in ("稿", "还没有写完的事实", "第943条", "恒居物业", "校验码无"):
        assert wanted in said, wanted
    assert "即" not in said, "it is not served yet"
    assert documents.latest(finding, "F-04") is None
    assert AccessEntry.objects.filter(subject="draft:F-04", record_id=finding.pk).count() == 1
    assert type(finding).objects.get(pk=finding.pk).state == "fact_finding"


@pytest.mark.usefixtures("plain_files")
@pytest.mark.parametrize(
    ("who", "rest", "status"),
    [
        ("housing", "do/find-violation/draft/F-37/", 404), ("housing", "do/sign-receipt/draft/F-04/", 404),
        ("west", "do/find-violation/draft/F-04/", 404), ("firm", "do/find-violation/draft/F-04/", 403),
    ],
)  # fmt: skip
def test_no_draft_of_anything_else(world: World, finding: Any, who: str, rest: str, status: int) -> None:
    assert client(world, who).post(page(finding, rest), sent(world)).status_code == status


@pytest.mark.usefixtures("plain_files")
def test_the_copy_for_word_is_for_officials_and_recorded(world: World, case: Any) -> None:
    import docx

    path = page(case, f"documents/{paper(case).pk}/")
    assert "Word副本" in client(world, "housing").get(path).content.decode()
    answer = client(world, "housing").get(f"{path}word/")
    assert answer.status_code == 200
    made = docx.Document(io.BytesIO(answer.content))
    said = "\n".join(p.text for p in made.paragraphs)
    assert made.paragraphs[0].text == "责令限期整改通知书"
    for wanted in ("恒居物业：", "七日内公示上年度收支。", "第943条", "60日内申请行政复议"):
        assert wanted in said, wanted
    assert [c.text for c in made.tables[0].rows[0].cells][:2] == ["经办人", "某housing"]
    assert "副本" in made.sections[0].header.paragraphs[0].text
    assert paper(case).tail in made.sections[0].footer.paragraphs[0].text
    entry = AccessEntry.objects.get(subject="document:F-04", action="download")
    assert entry.detail == {"document": str(paper(case).pk), "copy": "docx"}
    shown = client(world, "firm").get(path)
    assert shown.status_code == 200
    assert "Word副本" not in shown.content.decode()
    assert client(world, "firm").get(f"{path}word/").status_code == 404


@pytest.mark.usefixtures("plain_files")
def test_anybody_may_check_that_a_paper_is_genuine(world: World, case: Any) -> None:
    order = paper(case)
    assert fields(case)["qr"].endswith(f"/p/d/{order.pk}/")
    documents.pdf(order)
    order = paper(case)
    answer = Client().get(f"/p/d/{order.pk}/")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    for wanted in ("住建局于2026年3月2日出具的《责令限期整改通知书》", order.tail, order.sha256):
        assert wanted in said, wanted
    for secret in (case.number, "恒居物业", "锦绣花园", *CANARIES):
        assert secret not in said
    unknown = Client().get("/p/d/01890000-0000-7000-8000-000000000000/")
    assert unknown.status_code == 404
    assert "没有这份文书" in unknown.content.decode()


def test_the_order_names_the_matter_without_the_door_it_was_reported_from(world: World) -> None:
    """5.4: neither the place nor a title that an official typed tells the firm at whose door it is."""
    case = ordered(world, reporter=REPORTER | {"place": "3号楼2单元501室", "title": "3号楼501王家投诉收支不公示"})
    assert (case.place, case.title) == ("3号楼2单元501室", "3号楼501王家投诉收支不公示")
    assert "501" not in str(documents.snapshot_of(paper(case)))
    assert fields(case)["place"] == case.compound.name
    assert "501" not in text(paper(case))

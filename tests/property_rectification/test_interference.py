"""F-40: who asked about a case or told somebody how to decide it is on record, for the recorder and the auditor alone
(§5.9, L-84)."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents, engine
from casework.models import AccessEntry, Record
from casework.refusals import InvalidData, NotYourRole
from property_rectification.interference.lifecycle import RECORDERS
from property_rectification.models import Interference
from tests import statements
from tests.property_rectification.world import World
from tests.statements import LIST

pytestmark = pytest.mark.usefixtures("plain_files")

WHO, SAID = "王某例", "说这家企业有困难，让先不要下通知书。"


def given(world: World, case: Any, **more: Any) -> dict[str, Any]:
    return {
        "case_number": case.number, "happened_at": world.iso(hours=1), "who": WHO, "who_post": "某单位 负责人",
        "way": "02", "content": SAID,
    } | more  # fmt: skip


def written(world: World, case: Any, by: str = "housing", **more: Any) -> Any:
    with world.acting():
        return engine.create(Interference, actor=world.actors[by], data=given(world, case, **more)).record


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def test_recorder_and_auditor_alone_find_it(world: World) -> None:
    made = written(world, world.fact_finding())
    seen = {name for name, actor in world.actors.items() if Record.objects.visible_to(actor).filter(pk=made.pk)}
    assert seen == {"housing", "auditor"}
    for who, status in (("housing", 200), ("auditor", 200), ("housing2", 404), ("leader", 404), ("privacy", 404)):
        page = client(world, who).get(f"/interferences/{made.number}/")
        assert page.status_code == status, who
        assert (SAID in page.content.decode()) is (status == 200)
        told = client(world, who).get(f"/api/v1/interferences/{made.pk}")
        assert (told.status_code, SAID in told.content.decode()) == (status, status == 200), who


def test_the_case_says_nothing_of_it_to_others(world: World) -> None:
    case = world.fact_finding()
    before = case.version
    made = written(world, case)
    assert type(case).objects.get(pk=case.pk).version == before, "no event of the case tells that there is one"
    for who, own in (("housing", True), ("housing2", False), ("office", False), ("leader", False), ("firm", False)):
        page = client(world, who).get(f"/cases/{case.number}/").content.decode()
        assert (made.number in page) is own, who
        assert SAID not in page
        assert ("登记干预过问" in page) is (who != "firm"), who


def test_the_paper_is_for_the_two_of_them(world: World) -> None:
    made = written(world, world.fact_finding())
    paper = documents.latest(made, "F-40")
    assert paper is not None
    said = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(documents.pdf(paper))).pages)
    for wanted in ("干预过问记录表", made.number, made.source.number, WHO, "某单位负责人", "电话", SAID, "住建局"):
        assert wanted in said, wanted
    for who, status in (("housing", 200), ("auditor", 200), ("leader", 404), ("housing2", 404)):
        found = client(world, who).get(f"/interferences/{made.number}/documents/{paper.pk}/pdf/")
        assert found.status_code == status, who


def test_the_auditor_has_a_list_within_its_statements(world: World) -> None:
    case = world.fact_finding()
    made = [written(world, case).number, written(world, case, "legal").number]
    auditor = client(world, "auditor")
    assert "/interferences/" in auditor.get("/manage/access-log/").content.decode()
    with statements.counted() as sent:
        page = auditor.get("/interferences/").content.decode()
    statements.within(LIST, "page /interferences/", sent)
    assert all(number in page for number in made)
    assert WHO not in page
    own = client(world, "legal").get("/interferences/").content.decode()
    assert made[1] in own
    assert made[0] not in own


def test_it_is_written_down_on_a_page_and_nothing_typed_is_lost(world: World) -> None:
    case = world.fact_finding()
    browser = client(world, "street")
    url = f"/interferences/new/?case={case.number}"
    assert case.number in browser.get(url).content.decode()
    wrong = browser.post("/interferences/new/", given(world, case, case_number="WY-000000-2026-00001"))
    assert wrong.status_code == 422
    assert "没有这个编号的案件，或不在您的范围内。" in wrong.content.decode()
    assert SAID in wrong.content.decode()
    assert AccessEntry.objects.filter(subject__contains="record_interference").exists()
    browser.post("/interferences/new/", given(world, case))
    assert Interference.objects.get().who.reveal() == WHO
    assert client(world, "firm").get("/interferences/new/").status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [({"happened_at": "2027-01-01T09:00:00+08:00"}, "happened_at"), ({"content": "短"}, "content"),
     ({"who": ""}, "who"), ({"way": "99"}, "way")],
)  # fmt: skip
def test_what_cannot_be_written_down(world: World, change: dict[str, str], field: str) -> None:
    case = world.fact_finding()
    with pytest.raises(InvalidData) as refused:
        written(world, case, **change)
    assert field in refused.value.errors


@pytest.mark.parametrize("who", ["firm", "body", "auditor", "admin", "privacy", "police"])
def test_it_is_written_down_by_those_who_work_on_cases(world: World, who: str) -> None:
    with pytest.raises(NotYourRole):
        written(world, world.fact_finding(), who)
    assert not {"R15", "R16", "R17", "R20", "R21"} & set(RECORDERS.split())


def test_a_letter_of_the_committee_is_one(world: World) -> None:
    """Any instruction on a concrete case by a committee role is recorded, and the form says so."""
    case = world.fact_finding()
    form = client(world, "supervisor").get(f"/cases/{case.number}/amend/send-letter/").content.decode()
    assert "要求同时记入干预过问记录（F-40）" in form
    asked = {"letter": "01", "requirement": "请说明核查到哪一步。", "reply_by": "2026-03-09"}
    world.amend(case, "send_letter", "supervisor", **asked)
    made = Interference.objects.get()
    assert (made.source_id, made.content.reveal(), made.way) == (case.pk, "请说明核查到哪一步。", "06")
    assert world.actors["supervisor"].person.title in made.who_post.reveal()
    assert documents.latest(made, "F-40") is not None

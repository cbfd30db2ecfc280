"""Papers over HTTP: listed and opened by who may, never sniffed, framed by our own pages only, every look recorded."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework import clock, documents
from casework.models import AccessEntry, Document, DocumentTemplate
from casework.papers import erasing, templates
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("plain_files")


@pytest.fixture
def case(world: World) -> Any:
    return world.do(world.draft(reporter_name="王例", claim="公开账目"), "register_case", "intake")


@pytest.fixture
def paper(case: Any) -> Document:
    found = documents.latest(case, "F-01")
    assert found is not None
    return found


def client(world: World, who: str) -> Client:
    found = Client()
    found.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def page_of(paper: Document, rest: str = "") -> str:
    return f"/cases/{paper.record.number}/documents/{paper.pk}/{rest}"


def api_of(paper: Document, rest: str = "") -> str:
    return f"/api/v1/rectification-cases/{paper.record_id}/documents{rest}"


def test_the_page_shows_what_is_known_and_freezes_it(world: World, paper: Document) -> None:
    answer = client(world, "intake").get(page_of(paper))
    said = answer.content.decode()
    assert answer.status_code == 200
    for wanted in ("诉求登记单（受理回执）", paper.record.number or "", paper.tail, "F-01 v1", "已定稿", "pdf/"):
        assert wanted in said
    assert Document.objects.get(pk=paper.pk).frozen_at
    assert "王例" not in said


def test_the_pdf_is_shown_beside_the_page_and_nowhere_else(world: World, paper: Document) -> None:
    answer = client(world, "intake").get(page_of(paper, "pdf/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert hashlib.sha256(answer.content).hexdigest() == Document.objects.get(pk=paper.pk).sha256
    saved = client(world, "intake").get(page_of(paper, "pdf/?save=1"))
    assert saved["Content-Disposition"] == f'attachment; filename="F-01 {paper.record.number}.pdf"'
    assert saved.content == answer.content
    assert AccessEntry.objects.filter(subject="document:F-01", action="download").count() == 2


@pytest.mark.parametrize("who", ["office", "housing", "supervisor", "firm", "west", "admin"])
@pytest.mark.parametrize("rest", ["", "pdf/"])
def test_who_may_not_open_it_learns_nothing(world: World, paper: Document, who: str, rest: str) -> None:
    assert client(world, who).get(page_of(paper, rest)).status_code == 404
    assert client(world, who).get(api_of(paper, f"/{paper.pk}")).status_code == 404
    assert not AccessEntry.objects.filter(subject="document:F-01").exists()


def test_without_a_login_there_is_nothing(paper: Document) -> None:
    assert Client().get(page_of(paper, "pdf/")).status_code == 302
    assert Client().get(api_of(paper, f"/{paper.pk}")).status_code in (401, 403)


def test_a_paper_is_found_through_its_own_record_only(world: World, paper: Document) -> None:
    other = world.do(world.draft(reporter_phone="13800009999"), "register_case", "intake")
    assert client(world, "intake").get(f"/cases/{other.number}/documents/{paper.pk}/").status_code == 404
    path = f"/api/v1/rectification-cases/{other.pk}/documents/{paper.pk}"
    assert client(world, "intake").get(path).status_code == 404


def test_the_case_page_lists_papers_and_links_those_one_may_open(world: World, case: Any, paper: Document) -> None:
    mine = client(world, "intake").get(f"/cases/{case.number}/").content.decode()
    assert page_of(paper) in mine
    assert "个人信息告知书" in mine
    masked = client(world, "office").get(f"/cases/{case.number}/").content.decode()
    assert paper.tail in masked
    assert page_of(paper) not in masked


def test_the_api_lists_and_gives_them(world: World, paper: Document) -> None:
    listed = client(world, "office").get(api_of(paper)).json()["documents"]
    assert {(one["code"], one["may_open"]) for one in listed} == {("F-01", False), ("F-38", False)}
    assert {one["digest"] for one in listed} == set(Document.objects.values_list("digest", flat=True))
    answer = client(world, "intake").get(api_of(paper, f"/{paper.pk}"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")


def test_an_erased_paper_says_so(world: World, paper: Document) -> None:
    erasing.erase_with(paper.record, ["王例"])
    said = client(world, "intake").get(page_of(paper)).content.decode()
    assert "已依法删除" in said
    assert "<iframe" not in said
    assert client(world, "intake").get(page_of(paper, "pdf/")).status_code == 404


# --- the sheet


def test_the_sheet_has_every_section_masked_and_the_ledger_last(world: World, case: Any) -> None:
    said = client(world, "intake").get(f"/cases/{case.number}/print/").content.decode()
    heads = ("概况", "期限", "事实与证据", "双方意见", "文书", "材料", "办理经过")
    places = [said.index(f"<h2>{head}</h2>") for head in heads]
    assert places == sorted(places)
    for wanted in (case.number, "打印：综治中心 R04", "公开账目", "登记"):
        assert wanted in said
    for hidden in ("王例", "13800005678", "ag-side", "ag-top"):
        assert hidden not in said
    assert AccessEntry.objects.filter(subject="property.case:print", record_id=case.pk).count() == 1


def test_page_and_sheet_tell_a_post_what_it_does_not_see_and_call_it_not_empty(world: World, case: Any) -> None:
    for address in (f"/cases/{case.number}/", f"/cases/{case.number}/print/"):
        said = client(world, "intake").get(address).content.decode()
        for part in ("事实与证据", "双方意见"):
            assert f"{part}不在这个岗位的查看范围内。" in said
        assert "还没有登记事实" not in said
        seen = client(world, "office").get(address).content.decode()
        assert "还没有登记事实" in seen
        assert "查看范围内" not in seen


def test_the_sheet_of_a_case_out_of_scope_is_not_there(world: World, case: Any) -> None:
    assert client(world, "west").get(f"/cases/{case.number}/print/").status_code == 404


# --- the templates


def new_version(world: World, **data: Any) -> Any:
    begins = (clock.now() + timedelta(days=2)).date().isoformat()
    sent = {"name": "新回执", "valid_from": begins, "body": "<p>{{ number }}</p>"} | data
    return client(world, "admin").post("/manage/templates/F-01/new/", sent)


def test_a_version_is_added_by_the_administrator_and_logged(world: World) -> None:
    answer = new_version(world)
    assert (answer.status_code, answer["Location"]) == (302, "/manage/templates/F-01/")
    made = DocumentTemplate.objects.get(code="F-01", version=2)
    assert (made.name, made.body, made.added_by) == ("新回执", "<p>{{ number }}</p>", world.actors["admin"].post)
    assert AccessEntry.objects.filter(action="rules_changed", subject="template:F-01/2").exists()
    said = client(world, "admin").get("/manage/templates/F-01/").content.decode()
    assert "未启用" in said and "新回执" in said  # noqa: PT018
    assert "v2" in client(world, "admin").get("/manage/templates/").content.decode()


def test_a_refused_text_comes_back_with_the_reason(world: World) -> None:
    answer = new_version(world, body="<p>{{ nobody }}</p><p>我写的</p>")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "没有这个字段：nobody" in said
    assert "我写的" in said
    assert DocumentTemplate.objects.filter(code="F-01").count() == 1


def test_a_text_is_tried_as_pdf_before_it_is_added(world: World) -> None:
    sent = {"name": "试", "valid_from": "2030-01-01", "body": "<p>{{ number }}</p>"}
    answer = client(world, "admin").post("/manage/templates/F-01/try/", sent)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert (
        client(world, "admin").post("/manage/templates/F-01/try/", sent | {"body": "{% load x %}"}).status_code == 422
    )
    assert DocumentTemplate.objects.filter(code="F-01").count() == 1


def test_a_kept_version_is_shown_with_an_invented_case(world: World) -> None:
    answer = client(world, "auditor").get("/manage/templates/F-01/1/")
    assert answer.content.startswith(b"%PDF")
    assert client(world, "auditor").get("/manage/templates/F-01/9/").status_code == 404
    assert client(world, "auditor").get("/manage/templates/F-99/").status_code == 404


@pytest.mark.parametrize("who", ["intake", "office", "leader", "housing", "firm"])
def test_templates_are_the_administrators(world: World, who: str) -> None:
    for path in ("", "F-01/", "F-01/1/", "F-01/new/"):
        assert client(world, who).get(f"/manage/templates/{path}").status_code in (403, 404), path
    assert client(world, who).post("/manage/templates/F-01/new/", {}).status_code in (403, 404)


def test_the_auditor_reads_and_does_not_add(world: World) -> None:
    said = client(world, "auditor").get("/manage/templates/F-01/").content.decode()
    assert "/manage/templates/F-01/new/" not in said
    assert client(world, "auditor").post("/manage/templates/F-01/new/", {}).status_code == 403
    assert templates.versions("F-01").count() == 1

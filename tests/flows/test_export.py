"""Exports: F-03 as far as the fields exist, masked as on the screen, a reason for what people said, never too much."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from casework import clock, exporting, jobs
from casework.demo import actor
from casework.models import AccessEntry, Agency, Job, Post, Record, Relation, User
from property_rectification import case_ledger
from property_rectification.demo.roads import Driver
from property_rectification.effects.common import OWNER_BODY
from property_rectification.models import Firm
from tests.flows.district import START, District

NOW = START + timedelta(days=4)
SAID = "电梯停在半路，请打13812345678找我，身份证220399199001010015。"


@pytest.fixture
def district(staged: District) -> Iterator[District]:
    with clock.moved_to(NOW):
        yield staged


def ask(district: District, who: str, query: str = "", **data: Any) -> Any:
    given = {"columns": "ledger", "form": "xlsx"} | data
    return district.client_of(who).post(f"/cases/export/?{query}", given)


def made(answer: Any) -> Job:
    """The job that was asked for, done."""
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.latest("created_at")
    assert answer["Location"] == jobs.url(job)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def table(job: Job) -> list[dict[str, Any]]:
    """The rows of the workbook by their heads."""
    assert job.state == Job.DONE, job.problem
    page = openpyxl.load_workbook(io.BytesIO(jobs.read(job))).active
    assert page is not None
    lines = [list(row) for row in page.iter_rows(values_only=True)]
    start = next(n for n, line in enumerate(lines) if line[0] == "序号")
    return [dict(zip(map(str, lines[start]), line, strict=True)) for line in lines[start + 1 :]]


def test_the_ledger_has_one_row_a_case_and_a_closing_day_from_closed_on_only(district: District) -> None:
    """F-03: one row per case; 销号日期 only from state CLOSED."""
    with clock.moved_to(NOW + timedelta(days=400)):
        job = made(ask(district, "zhuanban1"))
    rows = table(job)
    cases = {r.number or "": r for r in Record.objects.filter(kind="property.case")}
    assert len(rows) == Record.objects.filter(kind="property.case").count() == job.total
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    assert [str(head) for head in case_ledger.HEADS] == list(rows[0])[1:]
    closed = {row["案号"] for row in rows if row["销号日期"]}
    assert closed == {n for n, r in cases.items() if r.state in ("closed", "lookback", "archived")}
    lookback = next(row for row in rows if row["案号"] and cases[row["案号"]].state == "lookback")
    filled = "来源 反映日期 小区 物业企业 类别 法律依据 牵头单位 承办人 整改措施 办理结果 验收日期 验收人 满意度"
    for head in filled.split():
        assert lookback[head], head


def test_the_ledger_names_the_leader_and_says_what_is_special(district: District) -> None:
    """F-03: 包案领导 and 备注; what is kept back on the page stands in no remark."""
    with clock.moved_to(START):
        driver = Driver()
        driver.to("handling")
        driver.supervise()
        case = driver.case
    type(case).objects.filter(pk=case.pk).update(households=12, flags=[*case.flags, "CONFIDENTIAL_REPORTER", "MINOR"])
    row = next(r for r in table(made(ask(district, "zhuanban1"))) if r["案号"] == case.number)
    assert (row["包案领导"], row["备注"]) == ("郑样", "区级挂牌督办；12户共同反映")
    type(case).objects.filter(pk=case.pk).update(flags=[], households=None)
    row = next(r for r in table(made(ask(district, "zhuanban1"))) if r["案号"] == case.number)
    assert row["备注"] == "区级挂牌督办，已摘牌"


def test_filters_hold_and_stand_in_the_file_with_who_made_it_and_when(district: District) -> None:
    job = made(ask(district, "zhuanban1", "state=triage,registered", form="csv", columns="screen"))
    text = jobs.read(job).decode()
    assert "筛选：状态：研判分流、已登记" in text or "筛选：状态：已登记、研判分流" in text
    assert "示范区委政法委 钱样 2026-03-06 09:00导出，共2件" in text
    assert text.splitlines()[0] == "\ufeff序号,案号,小区、摘要,类型,状态,期限,承办,更新"


def test_what_people_said_needs_a_reason_is_masked_and_recorded(district: District) -> None:
    case = Driver(narrative=SAID).to("registered")
    assert ask(district, "shouli1", said="on").status_code == 422
    assert ask(district, "shouli1", said="on", purpose="case").status_code == 422
    assert not Job.objects.exists()
    job = made(ask(district, "shouli1", said="on", purpose="case", words="季度分析用"))
    row = next(r for r in table(job) if r["案号"] == case.number)
    whole = str(table(job))
    assert "138****5678" in row["反映的情况"]
    assert not {"138****0001", "王某"} & set(row.values()), "who it was is read in the case (§5.2)"
    for plain in ("13812345678", "220399199001010015", "13800000001", "王例"):
        assert plain not in whole
    entry = AccessEntry.objects.get(action="export")
    assert (entry.purpose, entry.words.reveal(), entry.detail["said"]) == ("case", "季度分析用", True)
    assert entry.detail["job"] == str(job.pk)


def test_without_that_nothing_of_what_people_said_is_in_the_file(district: District) -> None:
    Driver(narrative=SAID).to("registered")
    whole = str(table(made(ask(district, "shouli1"))))
    assert "半路" not in whole
    assert "王" not in whole
    assert AccessEntry.objects.get(action="export").purpose == ""


def firm_post() -> Post:
    firm = Firm.objects.get(uscc="91220302MA17K3W57K")
    firm.agency = Agency.objects.create(code="wyA", name=firm.name, organ="", division_id="220302")
    firm.save()
    user = User.objects.create(username="wuye")
    return Post.objects.create(
        user=user, agency=firm.agency, role="R15", title="企业", division_id="220302", valid_from=START.date()
    )


def test_a_firm_is_never_offered_what_people_said(district: District) -> None:
    """§5.4: nothing of the reporter reaches the firm, in files too."""
    firm_post()
    assert district.client_of("wuye").get("/cases/export/").status_code == 403
    assert ask(district, "wuye", said="on", purpose="case", words="想看看是谁").status_code == 403
    assert not Job.objects.exists()


def offered(district: District, who: str) -> tuple[int, bool, bool]:
    """How many cases the list of this person shows, whether with boxes to tick, whether with 导出."""
    page = district.client_of(who).get("/cases/").content.decode()
    assert ('id="bulk"' in page) == ("data-pick" in page)
    return page.count("<tr data-row"), 'id="bulk"' in page, "/cases/export/" in page


def test_the_list_offers_only_what_is_then_done(district: District) -> None:
    """A party works with one case at a time and has a page of its own (ADR 41); who reads a status takes nothing."""
    post = firm_post()
    case = Record.objects.filter(kind="property.case", state="checking").get()
    Relation.objects.create(record=case, agency=post.agency, kind=Relation.FIRM, since=START)
    assert offered(district, "wuye") == (0, False, False)
    assert str(case.number) in district.client_of("wuye").get("/firm/").content.decode()
    Post.objects.filter(pk=post.pk).update(role="R16")
    Relation.objects.create(record=case, agency=post.agency, kind=OWNER_BODY, since=START)
    assert offered(district, "wuye") == (0, False, False)
    assert str(case.number) in district.client_of("wuye").get("/owners/").content.decode()
    number, *tools = offered(district, "yinsi")
    assert number
    assert tools == [False, False]
    assert offered(district, "zhuanban1")[1:] == (True, True)
    for who, allowed in (("wuye", 403), ("yinsi", 403), ("zhuanban1", 200)):
        assert district.client_of(who).get("/cases/export/").status_code == allowed, who


def test_roles_get_only_the_columns_they_read_on_the_page(district: District) -> None:
    """The supervisor reads neither who reported nor, in the file, anything of them."""
    heads = [str(h) for h in case_ledger.said_heads(actor("ducha"))]
    assert heads == ["反映的情况", "要求"]
    assert case_ledger.said_heads(actor("guanli")) == []


def test_more_than_a_file_may_hold_asks_for_a_filter(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 3)
    answer = ask(district, "zhuanban1")
    assert answer.status_code == 422
    assert "一次最多导出3件" in answer.content.decode()
    assert "先加筛选" in answer.content.decode()
    assert not Job.objects.exists()
    assert made(ask(district, "zhuanban1", "state=triage")).state == Job.DONE


def test_a_list_that_grew_meanwhile_is_refused_by_the_worker(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask(district, "zhuanban1")
    monkeypatch.setattr(exporting, "MOST", 3)
    job = made(answer)
    assert job.state == Job.FAILED
    assert "先加筛选" in job.problem


def test_the_scope_is_that_of_the_moment_the_file_is_made(district: District) -> None:
    """Who lost the post meanwhile gets no file."""
    answer = ask(district, "zhujian1")
    Post.objects.filter(user__username="zhujian1").update(valid_to=(NOW - timedelta(days=1)).date())
    job = made(answer)
    assert job.state == Job.FAILED
    assert not jobs.path_of(job).exists()


def test_a_title_that_is_a_formula_is_a_text_in_the_file(district: District) -> None:
    Driver(title="=HYPERLINK(1)").to("registered")
    found = [row["问题"] for row in table(made(ask(district, "zhuanban1"))) if "HYPERLINK" in str(row["问题"])]
    assert found == ["'=HYPERLINK(1)"]

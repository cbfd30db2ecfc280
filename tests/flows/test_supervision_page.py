"""逾期督办: late cases by rung, decided by one click; a fixed number of statements."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import clock, clocks
from casework.models import Record
from property_rectification.demo.roads import Driver
from tests import statements
from tests.flows.district import START, District

PAGE = "/supervision/"
#: Session, person, posts, shell, counts, rows, late clocks, decisions, and what a line shows.
STATEMENTS = 12


def _late(number: int = 1) -> tuple[Any, datetime]:
    """So many cases in hand whose clocks ran out, and the moment the last rung is reached."""
    for _n in range(number):
        with clock.moved_to(START):
            driver = Driver()
            driver.to("handling")
    timer = clocks.running(driver.case).filter(is_deadline=True).select_related("rule")[0]
    return driver.case, dict(clocks.ladder_of(timer))["T.ESC.SUPERVISE"]


def test_the_rungs_count_what_they_open(district: District) -> None:
    case, top = _late()
    page = district.client_of("zhuanban1")
    for moment, rung in ((top, "supervise"), (top - timedelta(minutes=1), "talk")):
        with clock.moved_to(moment):
            shown = page.get(PAGE, {"rung": rung}).context["supervision"]
        assert [row["number"] for row in shown["rows"]] == [case.number]
        assert [r["count"] for r in shown["rungs"] if r["current"]] == [1]


def test_a_step_is_taken_by_one_click_and_only_once(district: District) -> None:
    case, top = _late()
    page = district.client_of("zhuanban1")
    with clock.moved_to(top):
        assert "约谈" in page.get(PAGE).content.decode()
        answer = page.post(PAGE, {"case": case.number, "step": "T.ESC.TALK"}, follow=True)
        assert "已决定约谈" in answer.content.decode()
        row = answer.context["supervision"]["rows"][0]
        assert [step["code"] for step in row["steps"]] == ["T.ESC.RED"]
        again = page.post(PAGE, {"case": case.number, "step": "T.ESC.TALK"}, follow=True)
        assert "已经有决定" in again.content.decode()
    assert case.escalations.count() == 1


def test_each_sees_the_steps_that_are_theirs(district: District) -> None:
    _case, top = _late()
    with clock.moved_to(top):
        steps = {
            who: [s["code"] for s in district.client_of(who).get(PAGE).context["supervision"]["rows"][0]["steps"]]
            for who in ("lingdao", "zhuanban1", "ducha")
        }
    assert steps == {
        "lingdao": ["T.ESC.TALK", "T.ESC.SUPERVISE"], "zhuanban1": ["T.ESC.RED", "T.ESC.TALK"], "ducha": ["T.ESC.RED"],
    }  # fmt: skip


@pytest.mark.parametrize("who", ["shouli1", "zhujian1", "yanshou1"])
def test_nobody_else_has_the_page(district: District, who: str) -> None:
    client = district.client_of(who)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"case": "x", "step": "T.ESC.RED"}).status_code == 403


def test_an_unknown_case_or_step_is_refused(district: District) -> None:
    case, top = _late()
    client = district.client_of("zhuanban1")
    with clock.moved_to(top):
        assert client.post(PAGE, {"case": "没有", "step": "T.ESC.RED"}).status_code == 404
        assert client.post(PAGE, {"case": case.number, "step": "x"}).status_code == 302
        assert client.get(f"{PAGE}?rung=x&page=99").status_code == 200
    assert case.escalations.count() == 0


def test_the_page_sends_the_same_for_one_case_and_for_twenty(district: District) -> None:
    def sent() -> Any:
        _case, top = _late()
        client = district.client_of("lingdao")
        with clock.moved_to(top):
            client.get(PAGE)
            with statements.counted() as found:
                assert client.get(PAGE).status_code == 200
        return found

    few = sent()
    statements.within(STATEMENTS, "page /supervision/", few)
    _late(19)
    assert len(sent()) == len(few)
    assert Record.objects.filter(state="handling").count() == 21


@pytest.mark.parametrize("who", ["lingdao", "zhuanban1", "zhujian1"])
def test_the_page_of_a_supervised_case_says_so_within_its_budget(district: District, who: str) -> None:
    """Longer, supervised, and reported on: level, leader and the next report stand on the page."""
    with clock.moved_to(START):
        driver = Driver()
        driver.to("rectifying")
        driver.extend()
        driver.supervise()
        driver.amend("zhujian1", "report_supervision", progress="配件已到货，周四开始安装。")
    client = district.client_of(who)
    with clock.moved_to(START + timedelta(minutes=5)):
        client.get(f"/cases/{driver.case.number}/")
        with statements.counted() as sent:
            page = client.get(f"/cases/{driver.case.number}/")
    words = page.content.decode()
    assert "区级挂牌督办" in words
    assert "督办周报" in words
    assert "郑样" in words
    statements.within(statements.CASE_PAGE, f"supervised case for {who}", sent)


def test_the_page_of_a_shelved_case_says_why_and_what_keeps_people_safe(district: District) -> None:
    with clock.moved_to(START):
        driver = Driver()
        driver.to("rectifying")
        driver.shelve()
        words = district.client_of("zhujian1").get(f"/cases/{driver.case.number}/").content.decode()
    for said in ("挂账原因", "政策限制", "补贴办法出台", "临时措施", "每天一次"):
        assert said in words

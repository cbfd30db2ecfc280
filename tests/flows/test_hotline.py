"""12345 both ways: work orders come in by file, are worked on, and go back with status, reply and satisfaction."""

import csv
import io
from collections import Counter
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from casework import clock, clocks, engine, jobs
from casework.actor import Actor
from casework.demo import actor
from casework.models import AccessEntry, Job
from property_rectification import hotline
from property_rectification.demo import penalties, side_roads
from property_rectification.demo.roads import Driver
from property_rectification.models import HotlineStatus, Lead
from tests.flows import importing
from tests.flows.district import District, Road, along, drawn

HEADS = "工单编号,来电时间,来电人,联系电话,诉求标题,诉求内容,诉求类型,事发小区,事发地址"
PHONE, NAME = "13900001234", "欧阳示例"
#: How each road ends, and the code its order goes back with. Every state of a case that a person can bring about.
ENDS = {
    "pending": "01", "set_aside": "07", "draft": "01", "registered": "02", "supplement": "03", "triage": "02",
    "not_accepted": "06", "dispatched": "04", "return_req": "04", "handling": "04", "fact_finding": "04",
    "penalty": "04",
    "unfounded": "04", "rectifying": "04", "check_req": "04", "checking": "04", "pre_close": "04", "objection": "08",
    "diverted": "10", "merged": "04", "disputed": "04", "closed": "05", "lookback": "05", "archived": "05",
    "terminated": "09", "relapsed": "04",
}  # fmt: skip
#: What the road to an end begins with, where it is no step of the straight one.
BEFORE = {"supplement": "registered", "not_accepted": "triage", "return_req": "dispatched", "diverted": "triage",
          "merged": "triage", "disputed": "dispatched", "unfounded": "fact_finding", "penalty": "fact_finding",
          "objection": "pre_close",
          "archived": "closed", "terminated": "fact_finding", "relapsed": "closed"}  # fmt: skip


def orders(count: int) -> bytes:
    """A file as the hotline sends it."""
    out = io.StringIO()
    out.write(f"{HEADS}\n")
    writer = csv.writer(out)
    when = clock.now() - timedelta(days=1)
    for n in range(count):
        words = f"锦绣样园第{n}号楼的电梯坏了{n}天没有人修，老人下不了楼，电话打给物业没有人接，请督促修好。"
        head = (f"SP{n:06d}", f"{when:%Y-%m-%d %H:%M}", NAME, PHONE, f"电梯第{n}次停运")
        writer.writerow((*head, words, "物业管理", "锦绣样园", "示范街"))
    return out.getvalue().encode("gb18030")


def take_up(lead: Lead) -> Any:
    engine.perform(lead, "take_up", actor=actor("shouli1"), data={"category": "WA07"})
    return Lead.objects.get(pk=lead.pk).case


def bring_to(lead: Lead, end: str) -> None:
    """The order along the road that ends there, in the days it takes."""
    if end == "pending":
        return
    if end == "set_aside":
        data = {"reason": "反映的是供水公司的收费，不是物业的事。", "pointed_to": "供水服务热线"}
        engine.perform(lead, "set_aside", actor=actor("shouli1"), data=data)
        return
    driver = Road(take_up(lead))
    with drawn(end == "lookback"):
        moment = along(driver, BEFORE.get(end, end), clock.now())
    if end == "archived":
        moment = clocks.running(driver.case).get(key="T.ARCHIVE").due_at + timedelta(hours=1)
    branch = {"supplement": driver.ask_supplement, "not_accepted": driver.refuse, "return_req": driver.ask_return,
              "unfounded": driver.conclude_unfounded, "penalty": lambda: penalties.begin(driver),
              "objection": driver.object,
              "terminated": driver.terminate, "relapsed": driver.relapse,
              "diverted": lambda: side_roads.divert(driver),
              "merged": lambda: side_roads.merge(driver), "disputed": lambda: side_roads.dispute(driver),
              "archived": lambda: _archive(driver)}.get(end)  # fmt: skip
    if branch:
        with clock.moved_to(moment):
            branch()


def _archive(driver: Road) -> None:
    engine.perform(driver.case, "archive_case", actor=Actor.system())


def returned(district: District, **choice: str) -> tuple[Job, list[dict[str, Any]]]:
    """The job of a return file and its rows by head."""
    answer = district.client_of("shouli1").post("/hotline/", {"form": "xlsx", **choice})
    assert answer.status_code == 302, answer.content.decode()
    job = importing.work()
    if job.state != Job.DONE:
        return job, []
    page = openpyxl.load_workbook(io.BytesIO(jobs.read(job))).active
    heads, *rows = page.values
    return job, [dict(zip(heads, row, strict=True)) for row in rows]


def test_every_state_has_a_status_of_the_hotline(district: District) -> None:
    """Every status mapped: of leads and of cases, whichever roads are added."""
    assert set(HotlineStatus.objects.values_list("state", flat=True)) == set(hotline.states())


def test_orders_come_in_are_worked_on_and_go_back(district: District) -> None:
    run = importing.bring_in(district.client_of("shouli1"), orders(len(ENDS)), "12345工单.csv")
    assert (run.new, run.refused) == (len(ENDS), 0)
    leads = list(Lead.objects.order_by("external_no"))
    assert {lead.channel for lead in leads} == {"02"}
    for lead, end in zip(leads, ENDS, strict=True):
        bring_to(lead, end)
    job, rows = returned(district)
    assert job.state == Job.DONE, job.problem
    assert [row["工单编号"] for row in rows] == [lead.external_no for lead in leads]
    by_end = dict(zip(ENDS, rows, strict=True))
    assert {end: row["状态代码"] for end, row in by_end.items()} == ENDS
    assert by_end["set_aside"]["办理情况"] == "已告知：供水服务热线"
    assert "法院已经作出生效判决" in by_end["not_accepted"]["答复"]
    assert by_end["not_accepted"]["是否办结"] == "是"
    assert (by_end["closed"]["满意度"], by_end["closed"]["是否解决"]) == ("满意", "已解决")
    assert by_end["handling"]["承办单位"] == "示范区住建局"
    assert "已签收，正在办理，最晚" in by_end["handling"]["办理情况"]
    assert all(row["案件编号"].startswith("WY-") for end, row in by_end.items() if end not in (
        "pending", "set_aside", "draft"))  # fmt: skip
    said = str(rows)
    assert PHONE not in said
    assert NAME not in said
    assert "欧阳" not in said
    assert AccessEntry.objects.filter(action="export", subject="hotline", detail={"n": len(ENDS)}).exists()


def test_only_what_changed_since_a_day(district: District) -> None:
    client = district.client_of("shouli1")
    with clock.moved_to(clock.now() - timedelta(days=5)):
        importing.bring_in(client, orders(3), "12345工单.csv")
    first = Lead.objects.order_by("external_no")[0]
    bring_to(first, "handling")
    today = f"{clock.now().astimezone(clock.CHINA):%Y-%m-%d}"
    assert [row["工单编号"] for row in returned(district, changed=today)[1]] == ["SP000000"]
    assert len(returned(district)[1]) == 3
    empty = client.post("/hotline/", {"form": "csv", "since": today})
    assert empty.status_code == 422
    assert "没有符合条件的工单" in empty.content.decode()
    wrong = client.post("/hotline/", {"form": "csv", "since": today, "until": "2020-01-01"})
    assert "截止不能早于起始" in wrong.content.decode()


def test_an_order_typed_in_by_a_clerk_goes_back_too(district: District) -> None:
    driver = Driver(external_no="SP900001")
    driver.to("registered")
    _job, rows = returned(district)
    assert [(row["工单编号"], row["案件编号"]) for row in rows] == [("SP900001", driver.case.number)]


def test_a_state_without_a_status_keeps_the_file_in_the_house(district: District) -> None:
    importing.bring_in(district.client_of("shouli1"), orders(1), "12345工单.csv")
    HotlineStatus.objects.get(state="property.lead:pending").delete()
    assert "这些状态还没有热线代码：待确认" in district.client_of("shouli1").get("/hotline/").content.decode()
    job, _rows = returned(district)
    assert job.state == Job.FAILED
    assert "property.lead:pending" in job.problem


def test_the_administrator_sets_the_words_of_the_hotline(district: District) -> None:
    admin = district.client_of("guanli")
    assert admin.get("/manage/hotline/").status_code == 200
    address = "/manage/hotline/property.case:triage/"
    assert admin.get(address).status_code == 200
    assert admin.post(address, {"code": "21", "words": "分办中", "ended": ""}).status_code == 302
    assert HotlineStatus.objects.get(pk="property.case:triage").code == "21"
    assert admin.post("/manage/hotline/property.case:nowhere/", {"code": "1", "words": "x"}).status_code == 404
    for who in ("shouli1", "zhuanban1", "zhujian1"):
        assert district.client_of(who).post(address, {"code": "9", "words": "y"}).status_code == 403
    assert district.client_of("zhujian1").get("/hotline/").status_code == 403
    assert district.client_of("zhujian1").post("/hotline/", {"form": "csv"}).status_code == 403


@pytest.mark.long
def test_five_hundred_orders_in_worked_on_and_out(district: District) -> None:
    """500 in, each brought to one of the twenty ends, 500 out, every status mapped."""
    assert importing.bring_in(district.client_of("shouli1"), orders(500), "12345工单.csv").new == 500
    ends = [list(ENDS)[n % len(ENDS)] for n in range(500)]
    for lead, end in zip(Lead.objects.order_by("external_no"), ends, strict=True):
        bring_to(lead, end)
    _job, rows = returned(district)
    assert [row["状态代码"] for row in rows] == [ENDS[end] for end in ends]
    print("500 orders in, 500 out:", dict(Counter(row["状态"] for row in rows)))

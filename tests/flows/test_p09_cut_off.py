"""P-09: a firm switched off the lift cards of households in arrears. Four hours to restore, no more time for it, a
written order proposed after one breach; and no list of who owes what comes into the case (L-13)."""

import io
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import clock, outbox, sweep
from casework.demo import picture
from casework.models import OutboxMessage
from property_rectification import arrears
from property_rectification.demo.roads import Driver
from tests.flows.bad import check
from tests.flows.district import START, District, Stage, along, as_stage, nothing_written

STORY = "没交电梯费的十二户门禁卡和梯卡都被停了，老人提着菜爬十一楼，请马上恢复。"


def test_P09_four_hours_to_restore_and_no_more_time(district: District) -> None:
    with clock.moved_to(START):
        driver = Driver(category="WA10", narrative=STORY, handler="zhujian2")
    moment = along(driver, "rectifying", START)
    served = driver.case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None)
    assert served.due_at - served.started_at == timedelta(hours=4)
    assert "SAFETY_URGENT" in driver.case.flags
    with clock.moved_to(moment + timedelta(minutes=5)):
        stage = as_stage("property.case", driver.case.pk)
        body = {"amount": 3, "reason": "等物业总部批复，要再等三个小时。", "told_how": "03"}
        asked = district.api("zhujian2").post(
            f"{stage.url}/proposals/extend-deadline", body, version=stage.record.version, key="p09"
        )
    check(asked, 422)
    assert {d["code"] for d in asked.json()["denials"]} == {"not_safety_category"}
    assert driver.case.proposals.count() == 0


# --- one breach -------------------------------------------------------------------------------------------------


def test_P09_after_one_breach_a_written_order_is_proposed(district: District) -> None:
    """The four hours are over, on whatever day: the unit is told, and the office decides on the order at once."""
    with clock.moved_to(START):
        driver = Driver(category="WA10", narrative=STORY, handler="zhujian2")
    along(driver, "rectifying", START)
    served = driver.case.timers.get(key="T.HANDLE.RECTIFY", stopped_at=None)
    stage, order = as_stage("property.case", driver.case.pk), {"esc_step": "T.ESC.RED", "esc_decision": "taken"}
    with clock.moved_to(served.due_at - timedelta(minutes=1)):
        early = district.api("zhuanban1").act(stage, "decide_escalation", order, way="amendments")
        check(early, 422)
        assert {d["code"] for d in early.json()["denials"]} == {"escalation_step_open"}
    with clock.moved_to(served.due_at):
        sweep.run()
        told = OutboxMessage.objects.filter(record_id=driver.case.pk)
        key = f"T.ESC.RED.{served.pk}"
        assert told.filter(topic=f"notice.overdue_order.{key}").count() == 1
        asked = outbox.open_payload(told.get(topic__startswith="notice.order_proposed."))
        assert asked["audience"]["roles"] == ["R02", "R03"], "office and supervisor decide"
        sweep.run()
        assert told.filter(topic=f"notice.overdue_order.{key}").count() == 1
        assert "T.ESC.RED" in district.client_of("zhuanban1").get("/supervision/").content.decode()
        taken = district.api("zhuanban1").act(stage, "decide_escalation", order, way="amendments")
    assert taken.status_code == 200, taken.content.decode()
    assert driver.case.escalations.get().timer_id == served.pk


# --- no list of who owes what -----------------------------------------------------------------------------------


def _finding(driver: Driver) -> tuple[Stage, datetime]:
    moment = along(driver, "fact_finding", START) + timedelta(minutes=5)
    return as_stage("property.case", driver.case.pk), moment


@pytest.fixture
def finding(district: District) -> tuple[District, Stage, datetime]:
    with clock.moved_to(START):
        driver = Driver(category="WA10", narrative=STORY, handler="zhujian2")
    return district, *_finding(driver)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


LIST = (("序号", "房号", "户主", "欠费金额（元）"), (1, "3-502", "王例", 1260))


@pytest.mark.parametrize(
    "made",
    [
        ("title", "十二户业主欠费名单", "表.xlsx", (("甲",),)),
        ("file", "说明", "欠缴电梯费住户明细.xlsx", (("甲",),)),
        ("file", "停卡情况", "表.xlsx", LIST),
    ],
    ids=str,
)
def test_P09_no_list_of_who_owes_what_is_attached(
    finding: tuple[District, Stage, datetime], made: tuple[Any, ...]
) -> None:
    """Said by its title, by its name, or by its table."""
    (district, stage, moment), (field, title, name, rows) = finding, made
    with clock.moved_to(moment), nothing_written():
        file = SimpleUploadedFile(name, workbook(*rows))
        answer = district.api("zhujian2").upload(stage, file, title=title, purpose="evidence")
    check(answer, 422, named=field)
    assert "业主欠费名单不能附到案件里。请只写涉及几户" in answer.content.decode()


@pytest.mark.parametrize("field", ["title", "source_note"])
def test_P09_no_such_list_is_evidence(finding: tuple[District, Stage, datetime], field: str) -> None:
    district, stage, moment = finding
    given = {"type": "02", "title": "企业提供的材料", "source_note": "企业当面提交", "obtained_by": "经办人"}
    with clock.moved_to(moment), nothing_written():
        body = given | {field: "业主欠缴物业费明细表", "obtained_at": moment.isoformat()}
        answer = district.api("zhujian2").act(stage, "add_evidence", body, way="amendments")
    check(answer, 422, named=field)


def test_P09_an_order_prints_no_such_list(finding: tuple[District, Stage, datetime]) -> None:
    district, stage, moment = finding
    with clock.moved_to(moment):
        order = {
            "facts_found": "3栋502室欠物业费1260元；3栋601室欠物业费900元，企业停了梯卡。",
            "requirement": "四小时内恢复。",
            "acted_on": "2026-02-20", "basis": [{"instrument": "WYGL", "article": "第三十五条"}],
            "served_to": "示范样例物业", "service_mode": "01", "served_at": moment.isoformat(),
        }  # fmt: skip
        stage = prepared(district, stage, moment)
        with nothing_written():
            answer = district.api("zhujian2").act(stage, "find_violation", order)
    check(answer, 422, named="facts_found")


def prepared(district: District, stage: Stage, moment: datetime) -> Stage:
    """Both sides heard and the fact found."""
    api = district.api("zhujian2")

    def amend(code: str, **data: Any) -> None:
        answer = api.act(stage, code, data, way="amendments")
        assert answer.status_code == 200, answer.content.decode()

    for side in ("owner", "firm"):
        amend("record_statement", side=side, kind="record", at=moment.isoformat(), content="当面说明了情况。")
    amend("add_fact", statement="十二户的梯卡被停用。")
    fact = str(stage.record.facts.get().pk)
    amend("set_fact_status", fact=fact, status="found")
    assert api.upload(stage, picture(3), title="停卡的读卡器", purpose="evidence").status_code == 201
    photo = str(stage.record.files.get(title="停卡的读卡器").pk)
    amend(
        "add_evidence", type="08", title="停卡的读卡器", obtained_at=moment.isoformat(), obtained_by="经办人",
        source_note="现场拍摄", file=photo, lawful=True, fact=fact,
    )  # fmt: skip
    return stage


@pytest.mark.parametrize(
    "title",
    [
        "业主欠费名单", "业主欠缴物业费明细表", "拖欠物业费住户明细", "欠费户花名册", "欠费台账", "各户欠费情况统计",
        "未交电梯费住户清单",
    ],
)  # fmt: skip
def test_P09_what_is_such_a_list(title: str) -> None:
    assert arrears.named(title)


@pytest.mark.parametrize(
    "title",
    [
        "业主称企业未交公共收益明细", "企业欠缴电费清单", "物业公司欠费明细", "停卡现场照片",
        "业主未交电梯费被停卡的视频", "公共收益收支表", "欠费引起的停卡", "物业费收费公示表", "业主身份证明",
        "停卡户数说明",
    ],
)  # fmt: skip
def test_P09_what_is_none(title: str) -> None:
    """What an owner complains of, what a firm owes, and that somebody owes may be said."""
    assert not arrears.named(title)
    assert not arrears.listed("停了12户的梯卡，企业称其中有欠费的。收费标准每户360元。")
    assert not arrears.tabled(["房号", "停卡时间", "恢复时间"])

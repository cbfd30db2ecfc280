"""Papers of an end: the opinion and the notice of a termination, what is written after a death; of complaints, shifts
and the store."""

import io

import pytest
from pypdf import PdfReader

from casework import documents
from casework.demo import actor
from casework.refusals import OutOfScope
from relief.states import IN_STATION
from tests.relief import loss, test_complaints, test_shifts, test_stock
from tests.relief.guards_stay import heard
from tests.relief.station import DISORDER, ENDING, Driver, Station
from tests.relief.test_papers import KNOWN, NUMBER, pages, paper, printed, says

#: Characters beyond the common ones, as names have them.
RARE = "䶮㛃𠅤"


def of(record: object, code: str) -> str:
    """The text of the last paper of a record that is no case."""
    found = documents.latest(record, code)  # type: ignore[arg-type]
    assert found is not None
    return "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(documents.pdf(found))).pages)


def test_a_hearing_is_taken_down_by_hand_or_here_and_the_notice_says_when_it_was(station: Station) -> None:
    driver = station.hearing(**KNOWN)
    by_hand = says(driver, "J-31", "听取意见笔录", "石样", "酒后打人，劝阻无效。", "违法违规扰乱秩序", "随时可以离站",
                   "□拒签□无法签")  # fmt: skip
    assert "不同意" not in by_hand, "nothing of what was not said yet"
    assert NUMBER not in by_hand
    heard(driver)
    says(driver, "J-31", "不同意，说是对方先动手。", "2026年11月23日09:00", "贺样", "裴样")
    driver.do("zhanzhang", "terminate_relief", **ENDING)
    notice = says(
        driver, "J-05", "终止救助通知书", "石样：", "酒后打人，劝阻无效。",
        "违法违规扰乱秩序。", "多次打人，扰乱秩序。",
        "听取意见：2026年11月23日09:00，由贺样、裴样听取。您说：不同意，说是对方先动手。",
        "自2026年11月23日09:00起生效", "《社会救助法》（2026年施行）第四十八条", "向示范区民政局投诉",
        "自收到本通知书之日起60天内申请行政复议，或者6个月内提起行政诉讼", "提出人贺样决定人陆例", "□拒签□无法签",
    )  # fmt: skip
    assert NUMBER not in notice, "the notice needs no number"
    assert printed(driver) >= {"J-04", "J-05", "J-08", "J-32"}


def test_what_is_not_upheld_is_written_on_the_transcript(station: Station) -> None:
    driver = heard(station.hearing())
    driver.do("zhanzhang", "dismiss_termination", reason="对方先动手。")
    says(driver, "J-31", "处理不予终止，继续救助。对方先动手。")
    assert "J-05" not in printed(driver)


def test_long_words_and_rare_characters_stand_on_the_notice(station: Station) -> None:
    facts = "；".join(f"第{n}次劝阻无效，{RARE}在场" for n in range(1, 61))
    driver = station.at(IN_STATION, **KNOWN | {"name_declared": f"石{RARE}"})
    driver.do("shegong1", "open_termination_hearing", **DISORDER | {"facts": facts})
    heard(driver).do("zhanzhang", "terminate_relief", **ENDING)
    whole = says(driver, "J-05", f"石{RARE}", "第60次劝阻无效")
    assert "签收" in whole
    assert len(pages(paper(driver, "J-05"))) > 1


def test_after_a_death(station: Station) -> None:
    driver = station.at(IN_STATION, **KNOWN)
    driver.do("zhiban", "record_death", **loss.DEATH | {"died_at": driver.case.arrived_at.isoformat()})
    first = says(driver, "J-30", "死亡登记表", "遗物清单", "没有死亡证明和火化确认书的，不火化", NUMBER, "通知亲属函",
                 "我们向您表示哀悼", "存根留卷")  # fmt: skip
    assert "无人认领遗体公告" not in first
    letter = pages(paper(driver, "J-30"))[-1]
    assert "通知亲属函" in letter
    for words in (NUMBER, "死因", "遗物清单"):
        assert words not in letter.replace("死亡登记表、遗物清单", ""), "the letter goes out, the register does not"
    driver.do("zhiban", "record_unclaimed_notice", notice_on="2026-11-23", notice_where="县政府网站")
    public = says(driver, "J-30", "无人认领遗体公告", "石样（男，74岁）", "县政府网站", "请亲属或者知情的人")
    for words in (NUMBER, "死因", "通知亲属函", "医死"):
        assert words not in public.replace("死亡登记表、遗物清单、通知亲属函", ""), words


def test_the_register_is_whole_when_it_is_settled(station: Station) -> None:
    driver = loss.settled(loss.papers(loss.dead(station)))
    driver.do("zhiban", "record_cremation", **loss.CREMATION)
    driver.do("zhiban", "record_ashes", ashes="交石例领回。")
    driver.do("zhanzhang", "close_after_death")
    says(driver, "J-30", "医死1号", "心脏骤停", "火1号", "交石例领回。", "旧手机一部，现金12元。", "石例")


def test_a_complaint_and_its_answer_are_two_sheets_and_the_bureaus(station: Station) -> None:
    made = test_complaints.heard(name=f"石{RARE}")
    test_complaints.answered(made)
    whole = of(made, "J-38")
    for words in ("投诉登记与答复", made.number, f"石{RARE}", "申诉信", "听了本人和照料员", "不属实", "信在本人手里",
                  "示范区民政局", "不转被投诉的单位和人员"):  # fmt: skip
        assert words in whole, words
    found = documents.latest(made, "J-38")
    assert found is not None
    answer = pages(found)[-1]
    assert "投诉答复" in answer
    for words in ("听了本人和照料员", "照料员程某"):
        assert words not in answer, "what was found about others is not handed out"
    assert "J-38" in station.client("minzheng").get(f"/complaints/{made.number}/").content.decode()
    for nobody in ("zhanzhang", "zhaoliao"):
        with pytest.raises(OutOfScope):
            documents.open_for(found, actor=actor(nobody))


def test_a_shift_hands_over_numbers_and_no_names(station: Station) -> None:
    driver = station.at(IN_STATION, **KNOWN)
    driver.do("zhaoliao", "record_incident", category="fight", course="推了一下。")
    made = test_shifts.written()
    page = station.client("zhiban2").get(f"/shifts/{made.number}/").content.decode()
    assert "没结的事件：1" in page
    test_shifts.do(made, "zhiban", "sign_over_shift")
    test_shifts.do(made, "zhiban2", "take_over_shift")
    whole = of(made, "J-43")
    for words in ("交接班记录", "夜班", "共1人在站救助1", f"没结的事件{driver.case.number}", "钥匙5把，齐", "20,000.00",
                  "A2床夜里咳嗽", "交班人裴样", "接班人阎例", "没报的强制报告没有"):  # fmt: skip
        assert words in whole, (words, whole)
    assert "石样" not in whole


def test_every_movement_of_the_store_has_its_sheet(station: Station) -> None:
    driver: Driver = station.at(IN_STATION, **KNOWN)
    made = test_stock.thing("food_bread", ("B-1", "2026-12-01", 10))
    first = of(made, "J-34")
    for words in ("入库单", "B-1", "2026年12月1日", "10件", "结存10件"):
        assert words in first, (words, first)
    test_stock.issue(made, driver, 3)
    out = of(made, "J-34")
    for words in ("发放单", driver.case.number, "-3件", "结存7件"):
        assert words in out, (words, out)
    assert "石样" not in out, "by the number of the case alone"
    test_stock.by_two(made, "count_stock", batch=test_stock.batch(made, "B-1"), counted=6, note="少一个。")
    counted = of(made, "J-34")
    for words in ("盘点表", "账面7实有6差异-1", "少一个。", "同意人裴样"):
        assert words in counted, (words, counted)
    test_stock.by_two(made, "count_stock", batch=test_stock.batch(made, "B-1"), counted=6)
    assert "账实相符" in of(made, "J-34")
    test_stock.by_two(
        made, "write_off_stock", batch=test_stock.batch(made, "B-1"), kind="loss", pieces=1, note="压坏。"
    )
    lost = of(made, "J-34")
    for words in ("报损、过期销毁单", "压坏。", "-1件", "结存5件"):
        assert words in lost, (words, lost)
    assert "J-34" in station.client("kuguan").get(f"/stock/{made.number}/").content.decode()

"""The page of a case: what follows the button, the stage bar, what happened and who looked, and the past beside now."""

import re
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, value_words
from casework.models import AccessAction, AccessEntry
from property_rectification.models import RectificationCase
from tests.flows.district import District, Stage


def later(staged: District, state: str) -> Stage:
    found = staged.stages["property.case"][state]
    return Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))


def shown(staged: District, username: str, stage: Stage, rest: str = "") -> Any:
    with clock.moved_to(stage.at):
        answer = staged.client_of(username).get(f"/cases/{stage.record.number}/{rest}")
    assert answer.status_code == 200, rest
    return answer.context


# --- what follows the button ------------------------------------------------------------------------------------


def test_consequences_in_their_order_with_computed_moments(staged: District) -> None:
    """State, clocks that stop and start with their moments, who is told, what is printed, how it is undone."""
    lines = shown(staged, "shouli1", later(staged, "triage"), "do/dispatch-case/")["act"]["consequences"]
    kinds = [next(k for k, word in WORDS.items() if word in line) for line in lines]
    assert kinds == sorted(kinds)
    assert set(kinds) == {1, 2, 3, 4, 5, 6}
    assert re.search(r"“签收”开始计时：1个工作日，3月\d+日（周.）24:00到期。", "".join(lines))
    assert "（现剩余" in "".join(lines)


WORDS = {1: "案件转入", 2: "停止计时", 3: "开始计时", 4: "通知：", 5: "自动生成", 6: "撤回", 7: "退回来"}


def test_a_clock_that_runs_from_what_is_filled_in_says_so(staged: District) -> None:
    act = shown(staged, "zhujian1", later(staged, "fact_finding"), "do/find-violation/")["act"]
    assert any("“整改”开始计时，从填写的“送达时间”起算。" in line for line in act["consequences"])
    assert str(act["warning"]).startswith("送达后不能撤回")


def test_papers_and_the_second_person_are_announced(staged: District) -> None:
    draft = later(staged, "draft")
    with clock.moved_to(draft.at):
        page = staged.client_of("shouli1").get(f"/cases/{draft.pk}/do/register-case/")
    assert any("自动生成：" in line for line in page.context["act"]["consequences"])
    lines = shown(staged, "zhujian1", later(staged, "fact_finding"), "do/conclude-unfounded/")["act"]["consequences"]
    assert lines[0].startswith("先交另一人复核")
    assert any("本单位能复核的同事" in line for line in lines)


# --- stage bar --------------------------------------------------------------------------------------------------


def test_nine_steps_with_days_and_the_deadline_of_the_present_one(staged: District) -> None:
    stage = shown(staged, "zhujian1", later(staged, "rectifying"))["stage"]
    assert (len(stage["steps"]), stage["position"], str(stage["now"])) == (9, 5, "限期整改")
    assert [s["status"] for s in stage["steps"]] == ["done"] * 4 + ["now"] + ["todo"] * 4
    assert all(re.fullmatch(r"3月\d+日", s["notes"][0]) for s in stage["steps"][:5])
    assert re.fullmatch(r"第1天　\d+月\d+日止", stage["steps"][4]["notes"][1])
    assert all(s["notes"] == [] for s in stage["steps"][5:])


def test_a_failed_check_is_counted_in_words(staged: District) -> None:
    stage = shown(staged, "yanshou1", later(staged, "check_failed"))["stage"]
    assert "验收退回1次" in stage["steps"][5]["notes"]


def test_a_side_road_is_said_in_one_sentence_with_a_link(staged: District) -> None:
    stage = shown(staged, "shouli1", later(staged, "not_accepted"))["stage"]
    assert stage["sentence"] == "本案现为“不予受理”。"
    assert stage["url"] == "#history"


# --- what happened ----------------------------------------------------------------------------------------------


def lines(context: Any) -> list[dict[str, Any]]:
    return [event for day in context["history"]["days"] for event in day["events"]]


def test_the_history_narrows_to_clocks_and_papers(staged: District) -> None:
    stage = later(staged, "rectifying")
    everything = shown(staged, "zhujian1", stage)
    assert len(lines(everything)) == everything["history"]["count"]
    clocks = lines(shown(staged, "zhujian1", stage, "?history=clocks"))
    assert 0 < len(clocks) < len(lines(everything))
    assert all(event["clocks"] for event in clocks)
    assert any("“整改”开始计时" in words for event in clocks for words in event["clocks"])
    papers = lines(shown(staged, "zhujian1", stage, "?history=papers"))
    assert papers
    assert all(event["papers"] for event in papers)


def test_who_looked_is_for_the_handler_and_the_privacy_officer(staged: District) -> None:
    stage = later(staged, "rectifying")
    AccessEntry.objects.create(
        at=stage.at, action=AccessAction.UNMASK, record_id=stage.pk, subject="reporter.phone", purpose="case"
    )
    for username, sees in (("zhujian1", True), ("yinsi", True), ("zhujian2", False), ("ducha", False)):
        context = shown(staged, username, stage, "?history=looks")
        assert any(str(f["label"]) == "查看" for f in context["history"]["filters"]) is sees, username
        assert any(str(e["text"]) == "说明用途后查看" for e in lines(context)) is sees, username


def test_the_chain_is_checked_on_demand(staged: District) -> None:
    stage = later(staged, "rectifying")
    context = shown(staged, "zhujian1", stage)
    assert context["history"]["verified"]
    with clock.moved_to(stage.at):
        answer = staged.client_of("zhujian1").post(f"/cases/{stage.record.number}/verify/", follow=True)
    assert f"已核对第1–{stage.record.version}条，链条和内容都一致" in answer.content.decode()


def test_nobody_is_late_by_a_right_that_has_ended(staged: District) -> None:
    """The window for objections is a period of the parties, no deadline of anybody."""
    closed = staged.stages["property.case"]["closed"]
    long_after = Stage(closed.kind, closed.pk, closed.state, closed.at + timedelta(days=60))
    context = shown(staged, "zhuanban1", long_after)
    chips = {chip.name: (chip.kind, chip.words) for chip in context["clocks"]}
    assert chips["提出异议"] == ("plain", "到期权利已过")
    assert context["clocks"][-1].name == "提出异议" or context["clocks"][-1].words == "期满"
    assert context["case"]["clock"].name != "提出异议"


# --- the past ---------------------------------------------------------------------------------------------------


def test_the_past_page_counts_and_lists_what_is_other_now(staged: District) -> None:
    stage = later(staged, "lookback")
    day = stage.record.events.get(name="find_violation").at.astimezone(clock.CHINA).date()
    plain = shown(staged, "zhuanban1", stage, f"as-at/{day}/")
    differences = plain["past"]["differences"]
    assert plain["past"]["marked"] is False
    assert differences[0].label == "状态"
    assert differences[0].now == "回头看"
    marked = shown(staged, "zhuanban1", stage, f"as-at/{day}/?differences=1")
    assert marked["past"]["marked"]
    with clock.moved_to(stage.at):
        page = staged.client_of("zhuanban1").get(f"/cases/{stage.record.number}/as-at/{day}/?differences=1")
    body = page.content.decode()
    assert f"与现在不同{len(differences)}处" in body
    table = body.split('id="differences"')[1].split("</table>")[0]
    assert table.count("<tr>") == len(differences) + 1
    assert all(d.label and not d.label.isascii() for d in differences)
    assert [row["name"] for row in marked["files"]["rows"]][:2] == ["现场照片1", "现场照片2"]
    assert all(re.fullmatch(r"3月\d+日", one["when"]) for one in marked["sides"]["owner"]["entries"])
    told = "；".join(d.now for d in differences).replace("***.png", "")
    assert not re.findall(r"[A-Za-z]{3,}|：0\d(?!\d)|^0\d$", told), "codes stand in words"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [("recordfile/1/purpose", "rectification", "整改材料"), ("callback/1/solved", "01", "已解决"),
     ("ordernotice/1/basis", [{"code": "X", "title": "物业管理条例", "version": "1", "article": "第三十五条"}],
      "物业管理条例 第三十五条"),
     ("check/1/owner_side", "present", "参加"), ("selfreport/1/files", ["a", "b"], "2份")],
)  # fmt: skip
def test_kept_codes_are_said_in_words(path: str, value: Any, words: str) -> None:
    assert value_words.kept(RectificationCase, path, value) == words


def test_today_is_no_other_than_now(staged: District) -> None:
    stage = later(staged, "rectifying")
    today = stage.at.astimezone(clock.CHINA).date()
    assert shown(staged, "zhujian1", stage, f"as-at/{today}/")["past"]["differences"] == []

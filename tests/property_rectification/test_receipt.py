"""F-01 and F-38: every field of the table, the fixed sentences, masked contact, and law only where it is verified."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from casework import clock, documents, publickeys, rules
from casework.models import TimerRule
from property_rectification.models import LegalBasis
from property_rectification.papers import basis
from tests.property_rectification.world import NARRATIVE, World

SENTENCES = (
    "请保管查询码。", "反映问题不影响您申请调解、起诉、信访的权利。", "您的信息只用于办理本事项，不提供给被反映方。",
)  # fmt: skip
BOX = "待法制部门确定"


def registered(world: World, **data: Any) -> Any:
    given = {"reporter_name": "王例", "claim": "公开账目", "place": "3号楼电梯"} | data
    return world.do(world.draft(**given), "register_case", "intake")


def fields(case: Any, code: str = "F-01") -> dict[str, Any]:
    found = documents.latest(case, code)
    assert found is not None
    return documents.snapshot_of(found)


def text(case: Any, code: str = "F-01") -> str:
    found = documents.latest(case, code)
    assert found is not None
    pages = PdfReader(io.BytesIO(documents.pdf(found))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_receipt_says_what_the_table_asks_for(world: World) -> None:
    case = registered(world)
    said, key = text(case), publickeys.open_for(case)
    for wanted in (
        "诉求登记单（受理回执）", case.number, "2026年3月2日09:00", "12345", "王例", "138****5678", "锦绣花园3号楼电梯",
        f"“{NARRATIVE}”", "“公开账目”", "没有提交材料", "综治中心R04", "研判后交办", key.spoken_code, "模板F-01v1",
        "调解自愿",
        "《个人信息保护法》（2021年通过）第十七条、第三十五条", "第1页，共1页", *SENTENCES,
    ):  # fmt: skip
        assert "".join(wanted.split()) in said, wanted
    assert "13800005678" not in said
    one = documents.latest(case, "F-01")
    assert one
    assert f"校验码{one.tail}" in said


def test_the_code_leads_to_the_token_and_never_the_number(world: World) -> None:
    case = registered(world)
    token = publickeys.open_for(case).token.reveal()
    assert fields(case)["qr"].endswith(f"/p/r/{token}/")
    assert case.number not in fields(case)["qr"]
    assert token not in text(case)


def test_nobody_has_to_be_named_and_who_wants_secrecy_is_not(world: World) -> None:
    assert fields(registered(world, reporter_name=""))["reporter"] == "未留姓名"
    secret = registered(world, wants_secrecy=True)
    assert fields(secret)["reporter"] == "按本人要求不写姓名"
    assert "王例" not in text(secret)


def test_only_what_the_reporter_gave_stands_on_it(world: World) -> None:
    """It is made out again while others work on the case; their files are not the reporter's to read."""
    case = registered(world)
    for purpose, title in (
        ("complaint", "缴费单"), ("reporter", "补充照片"), ("statement", "物业情况说明"), ("evidence", "询问笔录"),
    ):  # fmt: skip
        world.file(case, purpose, title)
    case = world.amend(case, "renew_public_key", "intake", reasons="回执丢失，已核对反映人")
    assert fields(case)["attachments"] == ["缴费单", "补充照片"]


def test_numbers_of_people_in_what_was_said_are_masked(world: World) -> None:
    said = fields(registered(world, narrative=NARRATIVE + "找物业李经理13900001234，他不接电话。"))
    assert "13900001234" not in str(said)
    assert "139****1234" in said["narrative"]


def test_a_petition_has_its_day_and_the_law_that_sets_it(world: World) -> None:
    case = registered(world, matter="petition")
    inform, finish = fields(case)["deadlines"]
    assert inform["when"].startswith("3月17日（周二）24:00")
    assert inform["basis"] == "《信访工作条例》（2022年施行）第二十二条、第二十三条"
    assert (finish["when"], finish["basis"]) == ("60天内", "《信访工作条例》（2022年施行）第三十四条")
    assert BOX not in text(case)


def test_a_time_that_is_no_law_is_a_box_until_the_place_has_confirmed_it(world: World) -> None:
    unset = registered(world)
    assert [(d["when"], d["basis"], d["local"]) for d in fields(unset)["deadlines"]] == [("", "", False)] * 2
    assert text(unset).count(BOX) == 2
    rules.set_gate("CG-2", "已由12345办公室书面确认时限", by=None, at=clock.now())
    confirmed = registered(world, reporter_phone="13800009999")
    assert [d["when"] for d in fields(confirmed)["deadlines"]] == ["1个工作日内", "5个工作日内"]
    assert BOX not in text(confirmed)
    assert "本地设定" in text(confirmed)
    assert "唐山" not in text(confirmed)


@pytest.mark.parametrize("change", [{"confidence": "V-L"}, {"origin": TimerRule.LOCAL}])
def test_law_is_named_for_verified_national_times_only(world: World, change: dict[str, str]) -> None:
    TimerRule.objects.filter(key="T.INTAKE.INFORM").update(**change)
    inform = fields(registered(world, matter="petition"))["deadlines"][0]
    assert (inform["basis"], inform["when"]) == ("", "")


@pytest.mark.parametrize("confidence", ["V-L", "V-P", "M", "D", ""])
def test_an_instrument_that_is_not_verified_is_barred(world: World, confidence: str) -> None:
    day = world.now.date()
    assert basis.cite("GRXX", "第十七条", day)
    LegalBasis.objects.filter(code="GRXX").update(confidence=confidence)
    assert basis.cite("GRXX", "第十七条", day) == ""
    assert f"依据{BOX}" in text(registered(world))


def test_an_instrument_is_cited_in_the_version_of_the_day(world: World) -> None:
    assert "2012年修正" in basis.cite("ZAGL", "第一条", world.now.date().replace(year=2025))
    assert "2025年修订" in basis.cite("ZAGL", "第一条", world.now.date())
    assert basis.cite("GRXX", "第一条", world.now.date().replace(year=2020)) == ""


# --- F-38


def test_the_notice_says_why_what_how_long_and_which_rights(world: World) -> None:
    case = registered(world)
    said = text(case, "F-38")
    for wanted in (
        "综治中心",
        case.number,
        "姓名、电话",
        "不提供给被反映方",
        "查阅、复制",
        "□同意　□不同意",
        "第十七条",
    ):
        assert "".join(wanted.split()) in said, wanted
    assert "王例" not in said
    assert "138" not in said
    assert said.count(BOX) == 1


def test_how_long_contacts_are_kept_is_told_once_the_schedule_is_approved(world: World) -> None:
    rules.set_gate("CG-7", "评估报告已签署，保存期限表已批准", by=None, at=clock.now())
    said = text(registered(world), "F-38")
    assert "归档后保存2年" in said
    assert BOX not in said


def test_who_left_nothing_is_told_nothing(world: World) -> None:
    case = registered(world, reporter_name="", reporter_phone="")
    assert documents.latest(case, "F-38") is None
    assert documents.latest(case, "F-01") is not None
    assert "未留联系方式" in text(case)


def test_only_the_kinds_that_were_taken_down_stand_there(world: World) -> None:
    case = registered(world, reporter_phone="", reporter_name="王例", reporter_address="示例县东街1号")
    assert fields(case, "F-38")["kinds"] == ["姓名", "住址"]


# --- made out again


def test_what_is_missing_stands_on_the_receipt_with_its_day(world: World) -> None:
    case = registered(world)
    items = [{"fact": "广告合同在谁手里", "how": "口头说明也可以"}, {"fact": "哪几部电梯"}]
    case = world.do(case, "request_supplement", "intake2", items=items)
    said, first = fields(case), fields(case)["deadlines"][0]
    assert said["supplement"] == [
        {"what": "广告合同在谁手里", "how": "口头说明也可以"},
        {"what": "哪几部电梯", "how": ""},
    ]
    assert (first["what"], first["basis"], first["local"]) == ("补充到", "", True)
    assert first["when"].startswith("3月12日")
    assert "要补充的广告合同在谁手里（口头说明也可以）" in text(case)
    assert said["receiver"].endswith("某intake"), "who registered, not who asked"
    assert documents.of(case).filter(code="F-01").count() == 2


def test_a_new_code_comes_with_a_new_receipt(world: World) -> None:
    case = registered(world)
    old = fields(case)
    case = world.amend(case, "renew_public_key", "intake", reasons="回执丢失，已核对反映人")
    new = fields(case)
    assert new["query_code"] != old["query_code"]
    assert new["qr"] != old["qr"]
    assert new["query_code"] == publickeys.open_for(case).spoken_code
    assert new["supplement"] == []


def test_a_case_without_a_reporter_still_gets_its_receipt(world: World) -> None:
    case = world.draft()
    case.reporter.delete()
    case = world.do(type(case).objects.get(pk=case.pk), "register_case", "intake")
    assert (fields(case)["reporter"], fields(case)["contact"]) == ("未留姓名", "")
    assert documents.latest(case, "F-38") is None
